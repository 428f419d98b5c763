/**
 * KernelLab: a photograph, a kernel whose every weight can be moved, and the output.
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
import { convGeometry, correlate, PADDING_MODES, pad, range, resizedBank } from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Legend, Raster } from "../_core/raster.js";
import { movedTo, nearestStep } from "../_core/slider.js";
import shared from "../_core/strings.json";
import presets from "./presets.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Pair} Pair */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/colour.js").Scale} Scale */
/** @typedef {number[][]} Kernel */

const PRESETS = /** @type {[string, Kernel][]} */ (Object.entries(presets));
const CUSTOM = 0;
/** Of the weight's slider. */
const STEP = 0.05;
/** @type {[number, number]} */
const LIMITS = [-10, 10];

/**
 * The name under which the list of presets has this kernel.
 *
 * @param {Kernel} kernel
 */
function presetOf(kernel) {
  const text = JSON.stringify(kernel);
  return PRESETS.findIndex(([, weights]) => JSON.stringify(weights) === text) + 1;
}

/**
 * Keep the traits of the controls in line with the kernel, whichever of them was moved.
 *
 * @param {{ model: Model, signal: AbortSignal }} props
 */
function initialize({ model, signal }) {
  onChange(
    model,
    ["kernel"],
    () => {
      const kernel = /** @type {Kernel} */ (model.get("kernel"));
      const [row, column] = /** @type {Pair} */ (model.get("selected"));
      const selected = [Math.min(row, kernel.length - 1), Math.min(column, kernel[0].length - 1)];
      if (selected[0] !== row || selected[1] !== column) model.set("selected", selected);
      model.set("rows", kernel.length);
      model.set("columns", kernel[0].length);
      const weight = kernel[selected[0]][selected[1]];
      model.set("weight", weight);
      model.set("_slid_weight", nearestStep(weight, STEP));
      model.set("preset", presetOf(kernel));
    },
    signal,
  );
  onChange(
    model,
    ["selected"],
    () => {
      const [row, column] = /** @type {Pair} */ (model.get("selected"));
      const weight = model.get("kernel")[row]?.[column];
      if (weight === undefined) return;
      model.set("weight", weight);
      model.set("_slid_weight", nearestStep(weight, STEP));
    },
    signal,
  );
  onChange(
    model,
    ["_slid_weight"],
    () => {
      const [row, column] = /** @type {Pair} */ (model.get("selected"));
      const kernel = /** @type {Kernel} */ (model.get("kernel"));
      const exact = kernel[row]?.[column];
      if (exact === undefined) return;
      const weight = movedTo(model.get("_slid_weight"), exact, STEP);
      if (weight !== null) model.set("kernel", withWeight(kernel, row, column, weight));
    },
    signal,
  );
  onChange(
    model,
    ["weight"],
    () => {
      const [row, column] = /** @type {Pair} */ (model.get("selected"));
      const kernel = /** @type {Kernel} */ (model.get("kernel"));
      const weight = model.get("weight");
      if (!Number.isFinite(weight) || kernel[row]?.[column] === undefined) return;
      if (kernel[row][column] !== weight)
        model.set("kernel", withWeight(kernel, row, column, weight));
    },
    signal,
  );
  onChange(
    model,
    ["preset"],
    () => {
      const index = model.get("preset");
      if (index === CUSTOM || index === presetOf(model.get("kernel"))) return;
      update(model, { kernel: PRESETS[index - 1][1] });
    },
    signal,
  );
  onChange(
    model,
    ["rows", "columns"],
    () => {
      const kernel = /** @type {Kernel} */ (model.get("kernel"));
      const [rows, columns] = [model.get("rows"), model.get("columns")];
      if (kernel.length !== rows || kernel[0].length !== columns)
        update(model, { kernel: resizedBank([[kernel]], rows, columns)[0][0] });
    },
    signal,
  );
}

/**
 * @param {Kernel} kernel
 * @param {number} row
 * @param {number} column
 * @param {number} weight
 * @returns {Kernel}
 */
