/**
 * The layers, a row each: its numbers to be typed, what follows from them, and buttons to move it.
 */
import { fill, h, say } from "../_core/dom.js";
import fields from "./fields.json";
import strings from "./strings.json";

/** @typedef {import("../_core/ops.js").NetworkLayer} Layer */
/**
 * @typedef {object} Row  what a layer leads to
 * @property {string} [shape]
 * @property {number} [parameters]
 * @property {number} [macs]
 * @property {number[]} [shares]  of all parameters, of all multiply-accumulates
 * @property {string} [memory]
 * @property {string} [remark]
 * @property {string} [problem]  why it does not fit
 * @property {boolean} [waits]  for another that does not
 */
/** @typedef {"parameters" | "macs"} Measure */

const MEASURES = /** @type {Measure[]} */ (["parameters", "macs"]);

/** @param {number} value */
const grouped = (value) => value.toLocaleString("en-US");

export class LayerList {
  /**
   * @param {object} options
   * @param {(at: number) => void} options.onChoose
   * @param {(at: number, layer: Layer) => void} options.onEdit
   * @param {(at: number, by: number) => void} options.onMove
   * @param {(at: number) => void} options.onRemove
   * @param {(sentence: string) => void} options.onRefuse
   */
  constructor(options) {
    this.options = options;
    /** @type {Layer[]} */
    this.layers = [];
    /** @type {{ kind: string, row: HTMLElement, inputs: Map<string, HTMLInputElement>, cells: Record<string, HTMLElement>, bars: HTMLElement[], note: HTMLElement, number: HTMLElement }[]} */
    this.rows = [];
    const { shape, parameters, macs, memory } = strings.columns;
    this.head = h(
      "div",
      { class: "cv-net-row cv-net-head", "aria-hidden": "true" },
      h("span"),
      h("span"),
      h("span"),
      ...[shape, parameters, macs, memory].map((text) => h("span", {}, text)),
      h("span"),
    );
    this.list = h("div", { role: "list", "aria-label": strings.title });
    this.element = h("div", { class: "cv-net" }, this.head, this.list);
  }

  /**
   * @param {readonly Layer[]} layers
   * @param {readonly Row[]} rows
   * @param {number} selected
   */
  show(layers, rows, selected) {
    this.layers = [...layers];
    while (this.rows.length > layers.length) this.rows.pop()?.row.remove();
    layers.forEach((layer, at) => {
      if (this.rows[at]?.kind !== layer.kind) this.#build(layer, at);
      this.#fill(layer, at, rows[at], at === selected);
    });
  }

