/**
 * A bank of filters over several channels, channel by channel: each filter has one kernel a channel,
 * its results are summed, and a bias is added. What did not change is not computed again.
 */
import { correlate, range } from "./convolution.js";

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
 * @property {Pair[]} partRanges  smallest and largest number of each part
 * @property {number[]} partVersions  another number whenever that part is computed anew
 * @property {Float32Array} map  the sum of the parts plus the bias
 * @property {Pair} mapRange
 * @property {number} mapVersion
 */
/**
 * @typedef {object} Made  what a result was made from
 * @property {Volume | null} padded
 * @property {string} shape
 * @property {string[]} kernels
 * @property {number} bias
 */

/** The results of a bank of filters, computed anew only where something changed. */
export class ChannelSums {
  constructor() {
    /** @type {FilterResult[]} */
    this.results = [];
    /** @type {Made[]} */
    this.made = [];
    this.version = 0;
  }

  /**
   * Bring the result of one filter up to date.
   *
   * @param {number} filter
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias  one number a filter
   * @param {Geometry} geometry
   * @returns {FilterResult}
   */
  update(filter, padded, bank, bias, geometry) {
    const kernels = bank[filter];
    /** @type {Pair} */
    const size = [kernels[0].length, kernels[0][0].length];
    const length = geometry.height * geometry.width;
    let result = this.results[filter];
    if (result?.map.length !== length) {
      result = emptyResult(kernels.length, length);
      this.results[filter] = result;
      this.made[filter] = { padded: null, shape: "", kernels: [], bias: Number.NaN };
    }
    const made = this.made[filter];
    const shape = shapeKey(size, geometry);
    if (made.padded !== padded || made.shape !== shape) {
      made.padded = padded;
      made.shape = shape;
      made.kernels = [];
    }
    let changed = made.bias !== bias[filter];
    kernels.forEach((kernel, c) => {
      const weights = kernel.flat();
      const key = weights.join();
      if (made.kernels[c] === key) return;
      made.kernels[c] = key;
      correlate(plane(padded, c), weights, size, geometry, null, result.parts[c]);
      result.partRanges[c] = range(result.parts[c]);
      result.partVersions[c] = ++this.version;
      changed = true;
    });
    if (changed) {
      made.bias = bias[filter];
      sumWithBias(result.parts, bias[filter], result.map);
      result.mapRange = range(result.map);
      result.mapVersion = ++this.version;
    }
    return result;
  }

  /**
   * Whether the result of a filter is up to date.
   *
   * @param {number} filter
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias
   * @param {Geometry} geometry
   */
  isCurrent(filter, padded, bank, bias, geometry) {
    const made = this.made[filter];
    const kernels = bank[filter];
    return (
      made?.padded === padded &&
      made.bias === bias[filter] &&
      made.shape === shapeKey([kernels[0].length, kernels[0][0].length], geometry) &&
      kernels.every((kernel, c) => made.kernels[c] === kernel.flat().join())
    );
  }
}

/**
 * @param {Pair} size
 * @param {Geometry} geometry
 */
function shapeKey(size, { stride, dilation, height, width }) {
  return [size, stride, dilation, height, width].join();
}

/**
 * @param {number} channels
 * @param {number} length
 * @returns {FilterResult}
 */
function emptyResult(channels, length) {
  const each = Array.from({ length: channels });
  return {
    parts: each.map(() => new Float32Array(length)),
    partRanges: each.map(() => [0, 0]),
    partVersions: each.map(() => 0),
    map: new Float32Array(length),
    mapRange: [0, 0],
    mapVersion: 0,
  };
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
 * The middle of a kernel's axis; of an even number of weights the first of the two in the middle, as
 * where 'same' padding puts it.
 *
 * @param {number} size
 */
function middle(size) {
  return Math.floor((size - 1) / 2);
}

/**
 * Crop or extend every kernel of a bank around its middle, which stays the middle; what is new is zero.
 *
 * @param {Bank} bank
 * @param {number} rows
 * @param {number} columns
 * @returns {Bank}
 */
export function resizedBank(bank, rows, columns) {
  const top = middle(rows) - middle(bank[0][0].length);
  const left = middle(columns) - middle(bank[0][0][0].length);
  return bank.map((filter) =>
    filter.map((kernel) =>
      Array.from({ length: rows }, (_, i) =>
        Array.from({ length: columns }, (_, j) => kernel[i - top]?.[j - left] ?? 0),
      ),
    ),
  );
}
