/**
 * RunComparison: what runs reached, over seconds, steps or images, and their losses.
 */

import { evenMarks, logMarks, trailingMean } from "../_core/curve.js";
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
import { Plot } from "../_core/plot.js";
import { moved, nearest, pointsOf, tagsOf } from "./points.js";
import strings from "./strings.json";

/** @typedef {import("./points.js").Run} Run */

const ACROSS = /** @type {const} */ (["seconds", "steps", "images"]);
const LOG = 1;
const OF_LOSSES = 2; // among the things to try
const COLOURS = 8;
const SVG = "http://www.w3.org/2000/svg";

/** @param {number} value */
const grouped = (value) => Math.round(value).toLocaleString("en-GB");
/** @param {number} value */
const amount = (value) => (value < 100 ? number(value, 1) : grouped(value));
/** @param {number} value  a mark on an axis */
const short = (value) =>
  value >= 1e6
    ? `${value / 1e6} M`
    : value >= 1e5
      ? `${value / 1e3} k`
      : value.toLocaleString("en-GB");
/** @param {number} share @param {number | null} spread */
const percent = (share, spread) =>
  spread === null
    ? `${number(100 * share, 1)} %`
    : `${number(100 * share, 1)} ± ${number(100 * spread, 1)} %`;
/** The class of a run's lines and dots. @param {number} k */
const look = (k) => `cv-run-${k % COLOURS}${k >= COLOURS ? " cv-second" : ""}`;

