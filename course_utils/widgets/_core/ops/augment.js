/**
 * Augmentation: a small image changed by chance, as torchvision.transforms.v2.functional defines
 * each step for float32 images of 3 channels from 0 to 1. Nothing here changes its input.
 */
import { randomWeight } from "./receptive_field.js";

/** @typedef {import("./convolution.js").Volume} Volume */

/**
 * @param {Volume} volume
 * @param {Float32Array} data
 * @returns {Volume}
 */
const like = ({ channels, height, width }, data) => ({ data, channels, height, width });

/**
 * Left and right change places.
 *
 * @param {Volume} volume
 */
export function hflip(volume) {
  const { data, width } = volume;
  const out = new Float32Array(data.length);
  for (let line = 0; line < data.length; line += width)
    for (let x = 0; x < width; x++) out[line + x] = data[line + width - 1 - x];
  return like(volume, out);
}

/**
 * For each place after a move, where its number comes from; -1 for nowhere.
 *
 * @param {number} size
 * @param {number} by
 * @param {boolean} reflect  mirror at the first and last pixel, which are not repeated
 */
function sources(size, by, reflect) {
  return Int32Array.from({ length: size }, (_, at) => {
    const from = at - by;
    if (from >= 0 && from < size) return from;
    if (!reflect) return -1;
    return from < 0 ? -from : 2 * (size - 1) - from;
  });
}

/**
 * Move by whole pixels, as padding and then cropping at another place does.
 *
 * @param {Volume} volume
 * @param {number} rows  down; less than the height
 * @param {number} columns  to the right; less than the width
 * @param {boolean} reflect  fill what comes in by mirroring; else by zeros
 */
export function padCrop(volume, rows, columns, reflect) {
  const { data, channels, height, width } = volume;
  const out = new Float32Array(data.length);
  const fromRow = sources(height, rows, reflect);
  const fromColumn = sources(width, columns, reflect);
  let target = 0;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++) {
      const line = (c * height + fromRow[y]) * width;
      for (let x = 0; x < width; x++, target++)
        if (fromRow[y] >= 0 && fromColumn[x] >= 0) out[target] = data[line + fromColumn[x]];
    }
  return like(volume, out);
}

/**
 * Put zeros over a block: cutout.
 *
 * @param {Volume} volume
 * @param {number} top
 * @param {number} left
 * @param {number} rows
 * @param {number} columns
 */
export function erase(volume, top, left, rows, columns) {
  const { data, channels, height, width } = volume;
  const out = data.slice();
  for (let c = 0; c < channels; c++)
    for (let y = top; y < Math.min(top + rows, height); y++) {
      const line = (c * height + y) * width;
      out.fill(0, line + left, line + Math.min(left + columns, width));
    }
  return like(volume, out);
}

/** @param {number} value */
const clamped = (value) => Math.min(Math.max(value, 0), 1);

/**
 * Multiply.
 *
 * @param {Volume} volume
 * @param {number} factor  0 or more; 1 changes nothing
 */
export function adjustBrightness(volume, factor) {
  const { data } = volume;
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = clamped(data[i] * factor);
  return like(volume, out);
}

/**
 * The brightness of one pixel: torchvision's rounding of the weights of ITU-R 601.
 *
 * @param {Float32Array} data
 * @param {number} at
 * @param {number} area
 */
const luma = (data, at, area) =>
  0.2989 * data[at] + 0.587 * data[at + area] + 0.114 * data[at + 2 * area];

/**
 * Stretch or shrink every number's distance from the mean brightness of the image.
 *
 * @param {Volume} volume
 * @param {number} factor  0 or more; 1 changes nothing
 */
export function adjustContrast(volume, factor) {
  const { data, height, width } = volume;
  const area = height * width;
  let sum = 0;
  for (let i = 0; i < area; i++) sum += luma(data, i, area);
  const rest = (1 - factor) * (sum / area);
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = clamped(data[i] * factor + rest);
  return like(volume, out);
}

/**
 * Stretch or shrink every number's distance from the brightness of its pixel: colour.
 *
 * @param {Volume} volume
 * @param {number} factor  0 or more; 0 is grey, 1 changes nothing
 */
export function adjustSaturation(volume, factor) {
  const { data, height, width } = volume;
  const area = height * width;
  const out = new Float32Array(data.length);
  for (let i = 0; i < area; i++) {
    const rest = (1 - factor) * luma(data, i, area);
    for (let at = i; at < data.length; at += area) out[at] = clamped(data[at] * factor + rest);
  }
  return like(volume, out);
}

/**
 * Turn around the middle, bilinear; what comes in from outside is zero.
 *
 * @param {Volume} volume
 * @param {number} degrees  anticlockwise
 */
export function rotate(volume, degrees) {
  const { data, channels, height, width } = volume;
  const area = height * width;
  const out = new Float32Array(data.length);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = cos * (x - middleX) - sin * (y - middleY) + middleX;
      const fromY = sin * (x - middleX) + cos * (y - middleY) + middleY;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [shareX, shareY] = [fromX - left, fromY - top];
      for (let j = 0; j < 2; j++) {
        const row = top + j;
        if (row < 0 || row >= height) continue;
        for (let i = 0; i < 2; i++) {
          const column = left + i;
          if (column < 0 || column >= width) continue;
          const weight = (j ? shareY : 1 - shareY) * (i ? shareX : 1 - shareX);
          for (let c = 0; c < channels; c++)
            out[c * area + y * width + x] += weight * data[c * area + row * width + column];
        }
      }
    }
  return like(volume, out);
}

/**
 * For each place of `size`, the two of `length` pixels that it lies between, and how far.
 *
 * @param {number} size
 * @param {number} first
 * @param {number} length  at most `size`
 */
