/**
 * The confusion matrix as a grid of cells: read by pointer or arrow keys, opened by click or Enter.
 */
import { swatch } from "../_core/colour.js";
import { fill, h, say } from "../_core/dom.js";
import strings from "./strings.json";

/** The largest count gets the fifth of the seven colours: dark text stays readable on it. */
const REACH = 1.5;
/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** @param {number} value */
export const grouped = (value) => value.toLocaleString("en-GB");

export class Matrix {
  /**
   * @param {readonly string[]} names  of the classes
   * @param {object} hooks
   * @param {(row: number, column: number) => void} hooks.onPoint  the cursor stands here now
   * @param {(row: number, column: number) => void} hooks.onOpen
   */
  constructor(names, { onPoint, onOpen }) {
    this.names = names;
    this.classes = names.length;
    this.hooks = { onPoint, onOpen };
    /** @type {[number, number]} */
    this.cursor = [0, 0];
    /** @type {HTMLElement[]} */
    this.cells = [];
    /** @type {string[]} */
    this.shown = [];
    const head = h(
      "div",
      { role: "row", class: "cv-matrix-row cv-matrix-head" },
      h("span", { role: "columnheader", class: "cv-corner", "aria-label": strings.actual }),
      ...names.map((name) =>
        h("span", { role: "columnheader", class: "cv-column-name" }, h("span", {}, name)),
      ),
    );
    const rows = names.map((name, row) => {
      const line = names.map((_, column) => {
        const cell = h("span", {
          role: "gridcell",
          class: row === column ? "cv-cell cv-diagonal" : "cv-cell",
          tabindex: -1,
          onclick: () => {
            this.point(row, column);
            cell.focus();
            onOpen(row, column);
          },
          onfocus: () => this.point(row, column),
        });
        this.cells.push(cell);
        return cell;
      });
      return h(
        "div",
        { role: "row", class: "cv-matrix-row" },
        h("span", { role: "rowheader", class: "cv-row-name", title: name }, name),
        ...line,
      );
    });
    this.element = h(
      "div",
      { role: "grid", class: "cv-matrix cv-number", "data-grid": "confusion" },
      head,
      ...rows,
    );
    this.element.style.setProperty("--cv-columns", String(this.classes));
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const [row, column] = this.cursor;
    const move = ARROWS[event.key];
    if (move !== undefined) {
      const within = (/** @type {number} */ at) => Math.min(Math.max(at, 0), this.classes - 1);
      const [down, across] = [within(row + move[0]), within(column + move[1])];
      this.point(down, across);
      this.cells[down * this.classes + across].focus();
    } else if (event.key === "Enter" || event.key === " ") this.hooks.onOpen(row, column);
    else return;
    event.preventDefault();
  }

  /**
   * Move the cursor, which is where the Tab key comes in.
   *
   * @param {number} row
   * @param {number} column
   */
  point(row, column) {
    this.cells[this.cursor[0] * this.classes + this.cursor[1]].tabIndex = -1;
    this.cursor = [row, column];
    this.cells[row * this.classes + column].tabIndex = 0;
    this.hooks.onPoint(row, column);
  }

  /**
   * @param {ArrayLike<number>} counts
   * @param {{ right: number, wrong: number }} most  the counts that get the strongest colours
   * @param {[number, number] | null} open  the cell whose images are shown
   */
  show(counts, most, open) {
    const opened = open === null ? -1 : open[0] * this.classes + open[1];
    for (let at = 0; at < this.cells.length; at++) {
      const row = Math.floor(at / this.classes);
      const column = at % this.classes;
      const right = row === column;
      const count = counts[at];
      const key = `${count} ${right ? most.right : most.wrong} ${at === opened}`;
      if (this.shown[at] === key) continue;
      this.shown[at] = key;
      const cell = this.cells[at];
      say(cell, String(count));
      const share = right ? -count / most.right : count / most.wrong;
      cell.style.background = swatch(share, { map: "signed", low: -REACH, high: REACH }).background;
      cell.classList.toggle("cv-here", at === opened);
      cell.setAttribute("aria-selected", String(at === opened));
      cell.setAttribute(
        "aria-label",
        fill(right ? strings.rightLabel : strings.cellLabel, {
          actual: this.names[row],
          predicted: this.names[column],
          count: grouped(count),
        }),
      );
    }
  }
}
