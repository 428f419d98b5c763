/**
 * ConvolutionStepper: one position of the kernel at a time, every product written out.
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
import { NumberGrid } from "../_core/grid.js";
import { convGeometry, correlate, paddedMatrix, sizeTerms, stepAt, turned } from "../_core/ops.js";
import { Player } from "./player.js";
import presets from "./presets.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Geometry} Geometry */
/** @typedef {import("../_core/ops.js").Pair} Pair */
/** @typedef {import("../_core/ops.js").Rows} Rows */
/** @typedef {import("../_core/colour.js").Scale} Scale */
/** @typedef {"image" | "kernel"} Part */

const PARTS = /** @type {const} */ (["image", "kernel"]);
const PRESETS = {
  image: /** @type {[string, Rows][]} */ (Object.entries(presets.image)),
  kernel: /** @type {[string, Rows][]} */ (Object.entries(presets.kernel)),
};
/** Milliseconds that a sum takes to drop into the output. */
const DROP = 140;

/**
 * The name under which the list of presets has this matrix; 0 where it has none.
 *
 * @param {Part} part
 * @param {Rows} matrix
 */
function presetOf(part, matrix) {
  const text = JSON.stringify(matrix);
  return PRESETS[part].findIndex(([, rows]) => JSON.stringify(rows) === text) + 1;
}

/**
 * Cut a matrix, or extend it by zeros, at its lower and right sides.
 *
 * @param {Rows} matrix
 * @param {number} rows
 * @param {number} columns
 * @returns {Rows}
 */
function resized(matrix, rows, columns) {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => matrix[row]?.[column] ?? 0),
  );
}

/**
 * @param {Rows} matrix
 * @param {number} row
 * @param {number} column
 * @param {number} value
 * @returns {Rows}
 */
function withCell(matrix, row, column, value) {
  return matrix.map((line, i) => (i === row ? line.with(column, value) : line));
}

/** @param {Model} model */
function checked(model) {
  const image = /** @type {Rows} */ (model.get("image"));
  const kernel = /** @type {Rows} */ (model.get("kernel"));
  return convGeometry(image.length, image[0].length, [kernel.length, kernel[0].length], {
    stride: model.get("stride"),
    padding: model.get("padding"),
    dilation: model.get("dilation"),
  });
}

/**
 * Keep the traits of the controls in line with the matrices, whichever of them was moved.
 *
 * @param {{ model: Model, signal: AbortSignal }} props
 */
function initialize({ model, signal }) {
  let following = false; // rows are told before columns: between the two the matrix is not to be cut
  const follow = () => {
    following = true;
    for (const part of PARTS) {
      const matrix = /** @type {Rows} */ (model.get(part));
      model.set(`${part}_rows`, matrix.length);
      model.set(`${part}_columns`, matrix[0].length);
      model.set(`${part}_preset`, presetOf(part, matrix));
    }
    following = false;
    const result = checked(model);
    const last = result.ok ? result.geometry.height * result.geometry.width - 1 : 0;
    // The position first: a slider whose end comes before its value would be cut by the kernel.
    model.set("step", Math.min(model.get("step"), last));
    model.set("last", last);
  };
  onChange(model, [...PARTS, "stride", "padding", "dilation"], follow, signal);
  for (const part of PARTS) {
    onChange(
      model,
      [`${part}_preset`],
      () => {
        const index = model.get(`${part}_preset`);
        if (following || index === 0 || index === presetOf(part, model.get(part))) return;
        update(model, { [part]: PRESETS[part][index - 1][1] });
      },
      signal,
    );
    onChange(
      model,
      [`${part}_rows`, `${part}_columns`],
      () => {
        const matrix = /** @type {Rows} */ (model.get(part));
        const [rows, columns] = [model.get(`${part}_rows`), model.get(`${part}_columns`)];
        if (following || (matrix.length === rows && matrix[0].length === columns)) return;
        update(model, { [part]: resized(matrix, rows, columns) });
      },
      signal,
    );
  }
}

/**
 * @param {readonly number[]} values
 * @returns {Scale}
 */
function signedScale(values) {
  const most = Math.max(...values.map(Math.abs)) || 1;
  return { map: "signed", low: -most, high: most };
}

/**
 * @param {readonly number[]} values
 * @returns {Scale}
 */
function imageScale(values) {
  if (Math.min(...values) < 0) return signedScale(values);
  return { map: "grey", low: 0, high: Math.max(...values, 1) };
}

