/**
 * A stack of equal fully connected layers without biases: how large its numbers are on the way
 * forward, and how large the gradient is on the way back.
 */
import { activations } from "./activations.js";

/**
 * @typedef {object} StackSizes
 * @property {number} layers
 * @property {number} units  of every layer, and numbers of an input
 * @property {number} batch  examples
 */
/**
 * @typedef {object} StackRun
 * @property {Float64Array} deviation  standard deviation of the input, then of each layer's output
 * @property {Float64Array} gradient  root mean square, for each layer, of the gradient with respect to
 *   what goes into its activation
 * @property {Float64Array} dead  share of a layer's units that give 0 or less for every example
 * @property {Float64Array} flat  share of a layer's numbers whose derivative is under a tenth of STEEPEST;
 *   0 for functions that have none
 */

/** The largest slope of each function, where one is approached at both sides of it. */
const STEEPEST = /** @type {Record<string, number>} */ ({ sigmoid: 0.25, tanh: 1 });

/** @param {Float64Array} values */
function standardDeviation(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

/** @param {Float64Array} values */
function rootMeanSquare(values) {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares / values.length);
}

export class Stack {
  /**
   * @param {StackSizes} sizes
   * @param {ArrayLike<number>} weights  standard normal, (layers, units, units): to, from
   * @param {ArrayLike<number>} inputs  (batch, units)
   * @param {ArrayLike<number>} seed  the gradient that arrives at the last layer's output, (batch, units)
   */
  constructor(sizes, weights, inputs, seed) {
    const { layers, units, batch } = sizes;
    this.sizes = sizes;
    this.weights = Float64Array.from(weights);
    this.inputs = Float64Array.from(inputs);
    this.seed = Float64Array.from(seed);
    const room = () => Array.from({ length: layers }, () => new Float64Array(batch * units));
    this.before = room();
    this.after = room();
    this.back = new Float64Array(batch * units);
    this.slopes = new Float64Array(batch * units);
    this.further = new Float64Array(batch * units);
  }

  /**
   * @param {import("./activations.js").ActivationName} name
   * @param {number} scale  weights have standard deviation scale / √units
   * @returns {StackRun}
   */
  run(name, scale) {
    const { layers, units, batch } = this.sizes;
    const factor = scale / Math.sqrt(units);
    const deviation = new Float64Array(layers + 1);
    const gradient = new Float64Array(layers);
    const dead = new Float64Array(layers);
    const flat = new Float64Array(layers);
    deviation[0] = standardDeviation(this.inputs);
    for (let layer = 0; layer < layers; layer++) {
      this.#forward(layer, factor, activations[name].value);
      deviation[layer + 1] = standardDeviation(this.after[layer]);
      dead[layer] = this.#silent(layer);
    }
    this.back.set(this.seed);
    const level = (STEEPEST[name] ?? Number.NEGATIVE_INFINITY) / 10;
    for (let layer = layers - 1; layer >= 0; layer--) {
      const { back, slopes } = this;
      const before = this.before[layer];
      const { slope } = activations[name];
      let under = 0;
      for (let i = 0; i < batch * units; i++) {
        slopes[i] = slope(before[i]);
        back[i] *= slopes[i];
        if (slopes[i] < level) under++;
      }
      flat[layer] = under / (batch * units);
      gradient[layer] = rootMeanSquare(back);
      if (layer > 0) this.#backward(layer, factor);
    }
    return { deviation, gradient, dead, flat };
  }

  /**
   * @param {number} layer
   * @param {number} factor
   * @param {(x: number) => number} value
   */
  #forward(layer, factor, value) {
    const { units, batch } = this.sizes;
    const from = layer === 0 ? this.inputs : this.after[layer - 1];
    const before = this.before[layer];
    const after = this.after[layer];
    const { weights } = this;
    const start = layer * units * units;
    for (let example = 0; example < batch; example++) {
      const row = example * units;
      for (let to = 0; to < units; to++) {
        const line = start + to * units;
        let sum = 0;
        for (let i = 0; i < units; i++) sum += weights[line + i] * from[row + i];
        const z = sum * factor;
        before[row + to] = z;
        after[row + to] = value(z);
      }
    }
  }

  /**
   * Make of `back`, the gradient of what a layer puts out before its activation, that of its input.
   *
   * @param {number} layer
   * @param {number} factor
   */
  #backward(layer, factor) {
    const { units, batch } = this.sizes;
    const { weights, back, further } = this;
    const start = layer * units * units;
    further.fill(0);
    for (let example = 0; example < batch; example++) {
      const row = example * units;
      for (let to = 0; to < units; to++) {
        const arrived = back[row + to] * factor;
        if (arrived === 0) continue;
        const line = start + to * units;
        for (let i = 0; i < units; i++) further[row + i] += arrived * weights[line + i];
      }
    }
    this.back = further;
    this.further = back;
  }

  /** @param {number} layer */
  #silent(layer) {
    const { units, batch } = this.sizes;
    const after = this.after[layer];
    let silent = 0;
    for (let unit = 0; unit < units; unit++) {
      let example = 0;
      while (example < batch && !(after[example * units + unit] > 0)) example++;
      if (example === batch) silent++;
    }
    return silent / units;
  }
}
