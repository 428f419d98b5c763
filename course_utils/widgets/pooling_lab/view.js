/**
 * PoolingLab: a photograph, what pooling keeps of it, and where the gradient goes.
 */
import {
  fill,
  h,
  labelled,
  mountControls,
  number,
  onChange,
  say,
  sign,
  slots,
  tryNext,
  update,
} from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { NumberGrid } from "../_core/grid.js";
import {
  adaptiveSpans,
  averagePool,
  averagePoolGradient,
  divisor,
  l2Pool,
  l2PoolGradient,
  maxPool,
  maxPoolGradient,
  poolWindows,
  range,
} from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Legend, Raster } from "../_core/raster.js";
import shared from "../_core/strings.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Pair} Pair */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/ops.js").Windows} Windows */
/** @typedef {import("../_core/colour.js").Scale} Scale */
/** @typedef {"max" | "average" | "L2"} Kept */
/**
 * @typedef {object} Pooled
 * @property {Kept} kept
 * @property {Windows} windows
 * @property {Volume} output
 * @property {Int32Array | null} winners
 * @property {number} area  cells of a full window
 * @property {boolean} countPadding
 */

/** In the order of the Python side's MODES. */
const MODES = /** @type {{ kept: Kept, windows: "fixed" | "global" | "adaptive" }[]} */ ([
  { kept: "max", windows: "fixed" },
  { kept: "average", windows: "fixed" },
  { kept: "L2", windows: "fixed" },
  { kept: "average", windows: "global" },
  { kept: "max", windows: "global" },
  { kept: "average", windows: "adaptive" },
  { kept: "max", windows: "adaptive" },
]);
const NAMES = [
  "max",
  "average",
  "L2",
  "global average",
  "global max",
  "adaptive average",
  "adaptive max",
];
/** Traits from which the output follows. */
const WATCHED = [
  "mode",
  "size",
  "stride",
  "tied",
  "padding",
  "ceil_mode",
  "count_include_pad",
  "bins",
];
/** Cells along one side of a window that is still written out. */
const WRITTEN = 6;
/** @type {Scale} */
const GREY = { map: "grey", low: 0, high: 1 };

/**
 * @param {Model} model
 * @param {Volume} picture
 * @returns {{ ok: true, windows: Windows } | { ok: false, reason: string }}
 */
function windowsOf(model, { height, width }) {
  const mode = MODES[model.get("mode")];
  if (mode.windows !== "fixed") {
    const bins = mode.windows === "global" ? 1 : model.get("bins");
    return {
      ok: true,
      windows: { rows: adaptiveSpans(height, bins), columns: adaptiveSpans(width, bins) },
    };
  }
  const size = model.get("size");
  return poolWindows(height, width, size, {
    stride: model.get("tied") ? size : model.get("stride"),
    padding: mode.kept === "L2" ? 0 : model.get("padding"),
    ceilMode: model.get("ceil_mode"),
  });
}

/**
 * @param {Model} model
 * @param {Volume} picture
 * @param {Windows} windows
 * @returns {Pooled}
 */
function pool(model, picture, windows) {
  const { kept, windows: kind } = MODES[model.get("mode")];
  const area = model.get("size") ** 2;
  const countPadding = kind !== "fixed" || model.get("count_include_pad");
  const rest = { kept, windows, area, countPadding, winners: null };
  if (kept === "max") return { ...rest, ...maxPool(picture, windows) };
  if (kept === "L2") return { ...rest, output: l2Pool(picture, windows, area) };
  return { ...rest, output: averagePool(picture, windows, countPadding) };
}

/**
 * What reaches each pixel when every output sends back a 1.
 *
 * @param {Volume} picture
 * @param {Pooled} pooled
 */
