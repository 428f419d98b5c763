/**
 * FlattenView: an image, the vector it becomes, and what a linear layer makes of a wrong order.
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
import {
  adaptiveSpans,
  averagePool,
  elementAt,
  flatIndex,
  flatten,
  linear,
  plane,
} from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Legend, Raster } from "../_core/raster.js";
import shared from "../_core/strings.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/ops.js").Order} Order */

const MOST_CHANNELS = 3;
const LINE = 32;
const TINTS = /** @type {const} */ (["red", "green", "blue"]);
const GREY = /** @type {const} */ ({ map: "grey", low: 0, high: 1 });
const SHAPE = ["channels", "height", "width"];

/** @param {Model} model */
function shapeOf(model) {
  const [channels, height, width] = SHAPE.map((name) => Number(model.get(name)));
  return { channels, height, width };
}

/** @param {import("@anywidget/types").InitializeProps<any>} props */
function initialize({ model, signal }) {
  onChange(
    model,
    SHAPE,
    () => {
      const { channels, height, width } = shapeOf(model);
      const last = channels * height * width - 1;
      update(model, { index: Math.min(model.get("index"), last), _last: last });
    },
    signal,
  );
}

/**
 * @param {Volume} picture  three channels
 * @param {{ channels: number, height: number, width: number }} shape
 */
function reduce(picture, { channels, height, width }) {
  const area = picture.height * picture.width;
  let data = picture.data.subarray(0, channels * area);
  if (channels === 1)
    data = Float32Array.from(
      { length: area },
      (_, i) => (picture.data[i] + picture.data[area + i] + picture.data[2 * area + i]) / 3,
    );
  return averagePool(
    { ...picture, channels, data },
    {
      rows: adaptiveSpans(picture.height, height),
      columns: adaptiveSpans(picture.width, width),
    },
  );
}

/**
 * The rows of weights: each photograph less its mean, divided by its length.
 *
 * @param {Volume[]} photographs
 */
function templates(photographs) {
  const size = photographs[0].data.length;
  const weight = new Float64Array(photographs.length * size);
  photographs.forEach(({ data }, row) => {
    const mean = data.reduce((sum, value) => sum + value, 0) / size;
    const length = Math.hypot(...data.map((value) => value - mean)) || 1;
    for (let i = 0; i < size; i++) weight[row * size + i] = (data[i] - mean) / length;
  });
  return weight;
}

/** @param {number} count  the longest line that divides the vector evenly */
function lineOf(count) {
  let line = Math.min(LINE, count);
  while (count % line) line--;
  return line;
}

