/**
 * What one unit of a stack of layers sees: its field in theory, and how much each pixel weighs.
 *
 * Along one axis a layer is (kernel, stride, dilation). The weight of a pixel is the derivative of
 * the unit with respect to it, so all of it is a walk backwards through the stack: a transposed
 * convolution of a single one. With box weights that walk goes along rows and columns apart, and
 * the result is an outer product of two profiles; nothing is approximated.
 */
import { outputSize, reach, samePadding } from "./convolution.js";

/** @typedef {{ kernel: number, stride?: number, dilation?: number }} Layer */

/**
 * Theoretical receptive field of a stack of layers (Araujo, Norris and Sim, Distill 2019):
 * each layer adds `dilation * (kernel - 1)` steps of the stride accumulated so far.
 *
 * @param {readonly Layer[]} layers
 * @returns {{ field: number, jump: number }[]}  after each layer: field and accumulated stride
 */
export function receptiveField(layers) {
  let field = 1;
  let jump = 1;
  return layers.map(({ kernel, stride = 1, dilation = 1 }) => {
    field += dilation * (kernel - 1) * jump;
    jump *= stride;
    return { field, jump };
  });
}

/**
 * A stack laid out along one axis, as far as it fits.
 *
 * @typedef {object} Axis
 * @property {readonly Layer[]} layers  those that fit
 * @property {number[]} sizes  cells of the input, then of the map after each layer that fits
 * @property {number[]} before  cells of padding before the map that each layer reads
 */

/**
 * Lay a stack out along one axis.
 *
 * With `same`, each layer is padded by `dilation * (kernel - 1)` zeros, the odd one at the end, and
 * then strided, so that ceil(size / stride) cells come out; without, nothing is padded.
 *
 * @param {readonly Layer[]} layers
 * @param {number} size  cells of the input
 * @param {boolean} [same]
 * @returns {Axis}
 */
export function layOut(layers, size, same = false) {
  const sizes = [size];
  const before = [];
  for (const { kernel, stride = 1, dilation = 1 } of layers) {
    const [start, end] = same ? samePadding(kernel, dilation) : [0, 0];
    const next = outputSize(sizes[sizes.length - 1] + start + end, kernel, stride, 0, dilation);
    if (next < 1) break;
    sizes.push(next);
    before.push(start);
  }
  return { layers: layers.slice(0, before.length), sizes, before };
}

/**
 * The cells of the input that a unit sees in theory; they may reach beyond the input's ends.
 *
 * @param {Axis} axis
 * @param {number} level  how many layers stand below the unit
 * @param {number} unit  its index in the map after that many layers
 * @returns {{ start: number, length: number }}
 */
export function fieldOf(axis, level, unit) {
  let start = unit;
  let length = 1;
  for (let l = level - 1; l >= 0; l--) {
    const { kernel, stride = 1, dilation = 1 } = axis.layers[l];
    start = start * stride - axis.before[l];
    length = (length - 1) * stride + reach(kernel, dilation);
  }
  return { start, length };
}

/**
 * The fields of a chain of units, one a layer: the last is the chosen unit, and each of the others
 * stands in the middle of what the one above it sees.
 *
 * @param {Axis} axis
 * @param {number} unit  index in the last map that fits
 * @returns {{ start: number, length: number }[]}  from the first layer on
 */
export function nestedFields(axis, unit) {
  const fields = [];
  let index = unit;
  for (let level = axis.layers.length; level > 0; level--) {
    fields.unshift(fieldOf(axis, level, index));
    const { kernel, stride = 1, dilation = 1 } = axis.layers[level - 1];
    const middle = Math.floor((reach(kernel, dilation) - 1) / 2);
    index = index * stride - axis.before[level - 1] + middle;
  }
  return fields;
}

/**
 * The unit of the last map whose field is centred nearest to a cell of the input.
 *
 * @param {Axis} axis
 * @param {number} cell
 * @returns {{ unit: number, centre: number }}  `centre` is a cell of the input, rounded down
 */
export function nearestUnit(axis, cell) {
  const level = axis.layers.length;
  const { start, length } = fieldOf(axis, level, 0);
  const first = start + (length - 1) / 2;
  const jump = receptiveField(axis.layers).at(-1)?.jump ?? 1;
  const wanted = Math.floor((cell - first) / jump + 0.5);
  const unit = Math.min(Math.max(wanted, 0), axis.sizes[level] - 1);
  return { unit, centre: Math.floor(first + unit * jump) };
}