function between(size, first, length) {
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  const share = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    const from = Math.max(((at + 0.5) * length) / size - 0.5, 0);
    const whole = Math.floor(from);
    low[at] = first + whole;
    high[at] = first + Math.min(whole + 1, length - 1);
    share[at] = from - whole;
  }
  return { low, high, share };
}

/**
 * Cut a block out and enlarge it, bilinear, to the size of the image.
 *
 * @param {Volume} volume
 * @param {number} top
 * @param {number} left
 * @param {number} rows
 * @param {number} columns
 */
export function resizedCrop(volume, top, left, rows, columns) {
  const { data, channels, height, width } = volume;
  const out = new Float32Array(data.length);
  const down = between(height, top, rows);
  const across = between(width, left, columns);
  let target = 0;
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++) {
      const upper = (c * height + down.low[y]) * width;
      const lower = (c * height + down.high[y]) * width;
      const v = down.share[y];
      for (let x = 0; x < width; x++) {
        const [l, r, u] = [across.low[x], across.high[x], across.share[x]];
        const above = data[upper + l] * (1 - u) + data[upper + r] * u;
        const below = data[lower + l] * (1 - u) + data[lower + r] * u;
        out[target++] = above * (1 - v) + below * v;
      }
    }
  return like(volume, out);
}

/**
 * How strongly each step may change an image.
 *
 * @typedef {object} AugmentSettings
 * @property {number} crop  the smallest share of the area that is cut out; 1 for all of it
 * @property {number} flip  a probability
 * @property {number} rotation  most degrees, to either side
 * @property {number} shift  most pixels, in each direction
 * @property {boolean} reflect  fill what a shift brings in by mirroring; else by zeros
 * @property {number} brightness  the factor lies within 1 ± this
 * @property {number} contrast
 * @property {number} saturation
 * @property {number} cutout  side of the square that is hidden
 */

/**
 * What one image has drawn.
 *
 * @typedef {object} Drawn
 * @property {{ side: number, top: number, left: number }} crop
 * @property {boolean} flip
 * @property {number} rotation  degrees anticlockwise
 * @property {{ rows: number, columns: number }} shift  down and to the right
 * @property {number} brightness  a factor
 * @property {number} contrast
 * @property {number} saturation
 * @property {{ side: number, top: number, left: number }} cutout
 */

/** Images of a batch, and random numbers of an image: they number the random numbers. */
export const AUGMENTED_BATCH = 16;
const DRAWS = 12;

/**
 * Draw for one image. Each step has its own random numbers, whatever the others are set to, so that
 * a slider changes its own step and no other.
 *
 * @param {AugmentSettings} settings
 * @param {number} seed
 * @param {number} batch
 * @param {number} image  its number in the batch
 * @param {number} size  of the image, height and width
 * @returns {Drawn}
 */
export function drawAugmentation(settings, seed, batch, image, size) {
  const first = (batch * AUGMENTED_BATCH + image) * DRAWS;
  const u = Array.from({ length: DRAWS }, (_, k) => (randomWeight(seed, first + k) + 1) / 2);
  const whole = (/** @type {number} */ share, /** @type {number} */ count) =>
    Math.floor(share * count);
  const around = (/** @type {number} */ share, /** @type {number} */ most) =>
    (2 * share - 1) * most;
  const { crop, flip, rotation, shift, brightness, contrast, saturation, cutout } = settings;
  const side = Math.max(1, Math.floor(size * Math.sqrt(crop + u[0] * (1 - crop)) + 0.5));
  return {
    crop: { side, top: whole(u[1], size - side + 1), left: whole(u[2], size - side + 1) },
    flip: u[3] < flip,
    rotation: around(u[4], rotation),
    shift: {
      rows: whole(u[5], 2 * shift + 1) - shift,
      columns: whole(u[6], 2 * shift + 1) - shift,
    },
    brightness: 1 + around(u[7], brightness),
    contrast: 1 + around(u[8], contrast),
    saturation: 1 + around(u[9], saturation),
    cutout: {
      side: cutout,
      top: whole(u[10], size - cutout + 1),
      left: whole(u[11], size - cutout + 1),
    },
  };
}

/**
 * The steps in their order; each returns the image itself where it changes nothing.
 *
 * @type {Record<string, (volume: Volume, drawn: Drawn, reflect: boolean) => Volume>}
 */
export const AUGMENT_STEPS = {
  crop: (volume, { crop: { side, top, left } }) =>
    side === volume.height ? volume : resizedCrop(volume, top, left, side, side),
  flip: (volume, { flip }) => (flip ? hflip(volume) : volume),
  rotation: (volume, { rotation }) => (rotation === 0 ? volume : rotate(volume, rotation)),
  shift: (volume, { shift: { rows, columns } }, reflect) =>
    rows === 0 && columns === 0 ? volume : padCrop(volume, rows, columns, reflect),
  brightness: (volume, { brightness }) =>
    brightness === 1 ? volume : adjustBrightness(volume, brightness),
  contrast: (volume, { contrast }) => (contrast === 1 ? volume : adjustContrast(volume, contrast)),
  saturation: (volume, { saturation }) =>
    saturation === 1 ? volume : adjustSaturation(volume, saturation),
  cutout: (volume, { cutout: { side, top, left } }) =>
    side === 0 ? volume : erase(volume, top, left, side, side),
};

/**
 * The image after each step, in order; the last is the augmented image.
 *
 * @param {Volume} volume  as high as it is wide, 3 channels
 * @param {Drawn} drawn
 * @param {boolean} reflect
 */
export function augmentedSteps(volume, drawn, reflect) {
  let now = volume;
  return Object.values(AUGMENT_STEPS).map((step) => {
    now = step(now, drawn, reflect);
    return now;
  });
}
