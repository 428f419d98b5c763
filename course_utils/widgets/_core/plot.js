/**
 * Curves: an SVG whose paths are changed, never rebuilt, so that a change costs one attribute each.
 *
 * Colours come from the style sheet by the path's class; the plot stretches with its panel and the
 * lines keep their width.
 */
const SVG = "http://www.w3.org/2000/svg";

export class Plot {
  /**
   * @param {object} options
   * @param {string} options.name  a stable name, `data-plot`, by which a test finds it
   * @param {number} [options.height]  in the units of a width of 336
   */
  constructor({ name, height = 100 }) {
    this.width = 336;
    this.height = height;
    /** @type {[number, number]} */
    this.x = [0, 1];
    /** @type {[number, number]} */
    this.y = [0, 1];
    /** @type {Map<string, SVGPathElement>} */
    this.paths = new Map();
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.element.setAttribute("class", "cv-plot");
    this.element.setAttribute("role", "img");
    this.element.dataset.plot = name;
  }

  /**
   * @param {[number, number]} x  what stands at the left and right edge
   * @param {[number, number]} y  what stands at the lower and upper edge
   */
  range(x, y) {
    this.x = x;
    this.y = y[1] > y[0] ? y : [y[0], y[0] + 1];
  }

  /** @param {number} value */
  #across(value) {
    return (((value - this.x[0]) / (this.x[1] - this.x[0])) * this.width).toFixed(2);
  }

  /** @param {number} value */
  #up(value) {
    return ((1 - (value - this.y[0]) / (this.y[1] - this.y[0])) * this.height).toFixed(2);
  }

  /**
   * @param {string} name  the class of the path, too
   * @param {string} d
   */
  #draw(name, d) {
    let path = this.paths.get(name);
    if (path === undefined) {
      path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      this.paths.set(name, path);
      this.element.append(path);
    }
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }

  /**
   * A line through points.
   *
   * @param {string} name
   * @param {ArrayLike<number>} xs
   * @param {ArrayLike<number>} ys
   */
  line(name, xs, ys) {
    let d = "";
    for (let i = 0; i < xs.length; i++)
      d += `${i === 0 ? "M" : "L"}${this.#across(xs[i])} ${this.#up(ys[i])}`;
    this.#draw(name, d);
  }

  /**
   * Steps: the number `values[i]` from `start + i` to `start + i + 1`.
   *
   * @param {string} name
   * @param {ArrayLike<number>} values
   * @param {number} [start]
   */
  steps(name, values, start = 0) {
    if (values.length === 0) {
      this.#draw(name, "");
      return;
    }
    let d = `M${this.#across(start)} ${this.#up(0)}`;
    for (let i = 0; i < values.length; i++)
      d += `V${this.#up(values[i])}H${this.#across(start + i + 1)}`;
    this.#draw(name, `${d}V${this.#up(0)}`);
  }

  /**
   * A block from the lower to a height.
   *
   * @param {string} name
   * @param {number} from
   * @param {number} to
   * @param {number} height
   */
  block(name, from, to, height) {
    this.#draw(
      name,
      `M${this.#across(from)} ${this.#up(0)}V${this.#up(height)}H${this.#across(to)}V${this.#up(0)}Z`,
    );
  }

  /** @param {string} sentence  what the curves show now */
  describe(sentence) {
    if (this.element.getAttribute("aria-label") !== sentence)
      this.element.setAttribute("aria-label", sentence);
  }
}