/**
 * How much each cell of the input weighs on a unit, where every kernel is a box: weights 1 / kernel.
 *
 * @param {Axis} axis
 * @param {number} unit  index in the last map that fits
 * @returns {Float64Array}  one weight a cell of the input
 */
export function boxProfile(axis, unit) {
  let level = axis.layers.length;
  let weights = new Float64Array(axis.sizes[level]);
  weights[unit] = 1;
  for (level -= 1; level >= 0; level--) {
    const { kernel, stride = 1, dilation = 1 } = axis.layers[level];
    const size = axis.sizes[level];
    const below = new Float64Array(size);
    for (let y = 0; y < weights.length; y++) {
      if (weights[y] === 0) continue;
      const share = weights[y] / kernel;
      const start = y * stride - axis.before[level];
      for (let i = 0; i < kernel; i++) {
        const at = start + i * dilation;
        if (at >= 0 && at < size) below[at] += share; // outside lies the padding: no pixel
      }
    }
    weights = below;
  }
  return weights;
}

/**
 * The outer product of two profiles, divided by its sum: shares of the whole weight.
 *
 * @param {Float64Array} rows
 * @param {Float64Array} columns
 * @param {Float32Array} [out]  room for the result
 * @returns {Float32Array}  rows.length * columns.length shares
 */
export function outerShare(rows, columns, out = undefined) {
  const total = sum(rows) * sum(columns) || 1;
  const length = rows.length * columns.length;
  const result = out !== undefined && out.length === length ? out : new Float32Array(length);
  result.fill(0);
  for (let y = 0; y < rows.length; y++) {
    if (rows[y] === 0) continue;
    const scale = rows[y] / total;
    const line = y * columns.length;
    for (let x = 0; x < columns.length; x++) result[line + x] = scale * columns[x];
  }
  return result;
}

/** Most taps of a kernel along one axis, which fixes how random weights are numbered. */
export const LARGEST_KERNEL = 11;
const MOST_LAYERS = 8;

/**
 * A random weight, -1 to 1, uniform, that depends on its number alone: mulberry32 by Tommy
 * Ettinger, whose state only counts up, so that any weight is found without those before it.
 *
 * @param {number} seed
 * @param {number} index
 */
export function randomWeight(seed, index) {
  let z = (Math.imul(seed, 0x9e3779b9) + Math.imul(index + 1, 0x6d2b79f5)) | 0;
  z = Math.imul(z ^ (z >>> 15), z | 1);
  z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
  return ((z ^ (z >>> 14)) >>> 0) / 2147483648 - 1;
}

/**
 * How much each pixel weighs on a unit whose kernels are random: the squared derivative, averaged
 * over draws of all weights, divided by its sum. Draws are added one at a time, so that a slow
 * stack can be spread over several frames.
 *
 * The expectation of the squared derivative counts the paths from a pixel to the unit, as the box
 * does (Luo, Li, Urtasun and Zemel 2016, section 2): so more draws come closer to the box.
 */
export class RandomInfluence {
  /**
   * @param {Axis} rows
   * @param {Axis} columns  the same layers
   * @param {[number, number]} unit  row and column in the last map
   * @param {number} seed
   */
  constructor(rows, columns, unit, seed) {
    this.rows = rows;
    this.columns = columns;
    this.unit = unit;
    this.seed = seed;
    this.draws = 0;
    this.sums = new Float64Array(rows.sizes[0] * columns.sizes[0]);
  }

  /** Draw all weights once more. */
  draw() {
    const { data, box } = randomGradient(this.rows, this.columns, this.unit, this.seed, this.draws);
    const width = this.columns.sizes[0];
    let source = 0;
    for (let y = box.top; y < box.bottom; y++)
      for (let x = box.left; x < box.right; x++) this.sums[y * width + x] += data[source++] ** 2;
    this.draws += 1;
  }

  /**
   * @param {Float32Array} [out]  room for the result
   * @returns {Float32Array}  shares, one a pixel of the input
   */
  share(out = undefined) {
    const { sums } = this;
    const total = sum(sums) || 1;
    const result =
      out !== undefined && out.length === sums.length ? out : new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i++) result[i] = sums[i] / total;
    return result;
  }
}

/** @typedef {{ top: number, bottom: number, left: number, right: number }} Box  ends excluded */

/**
 * The derivative of a unit with respect to every pixel, for one draw of the weights.
 *
 * @param {Axis} rows
 * @param {Axis} columns
 * @param {[number, number]} unit
 * @param {number} seed
 * @param {number} draw
 * @returns {{ data: Float64Array, box: Box }}  the box that holds all that is not zero, and it alone
 */