/** The line of a run, as it stands in the plots. @param {number} k */
function sample(k) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 32 12");
  picture.setAttribute("class", "cv-sample cv-plot");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", `cv-line ${look(k)}`);
  path.setAttribute("d", "M0 6H32");
  picture.append(path);
  return picture;
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const runs = /** @type {Run[]} */ (model.get("runs"));
  const bytes = /** @type {DataView} */ (model.get("_losses"));
  const all = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  let start = 0;
  const losses = runs.map(({ points }) => {
    start += points;
    return all.subarray(start - points, start);
  });
  const known = losses.some((one) => one.length > 0); // rows of a table hold no losses
  const tries = tryNext(
    strings.tries.filter((_, k) => known || k !== OF_LOSSES),
    strings.triesDone,
  );
  const accuracy = new Plot({ name: "accuracy", height: 280, margin: true });
  accuracy.element.setAttribute("tabindex", "0");
  const loss = new Plot({ name: "loss", height: 200, margin: true });
  const title = h("span", {});
  const lossNote = h("span", { class: "cv-note" });
  const lossPart = h(
    "div",
    {},
    h("h4", { class: "cv-title cv-loss-title" }, strings.lossTitle, lossNote),
    loss.element,
    slots("smoothing"),
  );
  lossPart.hidden = !known;
  const reading = h("p", { class: "cv-reading cv-number", "aria-live": "polite" });
  const message = h("p", { class: "cv-message", role: "status" });
  /** The numbers of runs, beside their last points. */
  const tags = runs.map(() => {
    const tag = document.createElementNS(SVG, "text");
    tag.setAttribute("class", "cv-tag");
    return tag;
  });
  const boxes = runs.map(({ name }) =>
    h("input", {
      type: "checkbox",
      "aria-label": fill(strings.show, { name }),
      onchange: () => {
        const hidden = runs.map((run) => run.name).filter((_, k) => !boxes[k].checked);
        update(model, { hidden });
      },
    }),
  );
  const heads = [
    strings.run,
    strings.seedsHead,
    strings.accuracyHead,
    strings.secondsHead,
    strings.speedupHead,
  ];
  const table = h(
    "table",
    { class: "cv-table", "aria-label": strings.table, role: "table" },
    h(
      "thead",
      { role: "rowgroup" },
      h("tr", { role: "row" }, ...heads.map((head) => h("th", { role: "columnheader" }, head))),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      ...runs.map((run, k) => {
        const { seconds, speedup } = run;
        const texts = [
          String(run.seeds),
          percent(run.accuracy, run.spread).replace(" %", ""),
          seconds === null
            ? strings.unknown
            : run.seconds_spread === null
              ? amount(seconds)
              : `${amount(seconds)} ± ${amount(run.seconds_spread)}`,
          speedup === null ? strings.unknown : `${number(speedup, speedup < 10 ? 2 : 1)} ×`,
        ];
        const name = h("label", {}, boxes[k], sample(k), `${k + 1}. ${run.name}`);
        return h(
          "tr",
          { role: "row" },
          h("td", { class: "cv-run-name", role: "cell" }, name),
          ...texts.map((text) => h("td", { role: "cell" }, text)),
        );
      }),
    ),
  );
  const root = h(
    "section",
    { class: "cv cv-run-comparison", "aria-label": "RunComparison" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          title,
          h("span", { class: "cv-note" }, strings.accuracyNote),
        ),
        accuracy.element,
        reading,
        slots("across", "scale"),
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("div", { class: "cv-scroll" }, table),
        h("p", { class: "cv-note" }, strings.tableNote),
        lossPart,
      ),
    ),
    message,
  );
  el.append(root);

  /** @type {import("./points.js").Point[]} */
  let points = [];
  let at = -1;
  let highest = 1;

  const log = () => model.get("scale") === LOG;
  const across = () => ACROSS[model.get("across")];
  /** @param {number} x */
  const onAxis = (x) => (log() ? Math.log10(x) : x);

  /**
   * Where a point stands, in the units of the plot.
   *
   * @param {import("./points.js").Point} point
   * @returns {[number, number]}
   */
  function placeOf({ x, accuracy: share }) {
    const [left, right] = accuracy.x;
    const [low, high] = accuracy.y;
    const wide = accuracy.width - accuracy.left;
    return [
      accuracy.left + ((onAxis(x) - left) / (right - left)) * wide,
      (1 - (100 * share - low) / (high - low)) * (accuracy.height - accuracy.bottom),
    ];
  }

  function paintAccuracy() {
    const hidden = /** @type {string[]} */ (model.get("hidden"));
    const before = points[at];
    points = pointsOf(runs, across(), hidden);
    at = points.findIndex(
      (p) => p.run === before?.run && p.last === before.last && p.x === before.x,
    );
    const name = strings[across()];
    say(title, fill(strings.accuracyTitle, { across: name }));
    const xs = points.map(({ x }) => x);
    highest = Math.max(...xs, 0) || 1;
    const least = Math.min(...xs, highest);
    const ups = points.map((p) => 100 * (p.accuracy + (p.spread ?? 0)));
    const downs = points.map((p) => 100 * (p.accuracy - (p.spread ?? 0)));
    const top = Math.min(100, Math.ceil((Math.max(...ups, 1) + 1) / 10) * 10);
    const bottom = Math.max(
      0,
      Math.min(top - 20, Math.floor((Math.min(...downs, 99) - 1) / 10) * 10),
    );
    const right = highest * (log() ? 1.25 : 1.06);
    accuracy.range([log() ? Math.log10(least * 0.8) : 0, onAxis(right)], [bottom, top]);
    let marks = log()
      ? logMarks(least * 0.8, right)
      : evenMarks(right, accuracy.width < 360 ? 3 : 6);
    if (log() && marks.length > 7)
      marks = marks.filter((mark) => Number.isInteger(Number(Math.log10(mark).toFixed(6))));
    const step = top - bottom > 50 ? 20 : 10;
    const up = [];
    for (let y = bottom; y <= top; y += step) up.push({ at: y, text: String(y) });
    accuracy.ticks(
      marks.map((mark) => ({ at: onAxis(mark), text: short(mark) })),
      up,
    );
    runs.forEach((_, k) => {
      const mine = points.filter((point) => point.run === k);
      const places = mine.map(({ x }) => onAxis(x));
      const shares = mine.map((point) => 100 * point.accuracy);
      accuracy.line(`cv-line ${look(k)} cv-of-${k}`, places, shares);
      mine.forEach(({ x, spread, accuracy: share }, index) => {
        const by = 100 * (spread ?? 0);
        const ends = [Math.max(bottom, 100 * share - by), Math.min(top, 100 * share + by)];
        const shown = spread === null ? [] : ends;
        const bar = `cv-error ${look(k)} cv-of-${k}-${index}`;
        accuracy.line(bar, shown.length ? [onAxis(x), onAxis(x)] : [], shown);
      });
      const longest = runs[k].curve.length + 1;
      for (let spare = mine.length; spare < longest; spare++)
        accuracy.line(`cv-error ${look(k)} cv-of-${k}-${spare}`, [], []);
      accuracy.dots(
        `cv-dot ${look(k)} cv-of-${k}`,
        places.map((x, index) => [x, shares[index]]),
      );
    });
    const ends = points.filter(({ last }) => last);
    const places = runs.map((_, k) => {
      const end = ends.find(({ run }) => run === k);
      return end === undefined ? null : placeOf(end);
    });
    tagsOf(places).forEach((text, k) => {
      const tag = tags[k];
      const place = places[k];
      tag.style.display = text === "" ? "none" : "";
      if (text === "" || place === null) return;
      const [x, y] = place;
      const edge = x + 6 + 6 * text.length + 6 > accuracy.width;
      tag.textContent = text;
      tag.setAttribute("text-anchor", edge ? "end" : "start");
      tag.setAttribute("x", (edge ? x - 6 : x + 6).toFixed(1));
      tag.setAttribute("y", Math.max(y - 6, 11).toFixed(1));
      if (tag.parentNode === null) accuracy.element.append(tag);
    });
    const list = ends.map(({ run, accuracy: share, spread, x }) =>
      fill(strings.entry, {
        name: runs[run].name,
        value: `${percent(share, spread)}, ${amount(x)} ${name}`,
      }),
    );
    accuracy.describe(fill(strings.accuracyLabel, { across: name, list: list.join("; ") }));
    const missing = runs.filter((run) => run[across()] === null && !hidden.includes(run.name));
    const names = missing.map((run) => run.name).join(", ");
    const lost = missing.length > 0 ? fill(strings.missing, { across: name, names }) : "";
    say(message, hidden.length === runs.length ? strings.nothing : lost);
    runs.forEach((run, k) => {
      boxes[k].checked = !hidden.includes(run.name);
    });
    paintReading();
  }

  function paintReading() {
    const point = points[at];
    accuracy.dots("cv-point", point === undefined ? [] : [[onAxis(point.x), 100 * point.accuracy]]);
    if (point === undefined) {
      say(reading, strings.hint);
      return;
    }
    const { name, seeds } = runs[point.run];
    say(
      reading,
      fill(strings.reading, {
        name,
        accuracy: percent(point.accuracy, point.spread),
        x: amount(point.x),
        across: strings[across()],
        seeds: seeds > 1 ? fill(strings.seeds, { count: seeds }) : "",
      }),
    );
    if (point.last) tries.did(0);
  }

  function paintLosses() {
    const smoothing = /** @type {number} */ (model.get("smoothing"));
    const hidden = /** @type {string[]} */ (model.get("hidden"));
    const drawn = runs.map((run, k) => {
      if (hidden.includes(run.name) || losses[k].length === 0) return null;
      return trailingMean(losses[k], Math.max(1, Math.floor(smoothing / run.width + 0.5)));
    });
    let top = 0;
    let steps = 1;
    drawn.forEach((curve, k) => {
      if (curve === null) return;
      for (const value of curve) top = Math.max(top, value);
      steps = Math.max(steps, curve.length * runs[k].width);
    });
    top = (top || 1) * 1.05;
    loss.range([0, steps], [0, top]);
    loss.ticks(
      evenMarks(steps, loss.width < 360 ? 3 : 5).map((mark) => ({ at: mark, text: short(mark) })),
      evenMarks(top, 4).map((mark) => ({ at: mark, text: String(mark) })),
    );
    drawn.forEach((curve, k) => {
      const places = (curve ?? []).map((_, index) => (index + 1) * runs[k].width);
      loss.line(`cv-line ${look(k)} cv-of-${k}`, places, curve ?? []);
    });
    const list = drawn.flatMap((curve, k) =>
      curve === null
        ? []
        : [fill(strings.entry, { name: runs[k].name, value: number(curve[curve.length - 1], 3) })],
    );
    const said = grouped(smoothing);
    say(
      lossNote,
      list.length === 0 ? strings.noLosses : fill(strings.lossNote, { smoothing: said }),
    );
    loss.describe(
      list.length === 0
        ? strings.noLosses
        : fill(strings.lossLabel, { smoothing: said, list: list.join("; ") }),
    );
  }

  // Only what a change moves is drawn anew.
  let stale = { accuracy: true, losses: true };
  const request = paintWhileVisible(
    root,
    () => {
      const now = stale;
      stale = { accuracy: false, losses: false };
      if (now.accuracy) paintAccuracy();
      if (now.losses) paintLosses();
    },
    signal,
  );
  /** @param {Partial<typeof stale>} parts */
  const changed = (parts) => () => {
    stale = { ...stale, ...parts };
    request();
  };
  onChange(model, ["across", "scale"], changed({ accuracy: true }), signal);
  onChange(model, ["hidden"], changed({ accuracy: true, losses: true }), signal);
  onChange(model, ["smoothing"], changed({ losses: true }), signal);
  onChange(model, ["across"], () => tries.did(1), signal);
  onChange(model, ["smoothing"], () => model.get("smoothing") === 1000 && tries.did(2), signal);
  onChange(
    model,
    ["hidden"],
    () => runs.length - model.get("hidden").length === 2 && tries.did(3),
    signal,
  );
  accuracy.element.addEventListener("pointermove", (event) => {
    const box = accuracy.element.getBoundingClientRect();
    const scale = accuracy.width / box.width;
    at = nearest(
      points.map(placeOf),
      (event.clientX - box.left) * scale,
      (event.clientY - box.top) * scale,
    );
    paintReading();
  });
  accuracy.element.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    at = moved(points, at, event.key);
    paintReading();
  });
  accuracy.fit(changed({ accuracy: true }), signal);
  loss.fit(changed({ losses: true }), signal);
  request();
  await mountControls(model, root, signal);
}

export default { render };
