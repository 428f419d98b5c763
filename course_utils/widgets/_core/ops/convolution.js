/**
 * Convolution as PyTorch defines it: sizes, padding, and sums of products.
 *
 * Images are planes in row-major order, shape (channels, height, width); sums are taken in double
 * precision and stored as float32.
 */

/** @typedef {"zeros" | "reflect" | "replicate" | "circular"} PaddingMode */
/** @typedef {[number, number]} Pair  rows first, then columns, as in PyTorch */
/** @typedef {{ top: number, bottom: number, left: number, right: number }} Border */
/**
 * @typedef {object} Volume
 * @property {Float32Array} data  length channels * height * width
 * @property {number} channels
 * @property {number} height
 * @property {number} width
 */
/**
 * @typedef {object} ConvOptions
 * @property {number | Pair} [stride]
 * @property {number | Pair | "same"} [padding]
 * @property {number | Pair} [dilation]
 * @property {PaddingMode} [paddingMode]
 */
/**
 * @typedef {object} Geometry  a convolution that is known to be legal
 * @property {Pair} stride
 * @property {Pair} dilation
 * @property {Border} border
 * @property {PaddingMode} mode
 * @property {number} height  rows of the output
 * @property {number} width  columns of the output
 */

/** @type {readonly PaddingMode[]} */
export const PADDING_MODES = ["zeros", "reflect", "replicate", "circular"];

/**
 * @param {number | Pair} value
 * @returns {Pair}
 */
export function pair(value) {
  return typeof value === "number" ? [value, value] : value;
}

/**
 * How far a kernel reaches: `dilation * (kernel - 1) + 1` cells.
 *
 * @param {number} kernel
 * @param {number} dilation
 */
export function reach(kernel, dilation) {
  return dilation * (kernel - 1) + 1;
}

/**
 * Number of positions at which a kernel fits, PyTorch's floor rule; 0 or less when none does.
 *
 * @param {number} size
 * @param {number} kernel
 * @param {number} [stride]
 * @param {number} [padding]  cells added on each side
 * @param {number} [dilation]
 */
export function outputSize(size, kernel, stride = 1, padding = 0, dilation = 1) {
  return Math.floor((size + 2 * padding - reach(kernel, dilation)) / stride) + 1;
}

/**
 * Cells that `padding="same"` adds along one axis; the odd one out goes to the end, as in PyTorch.
 *
 * @param {number} kernel
 * @param {number} dilation
 * @returns {Pair}  before, after
 */
export function samePadding(kernel, dilation) {
  const total = dilation * (kernel - 1);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/**
 * Check a convolution and work out its border and output size.
 *
 * @param {number} height
 * @param {number} width
 * @param {Pair} kernel
 * @param {ConvOptions} [options]
 * @returns {{ ok: true, geometry: Geometry } | { ok: false, reason: string }}
 *   `reason` is one sentence that says what came and what fits
 */
export function convGeometry(height, width, kernel, options = {}) {
  const stride = pair(options.stride ?? 1);
  const dilation = pair(options.dilation ?? 1);
  const mode = options.paddingMode ?? "zeros";
  const padding = options.padding ?? 0;
  const refuse = (/** @type {string} */ reason) => ({ ok: /** @type {const} */ (false), reason });

  for (const [name, values, least] of /** @type {[string, Pair, number][]} */ ([
    ["kernel", kernel, 1],
    ["stride", stride, 1],
    ["dilation", dilation, 1],
  ])) {
    const bad = values.find((value) => !Number.isInteger(value) || value < least);
    if (bad !== undefined)
      return refuse(`The ${name} is ${bad}; it must be a whole number of at least ${least}.`);
  }

  /** @type {Border} */
  let border;
  if (padding === "same") {
    if (stride[0] !== 1 || stride[1] !== 1)
      return refuse(`Padding 'same' came with stride ${say(stride)}; it exists for stride 1 only.`);
    const [top, bottom] = samePadding(kernel[0], dilation[0]);
    const [left, right] = samePadding(kernel[1], dilation[1]);
    border = { top, bottom, left, right };
  } else {
    const [rows, columns] = pair(padding);
    const bad = [rows, columns].find((value) => !Number.isInteger(value) || value < 0);
    if (bad !== undefined)
      return refuse(`The padding is ${bad}; it must be a whole number of at least 0.`);
    border = { top: rows, bottom: rows, left: columns, right: columns };
  }

  for (const [size, before, after, name] of /** @type {[number, number, number, string][]} */ ([
    [height, border.top, border.bottom, "rows"],
    [width, border.left, border.right, "columns"],
  ])) {
    const most = Math.max(before, after);
    if (mode === "reflect" && most >= size)
      return refuse(
        `Reflecting ${most} cells needs more than ${most} ${name}; the image has ${size}.`,
      );
    if (mode === "circular" && most > size)
      return refuse(
        `Wrapping ${most} cells around needs at least ${most} ${name}; the image has ${size}.`,
      );
  }

  const padded = [height + border.top + border.bottom, width + border.left + border.right];
  const reaches = [reach(kernel[0], dilation[0]), reach(kernel[1], dilation[1])];
  if (padded[0] < reaches[0] || padded[1] < reaches[1])
    return refuse(
      `The kernel reaches over ${reaches[0]} × ${reaches[1]} cells, but the padded image has only ` +
        `${padded[0]} × ${padded[1]}: take a smaller kernel or dilation, or more padding.`,
    );
  return {
    ok: true,
    geometry: {
      stride,
      dilation,
      border,
      mode,
      height: Math.floor((padded[0] - reaches[0]) / stride[0]) + 1,
      width: Math.floor((padded[1] - reaches[1]) / stride[1]) + 1,
    },
  };
}

/** @param {Pair} value */
function say([rows, columns]) {
  return rows === columns ? `${rows}` : `${rows} × ${columns}`;
}

/**
 * The cell that a padded axis reads at `index` (which may lie outside 0 .. size - 1).
 *
 * @param {number} index
 * @param {number} size
 * @param {PaddingMode} mode
 * @returns {number}  an index into the axis, or -1 for a zero
 */
export function sourceIndex(index, size, mode) {
  if (index >= 0 && index < size) return index;
  switch (mode) {
    case "zeros":
      return -1;
    case "reflect":
      return index < 0 ? -index : 2 * (size - 1) - index;
    case "replicate":
      return index < 0 ? 0 : size - 1;
    case "circular":
      return ((index % size) + size) % size;
  }
}

/**
 * @param {Volume} volume
 * @param {Border} border
 * @param {PaddingMode} [mode]
 * @returns {Volume}
 */
export function pad(volume, border, mode = "zeros") {
  const { channels, height, width, data } = volume;
  const rows = height + border.top + border.bottom;
  const columns = width + border.left + border.right;
  if (rows === height && columns === width) return volume;
  const out = new Float32Array(channels * rows * columns);
  const from = Int32Array.from({ length: columns }, (_, x) =>
    sourceIndex(x - border.left, width, mode),
  );
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < rows; y++) {
      const sy = sourceIndex(y - border.top, height, mode);
      if (sy < 0) continue;
      const source = (c * height + sy) * width;
      const target = (c * rows + y) * columns;
      for (let x = 0; x < columns; x++) {
        const sx = from[x];
        if (sx >= 0) out[target + x] = data[source + sx];
      }
    }
  }
  return { data: out, channels, height: rows, width: columns };
}