/** @param {number} value */
function factor(value) {
  return value < 0 ? `(${number(value, 0)})` : number(value, 0);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings.tryStep, strings.tryBright, strings.tryFlip, strings.tryStride],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (/** @type {string} */ sentence) => say(message, sentence);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** The product in hand, by pointer or by the kernel's keyboard cell; -1 for none. */
  let tap = -1;
  /** The position whose hidden sum was asked for. */
  let revealed = -1;
  const hold = (/** @type {number} */ index) => {
    if (tap === index) return;
    tap = index;
    request();
  };

  const image = new NumberGrid({
    name: "image",
    label: strings.imageLabel,
    whole: true,
    limits: [-99, 99],
    onEdit: (row, column, value) => {
      tell("");
      const padding = model.get("padding");
      const at = /** @type {Pair} */ ([row - padding, column - padding]);
      update(model, { image: withCell(model.get("image"), ...at, value) });
    },
    onRefuse: (text) => tell(fill(strings.badImage, { text })),
  });
  const kernel = new NumberGrid({
    name: "kernel",
    label: strings.kernelLabel,
    whole: true,
    limits: [-9, 9],
    onEdit: (row, column, value) => {
      tell("");
      update(model, { kernel: withCell(model.get("kernel"), row, column, value) });
    },
    onRefuse: (text) => tell(fill(strings.badKernel, { text })),
  });
  const laid = new NumberGrid({ name: "turned", label: strings.turnedLabel, whole: true });
  const output = new NumberGrid({
    name: "output",
    label: strings.outputLabel,
    whole: true,
    blanks: true,
    onSelect: (row, column) => {
      const step = row * output.columns + column;
      if (step !== model.get("step")) {
        player.pause();
        update(model, { step });
      }
    },
  });
  const sizes = {
    image: h("span", { class: "cv-number" }),
    kernel: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
  };
  const flipNote = h("p", { class: "cv-note" });
  const laidPart = h("div", {}, laid.element, h("p", { class: "cv-note" }, strings.turned));
  const formulas = {
    rows: h("p", { class: "cv-formula cv-number" }),
    columns: h("p", { class: "cv-formula cv-number" }),
  };
  const terms = h("div", { class: "cv-terms cv-number", "data-terms": true });
  const sum = h("p", { class: "cv-sum cv-number", "data-sum": true });
  const where = h("p", { class: "cv-note cv-number" });
  const reveal = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      "data-act": "reveal",
      onclick: () => {
        revealed = model.get("step");
        paint();
        drop();
        player.buttons.forward.focus();
      },
    },
    strings.reveal,
  );
  const player = new Player({
    strings,
    where: () => ({ step: model.get("step"), last: model.get("last") }),
    go: (step) => {
      tries.did(0);
      const forward = step === model.get("step") + 1;
      update(model, { step });
      if (forward && !model.get("guess")) drop();
    },
    speed: () => model.get("speed"),
  });

  const root = h(
    "section",
    { class: "cv cv-convolution-stepper", "aria-label": "ConvolutionStepper" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.image, sizes.image),
        image.element,
        h("p", { class: "cv-note" }, strings.help),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.kernel, sizes.kernel),
        h("div", { class: "cv-kernels" }, kernel.element, laidPart),
        h("p", { class: "cv-title" }, strings.products),
        terms,
        h("div", { class: "cv-total cv-row" }, sum, reveal),
        slots("guess"),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.output, sizes.output),
        output.element,
        where,
      ),
    ),
    message,
    h("div", { class: "cv-player cv-row" }, player.element, slots("step"), slots("speed")),
    h(
      "div",
      { class: "cv-flow cv-choices" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.image),
        slots("image_preset", "image_rows", "image_columns"),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.kernel),
        slots("kernel_preset", "kernel_rows", "kernel_columns", "flip"),
        flipNote,
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.output),
        slots("stride", "padding", "dilation"),
        h("p", { class: "cv-note" }, strings.formula),
        formulas.rows,
        formulas.columns,
      ),
    ),
  );
  el.append(root);

  /** Let the sum fall into its cell of the output; nobody is made to watch who asks for calm. */
  function drop() {
    const cell = output.cells[model.get("step")];
    if (calm.matches || cell === undefined) return;
    const from = sum.getBoundingClientRect();
    const to = cell.getBoundingClientRect();
    const flying = h("span", { class: "cv-flying cv-number" }, cell.textContent ?? "");
    flying.style.left = `${from.left}px`;
    flying.style.top = `${from.top}px`;
    root.append(flying);
    const dx = to.left + to.width / 2 - from.left - flying.offsetWidth / 2;
    const dy = to.top + to.height / 2 - from.top - flying.offsetHeight / 2;
    const flight = flying.animate(
      [{ transform: "none" }, { transform: `translate(${dx}px, ${dy}px)` }],
      { duration: DROP, easing: "ease-in" },
    );
    flight.onfinish = () => flying.remove();
    flight.oncancel = () => flying.remove();
  }

  /** What the last paint could not do, so that its sentence goes when the reason goes. */
  let refused = false;
  /** @type {HTMLElement[]} */
  let marked = [];

  function paint() {
    const cells = /** @type {Rows} */ (model.get("image"));
    const typed = /** @type {Rows} */ (model.get("kernel"));
    const flip = model.get("flip");
    const weights = flip ? turned(typed) : typed;
    /** @type {Pair} */
    const size = [typed.length, typed[0].length];
    const padding = model.get("padding");
    const height = cells.length + 2 * padding;
    const width = cells[0].length + 2 * padding;
    /** @type {Geometry["border"]} */
    const border = { top: padding, bottom: padding, left: padding, right: padding };
    const result = checked(model);

    showImage(cells, border, width);
    const kernelScale = signedScale(typed.flat());
    kernel.show(typed.flat(), ...size, kernelScale);
    laidPart.hidden = !flip;
    if (flip) laid.show(weights.flat(), ...size, kernelScale);
    const alike = JSON.stringify(turned(typed)) === JSON.stringify(typed);
    say(flipNote, alike ? strings.flipSame : flip ? strings.flipOn : strings.flipOff);
    const sizeText = { height: cells.length, width: cells[0].length, rows: height, columns: width };
    say(sizes.image, fill(padding > 0 ? strings.sizePadded : strings.size, sizeText));
    say(sizes.kernel, fill(strings.size, { height: size[0], width: size[1] }));
    showFormulas(cells, size);

    for (const cell of marked) {
      cell.classList.remove("cv-here", "cv-tap");
      delete cell.dataset.weight;
    }
    marked = [];
    if (result.ok) {
      if (refused) tell("");
      refused = false;
      showStep(weights, size, result.geometry, flip);
    } else {
      refused = true;
      tell(result.reason);
      say(sizes.output, "");
      say(sum, "");
      say(where, "");
      terms.replaceChildren();
      output.element.hidden = true;
      reveal.hidden = true;
    }
    player.show();
  }

  /**
   * @param {Rows} cells
   * @param {Geometry["border"]} border
   * @param {number} width
   */
  function showImage(cells, border, width) {
    const { data, height } = paddedMatrix(cells, border);
    const outside = (/** @type {number} */ row, /** @type {number} */ column) =>
      row < border.top ||
      column < border.left ||
      row >= height - border.bottom ||
      column >= width - border.right;
    image.fixed = outside;
    const edge = border.left === 0 ? "" : `repeat(${border.left}, minmax(8px, var(--cv-cell)))`;
    const template = `${edge} repeat(${cells[0].length}, minmax(24px, var(--cv-cell))) ${edge}`;
    if (image.element.style.getPropertyValue("--cv-template") !== template)
      image.element.style.setProperty("--cv-template", template);
    image.show(data, height, width, imageScale(cells.flat()));
    image.cells.forEach((cell, index) => {
      cell.classList.toggle("cv-pad", outside(Math.floor(index / width), index % width));
    });
  }

  /**
   * @param {Rows} cells
   * @param {Pair} size
   */
  function showFormulas(cells, size) {
    const [stride, padding, dilation] = ["stride", "padding", "dilation"].map((name) =>
      model.get(name),
    );
    const show = (
      /** @type {HTMLElement} */ element,
      /** @type {[string, string]} */ sentences,
      /** @type {number} */ cellCount,
      /** @type {number} */ weightCount,
    ) => {
      const values = sizeTerms(cellCount, weightCount, stride, padding, dilation);
      const none = values.room < 0;
      element.classList.toggle("cv-none", none);
      say(element, fill(sentences[none ? 1 : 0], { ...values, room: number(values.room, 0) }));
    };
    show(formulas.rows, [strings.rowsFormula, strings.rowsNone], cells.length, size[0]);
    show(formulas.columns, [strings.columnsFormula, strings.columnsNone], cells[0].length, size[1]);
  }

  /**
   * @param {Rows} weights  as they lie on the image
   * @param {Pair} size
   * @param {Geometry} geometry
   * @param {boolean} flip
   */
  function showStep(weights, size, geometry, flip) {
    const under = paddedMatrix(/** @type {Rows} */ (model.get("image")), geometry.border);
    const flat = weights.flat();
    const { data } = correlate(under, flat, size, geometry);
    const last = data.length - 1;
    const step = Math.min(model.get("step"), last);
    if (revealed !== step) revealed = -1;
    const hidden = model.get("guess") && revealed !== step;
    const shown = data.map((value, k) => (k < step || (k === step && !hidden) ? value : NaN));
    output.element.hidden = false;
    const digits = Math.max(...data.map((value) => number(value, 0).length), 2);
    if (output.element.style.getPropertyValue("--cv-digits") !== `${digits}`)
      output.element.style.setProperty("--cv-digits", `${digits}`);
    output.show(shown, geometry.height, geometry.width, signedScale([...data]));
    const { row, column, cells } = stepAt(step, geometry, size, under.width);
    output.select(row, column);
    say(sizes.output, fill(strings.size, { height: geometry.height, width: geometry.width }));

    cells.forEach((index, k) => {
      const cell = image.cells[index];
      cell.classList.add(k === tap ? "cv-tap" : "cv-here");
      cell.dataset.weight = number(flat[k], 0);
      marked.push(cell);
    });
    if (tap >= 0 && tap < flat.length) {
      const own = kernel.cells[flip ? flat.length - 1 - tap : tap];
      own.classList.add("cv-tap");
      marked.push(own);
      if (flip) {
        laid.cells[tap].classList.add("cv-tap");
        marked.push(laid.cells[tap]);
      }
    }
    showTerms(
      cells.map((index) => under.data[index]),
      flat,
      size,
    );
    say(sum, hidden ? strings.unknown : fill(strings.sum, { sum: number(data[step], 0) }));
    reveal.hidden = !hidden;
    say(where, fill(strings.where, { row, column, step, last }));
  }

  /**
   * @param {readonly number[]} values
   * @param {readonly number[]} weights
   * @param {Pair} size
   */
  function showTerms(values, weights, size) {
    while (terms.children.length < values.length)
      terms.append(h("span", { class: "cv-term", "data-term": terms.children.length }));
    while (terms.children.length > values.length) terms.lastElementChild?.remove();
    if (terms.style.getPropertyValue("--cv-columns") !== `${size[1]}`)
      terms.style.setProperty("--cv-columns", `${size[1]}`);
    values.forEach((value, k) => {
      const term = terms.children[k];
      say(term, `${k === 0 ? "" : "+ "}${factor(value)}·${factor(weights[k])}`);
      term.classList.toggle("cv-nil", value * weights[k] === 0);
      term.classList.toggle("cv-tap", k === tap);
    });
  }

  /** @param {NumberGrid} grid */
  const taps = (grid, turn = false) => {
    const of = (/** @type {Event} */ event) => {
      const cell = event.target instanceof Element ? event.target.closest(".cv-cell") : null;
      if (!(cell instanceof HTMLElement)) return;
      const index = grid.cells.indexOf(cell);
      hold(turn && model.get("flip") ? grid.cells.length - 1 - index : index);
    };
    grid.element.addEventListener("pointerover", of);
    grid.element.addEventListener("focusin", of);
    grid.element.addEventListener("pointerleave", () => hold(-1));
    grid.element.addEventListener("focusout", () => hold(-1));
  };
  const request = paintWhileVisible(root, paint, signal);
  taps(kernel, true);
  taps(laid);
  terms.addEventListener("pointerover", (event) => {
    const term = event.target instanceof HTMLElement ? event.target.dataset.term : undefined;
    hold(term === undefined ? -1 : Number(term));
  });
  terms.addEventListener("pointerleave", () => hold(-1));

  onChange(
    model,
    ["image", "kernel", "stride", "padding", "dilation", "flip", "guess", "step"],
    request,
    signal,
  );
  onChange(model, ["step"], () => tries.did(0), signal);
  onChange(
    model,
    ["step", "image", "kernel"],
    () => {
      const name = (/** @type {Part} */ part) =>
        PRESETS[part][model.get(`${part}_preset`) - 1]?.[0];
      const end = model.get("step") === model.get("last");
      if (end && name("image") === "one bright cell" && name("kernel") === "counting") tries.did(1);
    },
    signal,
  );
  onChange(model, ["flip"], () => tries.did(2), signal);
  onChange(model, ["stride"], () => tries.did(3), signal);
  player.stopWhenHidden(root, signal);
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
