/**
 * The stack as a table: a row a layer, its numbers to be typed, what follows from them beside.
 */
import { fill, h, say } from "../_core/dom.js";
import strings from "./strings.json";

/** @typedef {[number, number, number]} Triple  kernel, stride, dilation */
/**
 * @typedef {object} Row  what a layer leads to
 * @property {string} field  the formula, filled in
 * @property {string} jump
 * @property {string} map
 * @property {boolean} fits
 */

const NAMES = /** @type {const} */ (["kernel", "stride", "dilation"]);
const FOLLOWING = /** @type {const} */ (["field", "jump", "map"]);

export class LayerTable {
  /**
   * @param {object} options
   * @param {Triple} options.most  largest kernel, stride, dilation
   * @param {(layer: number) => void} options.onChoose  this layer was taken in hand
   * @param {(layer: number, triple: Triple) => void} options.onEdit
   * @param {(layer: number, by: number) => void} options.onMove  up (-1) or down (1)
   * @param {(layer: number) => void} options.onRemove
   * @param {(sentence: string) => void} options.onRefuse
   */
  constructor(options) {
    this.options = options;
    /** @type {Triple[]} */
    this.layers = [];
    /** @type {{ row: HTMLTableRowElement, inputs: HTMLInputElement[], cells: HTMLElement[] }[]} */
    this.rows = [];
    const head = Object.entries(strings.columns).map(([name, text]) =>
      h(
        "th",
        {
          scope: "col",
          title: strings.columnHelp[/** @type {keyof typeof strings.columns} */ (name)],
        },
        text,
      ),
    );
    this.input = h("td");
    this.body = h(
      "tbody",
      {},
      h(
        "tr",
        { class: "cv-stack-input" },
        h("th", { scope: "row" }, strings.input),
        h("td"),
        h("td"),
        h("td"),
        h("td", {}, "1"),
        h("td", {}, "1"),
        this.input,
      ),
    );
    this.element = h(
      "table",
      { class: "cv-table cv-stack", "aria-label": strings.caption },
      h("thead", {}, h("tr", {}, ...head)),
      this.body,
    );
  }

  /**
   * @param {readonly Triple[]} layers
   * @param {readonly Row[]} following  one a layer
   * @param {string} input  size of the photograph
   * @param {number} chosen
   */
  show(layers, following, input, chosen) {
    say(this.input, input);
    this.layers = layers.map((layer) => /** @type {Triple} */ ([...layer]));
    while (this.rows.length > layers.length) this.rows.pop()?.row.remove();
    while (this.rows.length < layers.length) this.#addRow(this.rows.length);
    this.rows.forEach(({ row, inputs, cells }, index) => {
      inputs.forEach((field, k) => {
        const text = String(layers[index][k]);
        if (field.value !== text) field.value = text;
      });
      FOLLOWING.forEach((name, k) => {
        say(cells[k], following[index][name]);
      });
      row.classList.toggle("cv-unfit", !following[index].fits);
      if (index === chosen) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
  }

  /**
   * @param {number} layer
   * @param {number} [column]
   */
  focus(layer, column = 0) {
    this.rows[layer]?.inputs[column].focus();
  }

  /** @param {number} index */
  #addRow(index) {
    const { options } = this;
    const inputs = NAMES.map((name, column) => {
      const field = h("input", {
        type: "number",
        class: "cv-number",
        min: 1,
        max: options.most[column],
        step: 1,
        "aria-label": fill(strings.cell, { layer: index + 1, name: strings[name] }),
        "data-layer": index,
        "data-name": name,
      });
      field.addEventListener("input", () => this.#typed(field, index, column, false));
      field.addEventListener("change", () => this.#typed(field, index, column, true));
      field.addEventListener("keydown", (event) => this.#key(event, index, column));
      return field;
    });
    const cells = FOLLOWING.map(() => h("td"));
    const row = h(
      "tr",
      { "data-layer": index },
      h("th", { scope: "row" }, String(index + 1)),
      ...inputs.map((field) => h("td", {}, field)),
      ...cells,
    );
    row.addEventListener("focusin", () => options.onChoose(index));
    row.addEventListener("pointerdown", () => options.onChoose(index));
    this.rows.push({ row, inputs, cells });
    this.body.append(row);
  }

  /**
   * @param {HTMLInputElement} field
   * @param {number} layer
   * @param {number} column
   * @param {boolean} finished  the field is left: a number that does not fit is refused
   */
  #typed(field, layer, column, finished) {
    const { options } = this;
    const value = Number(field.value);
    const whole = field.value.trim() !== "" && Number.isInteger(value);
    if (whole && value >= 1 && value <= options.most[column]) {
      if (value === this.layers[layer][column]) return;
      const triple = /** @type {Triple} */ (this.layers[layer].with(column, value));
      options.onEdit(layer, triple);
    } else if (finished) {
      options.onRefuse(
        fill(strings.badNumber, {
          layer: layer + 1,
          name: strings[NAMES[column]],
          text: field.value === "" ? "—" : field.value,
          most: options.most[column],
        }),
      );
      field.value = String(this.layers[layer][column]);
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} layer
   * @param {number} column
   */
  #key(event, layer, column) {
    // JupyterLab would take some keys as commands of the notebook.
    event.stopPropagation();
    const by = /** @type {Record<string, number>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    if (event.altKey && by !== undefined) {
      event.preventDefault();
      const to = layer + by;
      if (to < 0 || to >= this.layers.length) return;
      this.options.onMove(layer, by);
      this.focus(to, column);
    } else if (event.altKey && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      this.options.onRemove(layer);
      this.focus(Math.min(layer, this.layers.length - 1), column);
    }
  }
}
