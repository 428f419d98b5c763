/**
 * A picture of numbers: a canvas with one pixel a number, a frame for 'you are here', and a legend.
 *
 * The canvas holds exactly the pixels of the data and CSS scales it up, so that what is painted can
 * be read back and compared. The frame is an element above the canvas, so that moving it paints
 * nothing.
 */
import { colourise, colouriseRgb, gradient, overlay } from "./colour.js";
import { h, number, say } from "./dom.js";

/** @typedef {import("./colour.js").Scale} Scale */
/** @typedef {{ row: number, column: number }} Place */

/** Arrow keys, and how far each moves: rows, columns. */
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
});

export class Raster {
  /**
   * @param {object} options
   * @param {string} options.name  a stable name, `data-raster`, by which a test finds the canvas
   * @param {((place: Place) => void) | undefined} [options.onPoint]  the pointer or the arrow keys
   *   reached this pixel; the canvas takes the focus only where this is given
   * @param {boolean} [options.hover]  false: the pointer counts only while it is pressed, so that a
   *   chosen place stays when the pointer leaves
   */
  constructor({ name, onPoint, hover = true }) {
    this.height = 0;
    this.width = 0;
    /** How many pixels an arrow key moves. */
    this.step = 1;
    /** @type {Place} */
    this.place = { row: 0, column: 0 };
    this.canvas = h("canvas", {
      class: "cv-canvas",
      role: "img",
      "data-raster": name,
      tabindex: onPoint === undefined ? undefined : 0,
    });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    this.frame = h("div", { class: "cv-frame", hidden: true });
    this.element = h("div", { class: "cv-raster" }, this.canvas, this.frame);
    /** @type {ImageData | undefined} */
    this.image = undefined;
    /** @type {HTMLElement[]} */
    this.outlines = [];
    if (onPoint !== undefined) this.#listen(onPoint, hover);
  }

  /**
   * @param {(place: Place) => void} onPoint
   * @param {boolean} hover
   */
  #listen(onPoint, hover) {
    const at = (/** @type {PointerEvent} */ event) => {
      if (!hover && event.buttons === 0) return;
      const box = this.canvas.getBoundingClientRect();
      const row = Math.floor(((event.clientY - box.top) / box.height) * this.height);
      const column = Math.floor(((event.clientX - box.left) / box.width) * this.width);
      this.#go(row, column, onPoint);
    };
    this.canvas.addEventListener("pointermove", at);
    this.canvas.addEventListener("pointerdown", at);
    this.canvas.addEventListener("keydown", (event) => {
      const move = ARROWS[event.key];
      if (move === undefined) return;
      // JupyterLab moves between cells on arrow keys; here they belong to the picture.
      event.preventDefault();
      event.stopPropagation();
      const step = this.step * (event.shiftKey ? 10 : 1);
      this.#go(this.place.row + move[0] * step, this.place.column + move[1] * step, onPoint);
    });
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {(place: Place) => void} onPoint
   */
  #go(row, column, onPoint) {
    if (this.height === 0 || this.width === 0) return;
    this.place = {
      row: Math.min(Math.max(row, 0), this.height - 1),
      column: Math.min(Math.max(column, 0), this.width - 1),
    };
    onPoint(this.place);
  }

  /**
   * @param {number} height
   * @param {number} width
   * @returns {Uint32Array}  the pixels to write, one 32-bit number each
   */
  #room(height, width) {
    if (this.image === undefined || this.height !== height || this.width !== width) {
      this.height = height;
      this.width = width;
      this.canvas.width = width;
      this.canvas.height = height;
      this.element.style.setProperty("--cv-aspect", `${width} / ${height}`);
      this.image = this.context.createImageData(width, height);
    }
    return new Uint32Array(this.image.data.buffer);
  }

  /**
   * Paint one plane of numbers.
   *
   * @param {ArrayLike<number>} data  height * width numbers
   * @param {number} height
   * @param {number} width
   * @param {Scale} scale
   */
  show(data, height, width, scale) {
    colourise(data, scale, this.#room(height, width));
    this.context.putImageData(/** @type {ImageData} */ (this.image), 0, 0);
  }

  /**
   * Paint red, green and blue planes, each 0 .. 1.
   *
   * @param {ArrayLike<number>} data  3 * height * width numbers
   * @param {number} height
   * @param {number} width
   */
  showRgb(data, height, width) {
    colouriseRgb(data, this.#room(height, width));
    this.context.putImageData(/** @type {ImageData} */ (this.image), 0, 0);
  }

  /**
   * Paint a plane of intensities, 0 .. 1, and over it a plane of amounts that tints it.
   *
   * @param {ArrayLike<number>} base  height * width numbers
   * @param {ArrayLike<number>} heat  height * width numbers; where it is 0 the base stays as it is
   * @param {number} height
   * @param {number} width
   * @param {Scale} scale  of the amounts
   */
  showHeat(base, heat, height, width, scale) {
    overlay(base, heat, scale, this.#room(height, width));
    this.context.putImageData(/** @type {ImageData} */ (this.image), 0, 0);
  }

  /**
   * Frame a block of pixels: 'you are here'. Nothing is painted.
   *
   * @param {number} row
   * @param {number} column
   * @param {number} [rows]
   * @param {number} [columns]
   */
  mark(row, column, rows = 1, columns = 1) {
    this.frame.hidden = false;
    this.#put(this.frame, row, column, rows, columns);
  }

  /**
   * @param {HTMLElement} element
   * @param {number} row
   * @param {number} column
   * @param {number} rows
   * @param {number} columns
   */
  #put({ style }, row, column, rows, columns) {
    style.left = `${(column / this.width) * 100}%`;
    style.top = `${(row / this.height) * 100}%`;
    style.width = `${(columns / this.width) * 100}%`;
    style.height = `${(rows / this.height) * 100}%`;
  }

  /**
   * Draw thin lines around blocks of pixels, below the frame. Nothing is painted.
   *
   * @param {readonly { row: number, column: number, rows: number, columns: number }[]} blocks
   */
  outline(blocks) {
    while (this.outlines.length < blocks.length) {
      const line = h("div", { class: "cv-outline" });
      this.outlines.push(line);
      this.element.insertBefore(line, this.frame);
    }
    this.outlines.forEach((line, index) => {
      const block = blocks[index];
      line.hidden = block === undefined;
      if (block !== undefined) this.#put(line, block.row, block.column, block.rows, block.columns);
    });
  }

  /** Take the frame away. */
  unmark() {
    this.frame.hidden = true;
  }

  /** @param {string} sentence  what the picture shows now */
  describe(sentence) {
    if (this.canvas.getAttribute("aria-label") !== sentence)
      this.canvas.setAttribute("aria-label", sentence);
  }
}

/** The colours of a scale with its two ends in numbers. */
export class Legend {
  /** @param {number} [decimals] */
  constructor(decimals = 2) {
    this.decimals = decimals;
    this.low = h("span", { class: "cv-number" });
    this.high = h("span", { class: "cv-number" });
    this.bar = h("span", { class: "cv-legend-bar" });
    this.element = h("div", { class: "cv-legend" }, this.low, this.bar, this.high);
    this.map = "";
  }

  /** @param {Scale} scale */
  show({ map, low, high }) {
    if (this.map !== map) {
      this.map = map;
      this.bar.style.backgroundImage = gradient(map);
    }
    say(this.low, number(low, this.decimals));
    say(this.high, number(high, this.decimals));
  }
}
