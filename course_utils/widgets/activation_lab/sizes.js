/**
 * The sizes of a stack in numbers and words.
 */
import { fill, h, number, say } from "../_core/dom.js";
import strings from "./strings.json";

/**
 * A size in three figures: 0.0312, 4.1e−7.
 *
 * @param {number} value
 */
export function size(value) {
  if (value === 0) return "0";
  if (value >= 0.001 && value < 1000) return number(value, value < 1 ? 4 : 2);
  return value.toExponential(1).replace("e+", "e").replace("-", "−");
}

/**
 * How the first layer's gradient stands to the last's, in words.
 *
 * @param {number} first
 * @param {number} last
 */
export function timesOf(first, last) {
  if (!(first > 0) || !(last > 0)) return strings.none;
  const ratio = first / last;
  if (ratio > 0.95 && ratio < 1.05) return strings.same;
  return fill(ratio < 1 ? strings.less : strings.more, {
    times: round(Math.max(ratio, 1 / ratio)),
  });
}

/** @param {number} value  1 or more; two figures, as one says it */
function round(value) {
  if (value < 10) return number(value, 1);
  const digits = 10 ** (Math.floor(Math.log10(value)) - 1);
  return (Math.round(value / digits) * digits).toLocaleString("en-GB");
}

/**
 * @param {Float64Array} values
 * @param {number} low
 * @param {number} high
 * @param {number} bins
 */
export function histogram(values, low, high, bins) {
  const counts = new Array(bins).fill(0);
  let outside = 0;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i] - low) / (high - low)) * bins);
    if (bin >= 0 && bin < bins) counts[bin]++;
    else outside++;
  }
  return { counts, outside: outside / values.length };
}

/** Forward size, gradient and a share for each layer. */
export class LayerTable {
  /** @param {number} layers */
  constructor(layers) {
    this.third = h("th", { scope: "col" });
    this.cells = Array.from({ length: layers }, () => Array.from({ length: 3 }, () => h("td", {})));
    this.rows = this.cells.map((cells, k) =>
      h("tr", {}, h("th", { scope: "row" }, String(k + 1)), ...cells),
    );
    const heads = [strings.headLayer, strings.headForward, strings.headBackward];
    this.element = h(
      "table",
      { class: "cv-table", "data-grid": "layers", "aria-label": strings.numbers },
      h(
        "thead",
        {},
        h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)), this.third),
      ),
      h("tbody", {}, ...this.rows),
    );
  }

  /**
   * @param {Float64Array} deviation  of the input first
   * @param {Float64Array} gradient
   * @param {Float64Array | null} shares
   * @param {string} head  of the shares
   * @param {number} layer  the one looked at, from 1
   */
  show(deviation, gradient, shares, head, layer) {
    say(this.third, head);
    this.cells.forEach(([forward, backward, share], k) => {
      say(forward, size(deviation[k + 1]));
      say(backward, size(gradient[k]));
      say(share, shares === null ? strings.shareNone : `${number(100 * shares[k], 0)} %`);
      this.rows[k].classList.toggle("cv-here", k + 1 === layer);
    });
  }
}
