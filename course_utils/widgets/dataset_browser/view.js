/**
 * DatasetBrowser: a whole dataset to look through, its classes, their means, and its numbers.
 *
 * The browser holds the class of every image. Pixels come from the kernel as they come into sight;
 * sums of each class come once, and what follows from them is worked out here.
 */
import {
  fill,
  h,
  mountControls,
  number,
  onChange,
  say,
  slots,
  tryNext,
  update,
} from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { ImageBank } from "../_core/images.js";
import { channelMoments, classCounts, ofClasses, sumOfRows } from "../_core/ops.js";
import { Raster } from "../_core/raster.js";
import { Classes, grouped } from "./classes.js";
import { Nearest } from "./nearest.js";
import { Numbers } from "./numbers.js";
import strings from "./strings.json";
import { Wall } from "./wall.js";

/** @typedef {import("../_core/dom.js").Model} Model */

/** As on the Python side: the parts in their order, and images in one message. */
const PARTS = ["training", "test"];
const MOST = 256;
/** Images of each part that the browser keeps: 50 MB of CIFAR-10. */
const ROOM = 16384;

/** @param {DataView} view */
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** @param {Model} model @returns {Uint8Array[]} */
const labelsOf = (model) => model.get("_labels").map(bytesOf);

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The place of a number in a sorted list; −1 where it is not there.
 *
 * @param {Int32Array} sorted
 * @param {number} value
 */
function placeOf(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}