function randomGradient(rows, columns, [row, column], seed, draw) {
  let data = Float64Array.of(1);
  /** @type {Box} */
  let box = { top: row, bottom: row + 1, left: column, right: column + 1 };
  for (let level = rows.layers.length - 1; level >= 0; level--) {
    const { kernel, stride = 1, dilation = 1 } = rows.layers[level];
    const first = (draw * MOST_LAYERS + level) * LARGEST_KERNEL * LARGEST_KERNEL;
    const taps = new Float64Array(kernel * kernel);
    for (let i = 0; i < kernel; i++)
      for (let j = 0; j < kernel; j++)
        taps[i * kernel + j] = randomWeight(seed, first + i * LARGEST_KERNEL + j);
    const [padTop, padLeft] = [rows.before[level], columns.before[level]];
    const span = reach(kernel, dilation);
    /** @type {Box} */
    const under = {
      top: Math.max(box.top * stride - padTop, 0),
      bottom: Math.min((box.bottom - 1) * stride - padTop + span, rows.sizes[level]),
      left: Math.max(box.left * stride - padLeft, 0),
      right: Math.min((box.right - 1) * stride - padLeft + span, columns.sizes[level]),
    };
    const height = Math.max(under.bottom - under.top, 0);
    const width = Math.max(under.right - under.left, 0);
    const below = new Float64Array(height * width);
    const offsets = Int32Array.from(
      taps,
      (_, k) => (Math.floor(k / kernel) * width + (k % kernel)) * dilation,
    );
    let source = 0;
    for (let y = box.top; y < box.bottom; y++) {
      const top = y * stride - padTop - under.top;
      for (let x = box.left; x < box.right; x++) {
        const value = data[source++];
        if (value === 0) continue;
        const left = x * stride - padLeft - under.left;
        if (top >= 0 && left >= 0 && top + span <= height && left + span <= width) {
          const corner = top * width + left;
          for (let k = 0; k < taps.length; k++) below[corner + offsets[k]] += value * taps[k];
          continue;
        }
        for (let i = 0; i < kernel; i++) {
          const at = top + i * dilation;
          if (at < 0 || at >= height) continue; // padding: no pixel
          for (let j = 0; j < kernel; j++) {
            const to = left + j * dilation;
            if (to >= 0 && to < width) below[at * width + to] += value * taps[i * kernel + j];
          }
        }
      }
    }
    data = below;
    box = under;
  }
  return { data, box };
}

/**
 * The share of a map's weight in the middle of a field: cells within a quarter of its width of its
 * centre, along both axes.
 *
 * @param {ArrayLike<number>} data
 * @param {number} height
 * @param {number} width
 * @param {{ start: number, length: number }} rows
 * @param {{ start: number, length: number }} columns
 * @returns {{ share: number, area: number }}  of the weight, and of the field's cells
 */
export function centralShare(data, height, width, rows, columns) {
  const middle = (/** @type {{ start: number, length: number }} */ { start, length }) => {
    const centre = start + (length - 1) / 2;
    return [Math.ceil(centre - length / 4), Math.floor(centre + length / 4)];
  };
  const [top, bottom] = middle(rows);
  const [left, right] = middle(columns);
  let inside = 0;
  for (let y = Math.max(top, 0); y <= Math.min(bottom, height - 1); y++)
    for (let x = Math.max(left, 0); x <= Math.min(right, width - 1); x++)
      inside += data[y * width + x];
  return {
    share: inside / (sum(data) || 1),
    area: ((bottom - top + 1) * (right - left + 1)) / (rows.length * columns.length),
  };
}

/**
 * Where a distribution of weight along one axis lies, and how wide it is.
 *
 * @param {ArrayLike<number>} weights  none negative
 * @returns {{ mean: number, deviation: number }}  in cells
 */
export function spread(weights) {
  let total = 0;
  let first = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i];
    first += weights[i] * i;
  }
  if (total === 0) return { mean: 0, deviation: 0 };
  const mean = first / total;
  let second = 0;
  for (let i = 0; i < weights.length; i++) second += weights[i] * (i - mean) ** 2;
  return { mean, deviation: Math.sqrt(second / total) };
}

/**
 * A map summed over its rows, and over its columns.
 *
 * @param {ArrayLike<number>} data
 * @param {number} height
 * @param {number} width
 * @returns {{ rows: Float64Array, columns: Float64Array }}  one sum a row, one sum a column
 */
export function marginals(data, height, width) {
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x];
      rows[y] += value;
      columns[x] += value;
    }
  return { rows, columns };
}

/** @param {ArrayLike<number>} values */
function sum(values) {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}