function gradientOf(picture, { kept, windows, output, winners, area, countPadding }) {
  const ones = new Float32Array(output.data.length).fill(1);
  if (kept === "max") return maxPoolGradient(ones, /** @type {Int32Array} */ (winners), picture);
  if (kept === "L2") return l2PoolGradient(ones, picture, output, windows, area);
  return averagePoolGradient(ones, picture, windows, countPadding);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings.tryMode, strings.trySize, strings.tryHover, strings.tryRoute],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (/** @type {string} */ sentence) => say(message, sentence);

  const input = new Raster({ name: "input" });
  const output = new Raster({
    name: "output",
    onPoint: ({ row, column }) => {
      tries.did(2);
      update(model, { position: [row, column] });
    },
  });
  const route = new Raster({ name: "gradient" });
  const legends = { output: new Legend(), route: new Legend() };
  const notes = {
    input: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
    route: h("span", { class: "cv-number" }),
    where: h("span", { class: "cv-number" }),
  };
  const cells = new NumberGrid({ name: "cells", label: strings.values, blanks: true });
  const weights = new NumberGrid({ name: "weights", label: strings.weights, blanks: true });
  const sum = h("p", { class: "cv-sum cv-number", "data-result": true });
  const large = h("p", { class: "cv-note cv-number" });
  const written = [
    labelled(strings.values, cells.element),
    sign(strings.times),
    labelled(strings.weights, weights.element),
    sign("="),
    sum,
  ];
  const root = h(
    "section",
    { class: "cv cv-pooling-lab", "aria-label": "PoolingLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.input, notes.input),
        input.element,
        slots("photograph"),
        pictures.uploadButton(message),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.output, notes.output),
        output.element,
        legends.output.element,
        slots(
          "mode",
          "size",
          "tied",
          "stride",
          "padding",
          "bins",
          "ceil_mode",
          "count_include_pad",
        ),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.route, notes.route),
        route.element,
        legends.route.element,
        h("p", { class: "cv-note" }, strings.routeNote),
      ),
    ),
    message,
    h("p", { class: "cv-title" }, strings.oneWindow, notes.where),
    h("div", { class: "cv-window" }, ...written, large),
  );
  el.append(root);
  const slot = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-control="${name}"]`));

  /** What was worked out last, kept while only the place that is looked at changes. */
  let key = "";
  /** @type {Volume | null} */
  let picture = null;
  /** @type {Pooled | null} */
  let pooled = null;
  let refused = false;

  /** Show only the controls that the mode heeds. */
  function showControls() {
    const { kept, windows } = MODES[model.get("mode")];
    const fixed = windows === "fixed";
    for (const [name, heeded] of /** @type {[string, boolean][]} */ ([
      ["size", fixed],
      ["tied", fixed],
      ["stride", fixed && !model.get("tied")],
      ["padding", fixed && kept !== "L2"],
      ["ceil_mode", fixed],
      ["count_include_pad", fixed && kept === "average" && model.get("padding") > 0],
      ["bins", windows === "adaptive"],
    ]))
      slot(name).hidden = !heeded;
  }

  /** @param {string} reason */
  function refuse(reason) {
    refused = true;
    pooled = null;
    key = "";
    tell(reason);
    for (const raster of [output, route]) {
      raster.element.dataset.nothing = "yes";
      raster.describe(strings.nothing);
    }
    output.unmark();
    route.unmark();
    input.unmark();
    for (const note of [notes.output, notes.route, notes.where]) say(note, "");
    for (const part of written) part.hidden = true;
    say(large, strings.nothing);
  }

  function paint() {
    const now = JSON.stringify(WATCHED.map((name) => model.get(name)));
    const current = pictures.current();
    if (now !== key || current !== picture) {
      showControls();
      picture = current;
      if (current === null) {
        refuse(shared.noUpload);
        return;
      }
      const checked = windowsOf(model, current);
      const { height, width } = current;
      input.show(current.data, height, width, GREY);
      say(notes.input, fill(strings.sizes, { height, width }));
      if (!checked.ok) {
        refuse(checked.reason);
        return;
      }
      key = now;
      pooled = pool(model, current, checked.windows);
      showOutput(current, pooled);
    }
    if (picture !== null && pooled !== null) showWindow(picture, pooled);
  }

  /**
   * @param {Volume} photograph
   * @param {Pooled} result
   */
  function showOutput(photograph, result) {
    if (refused) {
      refused = false;
      tell("");
      for (const raster of [output, route]) delete raster.element.dataset.nothing;
    }
    const { data, height, width } = result.output;
    /** @type {Scale} */
    const scale = result.kept === "L2" ? { ...GREY, high: model.get("size") } : GREY;
    output.show(data, height, width, scale);
    legends.output.show(scale);
    say(notes.output, fill(strings.sizes, { height, width }));

    const gradient = gradientOf(photograph, result);
    const high = range(gradient)[1];
    /** @type {Scale} */
    const amounts = { map: "sequential", low: 0, high };
    route.show(gradient, photograph.height, photograph.width, amounts);
    legends.route.show(amounts);
    let reached = 0;
    for (let i = 0; i < gradient.length; i++) if (gradient[i] > 0) reached += 1;
    const share = number((100 * reached) / gradient.length, 1);
    say(notes.route, fill(strings.reached, { share }));
    route.describe(fill(strings.routeLabel, { high: number(high), share }));
  }

  /**
   * The window of one output: its cells, its winner or weights.
   *
   * @param {Volume} photograph
   * @param {Pooled} result
   */
  function showWindow(photograph, result) {
    const { kept, windows, output: out, winners, area, countPadding } = result;
    const position = /** @type {Pair} */ (model.get("position"));
    const row = Math.min(Math.max(position[0], 0), out.height - 1);
    const column = Math.min(Math.max(position[1], 0), out.width - 1);
    output.place = { row, column };
    output.mark(row, column);
    const down = windows.rows[row];
    const across = windows.columns[column];
    const index = row * out.width + column;
    const value = out.data[index];
    const fixed = MODES[model.get("mode")].windows === "fixed";
    // A window that hangs over is drawn whole: that it hangs over is what there is to see.
    const rows = fixed ? model.get("size") : down.end - down.start;
    const columns = fixed ? model.get("size") : across.end - across.start;
    for (const raster of [input, route]) raster.mark(down.from, across.from, rows, columns);

    const few = rows <= WRITTEN && columns <= WRITTEN;
    for (const part of written) part.hidden = !few;
    large.hidden = few;
    const by = divisor(down, across, countPadding);
    const winner = winners === null ? -1 : winners[index];
    if (few) {
      const inside = [];
      const shares = [];
      for (let y = down.from; y < down.from + rows; y++)
        for (let x = across.from; x < across.from + columns; x++) {
          const real = y >= down.start && y < down.end && x >= across.start && x < across.end;
          const at = y * photograph.width + x;
          const cell = real ? photograph.data[at] : Number.NaN;
          inside.push(cell);
          if (!real) shares.push(Number.NaN);
          else if (kept === "max") shares.push(at === winner ? 1 : 0);
          else if (kept === "average") shares.push(1 / by);
          else shares.push(value === 0 ? 0 : (area * cell) / (by * value));
        }
      cells.show(inside, rows, columns, GREY);
      weights.show(shares, rows, columns, { map: "sequential", low: 0, high: 1 });
      const chosen = shares.indexOf(1);
      for (const grid of [cells, weights]) {
        grid.cells.forEach((cell, k) => {
          cell.classList.toggle("cv-here", kept === "max" && k === chosen);
        });
      }
      say(sum, fill(strings.result[kept], { value: number(value, 3) }));
    } else
      say(
        large,
        fill(strings.large[kept], {
          count: rows * columns,
          value: number(value, 3),
          divisor: by,
          row: Math.floor(winner / photograph.width),
          column: winner % photograph.width,
        }),
      );
    say(
      notes.where,
      fill(strings.where, {
        row,
        column,
        rows,
        columns,
        top: number(down.from, 0),
        left: number(across.from, 0),
      }),
    );
    input.describe(
      fill(strings.inputLabel, {
        name: pictures.name(),
        height: photograph.height,
        width: photograph.width,
        rows,
        columns,
        top: down.from,
        left: across.from,
      }),
    );
    output.describe(
      fill(strings.outputLabel, {
        mode: NAMES[model.get("mode")],
        height: out.height,
        width: out.width,
        row,
        column,
        value: number(value, 3),
      }),
    );
  }

  const request = paintWhileVisible(root, paint, signal);
  onChange(model, [...WATCHED, "position", "photograph_index", "_upload"], request, signal);
  onChange(model, ["mode"], () => tries.did(0), signal);
  onChange(
    model,
    ["size"],
    () => {
      if (model.get("size") >= 16) tries.did(1);
    },
    signal,
  );
  onChange(
    model,
    ["stride"],
    () => {
      if (model.get("stride") === 1) tries.did(3);
    },
    signal,
  );
  paint();
  await mountControls(model, root, signal);
}

export default { render };
