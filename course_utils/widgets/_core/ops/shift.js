/**
 * Moving a picture by fractions of a pixel, and making it smaller in four ways.
 *
 * Everything wraps around at the edges: what leaves on one side comes in on the other, so that a
 * moved picture holds exactly the same content, and whatever changes in an output is the doing of
 * the way in which it was made smaller.
 */
import { averagePool, maxPool, poolWindows } from "./pooling.js";

/** @import { Volume } from "./convolution.js" */

/** The ways to make a picture smaller, in the order in which they are shown. */
export const REDUCTIONS = /** @type {const} */ (["max", "average", "strided", "blurred"]);
/** @typedef {typeof REDUCTIONS[number]} Reduction */
/** @typedef {"across" | "down" | "diagonally"} Direction */

/** Half the width of the interpolating window. */
const LOBES = 3;

/** @param {number} x */
const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/**
 * The weights of Lanczos' interpolation (a windowed sinc) for a move by a fraction of a cell.
 *
 * Output `n` is the sum over i of `taps[i + 3] * x[n + i]`, i from -3 to 2: x at n - fraction. Unlike
 * linear interpolation it keeps fine detail, so that a move blurs next to nothing.
 *
 * @param {number} fraction  from 0 up to 1
 * @returns {Float64Array}  six weights, their sum 1
 */
export function lanczosTaps(fraction) {
  const taps = new Float64Array(2 * LOBES);
  if (fraction === 0) {
    taps[LOBES] = 1;
    return taps;
  }
  let total = 0;
  for (let i = -LOBES; i < LOBES; i++) {
    const x = i + fraction;
    const weight = sinc(x) * sinc(x / LOBES);
    taps[i + LOBES] = weight;
    total += weight;
  }
  return taps.map((weight) => weight / total);
}

/**
 * Move a plane by summing six neighbours of every cell, in rows or in columns.
 *
 * @param {Float32Array} data
 * @param {number} height
 * @param {number} width
 * @param {number} shift
 * @param {boolean} down
 * @returns {Float32Array}
 */
function movedAlong(data, height, width, shift, down) {
  const whole = Math.floor(shift);
  const [a, b, c, d, e, f] = lanczosTaps(shift - whole);
  const out = new Float32Array(data.length);
  const size = down ? height : width;
  /** Where the six neighbours of each place stand, with the seam already minded. */
  const from = Int32Array.from({ length: size + 2 * LOBES }, (_, i) => {
    const cell = (((i - LOBES - whole) % size) + size) % size;
    return down ? cell * width : cell;
  });
  for (let y = 0; y < height; y++) {
    const line = y * width;
    for (let x = 0; x < width; x++) {
      const n = down ? y : x;
      const base = down ? x : line;
      out[line + x] =
        a * data[base + from[n]] +
        b * data[base + from[n + 1]] +
        c * data[base + from[n + 2]] +
        d * data[base + from[n + 3]] +
        e * data[base + from[n + 4]] +
        f * data[base + from[n + 5]];
    }
  }
  return out;
}

/**
 * Move a plane to the right, down, or both, by any number of cells; it wraps around.
 *
 * @param {Volume} plane  one channel
 * @param {number} shift
 * @param {Direction} direction
 * @returns {Volume}
 */
export function moved(plane, shift, direction) {
  const { height, width } = plane;
  let { data } = plane;
  if (shift === 0) return plane;
  if (direction !== "down") data = movedAlong(data, height, width, shift, false);
  if (direction !== "across") data = movedAlong(data, height, width, shift, true);
  return { ...plane, data };
}

/**
 * The middle of a plane whose rows and columns the factor divides.
 *
 * @param {Volume} plane
 * @param {number} factor
 * @returns {Volume | null}  null where the plane is smaller than the factor
 */
export function divisible(plane, factor) {
  const height = plane.height - (plane.height % factor);
  const width = plane.width - (plane.width % factor);
  if (height === 0 || width === 0) return null;
  if (height === plane.height && width === plane.width) return plane;
  const top = Math.floor((plane.height - height) / 2);
  const left = Math.floor((plane.width - width) / 2);
  const data = new Float32Array(height * width);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * plane.width + left;
    data.set(plane.data.subarray(start, start + width), y * width);
  }
  return { data, channels: 1, height, width };
}

