/**
 * Pooling as PyTorch defines it: which cells each window covers, what it keeps, and where the
 * gradient goes.
 *
 * A window covers whole rows and columns, so it is a pair of spans, one along each axis; fixed,
 * adaptive and global pooling differ only in their spans. Sums run over prefix sums and maxima over
 * one axis after the other, so that the size of the window costs next to nothing.
 */
import { pair } from "./convolution.js";

/** @import { Pair, Volume } from "./convolution.js" */
/**
 * The cells along one axis that a window covers.
 *
 * @typedef {object} Span
 * @property {number} from  its first cell, in the padding if below 0
 * @property {number} start  its first cell inside the input
 * @property {number} end  the cell after its last one inside the input
 * @property {number} counted  its cells inside input and padding; what hangs over counts nowhere
 */
/**
 * @typedef {object} PoolOptions
 * @property {number | Pair | null} [stride]  null: the window's size
 * @property {number | Pair} [padding]
 * @property {boolean} [ceilMode]  a last window may hang over the end
 */
/** @typedef {{ rows: Span[], columns: Span[] }} Windows  every pair of a row and a column span */

/**
 * How many windows fit along one axis, PyTorch's rule; 0 or less when none does.
 *
 * In ceil mode the last window may hang over the end, but not begin beyond the input: in the padding
 * at its end it would see nothing real.
 *
 * @param {number} size
 * @param {number} window
 * @param {number} stride
 * @param {number} [padding]
 * @param {boolean} [ceilMode]
 */
export function poolSize(size, window, stride, padding = 0, ceilMode = false) {
  const room = size + 2 * padding - window + (ceilMode ? stride - 1 : 0);
  const count = Math.floor(room / stride) + 1;
  return ceilMode && (count - 1) * stride >= size + padding ? count - 1 : count;
}

/**
 * @param {number} size
 * @param {number} window
 * @param {number} stride
 * @param {number} padding
 * @param {boolean} ceilMode
 * @returns {Span[]}
 */
function fixedSpans(size, window, stride, padding, ceilMode) {
  const count = poolSize(size, window, stride, padding, ceilMode);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => {
    const from = index * stride - padding;
    const to = Math.min(from + window, size + padding);
    return { from, start: Math.max(from, 0), end: Math.min(to, size), counted: to - from };
  });
}

/**
 * Spans of nearly equal length that cover an axis: from floor(i size / bins) to
 * ceil((i + 1) size / bins), overlapping by a cell where `bins` does not divide `size`.
 *
 * @param {number} size
 * @param {number} bins
 * @returns {Span[]}
 */
export function adaptiveSpans(size, bins) {
  return Array.from({ length: bins }, (_, index) => {
    const start = Math.floor((index * size) / bins);
    const end = Math.ceil(((index + 1) * size) / bins);
    return { from: start, start, end, counted: end - start };
  });
}

/**
 * Check a pooling with windows of a fixed size, and lay its windows out.
 *
 * @param {number} height
 * @param {number} width
 * @param {number | Pair} window
 * @param {PoolOptions} [options]
 * @returns {{ ok: true, windows: Windows } | { ok: false, reason: string }}
 */