/** @param {Model} model */
function library(model) {
  const size = model.get("_size");
  const bytes = model.get("_library");
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const area = size * size;
  return Array.from({ length: model.get("_names").length }, (_, k) => {
    const data = new Float32Array(3 * area);
    for (let i = 0; i < area; i++)
      for (let c = 0; c < 3; c++) data[c * area + i] = all[(k * area + i) * 3 + c] / 255;
    return { data, channels: 3, height: size, width: size };
  });
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const photographs = library(model);
  const names = /** @type {string[]} */ (model.get("_names"));
  const tries = tryNext([strings.tryIndex, strings.tryOrder, strings.tryShape], strings.tryAll);
  const message = h("p", { class: "cv-message", role: "status" });
  const order = () => /** @type {Order} */ (model.get("order") === 0 ? "CHW" : "HWC");

  const planes = Array.from({ length: MOST_CHANNELS }, (_, c) => {
    const raster = new Raster({
      name: `plane ${c}`,
      onPoint: ({ row, column }) => {
        const element = { channel: c, row, column };
        update(model, { index: flatIndex(element, shapeOf(model), order()) });
      },
    });
    const title = h("p", { class: "cv-note" });
    return { raster, title, box: h("div", {}, title, raster.element) };
  });
  const vector = new Raster({
    name: "vector",
    onPoint: ({ row, column }) => update(model, { index: row * vector.width + column }),
  });
  const back = new Raster({ name: "back" });
  const legend = new Legend();
  legend.show(GREY);
  const sizes = {
    image: h("span", { class: "cv-number" }),
    vector: h("span", { class: "cv-number" }),
    back: h("span", { class: "cv-number" }),
  };
  const formula = h("p", { class: "cv-formula cv-number", "data-formula": true });
  const value = h("p", { class: "cv-formula cv-number", "data-value": true });
  const winner = h("p", { class: "cv-note", role: "status" });
  const rows = names.map((name) => {
    const before = h("td", { "data-before": name });
    const after = h("td", { "data-after": name });
    return { before, after, row: h("tr", {}, h("th", { scope: "row" }, name), before, after) };
  });
  const root = h(
    "section",
    { class: "cv cv-flatten-view", "aria-label": "FlattenView" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.image, sizes.image),
        h("div", { class: "cv-planes" }, ...planes.map(({ box }) => box)),
        slots("photograph"),
        pictures.uploadButton(message),
        slots("channels", "height", "width"),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.vector, sizes.vector),
        vector.element,
        legend.element,
        h("p", { class: "cv-note" }, strings.vectorNote),
        slots("index", "order"),
        formula,
        value,
        h("p", { class: "cv-title" }, strings.scores),
        h(
          "table",
          { class: "cv-table", "aria-label": strings.scores },
          h(
            "thead",
            {},
            h("tr", {}, ...strings.scoreHead.map((text) => h("th", { scope: "col" }, text))),
          ),
          h("tbody", {}, ...rows.map(({ row }) => row)),
        ),
        winner,
        h("p", { class: "cv-note" }, strings.weights),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.back, sizes.back),
        back.element,
        slots("read"),
        h("p", { class: "cv-note" }, strings.readNote),
      ),
    ),
    message,
  );
  el.append(root);

  let weightKey = "";
  let weight = new Float64Array();
  let shownKey = "";
  /** @type {Volume | undefined} */
  let source;
  /** @type {Volume | undefined} */
  let image;
  /** @type {Float32Array} */
  let flat = new Float32Array();

  function paint() {
    const picture = pictures.current();
    if (picture === null) {
      say(message, shared.noUpload);
      return;
    }
    say(message, "");
    const shape = shapeOf(model);
    const key = `${Object.values(shape)} ${model.get("order")} ${model.get("read")}`;
    if (picture !== source || key !== shownKey || image === undefined) {
      image = reduce(picture, shape);
      source = picture;
      shownKey = key;
      showAll(image);
    }
    showIndex(image);
  }

  /** @param {Volume} volume */
  function showAll(volume) {
    const { channels, height, width } = volume;
    flat = flatten(volume, order());
    planes.forEach(({ raster, title, box }, c) => {
      box.hidden = c >= channels;
      if (box.hidden) return;
      const map = channels === 1 ? "grey" : TINTS[c];
      raster.show(plane(volume, c).data, height, width, { map, low: 0, high: 1 });
      say(title, fill(strings.planeTitle, { c, name: nameOf(c, channels) }));
    });
    const line = lineOf(flat.length);
    vector.show(flat, flat.length / line, line, GREY);
    const [h0, w0] = model.get("read") === 0 ? [height, width] : [width, height];
    if (channels === 1) back.show(flat, h0, w0, GREY);
    else {
      const rgb = new Float32Array(3 * h0 * w0); // without blue where there are two channels
      rgb.set(flat);
      back.showRgb(rgb, h0, w0);
    }
    const shape = fill(strings.shape, { c: channels, h: h0, w: w0 });
    const same =
      h0 === height && w0 === width && flat.every((number, i) => number === volume.data[i]);
    back.describe(
      fill(strings.backLabel, { shape, state: same ? strings.same : strings.scrambled }),
    );
    say(sizes.image, fill(strings.shape, { c: channels, h: height, w: width }));
    say(sizes.vector, fill(strings.elements, { n: flat.length }));
    say(sizes.back, shape);
    showScores(volume);
  }

  /** @param {Volume} volume */
  function showScores(volume) {
    const { channels, height, width } = volume;
    const key = `${channels} ${height} ${width}`;
    if (key !== weightKey) {
      weightKey = key;
      weight = templates(photographs.map((photograph) => reduce(photograph, volume)));
    }
    const size = { rows: 1, inputs: flat.length, outputs: names.length };
    const before = linear(volume.data, weight, null, size);
    const after = linear(flat, weight, null, size);
    const first = before.indexOf(Math.max(...before));
    const best = after.indexOf(Math.max(...after));
    rows.forEach((cells, k) => {
      say(cells.before, number(before[k], 3));
      say(cells.after, number(after[k], 3));
      cells.before.classList.toggle("cv-best", k === first);
      cells.after.classList.toggle("cv-best", k === best);
    });
    say(winner, fill(strings.winner, { before: names[first], after: names[best] }));
  }

  /** @param {Volume} volume */
  function showIndex(volume) {
    const { channels, height, width } = volume;
    const index = Math.min(model.get("index"), flat.length - 1);
    const { channel, row, column } = elementAt(index, volume, order());
    vector.place = { row: Math.floor(index / vector.width), column: index % vector.width };
    vector.mark(vector.place.row, vector.place.column);
    back.mark(Math.floor((index % (back.height * back.width)) / back.width), index % back.width);
    const numbers = {
      c: channel,
      h: row,
      w: column,
      C: channels,
      H: height,
      W: width,
      n: flat.length,
      index,
      value: number(flat[index], 3),
    };
    planes.forEach(({ raster }, c) => {
      const name = nameOf(c, channels);
      raster.place = { row, column };
      if (c === channel) raster.mark(row, column);
      else raster.unmark();
      const sentence = c === channel ? strings.planeLabel : strings.planeOther;
      raster.describe(fill(sentence, { ...numbers, c, name }));
    });
    say(formula, fill(order() === "CHW" ? strings.chw : strings.hwc, numbers));
    say(value, fill(strings.value, numbers));
    vector.describe(fill(strings.vectorLabel, numbers));
  }

  const request = paintWhileVisible(root, paint, signal);
  const watched = [...SHAPE, "index", "order", "read", "photograph_index", "_upload"];
  onChange(model, watched, request, signal);
  onChange(model, ["index"], () => tries.did(0), signal);
  onChange(model, ["order"], () => tries.did(1), signal);
  onChange(model, ["read"], () => tries.did(2), signal);
  paint();
  await mountControls(model, root, signal);
}

/**
 * @param {number} channel
 * @param {number} channels
 */
function nameOf(channel, channels) {
  return channels === 1 ? strings.grey : strings.planes[channel];
}

export default { initialize, render };