/** Once a model: the selected image is always one of those that are shown. */
function initialize(/** @type {{ model: Model, signal: AbortSignal }} */ { model, signal }) {
  const labels = labelsOf(model);
  const settle = () => {
    const places = ofClasses(labels[model.get("part")], model.get("chosen"));
    if (places.length > 0 && placeOf(places, model.get("index")) < 0)
      update(model, { index: places[0] });
  };
  onChange(model, ["part", "chosen"], settle, signal);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const names = /** @type {string[]} */ (model.get("classes"));
  const shape = /** @type {[number, number]} */ (model.get("_shape"));
  const labels = labelsOf(model);
  const counts = labels.map((some) => classCounts(some, names.length));
  /** Sums of each part, once they have come. @type {({ sums: Uint32Array, histograms: Uint32Array } | undefined)[]} */
  const statistics = [undefined, undefined];
  const asked = [false, false];
  let news = 0;
  /** The image under the pointer, by its place on the wall. @type {number | null} */
  let pointed = null;
  /** Those of the wall, in the part. @type {Int32Array} */
  let places = new Int32Array(0);

  const banks = PARTS.map(
    (part) =>
      new ImageBank(model, {
        part,
        most: MOST,
        room: ROOM,
        onNews: () => {
          news += 1;
          tellWaiting();
          request();
        },
        signal,
      }),
  );
  const tries = tryNext(strings.tries, strings.triesDone);
  const classes = new Classes(names, (chosen) => {
    update(model, { chosen: chosen.length === names.length ? [] : chosen });
  });
  const wall = new Wall({
    shape,
    onPoint: (place) => {
      if (place === pointed) return;
      pointed = place;
      request();
    },
    onPick: (place) => {
      pointed = null;
      tries.did(1);
      if (places[place] !== model.get("index")) update(model, { index: places[place] });
      request();
    },
    onMove: () => {
      wall.follow();
      request();
    },
  });
  const wallCount = h("span", { class: "cv-number" });
  const message = h("p", { class: "cv-message", role: "status" });
  const title = h("span", {});
  const mean = new Raster({ name: "mean" });
  const meanName = h("p", { class: "cv-note cv-number" });
  const numbers = new Numbers(shape);
  const nearest = new Nearest(model, {
    onAsk: () => tries.did(2),
    onNews: () => {
      news += 1;
      request();
    },
    signal,
  });
  const nearestTitle = h("span", {});
  const normalise = h("p", { class: "cv-note cv-number" });
  const size = { height: shape[0], width: shape[1] };

  const root = h(
    "section",
    { class: "cv cv-dataset-browser", "aria-label": "DatasetBrowser" },
    tries.element,
    h(
      "p",
      { class: model.get("stand_in") ? "cv-note cv-warning" : "cv-note" },
      model.get("sentence"),
    ),
    h(
      "div",
      { class: "cv-top" },
      h(
        "h4",
        { class: "cv-title" },
        h("span", {}, strings.classes, " ", h("span", { class: "cv-note" }, strings.classesNote)),
        classes.more,
      ),
      classes.element,
    ),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.wall, wallCount),
        slots("part", "enlarge"),
        wall.element,
        h("p", { class: "cv-note" }, strings.hint),
        message,
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title", "aria-live": "polite" }, title),
        h(
          "div",
          { class: "cv-pair" },
          h(
            "div",
            {},
            numbers.whole.element,
            h("p", { class: "cv-note cv-number" }, fill(strings.theImage, size)),
          ),
          h("div", {}, mean.element, meanName),
        ),
        h(
          "div",
          { class: "cv-channels" },
          ...numbers.channels.map(({ name, raster }) =>
            h("div", {}, raster.element, h("p", { class: "cv-note" }, strings[name])),
          ),
        ),
        numbers.pixel,
        numbers.table,
      ),
    ),
    h(
      "section",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, nearestTitle),
      nearest.element,
    ),
    h(
      "section",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, strings.numbers),
      h(
        "div",
        { class: "cv-spread" },
        h("div", {}, h("p", { class: "cv-note" }, strings.imageHistogram), numbers.ofImage.element),
        h("div", {}, h("p", { class: "cv-note" }, numbers.ofAllTitle), numbers.ofAll.element),
      ),
      normalise,
    ),
  );
  el.append(root);

  /** Of the images that are shown. */
  function which() {
    const chosen = /** @type {number[]} */ (model.get("chosen"));
    return chosen.length === 0 ? strings.allClasses : chosen.map((k) => names[k]).join(", ");
  }

  let listed = "";
  let wanted = "";
  let painted = "";
  let told = "";

  function paint() {
    const part = /** @type {number} */ (model.get("part"));
    const chosen = /** @type {number[]} */ (model.get("chosen"));
    const index = /** @type {number} */ (model.get("index"));
    const enlarge = /** @type {number} */ (model.get("enlarge"));
    const bank = banks[part];
    const list = `${part} ${chosen}`;
    if (list !== listed) {
      listed = list;
      pointed = null;
      places = ofClasses(labels[part], chosen);
      classes.show(chosen, counts[part]);
      wall.scrollTo(0);
    }
    const kept = placeOf(places, index);
    wall.lay(places.length, enlarge);
    if (told !== `${list} ${index}`) {
      told = `${list} ${index}`;
      if (kept >= 0) wall.reveal(kept);
    }
    wall.follow();
    const here = pointed !== null && pointed < places.length ? pointed : kept;
    nearest.show(PARTS[part], index, labels[part][index], labels[0], names, banks[0]);
    const { from, to } = wall.span;
    const sight = `${list} ${enlarge} ${wall.columns} ${from} ${to} ${news}`;
    if (wanted !== `${sight} ${nearest.key}`) {
      wanted = `${sight} ${nearest.key}`;
      want(part, index, from, to);
    }
    if (sight !== painted) {
      painted = sight;
      wall.paint(places, bank);
    }
    wall.mark(here, kept);
    const seen = wall.seen;
    const said = {
      from: grouped(seen.from + 1),
      to: grouped(seen.to),
      count: grouped(places.length),
    };
    const about = { part: strings.partNames[part], which: which() };
    say(wallCount, places.length === 0 ? strings.wallNone : fill(strings.wallCount, said));
    const name = names[labels[part][index]];
    const columns = wall.columns;
    const label = places.length === 0 ? strings.wallNoneLabel : strings.wallLabel;
    wall.canvas.setAttribute(
      "aria-label",
      fill(label, { ...said, ...about, columns, index, name }),
    );

    const shown = here >= 0 ? places[here] : index;
    const titled = fill(strings.title, {
      part: about.part,
      index: shown,
      name: names[labels[part][shown]],
    });
    say(title, capital(titled));
    const of = fill(strings.title, { part: about.part, index, name });
    say(nearestTitle, fill(strings.nearest, { of }));
    numbers.showImage(bank.pixels.get(shown), titled);
    paintAll(part, chosen, about);
    tellWaiting();
  }

  /** Say what is still to come, in sight or not, and ask for the sums once the images are here. */
  function tellWaiting() {
    const part = /** @type {number} */ (model.get("part"));
    if (!banks[part].missing()) askStatistics(part);
    const missing = banks.filter((bank) => bank.missing());
    const silent = missing.some((bank) => bank.silent);
    say(message, silent ? strings.silent : missing.length > 0 ? strings.waiting : "");
    const waiting = missing.length > 0 || statistics[part] === undefined;
    root.setAttribute("aria-busy", String(waiting));
    root.toggleAttribute("data-waiting", waiting); // for the tests, which wait for that to end
  }

  /**
   * What is needed now, and then what a turn of the wheel would bring.
   *
   * @param {number} part
   * @param {number} index
   * @param {number} from
   * @param {number} to
   */
  function want(part, index, from, to) {
    const more = to - from;
    const around = [
      ...places.subarray(from, to),
      ...places.subarray(to, to + more),
      ...places.subarray(Math.max(from - more, 0), from),
    ];
    const wishes = PARTS.map((_, k) => (k === part ? [index, ...around] : []));
    wishes[0].push(...nearest.places);
    for (const [k, bank] of banks.entries()) bank.want(wishes[k]);
  }

  /** @param {number} part */
  function askStatistics(part) {
    if (asked[part]) return;
    asked[part] = true;
    try {
      model.send({ statistics: true, part: PARTS[part] });
    } catch {
      say(message, strings.silent); // the kernel was shut down
    }
  }

  let meansOf = "";
  let allOf = "";

  /**
   * @param {number} part
   * @param {readonly number[]} chosen
   * @param {{ part: string, which: string }} about
   */
  function paintAll(part, chosen, about) {
    const found = statistics[part];
    if (found === undefined) return;
    const [height, width] = shape;
    const area = height * width;
    const meanOf = (/** @type {readonly number[]} */ some) => {
      const sum = sumOfRows(found.sums, 3 * area, some);
      const count = sumOfRows(counts[part], 1, some)[0];
      const planes = new Float32Array(3 * area);
      for (let i = 0; i < area; i++)
        for (let c = 0; c < 3; c++) planes[c * area + i] = sum[3 * i + c] / count / 255;
      return { planes, count };
    };
    if (meansOf !== PARTS[part]) {
      meansOf = PARTS[part];
      classes.showMeans((k) => meanOf(k < 0 ? [] : [k]).planes, shape);
    }
    if (allOf === listed) return;
    allOf = listed;
    const { planes, count } = meanOf(chosen);
    mean.showRgb(planes, height, width);
    const said = { ...about, count: grouped(count) };
    say(meanName, fill(strings.theMean, said));
    mean.describe(fill(strings.meanLabel, said));
    const histogram = sumOfRows(found.histograms, 768, chosen);
    const whole = `all ${said.count} shown`;
    numbers.showAll(histogram, whole);
    const moments = channelMoments(histogram);
    const three = (/** @type {number[]} */ of) =>
      of.map((value) => number(value / 255, 4)).join(", ");
    say(
      normalise,
      fill(strings.normalise, { which: whole, mean: three(moments.mean), std: three(moments.std) }),
    );
  }

  const take = (/** @type {any} */ content, /** @type {DataView[]} */ buffers) => {
    if (content.statistics !== true) return;
    const [sums, histograms] = buffers.map((view) => new Uint32Array(bytesOf(view).slice().buffer));
    statistics[PARTS.indexOf(content.part)] = { sums, histograms };
    tellWaiting();
    request();
  };
  model.on("msg:custom", take);
  signal.addEventListener("abort", () => model.off("msg:custom", take));

  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["part", "chosen", "index", "enlarge"], request, signal);
  onChange(model, ["chosen"], () => model.get("chosen").length > 0 && tries.did(0), signal);
  onChange(model, ["part"], () => tries.did(3), signal);
  const observer = new ResizeObserver(() => {
    if (wall.measure()) request();
  });
  observer.observe(wall.scroller);
  signal.addEventListener("abort", () => observer.disconnect());
  for (const plot of [numbers.ofImage, numbers.ofAll]) plot.fit(redraw, signal);

  function redraw() {
    allOf = "";
    numbers.image = undefined;
    request();
  }
  wall.scroller.setAttribute("aria-label", strings.wallName);
  wall.measure();
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
