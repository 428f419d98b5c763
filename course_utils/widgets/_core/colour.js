/**
 * Colour maps: numbers to pixels through a table of 256 colours.
 *
 * `signed` runs from blue over near-white at zero to orange, which the common kinds of colour
 * blindness keep apart; `grey` is for intensities, `red`, `green` and `blue` for those of one channel
 * (tinted, and equally bright at the top); `sequential` for amounts. The stops live in
 * palette.json, which Python reads too, so that a stored picture and the canvas agree.
 */
import stops from "./palette.json";

/** @typedef {keyof typeof stops} MapName */
/**
 * @typedef {object} Scale  which number gets which colour
 * @property {MapName} map
 * @property {number} low  the number that gets the first colour
 * @property {number} high  the number that gets the last colour
 */

export const LEVELS = 256;

/** @param {string} hex */
function channels(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/**
 * @param {readonly string[]} colours
 * @returns {Uint32Array}  256 pixels, as a canvas keeps them in memory
 */
function table(colours) {
  const points = colours.map(channels);
  const bytes = new Uint8ClampedArray(LEVELS * 4);
  for (let level = 0; level < LEVELS; level++) {
    const at = (level / (LEVELS - 1)) * (points.length - 1);
    const left = Math.min(Math.floor(at), points.length - 2);
    const share = at - left;
    for (let c = 0; c < 3; c++)
      bytes[level * 4 + c] = Math.floor(
        points[left][c] * (1 - share) + points[left + 1][c] * share + 0.5,
      );
    bytes[level * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

const TABLES = /** @type {Record<MapName, Uint32Array>} */ (
  Object.fromEntries(Object.entries(stops).map(([name, colours]) => [name, table(colours)]))
);

/**
 * The level of a number on a scale: 0 .. 255; numbers outside are held at the ends.
 *
 * @param {number} value
 * @param {Scale} scale
 */
export function level(value, { low, high }) {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  const clamped = Math.min(Math.max(share, 0), 1);
  return Math.floor(clamped * (LEVELS - 1) + 0.5);
}

/**
 * @param {ArrayLike<number>} data
 * @param {Scale} scale
 * @param {Uint32Array} pixels  as long as `data`
 */
export function colourise(data, scale, pixels) {
  const colours = TABLES[scale.map];
  const { low, high } = scale;
  if (!(high > low)) {
    pixels.fill(colours[level(low, scale)]);
    return;
  }
  const factor = (LEVELS - 1) / (high - low);
  for (let i = 0; i < data.length; i++) {
    const at = (data[i] - low) * factor + 0.5;
    // A bit-or truncates and turns NaN into 0, without the cost of Math.floor.
    pixels[i] = colours[at <= 0 ? 0 : at >= LEVELS ? LEVELS - 1 : at | 0];
  }
}

/** How much of the colour covers the base where the amount is least, and where it is most. */
const COVER = { least: 0.3, most: 0.9 };

/**
 * Intensities tinted by amounts: nothing where the amount is zero, more where it is more.
 *
 * @param {ArrayLike<number>} base  intensities, 0 .. 1
 * @param {ArrayLike<number>} heat  amounts, none negative
 * @param {Scale} scale  of the amounts
 * @param {Uint32Array} pixels  as long as both
 */
export function overlay(base, heat, { map, low, high }, pixels) {
  const colours = TABLES[map];
  const factor = high > low ? 1 / (high - low) : 1;
  for (let i = 0; i < pixels.length; i++) {
    const grey = base[i] * 255;
    const amount = heat[i];
    if (!(amount > 0)) {
      const value = (grey + 0.5) | 0;
      pixels[i] = (255 << 24) | (value << 16) | (value << 8) | value;
      continue;
    }
    const share = Math.min(Math.max((amount - low) * factor, 0), 1);
    const colour = colours[(share * (LEVELS - 1) + 0.5) | 0];
    const cover = COVER.least + (COVER.most - COVER.least) * share;
    const under = grey * (1 - cover) + 0.5;
    const red = (under + (colour & 255) * cover) | 0;
    const green = (under + ((colour >> 8) & 255) * cover) | 0;
    const blue = (under + ((colour >> 16) & 255) * cover) | 0;
    pixels[i] = (255 << 24) | (blue << 16) | (green << 8) | red;
  }
}

/**
 * Three planes, each 0 .. 1, to pixels.
 *
 * @param {ArrayLike<number>} data  shape (3, height, width)
 * @param {Uint32Array} pixels  height * width
 */
export function colouriseRgb(data, pixels) {
  const area = pixels.length;
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, area * 4);
  for (let i = 0; i < area; i++) {
    bytes[i * 4] = data[i] * 255;
    bytes[i * 4 + 1] = data[area + i] * 255;
    bytes[i * 4 + 2] = data[2 * area + i] * 255;
    bytes[i * 4 + 3] = 255;
  }
}

/**
 * @param {number} value
 * @param {Scale} scale
 * @returns {{ background: string, ink: string }}  CSS colours: the cell, and text readable on it
 */
export function swatch(value, scale) {
  const pixel = TABLES[scale.map][Number.isFinite(value) ? level(value, scale) : 0];
  const [red, green, blue] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const luminance = 0.299 * red + 0.587 * green + 0.114 * blue;
  return {
    background: `rgb(${red} ${green} ${blue})`,
    ink: luminance > 140 ? "#111" : "#fff",
  };
}

/**
 * A CSS gradient of the map, for legends.
 *
 * @param {MapName} map
 */
export function gradient(map) {
  return `linear-gradient(to right, ${stops[map].join(", ")})`;
}
