/**
 * Bars in rows, one a class, that can be read or moved: elements that stay and whose widths change.
 */
import { fill, h, number, say } from "../_core/dom.js";
import strings from "./strings.json";

/**
 * Where a number stands between two ends, in per cent, held at the ends.
 *
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function share(value, low, high) {
  return 100 * Math.min(Math.max((value - low) / (high - low), 0), 1);
}

/** @param {HTMLElement} element @param {string} name @param {string} value */
function style(element, name, value) {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}

/** One bar with its name and its number. */
class Row {
  constructor() {
    this.name = h("span", { class: "cv-bar-name" });
    this.fill = h("span", { class: "cv-bar" });
    this.zero = h("span", { class: "cv-bar-zero" });
    this.mark = h("span", { class: "cv-bar-mark", hidden: true });
    this.track = h("div", { class: "cv-track" }, this.fill, this.zero, this.mark);
    this.number = h("span", { class: "cv-number cv-bar-number" });
    this.element = h("div", { class: "cv-bar-row" }, this.name, this.track, this.number);
  }

  /**
   * @param {string} name
   * @param {number} value
   * @param {[number, number]} ends
   * @param {string} text
   * @param {boolean} here
   */
  show(name, value, [low, high], text, here) {
    say(this.name, name);
    const zero = share(0, low, high);
    const end = share(value, low, high);
    style(this.fill, "left", `${Math.min(zero, end).toFixed(2)}%`);
    style(this.fill, "width", `${Math.abs(end - zero).toFixed(2)}%`);
    style(this.zero, "left", `${zero.toFixed(2)}%`);
    this.fill.classList.toggle("cv-below", value < 0);
    this.element.classList.toggle("cv-here", here);
    say(this.number, text);
  }
}

/** A column of bars; more or fewer rows as there are values. */
export class Bars {
  /**
   * @param {string} name  a stable name, by which a test finds it
   * @param {(row: Row, index: number) => void} [prepare]  called once for each new row
   */
  constructor(name, prepare) {
    this.prepare = prepare;
    /** @type {Row[]} */
    this.rows = [];
    this.element = h("div", { class: `cv-bars cv-bars-${name}`, "data-grid": name });
  }

  /** @param {number} count */
  resize(count) {
    while (this.rows.length < count) {
      const row = new Row();
      this.prepare?.(row, this.rows.length);
      this.rows.push(row);
      this.element.append(row.element);
    }
    while (this.rows.length > count) this.rows.pop()?.element.remove();
  }

  /** @param {string} sentence  what the bars show now, for who cannot see them */
  describe(sentence) {
    if (this.element.getAttribute("role") === null) this.element.setAttribute("role", "img");
    if (this.element.getAttribute("aria-label") !== sentence)
      this.element.setAttribute("aria-label", sentence);
  }
}

/** Bars that a hand moves: each is a slider to the keyboard and to a screen reader. */
export class MovableBars extends Bars {
  /**
   * @param {object} options
   * @param {string} options.name
   * @param {(index: number) => number} options.valueAt  what a bar stands at now, painted or not
   * @param {(index: number, value: number) => void} options.onMove
   * @param {(index: number) => void} options.onSelect
   * @param {(index: number) => void} options.onTrue
   */
  constructor({ name, valueAt, onMove, onSelect, onTrue }) {
    super(name, (row, index) => this.#live(row, index));
    this.group = `cv-true-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    this.valueAt = valueAt;
    this.onMove = onMove;
    this.onSelect = onSelect;
    this.onTrue = onTrue;
    /** @type {HTMLInputElement[]} */
    this.radios = [];
    this.span = 10;
    this.held = false;
  }

  /** A hundredth of the bars' length: 0.1 where they end at 10. */
  get step() {
    return this.span / 100;
  }

  /**
   * @param {Row} row
   * @param {number} index
   */
  #live(row, index) {
    const radio = h("input", {
      type: "radio",
      name: this.group,
      onchange: () => this.onTrue(index),
    });
    this.radios[index] = radio;
    row.element.prepend(h("label", { class: "cv-true" }, radio));
    const { track } = row;
    track.tabIndex = 0;
    track.setAttribute("role", "slider");
    track.addEventListener("focus", () => this.onSelect(index));
    const at = (/** @type {PointerEvent} */ event) => {
      const box = track.getBoundingClientRect();
      const value = ((event.clientX - box.left) / box.width) * 2 * this.span - this.span;
      this.#move(index, value);
    };
    track.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.held = true;
      track.setPointerCapture(event.pointerId);
      at(event);
    });
    track.addEventListener("pointermove", (event) => {
      if (this.held && track.hasPointerCapture(event.pointerId)) at(event);
    });
    track.addEventListener("lostpointercapture", () => {
      this.held = false;
    });
    track.addEventListener("keydown", (event) => {
      const next = this.#byKey(event.key, this.valueAt(index));
      if (next === null) return;
      event.preventDefault();
      this.#move(index, next);
    });
  }

  /**
   * @param {string} key
   * @param {number} value
   * @returns {number | null}
   */
  #byKey(key, value) {
    const { span, step } = this;
    if (key === "ArrowRight" || key === "ArrowUp") return value + step;
    if (key === "ArrowLeft" || key === "ArrowDown") return value - step;
    if (key === "PageUp") return value + 10 * step;
    if (key === "PageDown") return value - 10 * step;
    if (key === "Home") return -span;
    if (key === "End") return span;
    return null;
  }

  /**
   * @param {number} index
   * @param {number} value
   */
  #move(index, value) {
    const { span, step } = this;
    const held = Math.min(Math.max(value, -span), span);
    this.onMove(index, Number((Math.round(held / step) * step).toFixed(6)));
  }

  /**
   * @param {readonly number[]} values
   * @param {number} added  what the numbers beside the bars have on top
   * @param {readonly string[]} names
   * @param {number} selected
   * @param {number} label
   */
  show(values, added, names, selected, label) {
    this.resize(values.length);
    // While a bar is held the ends stay, so that it does not run from under the hand.
    if (!this.held) this.span = ends(values);
    this.rows.forEach((row, k) => {
      const text = logit(values[k] + added);
      row.show(names[k], values[k], [-this.span, this.span], text, k === selected);
      const { track } = row;
      const told = {
        "aria-label": fill(strings.logitLabel, { name: names[k] }),
        "aria-valuemin": String(added - this.span),
        "aria-valuemax": String(added + this.span),
        "aria-valuenow": String(values[k] + added),
        "aria-valuetext": text,
      };
      for (const [name, value] of Object.entries(told))
        if (track.getAttribute(name) !== value) track.setAttribute(name, value);
      const radio = this.radios[k];
      radio.checked = k === label;
      const sentence = fill(strings.trueLabel, { name: names[k] });
      if (radio.getAttribute("aria-label") !== sentence) radio.setAttribute("aria-label", sentence);
    });
  }
}

/**
 * Where bars for these values end: 10, 100, 1,000 or 10,000.
 *
 * @param {readonly number[]} values
 */
export function ends(values) {
  const largest = Math.max(...values.map(Math.abs));
  let span = 10;
  while (span < largest) span *= 10;
  return span;
}

/**
 * A number with as many decimals as its size leaves room for.
 *
 * @param {number} value
 * @param {number} [decimals]  of numbers under 1,000
 */
export function logit(value, decimals = 2) {
  if (Math.abs(value) < 1000) return number(value, decimals);
  const text = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return value < 0 ? `−${text}` : text;
}