export function poolWindows(height, width, window, options = {}) {
  const size = pair(window);
  const stride = pair(options.stride ?? size);
  const padding = pair(options.padding ?? 0);
  const ceilMode = options.ceilMode ?? false;
  const refuse = (/** @type {string} */ reason) => ({ ok: /** @type {const} */ (false), reason });
  for (const [name, values, least] of /** @type {[string, Pair, number][]} */ ([
    ["size of the window", size, 1],
    ["stride", stride, 1],
    ["padding", padding, 0],
  ])) {
    const bad = values.find((value) => !Number.isInteger(value) || value < least);
    if (bad !== undefined)
      return refuse(`The ${name} is ${bad}; it must be a whole number of at least ${least}.`);
  }
  for (const axis of [0, 1]) {
    const most = Math.floor(size[axis] / 2);
    if (padding[axis] > most)
      return refuse(
        `The padding is ${padding[axis]}, but at most half of the window of ${size[axis]} fits: ` +
          `${most}. A window of padding alone would see nothing.`,
      );
  }
  const sizes = /** @type {Pair} */ ([height, width]);
  const [rows, columns] = [0, 1].map((axis) =>
    fixedSpans(sizes[axis], size[axis], stride[axis], padding[axis], ceilMode),
  );
  if (rows.length === 0 || columns.length === 0)
    return refuse(
      `The window of ${size[0]} × ${size[1]} is larger than the padded input of ` +
        `${height + 2 * padding[0]} × ${width + 2 * padding[1]}: take a smaller window` +
        `${ceilMode ? "" : ", or ceil mode"}.`,
    );
  return { ok: true, windows: { rows, columns } };
}

/**
 * Where the largest number of every span stands, along one line of numbers.
 *
 * A queue holds what can still win: later numbers drive out smaller ones before them, so the longest
 * window costs no more than the shortest.
 *
 * @param {Float32Array} values
 * @param {number} offset  of the line's first number
 * @param {number} step  from one number of the line to the next
 * @param {Span[]} spans  neither their starts nor their ends fall
 * @param {Int32Array} queue  room for as many numbers as the line has
 * @param {Int32Array} found  the places in the line, written from 0 on
 */
function largest(values, offset, step, spans, queue, found) {
  let head = 0;
  let tail = 0;
  let next = 0;
  for (let k = 0; k < spans.length; k++) {
    const { start, end } = spans[k];
    for (; next < end; next++) {
      const value = values[offset + next * step];
      // Of equal numbers the first stays in front; a NaN drives out everything.
      const all = Number.isNaN(value);
      while (tail > head && (all || values[offset + queue[tail - 1] * step] < value)) tail -= 1;
      queue[tail++] = next;
    }
    while (queue[head] < start) head += 1;
    found[k] = queue[head];
  }
}

/**
 * The same for spans that share nothing, where a plain look is quicker than a queue.
 *
 * @param {Float32Array} values
 * @param {number} offset
 * @param {number} step
 * @param {Span[]} spans
 * @param {Int32Array} found
 */
function largestApart(values, offset, step, spans, found) {
  for (let k = 0; k < spans.length; k++) {
    const { start, end } = spans[k];
    let at = start;
    let best = values[offset + start * step];
    for (let next = start + 1; next < end; next++) {
      const value = values[offset + next * step];
      if (value > best || Number.isNaN(value)) {
        best = value;
        at = next;
      }
    }
    found[k] = at;
  }
}

/** @param {Span[]} spans */
const apart = (spans) => spans.every(({ start }, k) => k === 0 || start >= spans[k - 1].end);

/**
 * The largest number of every window, and where it stands: `torch.nn.functional.max_pool2d` with
 * `return_indices`. Of equal numbers the first wins, row by row; a NaN wins over all.
 *
 * @param {Volume} volume
 * @param {Windows} windows
 * @returns {{ output: Volume, winners: Int32Array }}  `winners` index into the cells of the channel
 */
export function maxPool(volume, { rows, columns }) {
  const { channels, height, width, data } = volume;
  const across = columns.length;
  const out = new Float32Array(channels * rows.length * across);
  const winners = new Int32Array(out.length);
  // The best of each row's spans first, then the best of those down each span of rows.
  const best = new Float32Array(height * across);
  const where = new Int32Array(height * across);
  const queue = new Int32Array(Math.max(height, width));
  const found = new Int32Array(Math.max(rows.length, across));
  const [rowsApart, columnsApart] = [apart(rows), apart(columns)];
  for (let c = 0; c < channels; c++) {
    const plane = c * height * width;
    for (let y = 0; y < height; y++) {
      const line = plane + y * width;
      if (columnsApart) largestApart(data, line, 1, columns, found);
      else largest(data, line, 1, columns, queue, found);
      for (let x = 0; x < across; x++) {
        where[y * across + x] = y * width + found[x];
        best[y * across + x] = data[line + found[x]];
      }
    }
    for (let x = 0; x < across; x++) {
      if (rowsApart) largestApart(best, x, across, rows, found);
      else largest(best, x, across, rows, queue, found);
      for (let y = 0; y < rows.length; y++) {
        const from = found[y] * across + x;
        const target = (c * rows.length + y) * across + x;
        out[target] = best[from];
        winners[target] = where[from];
      }
    }
  }
  return { output: { data: out, channels, height: rows.length, width: across }, winners };
}

