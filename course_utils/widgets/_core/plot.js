/**
 * Curves: an SVG whose paths are changed, never rebuilt, so that a change costs one attribute each.
 *
 * Colours come from the style sheet by the path's class; the plot stretches with its panel and the
 * lines keep their width.
 */
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} text
 * @param {string} x
 * @param {string} y
 * @param {string} anchor
 */
function label(text, x, y, anchor) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", x);
  element.setAttribute("y", y);
  element.setAttribute("text-anchor", anchor);
  element.textContent = text;
  return element;
}

export class Plot {
  /**
   * @param {object} options
   * @param {string} options.name  a stable name, `data-plot`, by which a test finds it
   * @param {number} [options.width]  in pixels where there is room; it shrinks with its panel
   * @param {number} [options.height]
   * @param {boolean} [options.margin]  room for `ticks` on the left and below
   */
  constructor({ name, width = 336, height = 100, margin = false }) {
    this.width = width;
    this.height = height;
    this.left = margin ? 36 : 0;
    this.bottom = margin ? 20 : 0;
    /** @type {[number, number]} */
    this.x = [0, 1];
    /** @type {[number, number]} */
    this.y = [0, 1];
    this.ticked = "";
    /** @type {SVGTextElement[]} */
    this.labels = [];
    /** @type {Map<string, SVGPathElement>} */
    this.paths = new Map();
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.element.setAttribute("class", "cv-plot");
    this.element.setAttribute("role", "img");
    this.element.dataset.plot = name;
  }

  /**
   * Follow the width of the page instead of shrinking, so that its numbers stay readable.
   *
   * @param {() => void} redraw  called when the width has changed
   * @param {AbortSignal} signal
   */
  fit(redraw, signal) {
    const observer = new ResizeObserver(() => {
      const width = Math.round(this.element.getBoundingClientRect().width);
      if (width === 0 || width === this.width) return;
      this.width = width;
      this.element.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
      this.ticked = "";
      redraw();
    });
    observer.observe(this.element);
    signal.addEventListener("abort", () => observer.disconnect());
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
    const share = (value - this.x[0]) / (this.x[1] - this.x[0]);
    return (this.left + share * (this.width - this.left)).toFixed(2);
  }

  /** @param {number} value */
  #up(value) {
    const share = (value - this.y[0]) / (this.y[1] - this.y[0]);
    return ((1 - share) * (this.height - this.bottom)).toFixed(2);
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
   * Numbers along the axes, with a thin line across the plot at each.
   *
   * @param {{ at: number, text: string }[]} x
   * @param {{ at: number, text: string }[]} y
   */
  ticks(x, y) {
    const key = JSON.stringify([this.x, this.y, x, y]);
    if (key === this.ticked) return;
    this.ticked = key;
    const ends = [this.x, this.y];
    let d = "";
    const texts = [];
    for (const { at, text } of x) {
      d += `M${this.#across(at)} ${this.#up(ends[1][0])}V${this.#up(ends[1][1])}`;
      const anchor = at === ends[0][1] ? "end" : "middle";
      texts.push(label(text, this.#across(at), String(this.height - 5), anchor));
    }
    for (const { at, text } of y) {
      d += `M${this.#across(ends[0][0])} ${this.#up(at)}H${this.#across(ends[0][1])}`;
      // The highest number stands below its line, where the plot has room for it.
      const drop = at === ends[1][1] ? 10 : 4;
      texts.push(label(text, String(this.left - 5), String(Number(this.#up(at)) + drop), "end"));
    }
    this.#draw("cv-ticks", d);
    for (const old of this.labels) old.remove();
    this.labels = texts;
    this.element.append(...texts);
  }

  /**
   * Small discs.
   *
   * @param {string} name
   * @param {readonly [number, number][]} points
   */
  dots(name, points) {
    // A line of no length with round ends is a disc, whatever the plot is stretched to.
    this.#draw(name, points.map(([x, y]) => `M${this.#across(x)} ${this.#up(y)}h0.01`).join(""));
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
   * Columns that stand on the lower edge, side by side.
   *
   * @param {string} name
   * @param {readonly number[]} heights
   * @param {number} start  the left end of the first
   * @param {number} width  of each
   */
  columns(name, heights, start, width) {
    let d = "";
    for (let i = 0; i < heights.length; i++)
      if (heights[i] !== 0)
        d += `M${this.#across(start + i * width)} ${this.#up(this.y[0])}V${this.#up(heights[i])}H${this.#across(start + (i + 1) * width)}V${this.#up(this.y[0])}Z`;
    this.#draw(name, d);
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