  /** @param {number} at */
  focus(at) {
    const { row } = this.rows[at] ?? {};
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector("input, button"))?.focus();
  }

  /** @param {Layer} layer @param {number} at @param {Row} found @param {boolean} here */
  #fill(layer, at, found, here) {
    const { row, inputs, cells, bars, note } = this.rows[at];
    for (const [name, input] of inputs) {
      const value = /** @type {any} */ (layer)[name];
      if (input.type === "checkbox") input.checked = value;
      else if (document.activeElement !== input || Number(input.value) !== value)
        if (input.value !== String(value)) input.value = String(value);
    }
    say(cells.shape, found.shape ?? "");
    say(cells.memory, found.memory ?? "");
    MEASURES.forEach((name, k) => {
      const value = found[name];
      say(cells[name], value === undefined ? "" : value === 0 ? "–" : grouped(value));
      cells[name].parentElement?.classList.toggle("cv-net-none", !value);
      const width = `${(100 * (found.shares?.[k] ?? 0)).toFixed(1)}%`;
      if (bars[k].style.width !== width) bars[k].style.width = width;
    });
    say(note, found.problem ?? found.remark ?? "");
    note.hidden = note.textContent === "";
    row.classList.toggle("cv-net-unfit", found.problem !== undefined);
    row.classList.toggle("cv-net-waits", found.waits === true);
    if (here) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    const what =
      found.problem ??
      fill(strings.fits, {
        shape: found.shape ?? "",
        parameters: grouped(found.parameters ?? 0),
        macs: grouped(found.macs ?? 0),
      });
    const label = fill(strings.rowLabel, { layer: at + 1, kind: strings.kinds[layer.kind], what });
    if (row.getAttribute("aria-label") !== label) row.setAttribute("aria-label", label);
  }

  /** @param {Layer} layer @param {number} at */
  #build(layer, at) {
    const { options } = this;
    const kind = strings.kinds[layer.kind];
    /** @type {Map<string, HTMLInputElement>} */
    const inputs = new Map();
    const numbers = Object.entries(fields[layer.kind]).map(([name, bounds]) => {
      const title = strings.fields[/** @type {keyof typeof strings.fields} */ (name)];
      const label = fill(strings.fieldLabel, { name: title, layer: at + 1, kind });
      const toggle = typeof bounds === "boolean";
      const input = h("input", {
        type: toggle ? "checkbox" : "number",
        class: toggle ? undefined : "cv-net-number",
        min: toggle ? undefined : bounds[0],
        max: toggle ? undefined : bounds[1],
        step: toggle ? undefined : 1,
        "aria-label": label,
        "data-field": name,
      });
      if (toggle)
        input.addEventListener("change", () =>
          options.onEdit(at, { ...this.layers[at], [name]: input.checked }),
        );
      else {
        input.addEventListener("input", () => this.#typed(input, at, name, bounds, false));
        input.addEventListener("change", () => this.#typed(input, at, name, bounds, true));
      }
      inputs.set(name, input);
      return h("label", { class: "cv-net-field" }, h("span", {}, title), input);
    });
    const cells = Object.fromEntries(
      ["shape", "parameters", "macs", "memory"].map((name) => [
        name,
        h("span", { class: "cv-number", "data-cell": name }),
      ]),
    );
    const bars = MEASURES.map((name) => h("i", { class: `cv-net-bar cv-net-${name}` }));
    const button = (/** @type {"up" | "down" | "remove"} */ name, /** @type {string} */ sign) => {
      const label = strings[/** @type {"upLabel"} */ (`${name}Label`)];
      const made = h(
        "button",
        {
          class: "cv-button cv-net-button",
          type: "button",
          title: strings[name],
          "aria-label": fill(label, { layer: at + 1, kind }),
          "data-do": name,
        },
        sign,
      );
      made.addEventListener("click", () => this.#act(name, at));
      return made;
    };
    const number = h("span", { class: "cv-number cv-note" }, String(at + 1));
    const note = h("p", { class: "cv-net-note", hidden: true });
    const measure = (/** @type {Measure} */ name, /** @type {number} */ k) =>
      h(
        "span",
        { class: "cv-net-measure", "data-title": strings.columns[name] },
        cells[name],
        bars[k],
      );
    const row = h(
      "div",
      { class: "cv-net-row", role: "listitem", "data-layer": at },
      number,
      h("strong", {}, kind),
      h("span", { class: "cv-net-fields" }, ...numbers),
      cells.shape,
      measure("parameters", 0),
      measure("macs", 1),
      cells.memory,
      h(
        "span",
        { class: "cv-net-buttons" },
        button("up", "↑"),
        button("down", "↓"),
        button("remove", "×"),
      ),
      note,
    );
    row.addEventListener("focusin", () => options.onChoose(at));
    row.addEventListener("pointerdown", () => options.onChoose(at));
    row.addEventListener("keydown", (event) => {
      const name = { ArrowUp: "up", ArrowDown: "down", Delete: "remove", Backspace: "remove" }[
        event.key
      ];
      if (!event.altKey || name === undefined) return;
      event.preventDefault();
      this.#act(/** @type {"up"} */ (name), at);
    });
    const old = this.rows[at]?.row;
    this.rows[at] = { kind: layer.kind, row, inputs, cells, bars, note, number };
    if (old === undefined) this.list.append(row);
    else old.replaceWith(row);
  }

  /** @param {"up" | "down" | "remove"} name @param {number} at */
  #act(name, at) {
    const { onMove, onRemove } = this.options;
    const last = this.layers.length - 1;
    if (name === "remove") {
      onRemove(at);
      this.focus(Math.min(at, last - 1));
      return;
    }
    const by = name === "up" ? -1 : 1;
    if (at + by < 0 || at + by > last) return;
    onMove(at, by);
    const moved = this.rows[at + by].row.querySelector(`[data-do=${name}]`);
    /** @type {HTMLElement | null} */ (moved)?.focus();
  }

  /**
   * @param {HTMLInputElement} input
   * @param {number} at
   * @param {string} name
   * @param {number[]} bounds
   * @param {boolean} finished  the field is left: a number that does not fit is refused
   */
  #typed(input, at, name, [least, most], finished) {
    const value = Number(input.value);
    const whole = input.value.trim() !== "" && Number.isInteger(value);
    const now = /** @type {any} */ (this.layers[at])[name];
    if (whole && value >= least && value <= most) {
      if (value !== now) this.options.onEdit(at, { ...this.layers[at], [name]: value });
    } else if (finished) {
      const title = strings.fields[/** @type {keyof typeof strings.fields} */ (name)];
      const text = input.value || "—";
      input.value = String(now);
      this.options.onRefuse(
        fill(strings.badNumber, { name: title, layer: at + 1, text, least, most }),
      );
    }
  }
}