/**
 * Sums over every window, of one channel.
 *
 * @param {Float32Array} data
 * @param {number} offset  of the channel
 * @param {number} height
 * @param {number} width
 * @param {Windows} windows
 * @param {boolean} squared
 * @returns {Float64Array}
 */
function windowSums(data, offset, height, width, { rows, columns }, squared) {
  const wide = width + 1;
  const prefix = new Float64Array((height + 1) * wide);
  for (let y = 0; y < height; y++) {
    let line = 0;
    const source = offset + y * width;
    const target = (y + 1) * wide + 1;
    for (let x = 0; x < width; x++) {
      const value = data[source + x];
      line += squared ? value * value : value;
      prefix[target + x] = prefix[target - wide + x] + line;
    }
  }
  const sums = new Float64Array(rows.length * columns.length);
  let k = 0;
  for (const { start: top, end: bottom } of rows)
    for (const { start: left, end: right } of columns)
      sums[k++] =
        prefix[bottom * wide + right] -
        prefix[top * wide + right] -
        prefix[bottom * wide + left] +
        prefix[top * wide + left];
  return sums;
}

/**
 * By how many cells a window's mean divides.
 *
 * @param {Span} row
 * @param {Span} column
 * @param {boolean} countPadding
 */
export function divisor(row, column, countPadding) {
  return countPadding
    ? row.counted * column.counted
    : (row.end - row.start) * (column.end - column.start);
}

/**
 * The mean of every window: `torch.nn.functional.avg_pool2d`. Padding holds zeros, which count in
 * the mean where `countPadding` says so.
 *
 * @param {Volume} volume
 * @param {Windows} windows
 * @param {boolean} [countPadding]
 * @returns {Volume}
 */
export function averagePool(volume, windows, countPadding = true) {
  const { channels, height, width, data } = volume;
  const { rows, columns } = windows;
  const out = new Float32Array(channels * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels; c++) {
    const sums = windowSums(data, c * height * width, height, width, windows, false);
    let source = 0;
    for (const row of rows)
      for (const column of columns) out[k++] = sums[source++] / divisor(row, column, countPadding);
  }
  return { data: out, channels, height: rows.length, width: columns.length };
}

/**
 * The root of the sum of squares of every window: `torch.nn.functional.lp_pool2d` with p = 2. What
 * hangs over the end counts as if it were like the rest: PyTorch scales the mean of the squares up
 * to a full window.
 *
 * @param {Volume} volume
 * @param {Windows} windows  without padding, which PyTorch does not have here
 * @param {number} area  cells of a full window
 * @returns {Volume}
 */
export function l2Pool(volume, windows, area) {
  const { channels, height, width, data } = volume;
  const { rows, columns } = windows;
  const out = new Float32Array(channels * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels; c++) {
    const sums = windowSums(data, c * height * width, height, width, windows, true);
    let source = 0;
    for (const row of rows)
      for (const column of columns) {
        // A difference of prefix sums may fall below zero by a rounding.
        const mean = Math.max(sums[source++], 0) / divisor(row, column, true);
        out[k++] = Math.sqrt(mean * area);
      }
  }
  return { data: out, channels, height: rows.length, width: columns.length };
}

/**
 * The gradient of the input of `maxPool`: each winner gets that of all windows that it won.
 *
 * @param {ArrayLike<number>} gradient  one number an output
 * @param {Int32Array} winners
 * @param {Volume} volume  the input
 * @returns {Float32Array}  as long as the input
 */