function withWeight(kernel, row, column, weight) {
  return kernel.map((line, i) => (i === row ? line.with(column, weight) : line));
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings.tryWeight, strings.tryPreset, strings.trySum, strings.tryStride],
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
  const legend = new Legend();
  const grid = new NumberGrid({
    name: "kernel",
    label: strings.kernel,
    limits: LIMITS,
    onSelect: (row, column) => {
      const [oldRow, oldColumn] = model.get("selected");
      if (oldRow !== row || oldColumn !== column) update(model, { selected: [row, column] });
    },
    onEdit: (row, column, value) => {
      tell("");
      tries.did(0);
      update(model, { kernel: withWeight(model.get("kernel"), row, column, value) });
    },
    onRefuse: (text) => tell(fill(strings.badWeight, { text })),
  });
  const patch = new NumberGrid({ name: "patch", label: strings.patch });
  const factors = new NumberGrid({ name: "factors", label: strings.times });
  const products = new NumberGrid({ name: "products", label: strings.products });
  const sum = h("p", { class: "cv-sum cv-number", "data-sum": true });
  const where = h("span", { class: "cv-number" });
  const sizes = {
    input: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
  };

  const compact = /** @type {boolean} */ (model.get("compact"));
  /** What a compact lab does without. */
  const unlessCompact = (/** @type {HTMLElement[]} */ ...parts) => (compact ? [] : parts);
  const root = h(
    "section",
    { class: "cv cv-kernel-lab", "aria-label": "KernelLab" },
    ...unlessCompact(tries.element),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.input, sizes.input),
        input.element,
        ...unlessCompact(slots("photograph"), pictures.uploadButton(message)),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.kernel),
        grid.element,
        ...unlessCompact(h("p", { class: "cv-note" }, strings.help)),
        slots("weight"),
        ...unlessCompact(slots("exact", "preset", "rows", "columns")),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.output, sizes.output),
        output.element,
        legend.element,
        ...unlessCompact(slots("stride", "padding", "same", "padding_mode", "dilation", "colours")),
      ),
    ),
    message,
    ...unlessCompact(
      h("p", { class: "cv-title" }, strings.onePixel, where),
      h(
        "div",
        { class: "cv-arithmetic" },
        labelled(strings.patch, patch.element),
        sign("×"),
        labelled(strings.times, factors.element),
        sign("="),
        labelled(strings.products, products.element),
        sum,
      ),
    ),
  );
  el.append(root);

  /**
   * The padded photograph, kept while neither photograph nor padding changes.
   * @type {{ picture: Volume, key: string, padded: Volume } | undefined}
   */
  let kept;
  /** @type {Float32Array | undefined} */
  let room;
  /** What the last paint could not do, so that its sentence goes when the reason goes. */
  let refused = false;

  const refuse = (/** @type {string} */ reason) => {
    refused = true;
    tell(reason);
    output.element.dataset.nothing = "yes";
    output.describe(strings.nothing);
    output.unmark();
    input.unmark();
    say(sizes.output, "");
    say(sum, "");
  };

  const showInput = (/** @type {Volume} */ { data, height, width }) => {
    input.show(data, height, width, { map: "grey", low: 0, high: 1 });
    say(sizes.input, fill(strings.size, { height, width }));
  };

  function paint() {
    const kernel = /** @type {Kernel} */ (model.get("kernel"));
    const weights = kernel.flat();
    /** @type {Pair} */
    const size = [kernel.length, kernel[0].length];
    const [lowest, highest] = [Math.min(...weights), Math.max(...weights)];
    const most = Math.max(-lowest, highest) || 1;
    /** @type {Scale} */
    const kernelScale = { map: "signed", low: -most, high: most };
    grid.show(weights, ...size, kernelScale);
    const [selectedRow, selectedColumn] = /** @type {Pair} */ (model.get("selected"));
    grid.select(selectedRow, selectedColumn);

    const picture = pictures.current();
    if (picture === null) {
      refuse(shared.noUpload);
      return;
    }
    const mode = PADDING_MODES[model.get("padding_mode")];
    const checked = convGeometry(picture.height, picture.width, size, {
      stride: model.get("stride"),
      padding: model.get("same") ? "same" : model.get("padding"),
      dilation: model.get("dilation"),
      paddingMode: mode,
    });
    if (!checked.ok) {
      kept = undefined;
      showInput(picture);
      refuse(checked.reason);
      return;
    }
    if (refused) {
      refused = false;
      tell("");
    }
    delete output.element.dataset.nothing;
    const { geometry } = checked;
    const key = JSON.stringify([geometry.border, mode]);
    if (kept?.picture !== picture || kept.key !== key) {
      kept = { picture, key, padded: pad(picture, geometry.border, mode) };
      showInput(kept.padded);
    }
    const { padded } = kept;
    const result = correlate(padded, weights, size, geometry, null, room);
    room = result.data;

    const total = weights.reduce((a, b) => a + b, 0);
    const colours = model.get("colours");
    const signed = colours === 2 || (colours === 0 && lowest < 0 && Math.abs(total) < 0.25);
    const [low, high] = range(result.data);
    const reach = Math.max(-low, high) || 1;
    /** @type {Scale} */
    const scale = signed
      ? { map: "signed", low: -reach, high: reach }
      : { map: "grey", low: 0, high: 1 };
    output.show(result.data, result.height, result.width, scale);
    legend.show(scale);
    say(sizes.output, fill(strings.size, { height: result.height, width: result.width }));

    paintPixel(padded, result, geometry, kernelScale);
  }

  /**
   * One pixel of the output, and how it came about.
   *
   * @param {Volume} padded
   * @param {Volume} result
   * @param {import("../_core/ops.js").Geometry} geometry
   * @param {Scale} kernelScale
   */
  function paintPixel(padded, result, geometry, kernelScale) {
    const kernel = /** @type {Kernel} */ (model.get("kernel"));
    const weights = kernel.flat();
    /** @type {Pair} */
    const size = [kernel.length, kernel[0].length];
    const [wantedRow, wantedColumn] = /** @type {Pair} */ (model.get("position"));
    const row = Math.min(wantedRow, result.height - 1);
    const column = Math.min(wantedColumn, result.width - 1);
    output.place = { row, column };
    const top = row * geometry.stride[0];
    const left = column * geometry.stride[1];
    const [down, across] = geometry.dilation;
    const under = kernel.flatMap((line, i) =>
      line.map((_, j) => padded.data[(top + i * down) * padded.width + left + j * across]),
    );
    const terms = under.map((value, k) => value * weights[k]);
    const largest = Math.max(...terms.map(Math.abs)) || 1;
    patch.show(under, ...size, { map: "grey", low: 0, high: 1 });
    factors.show(weights, ...size, kernelScale);
    products.show(terms, ...size, { map: "signed", low: -largest, high: largest });
    const value = result.data[row * result.width + column];
    say(sum, fill(strings.sum, { sum: number(value, 3) }));
    say(where, fill(strings.where, { row, column }));
    const rows = (size[0] - 1) * down + 1;
    const columns = (size[1] - 1) * across + 1;
    input.mark(top, left, rows, columns);
    output.mark(row, column);
    input.describe(
      fill(strings.inputLabel, {
        name: pictures.name(),
        height: padded.height,
        width: padded.width,
        top,
        bottom: top + rows - 1,
        left,
        right: left + columns - 1,
      }),
    );
    const [low, high] = range(result.data);
    output.describe(
      fill(strings.outputLabel, {
        height: result.height,
        width: result.width,
        low: number(low),
        high: number(high),
        row,
        column,
        value: number(value, 3),
      }),
    );
  }

  const request = paintWhileVisible(root, paint, signal);
  const watched = [
    "kernel",
    "selected",
    "position",
    "stride",
    "padding",
    "same",
    "padding_mode",
    "dilation",
    "colours",
    "photograph_index",
    "_upload",
  ];
  onChange(model, watched, request, signal);
  onChange(model, ["weight"], () => tries.did(0), signal);
  onChange(
    model,
    ["preset"],
    () => {
      if (PRESETS[model.get("preset") - 1]?.[0].startsWith("Sobel y")) tries.did(1);
    },
    signal,
  );
  onChange(model, ["stride"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
