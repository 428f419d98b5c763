/**
 * Regions of a plane: each pixel in the colour of the class that wins there, as strong as it is sure.
 */
import palette from "./palette.json";

const LEVELS = 256;

/** @param {string} hex */
function channels(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** For each class 256 pixels, from the ground to its colour, as a canvas keeps them in memory. */
const TABLES = palette.classes.map((hex) => {
  const [ground, colour] = [channels(palette.ground), channels(hex)];
  const bytes = new Uint8ClampedArray(LEVELS * 4);
  for (let level = 0; level < LEVELS; level++) {
    const cover = (palette.cover * level) / (LEVELS - 1);
    for (let c = 0; c < 3; c++)
      bytes[level * 4 + c] = Math.floor(ground[c] + cover * (colour[c] - ground[c]) + 0.5);
    bytes[level * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
});

/** @param {number} k  a CSS gradient, from a tie to certainty of class k */
export function gradientOf(k) {
  const [ground, colour] = [channels(palette.ground), channels(palette.classes[k])];
  const end = ground.map((low, c) => Math.round(low + palette.cover * (colour[c] - low)));
  return `linear-gradient(to right, ${palette.ground}, rgb(${end.join(" ")}))`;
}

/**
 * @param {Float64Array} scores  (pixels, classes)
 * @param {number} classes
 * @param {Uint32Array} pixels
 */
export function paintRegions(scores, classes, pixels) {
  const scale = ((LEVELS - 1) * classes) / (classes - 1);
  for (let i = 0; i < pixels.length; i++) {
    const start = i * classes;
    let best = 0;
    for (let k = 1; k < classes; k++) if (scores[start + k] > scores[start + best]) best = k;
    const most = scores[start + best];
    // The winner's probability, 1 / (sum of exp(score - its score)), so that nothing overflows.
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(scores[start + k] - most);
    pixels[i] = TABLES[best][((1 / sum - 1 / classes) * scale + 0.5) | 0];
  }
}
