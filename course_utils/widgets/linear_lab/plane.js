/**
 * A plane: a canvas of regions, and above it, as sharp as the screen is, points, lines and handles.
 */
import { h } from "../_core/dom.js";
import { paintRegions } from "./regions.js";

/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./geometry.js").Point} Point */

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing along each axis. */
const SIZE = 300;
/** The marks of the classes about (0, 0): a disc, a square, a triangle. */
const MARKS = [
  "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0Z",
  "M-3.8 -3.8H3.8V3.8H-3.8Z",
  "M0 -5L4.8 3.8H-4.8Z",
];
const CROSS = "M-6 -6L6 6M6 -6L-6 6";

/**
 * The mark of a class, or the cross of what is wrong, for a key.
 *
 * @param {number | "wrong"} mark
 */
export function keyOf(mark) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-8 -8 16 16");
  svg.setAttribute("class", "cv-key");
  svg.setAttribute("aria-hidden", "true");
  svg.append(...(mark === "wrong" ? crossed() : [shape(MARKS[mark], `cv-class-${mark}`)]));
  return svg;
}

/**
 * @param {string} d
 * @param {string} name
 */
function shape(d, name) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  path.setAttribute("class", name);
  return path;
}

/** A dark cross on a light one, seen on any ground. */
function crossed() {
  return [shape(CROSS, "cv-cross-ground"), shape(CROSS, "cv-cross")];
}

export class Plane {
  /**
   * @param {object} options
   * @param {string} options.name  `data-raster` of the canvas
   * @param {number} options.side  pixels of the canvas along each axis
   */
  constructor({ name, side }) {
    this.side = side;
    /** @type {Box} */
    this.box = { x: [-3, 3], y: [-3, 3] };
    this.canvas = h("canvas", {
      class: "cv-canvas",
      role: "img",
      "data-raster": name,
      width: side,
      height: side,
    });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    this.image = context.createImageData(side, side);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.drawing = document.createElementNS(SVG, "svg");
    this.drawing.setAttribute("viewBox", `0 0 ${SIZE} ${SIZE}`);
    this.drawing.setAttribute("class", "cv-drawing");
    this.drawing.setAttribute("aria-hidden", "true");
    this.below = document.createElementNS(SVG, "g");
    this.dots = document.createElementNS(SVG, "g");
    this.drawing.append(this.below, this.dots);
    this.element = h("div", { class: "cv-raster" }, this.canvas, this.drawing);
    /** @type {Map<string, SVGPathElement>} */
    this.paths = new Map();
    /** @type {{ group: SVGGElement, cross: SVGGElement, place: string, wrong: boolean }[]} */
    this.marks = [];
    this.labels = "";
  }

  /**
   * @param {Float64Array} scores  (side * side, classes)
   * @param {number} classes
   */
  paint(scores, classes) {
    paintRegions(scores, classes, this.pixels);
    this.context.putImageData(this.image, 0, 0);
  }

  /** Leave the ground without regions. */
  clear() {
    this.pixels.fill(0xfff7f7f7);
    this.context.putImageData(this.image, 0, 0);
  }

  /** @param {number} x */
  across(x) {
    const [left, right] = this.box.x;
    return ((x - left) / (right - left)) * SIZE;
  }

  /** @param {number} y */
  up(y) {
    const [bottom, top] = this.box.y;
    return ((top - y) / (top - bottom)) * SIZE;
  }

  /** @param {PointerEvent} event  @returns {Point} */
  at(event) {
    const box = this.element.getBoundingClientRect();
    const [left, right] = this.box.x;
    const [bottom, top] = this.box.y;
    return [
      left + ((event.clientX - box.left) / box.width) * (right - left),
      top - ((event.clientY - box.top) / box.height) * (top - bottom),
    ];
  }

  /**
   * Put an element above the plane with its middle at a point.
   *
   * @param {HTMLElement} element
   * @param {Point} point
   */
  put(element, [x, y]) {
    element.style.left = `${((this.across(x) / SIZE) * 100).toFixed(2)}%`;
    element.style.top = `${((this.up(y) / SIZE) * 100).toFixed(2)}%`;
  }

  /**
   * @param {readonly Point[]} points
   */
  path(points) {
    let d = "";
    for (let i = 0; i < points.length; i++) {
      const [x, y] = points[i];
      d += `${i === 0 ? "M" : "L"}${this.across(x).toFixed(1)} ${this.up(y).toFixed(1)}`;
    }
    return d;
  }

  /**
   * @param {string} name  the class of the path
   * @param {string} d
   */
  draw(name, d) {
    let path = this.paths.get(name);
    if (path === undefined) {
      path = shape("", name);
      this.paths.set(name, path);
      this.below.append(path);
    }
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }

  /**
   * The points, each with the mark of its class, crossed where it is wrong.
   *
   * @param {ArrayLike<number>} x  (N, 2)
   * @param {readonly number[]} labels
   * @param {readonly boolean[]} wrong
   */
  points(x, labels, wrong) {
    const key = labels.join("");
    if (key !== this.labels) {
      this.labels = key;
      this.marks = labels.map((label) => {
        const cross = document.createElementNS(SVG, "g");
        cross.append(...crossed());
        cross.style.display = "none";
        const group = document.createElementNS(SVG, "g");
        group.append(cross, shape(MARKS[label], `cv-class-${label}`));
        return { group, cross, place: "", wrong: false };
      });
      this.dots.replaceChildren(...this.marks.map(({ group }) => group));
    }
    this.marks.forEach((mark, i) => {
      const left = this.across(x[2 * i]).toFixed(1);
      const top = this.up(x[2 * i + 1]).toFixed(1);
      const place = `translate(${left} ${top})`;
      if (place !== mark.place) {
        mark.place = place;
        mark.group.setAttribute("transform", place);
      }
      if (wrong[i] !== mark.wrong) {
        mark.wrong = wrong[i];
        mark.cross.style.display = wrong[i] ? "" : "none";
      }
    });
  }

  /** @param {string} sentence  what the plane shows now */
  describe(sentence) {
    if (this.canvas.getAttribute("aria-label") !== sentence)
      this.canvas.setAttribute("aria-label", sentence);
  }
}
