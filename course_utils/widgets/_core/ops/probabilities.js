/**
 * Logits to probabilities to a loss, in the forms that stay exact for logits of any size: the largest
 * logit is taken off before anything is exponentiated.
 */

/**
 * @typedef {object} LossOptions
 * @property {number} [temperature]  logits are divided by it first
 * @property {number} [smoothing]  the share of the target spread evenly over all classes, 0 .. 1
 */

/**
 * log p for each class, p = softmax(logits / temperature).
 *
 * @param {ArrayLike<number>} logits
 * @param {number} [temperature]
 */
export function logSoftmax(logits, temperature = 1) {
  const out = new Float64Array(logits.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < logits.length; k++) largest = Math.max(largest, logits[k]);
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    out[k] = (logits[k] - largest) / temperature;
    sum += Math.exp(out[k]);
  }
  const log = Math.log(sum);
  for (let k = 0; k < out.length; k++) out[k] -= log;
  return out;
}

/**
 * @param {ArrayLike<number>} logits
 * @param {number} [temperature]
 */
export function softmax(logits, temperature = 1) {
  const out = logSoftmax(logits, temperature);
  for (let k = 0; k < out.length; k++) out[k] = Math.exp(out[k]);
  return out;
}

/**
 * Softmax as its definition reads, nothing taken off first: it overflows where exp does, from 710 on
 * in double precision. Here to be looked at, not to be used.
 *
 * @param {ArrayLike<number>} logits
 * @param {number} [temperature]
 */
export function naiveSoftmax(logits, temperature = 1) {
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit / temperature));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return { exponentials, sum, probabilities: exponentials.map((value) => value / sum) };
}

/**
 * What the probabilities should be: 1 for the true class, or a little less, and the rest spread
 * evenly over all classes, the true one too.
 *
 * @param {number} label
 * @param {number} classes
 * @param {number} [smoothing]
 */
export function smoothedTarget(label, classes, smoothing = 0) {
  const target = new Float64Array(classes).fill(smoothing / classes);
  target[label] += 1 - smoothing;
  return target;
}

/**
 * Cross-entropy of one example, in nats.
 *
 * @param {ArrayLike<number>} logits
 * @param {number} label
 * @param {LossOptions} [options]
 */
export function crossEntropy(logits, label, { temperature = 1, smoothing = 0 } = {}) {
  const log = logSoftmax(logits, temperature);
  const target = smoothedTarget(label, log.length, smoothing);
  let loss = 0;
  for (let k = 0; k < log.length; k++) if (target[k] !== 0) loss -= target[k] * log[k];
  return loss;
}

/**
 * What the cross-entropy of one example changes by as each logit does: (p − target) / temperature.
 *
 * @param {ArrayLike<number>} logits
 * @param {number} label
 * @param {LossOptions} [options]
 */
export function crossEntropyGradient(logits, label, { temperature = 1, smoothing = 0 } = {}) {
  const out = softmax(logits, temperature);
  const target = smoothedTarget(label, out.length, smoothing);
  for (let k = 0; k < out.length; k++) out[k] = (out[k] - target[k]) / temperature;
  return out;
}
