/**
 * The network of LinearLab, x -> ReLU(V x + c) -> W h + b, or x -> W x + b without hidden units:
 * its weights drawn by a seed, its scores, its loss, and a step of gradient descent.
 */
import {
  activations,
  crossEntropy,
  crossEntropyGradient,
  linear,
  linearGradient,
  randomWeight,
} from "../_core/ops.js";

/**
 * @typedef {object} Network
 * @property {number} classes
 * @property {number} hidden  units; 0 for no hidden layer
 * @property {number[][]} weight  W, (classes, hidden or 2)
 * @property {number[]} bias  b, (classes)
 * @property {number[][]} hidden_weight  V, (hidden, 2)
 * @property {number[]} hidden_bias  c, (hidden)
 */
/** @typedef {{ x: Float64Array, labels: number[] }} Points  x is (N, 2) */

const relu = activations.ReLU;
export const MOST_HIDDEN = 8;
/** Where the numbers of each part begin in the row of random numbers of a seed; as in network.py. */
const FIRST = { angle: 0, offset: 100, weight: 200, bias: 300 };

/** @param {number} value */
const hundredths = (value) => Math.floor(100 * value + 0.5) / 100;

/**
 * @param {number} seed
 * @param {number} classes
 * @param {number} hidden
 * @returns {Network}
 */
export function drawn(seed, classes, hidden) {
  const part = (/** @type {keyof typeof FIRST} */ name, /** @type {number} */ index) =>
    randomWeight(seed, FIRST[name] + index);
  const units = Array.from({ length: hidden }, (_, unit) => unit);
  const outputs = Array.from({ length: classes }, (_, k) => k);
  const columns = Array.from({ length: hidden || 2 }, (_, i) => i);
  return {
    classes,
    hidden,
    weight: outputs.map((k) => columns.map((i) => hundredths(part("weight", k * MOST_HIDDEN + i)))),
    bias: outputs.map((k) => hundredths(0.5 * part("bias", k))),
    hidden_weight: units.map((unit) => {
      const angle = Math.PI * part("angle", unit);
      return [hundredths(Math.cos(angle)), hundredths(Math.sin(angle))];
    }),
    hidden_bias: units.map((unit) => hundredths(part("offset", unit))),
  };
}

/** The network's arrays, and room for what it computes, for a fixed set of points. */
export class Evaluation {
  /** @param {Float64Array} x  (N, 2) */
  constructor(x) {
    this.x = x;
    this.rows = x.length / 2;
    /** What the hidden units give, (N, hidden). */
    this.hidden = new Float64Array(0);
    /** (N, classes) */
    this.scores = new Float64Array(0);
  }

  /** @param {Network} network */
  run(network) {
    const { rows } = this;
    const { classes, hidden } = network;
    if (this.scores.length !== rows * classes) this.scores = new Float64Array(rows * classes);
    if (this.hidden.length !== rows * hidden) this.hidden = new Float64Array(rows * hidden);
    let input = this.x;
    if (hidden > 0) {
      const shape = { rows, inputs: 2, outputs: hidden };
      linear(this.x, network.hidden_weight.flat(), network.hidden_bias, shape, this.hidden);
      for (let i = 0; i < this.hidden.length; i++) this.hidden[i] = relu.value(this.hidden[i]);
      input = this.hidden;
    }
    const shape = { rows, inputs: hidden || 2, outputs: classes };
    linear(input, network.weight.flat(), network.bias, shape, this.scores);
    return this;
  }
}

/**
 * The class with the highest score of a row; the first of equals.
 *
 * @param {Float64Array} scores
 * @param {number} start
 * @param {number} classes
 */
export function winner(scores, start, classes) {
  let best = 0;
  for (let k = 1; k < classes; k++) if (scores[start + k] > scores[start + best]) best = k;
  return best;
}

/**
 * Mean cross-entropy, and its gradient with respect to the scores.
 *
 * @param {Float64Array} scores
 * @param {readonly number[]} labels
 * @param {number} classes
 */
export function lossOf(scores, labels, classes) {
  const gradient = new Float64Array(scores.length);
  let loss = 0;
  labels.forEach((label, row) => {
    const logits = scores.subarray(row * classes, (row + 1) * classes);
    loss += crossEntropy(logits, label) / labels.length;
    const slope = crossEntropyGradient(logits, label);
    for (let k = 0; k < classes; k++) gradient[row * classes + k] = slope[k] / labels.length;
  });
  return { loss, gradient };
}

/**
 * @param {Float64Array} values
 * @param {number} columns
 */
function matrix(values, columns) {
  return Array.from({ length: values.length / columns }, (_, row) => [
    ...values.subarray(row * columns, (row + 1) * columns),
  ]);
}

/**
 * The gradient of the mean cross-entropy with respect to every weight.
 *
 * @param {Network} network
 * @param {Points} points
 */
export function gradients(network, { x, labels }) {
  const { classes, hidden } = network;
  const run = new Evaluation(x).run(network);
  const { loss, gradient } = lossOf(run.scores, labels, classes);
  const { rows } = run;
  const input = hidden > 0 ? run.hidden : x;
  const inputs = hidden || 2;
  const last = linearGradient(gradient, input, network.weight.flat(), {
    rows,
    inputs,
    outputs: classes,
  });
  const found = {
    loss,
    weight: matrix(last.weight, inputs),
    bias: [...last.bias],
    hidden_weight: /** @type {number[][]} */ ([]),
    hidden_bias: /** @type {number[]} */ ([]),
  };
  if (hidden > 0) {
    // Where a unit is off, nothing goes back.
    const through = last.x.map((value, i) => value * relu.slope(run.hidden[i]));
    const shape = { rows, inputs: 2, outputs: hidden };
    const first = linearGradient(through, x, network.hidden_weight.flat(), shape);
    found.hidden_weight = matrix(first.weight, 2);
    found.hidden_bias = [...first.bias];
  }
  return found;
}

/**
 * One step of gradient descent on all points.
 *
 * @param {Network} network
 * @param {Points} points
 * @param {number} rate
 * @returns {Network}
 */
export function descended(network, points, rate) {
  const down = gradients(network, points);
  const moved = (/** @type {number[]} */ values, /** @type {number[]} */ slope) =>
    values.map((value, i) => value - rate * slope[i]);
  const rows = (/** @type {number[][]} */ values, /** @type {number[][]} */ slope) =>
    values.map((row, i) => moved(row, slope[i]));
  return {
    ...network,
    weight: rows(network.weight, down.weight),
    bias: moved(network.bias, down.bias),
    hidden_weight: rows(network.hidden_weight, down.hidden_weight),
    hidden_bias: moved(network.hidden_bias, down.hidden_bias),
  };
}