/**
 * Cross-correlate an already padded volume with a bank of filters: what `nn.Conv2d` computes.
 *
 * @param {Volume} padded
 * @param {Float32Array | Float64Array | readonly number[]} weight  shape (filters, channels, kh, kw)
 * @param {Pair} kernel  kh, kw
 * @param {Geometry} geometry  from `convGeometry` for the unpadded size
 * @param {ArrayLike<number> | null} [bias]  one number a filter
 * @param {Float32Array} [out]  room for the result, to spare an allocation a frame
 * @returns {Volume}
 */
export function correlate(padded, weight, kernel, geometry, bias = null, out = undefined) {
  const { channels, width, data } = padded;
  const [kh, kw] = kernel;
  const area = channels * kh * kw;
  const filters = weight.length / area;
  const { stride, dilation } = geometry;
  const rows = geometry.height;
  const columns = geometry.width;
  const length = filters * rows * columns;
  const result = out !== undefined && out.length === length ? out : new Float32Array(length);

  // Zero weights are common (Sobel has three): only the taps that count are visited.
  const offsets = new Int32Array(area);
  const taps = new Float64Array(area);
  const sums = new Float64Array(columns);
  const plane = padded.height * width;
  for (let f = 0; f < filters; f++) {
    let count = 0;
    for (let c = 0; c < channels; c++)
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++) {
          const w = weight[f * area + (c * kh + i) * kw + j];
          if (w === 0) continue;
          offsets[count] = c * plane + i * dilation[0] * width + j * dilation[1];
          taps[count] = w;
          count += 1;
        }
    // A row at a time, three taps a pass: half the time of a pixel at a time, and the sums are the
    // same to the last bit, because each still takes its taps in order.
    const start = bias === null ? 0 : bias[f];
    for (let y = 0; y < rows; y++) {
      const base = y * stride[0] * width;
      sums.fill(start);
      let k = 0;
      for (; k + 2 < count; k += 3) {
        const [wa, wb, wc] = [taps[k], taps[k + 1], taps[k + 2]];
        let a = base + offsets[k];
        let b = base + offsets[k + 1];
        let c = base + offsets[k + 2];
        for (let x = 0; x < columns; x++) {
          sums[x] = sums[x] + wa * data[a] + wb * data[b] + wc * data[c];
          a += stride[1];
          b += stride[1];
          c += stride[1];
        }
      }
      for (; k < count; k++) {
        const w = taps[k];
        let a = base + offsets[k];
        for (let x = 0; x < columns; x++) {
          sums[x] += w * data[a];
          a += stride[1];
        }
      }
      result.set(sums, (f * rows + y) * columns);
    }
  }
  return { data: result, channels: filters, height: rows, width: columns };
}

/**
 * `torch.nn.functional.conv2d` with a padding mode.
 *
 * @param {Volume} volume
 * @param {Float32Array | Float64Array | readonly number[]} weight  shape (filters, channels, kh, kw)
 * @param {Pair} kernel
 * @param {ConvOptions & { bias?: ArrayLike<number> | null }} [options]
 * @returns {Volume}
 * @throws {RangeError} with the sentence of `convGeometry` when nothing fits
 */
export function conv2d(volume, weight, kernel, options = {}) {
  const checked = convGeometry(volume.height, volume.width, kernel, options);
  if (!checked.ok) throw new RangeError(checked.reason);
  const { geometry } = checked;
  const padded = pad(volume, geometry.border, geometry.mode);
  return correlate(padded, weight, kernel, geometry, options.bias ?? null);
}

/**
 * Smallest and largest value; NaN and infinities are passed over.
 *
 * @param {Float32Array} data
 * @returns {[number, number]}  [0, 0] when there is nothing finite
 */
export function range(data) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < low && value !== Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
  }
  return low > high ? [0, 0] : [low, high];
}
