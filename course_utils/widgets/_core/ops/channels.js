/**
 * A bank of filters over several channels, channel by channel: each filter has one kernel a channel,
 * its results are summed, and a bias is added. What did not change is not computed again.
 */
import { correlate } from "./convolution.js";

/** @import { Geometry, Pair, Volume } from "./convolution.js" */
/** @typedef {number[][][][]} Bank  weights, shape (filters, channels, kh, kw) */

/**
 * One channel of a volume, without a copy.
 *
 * @param {Volume} volume
 * @param {number} channel
 * @returns {Volume}
 */
export function plane({ data, height, width }, channel) {
  const area = height * width;
  const part = data.subarray(channel * area, (channel + 1) * area);
  return { data: part, channels: 1, height, width };
}

/**
 * Add planes and a bias, number by number.
 *
 * @param {readonly Float32Array[]} parts  equally long
 * @param {number} bias
 * @param {Float32Array} out
 */
export function sumWithBias(parts, bias, out) {
  if (parts.length === 3) {
    const [a, b, c] = parts; // colour, the common case, in one pass
    for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i] + c[i] + bias;
    return;
  }
  out.fill(bias);
  for (const part of parts) for (let i = 0; i < out.length; i++) out[i] += part[i];
}

/**
 * @typedef {object} FilterResult
 * @property {Float32Array[]} parts  one a channel, rows * columns numbers each
 * @property {Float32Array} map  their sum plus the bias
 * @property {number[]} partVersions  each grows by one whenever that part is computed anew
 * @property {number} mapVersion
 */

/** The results of a bank of filters, computed anew only where something changed. */
export class ChannelSums {
  constructor() {
    /** @type {FilterResult[]} */
    this.results = [];
    /** @type {string[][]} */
    this.keys = [];
    /** @type {number[]} */
    this.biases = [];
    /** @type {Volume | null} */
    this.padded = null;
    this.key = "";
    this.version = 0;
  }

  /**
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias  one number a filter
   * @param {Geometry} geometry
   * @returns {readonly FilterResult[]}
   */
  update(padded, bank, bias, geometry) {
    /** @type {Pair} */
    const size = [bank[0][0].length, bank[0][0][0].length];
    const key = JSON.stringify([size, geometry]);
    if (this.padded !== padded || this.key !== key) {
      this.padded = padded;
      this.key = key;
      this.results = [];
      this.keys = [];
      this.biases = [];
    }
    const length = geometry.height * geometry.width;
    this.results.length = Math.min(this.results.length, bank.length);
    bank.forEach((filter, f) => {
      this.results[f] ??= {
        parts: filter.map(() => new Float32Array(length)),
        map: new Float32Array(length),
        partVersions: filter.map(() => 0),
        mapVersion: 0,
      };
      this.keys[f] ??= [];
      const result = this.results[f];
      let changed = result.mapVersion === 0 || this.biases[f] !== bias[f];
      filter.forEach((kernel, c) => {
        const weights = kernel.flat();
        const now = weights.join();
        if (result.partVersions[c] > 0 && this.keys[f][c] === now) return;
        this.keys[f][c] = now;
        correlate(plane(padded, c), weights, size, geometry, null, result.parts[c]);
        result.partVersions[c] = ++this.version;
        changed = true;
      });
      if (!changed) return;
      this.biases[f] = bias[f];
      sumWithBias(result.parts, bias[f], result.map);
      result.mapVersion = ++this.version;
    });
    return this.results;
  }
}

/**
 * A round number no smaller than `value`: a scale that ends there seldom changes while a weight does.
 *
 * @param {number} value  positive
 */
export function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((end) => share <= end + 1e-9) ?? 10;
  return Number((step * power).toPrecision(6));
}

/**
 * Crop or extend every kernel of a bank around its middle; what is new is zero.
 *
 * @param {Bank} bank
 * @param {number} rows
 * @param {number} columns
 * @returns {Bank}
 */
export function resizedBank(bank, rows, columns) {
  const top = Math.floor((rows - bank[0][0].length) / 2);
  const left = Math.floor((columns - bank[0][0][0].length) / 2);
  return bank.map((filter) =>
    filter.map((kernel) =>
      Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) => kernel[i - top]?.[j - left] ?? 0),
      ),
    ),
  );
}