/**
 * A triangle of 2 factor - 1 weights, a box convolved with itself: what it lets through of the
 * frequencies that the stride cannot hold is little.
 *
 * @param {number} factor
 * @returns {number[]}  their sum is 1
 */
export function triangle(factor) {
  return Array.from(
    { length: 2 * factor - 1 },
    (_, i) => (factor - Math.abs(i - factor + 1)) / factor ** 2,
  );
}

/**
 * Where a kernel that wraps around reads: cell n of the table is cell n - half of the axis.
 *
 * @param {number} size
 * @param {number} kernel  odd
 */
function around(size, kernel) {
  const half = (kernel - 1) / 2;
  return Int32Array.from(
    { length: size + kernel - 1 },
    (_, n) => (((n - half) % size) + size) % size,
  );
}

/**
 * Correlate by a kernel of odd sizes that wraps around, keeping every `stride`-th output.
 *
 * @param {Volume} plane
 * @param {readonly number[]} weights
 * @param {[number, number]} kernel
 * @param {[number, number]} stride  it divides the plane's rows and columns
 * @returns {Volume}
 */
function wrapped({ data, height, width }, weights, kernel, stride) {
  const lines = around(height, kernel[0]);
  const cells = around(width, kernel[1]);
  const rows = height / stride[0];
  const columns = width / stride[1];
  const out = new Float32Array(rows * columns);
  // A row at a time and a weight at a time: the inner loop is a plain sum of two arrays.
  const row = new Float64Array(columns);
  for (let y = 0; y < rows; y++) {
    row.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      if (weight === 0) continue;
      const line = lines[y * stride[0] + Math.floor(k / kernel[1])] * width;
      let cell = k % kernel[1];
      for (let x = 0; x < columns; x++) {
        row[x] += weight * data[line + cells[cell]];
        cell += stride[1];
      }
    }
    out.set(row, y * columns);
  }
  return { data: out, channels: 1, height: rows, width: columns };
}

/**
 * Make a plane smaller by a factor that divides its rows and columns.
 *
 * @param {Volume} plane  one channel
 * @param {Reduction} reduction
 *   `strided`: the kernel at every `factor`-th cell; `blurred`: the same kernel at every cell, then a
 *   triangle at every `factor`-th (Zhang, "Making convolutional networks shift-invariant again", 2019)
 * @param {number} factor
 * @param {readonly number[]} kernel  3 x 3 weights of the two convolutions
 * @returns {Volume}
 */
export function reduced(plane, reduction, factor, kernel) {
  switch (reduction) {
    case "max":
    case "average": {
      const checked = poolWindows(plane.height, plane.width, factor);
      if (!checked.ok) throw new RangeError(checked.reason);
      return reduction === "max"
        ? maxPool(plane, checked.windows).output
        : averagePool(plane, checked.windows);
    }
    case "strided":
      return wrapped(plane, kernel, [3, 3], [factor, factor]);
    case "blurred": {
      const answered = wrapped(plane, kernel, [3, 3], [1, 1]);
      const weights = triangle(factor);
      const across = wrapped(answered, weights, [1, weights.length], [1, factor]);
      return wrapped(across, weights, [weights.length, 1], [factor, 1]);
    }
  }
}

/**
 * How much an output differs from another, as a share of the other's contrast: the root of the
 * mean squared difference over the standard deviation.
 *
 * @param {ArrayLike<number>} output
 * @param {ArrayLike<number>} reference
 * @returns {number}  0 where nothing differs; infinity where a reference without contrast is missed
 */
export function relativeChange(output, reference) {
  const { length } = reference;
  let difference = 0;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    difference += (output[i] - reference[i]) ** 2;
    total += reference[i];
    squares += reference[i] ** 2;
  }
  const variance = Math.max(squares / length - (total / length) ** 2, 0);
  if (difference / length < 1e-12) return 0; // what single precision leaves of equal numbers
  return Math.sqrt(difference / length / variance);
}