export function maxPoolGradient(gradient, winners, { channels, height, width }) {
  const out = new Float64Array(channels * height * width);
  const each = winners.length / channels;
  for (let c = 0; c < channels; c++)
    for (let k = c * each; k < (c + 1) * each; k++)
      out[c * height * width + winners[k]] += gradient[k];
  return Float32Array.from(out);
}

/**
 * Give every cell the sum of the shares of all windows that cover it.
 *
 * Each window adds its share at one corner of a table and takes it away at the others; sums along
 * both axes then fill the window in.
 *
 * @param {ArrayLike<number>} shares  one number a window, of one channel
 * @param {number} offset  of the channel in `shares`
 * @param {number} height
 * @param {number} width
 * @param {Windows} windows
 * @returns {Float64Array}  (height + 1) * (width + 1); the last row and column are of no use
 */
function spreadShares(shares, offset, height, width, { rows, columns }) {
  const wide = width + 1;
  const table = new Float64Array((height + 1) * wide);
  let k = offset;
  for (const { start: top, end: bottom } of rows)
    for (const { start: left, end: right } of columns) {
      const share = shares[k++];
      table[top * wide + left] += share;
      table[top * wide + right] -= share;
      table[bottom * wide + left] -= share;
      table[bottom * wide + right] += share;
    }
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += table[y * wide + x];
      table[y * wide + x] = line + (y > 0 ? table[(y - 1) * wide + x] : 0);
    }
  }
  return table;
}

/**
 * The gradient of the input of `averagePool`: every cell of a window gets an equal share.
 *
 * @param {ArrayLike<number>} gradient  one number an output
 * @param {Volume} volume  the input
 * @param {Windows} windows
 * @param {boolean} [countPadding]
 * @returns {Float32Array}
 */
export function averagePoolGradient(gradient, volume, windows, countPadding = true) {
  const { channels } = volume;
  const { rows, columns } = windows;
  const shares = new Float64Array(channels * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels; c++)
    for (const row of rows)
      for (const column of columns) {
        shares[k] = gradient[k] / divisor(row, column, countPadding);
        k += 1;
      }
  return gathered(shares, volume, windows, null);
}

/**
 * The gradient of the input of `l2Pool`: a cell's share is its own size over the output's.
 *
 * @param {ArrayLike<number>} gradient  one number an output
 * @param {Volume} volume  the input
 * @param {Volume} output  of `l2Pool`; where it is 0 nothing flows back, as in PyTorch
 * @param {Windows} windows
 * @param {number} area  cells of a full window
 * @returns {Float32Array}
 */
export function l2PoolGradient(gradient, volume, output, windows, area) {
  const { rows, columns } = windows;
  const shares = new Float64Array(output.data.length);
  let k = 0;
  for (let c = 0; c < volume.channels; c++)
    for (const row of rows)
      for (const column of columns) {
        const value = output.data[k];
        if (value !== 0) shares[k] = (gradient[k] * area) / (divisor(row, column, true) * value);
        k += 1;
      }
  return gathered(shares, volume, windows, volume.data);
}

/**
 * @param {Float64Array} shares
 * @param {Volume} volume
 * @param {Windows} windows
 * @param {Float32Array | null} factors  one a cell
 */
function gathered(shares, { channels, height, width }, windows, factors) {
  const out = new Float32Array(channels * height * width);
  const each = windows.rows.length * windows.columns.length;
  // What is left of shares that were added and taken away again is rounding, not gradient.
  const dust = 1e-12 * shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
  let k = 0;
  for (let c = 0; c < channels; c++) {
    const table = spreadShares(shares, c * each, height, width, windows);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const sum = table[y * (width + 1) + x];
        const value = Math.abs(sum) < dust ? 0 : sum;
        out[k] = factors === null ? value : value * factors[k];
        k += 1;
      }
  }
  return out;
}
