/**
 * A plot with marks on its axes: a few numbers, kept and moved rather than made anew.
 */
import { h, say } from "../_core/dom.js";
import { Plot } from "../_core/plot.js";

/** @typedef {{ at: number, text: string }} Mark  a place on an axis, and what stands there */

export class Chart {
  /** @param {string} name  by which a test finds the plot */
  constructor(name) {
    this.plot = new Plot({ name });
    this.plot.element.setAttribute("preserveAspectRatio", "none");
    this.marks = h("div", { "aria-hidden": true });
    this.element = h("div", { class: "cv-chart" }, this.plot.element, this.marks);
    /** @type {HTMLElement[]} */
    this.pool = [];
    this.shown = 0; // dots
  }

  /**
   * @param {object} axes
   * @param {[number, number]} axes.x
   * @param {[number, number]} axes.y
   * @param {readonly Mark[]} axes.across  marks below
   * @param {readonly Mark[]} axes.up  marks on the left, each with a line
   * @param {Mark} axes.guess  a dashed line
   */
  axes({ x, y, across, up, guess }) {
    this.plot.range(x, y);
    const left = (/** @type {Mark} */ { at }) => (100 * (at - x[0])) / (x[1] - x[0]);
    const top = (/** @type {Mark} */ { at }) => 100 * (1 - (at - y[0]) / (y[1] - y[0]));
    const place = [
      // A number at the right edge ends there, so that a phone does not cut it off.
      ...across.map((mark) => ({
        kind: left(mark) > 95 ? "x cv-mark-last" : "x",
        text: mark.text,
        css: `left:${left(mark)}%`,
      })),
      ...up.map((mark) => ({ kind: "y", text: mark.text, css: `top:${top(mark)}%` })),
      { kind: "guess", text: guess.text, css: `top:${top(guess)}%` },
    ];
    place.forEach(({ kind, text, css }, index) => {
      this.pool[index] ??= this.marks.appendChild(h("span"));
      const mark = this.pool[index];
      const className = `cv-mark cv-number cv-mark-${kind}`;
      if (mark.className !== className) mark.className = className;
      if (mark.getAttribute("style") !== css) mark.setAttribute("style", css);
      say(mark, text);
      mark.hidden = false;
    });
    for (const spare of this.pool.slice(place.length)) spare.hidden = true;
    // One path for all lines: down to the next one at the edge, where it is not seen.
    const xs = up.flatMap((_, k) => (k % 2 === 0 ? [x[0], x[1]] : [x[1], x[0]]));
    const ys = up.flatMap(({ at }) => [at, at]);
    this.plot.line("cv-grid-lines", xs, ys);
    this.plot.line("cv-guess", x, [guess.at, guess.at]);
  }

  /**
   * A dot at each point: a line of no length, which a round end makes visible.
   *
   * @param {readonly number[]} xs
   * @param {readonly number[]} ys
   */
  dots(xs, ys) {
    const seen = this.shown;
    xs.forEach((x, k) => {
      this.plot.line(`cv-dots cv-dot-${k}`, [x, x], [ys[k], ys[k]]);
    });
    for (let k = xs.length; k < seen; k++) this.plot.line(`cv-dots cv-dot-${k}`, [], []);
    this.shown = xs.length;
  }
}
