/**
 * Run many cases of `ops.js` in one call: what went in comes from PyTorch's side, and so does what
 * should come out.
 */
import * as ops from "../../course_utils/widgets/_core/ops.js";

/** @typedef {{ shape: number[], data: number[] }} Plain */

/**
 * @param {Plain} plain
 * @returns {import("../../course_utils/widgets/_core/ops.js").Volume}
 */
function volume({ shape: [channels, height, width], data }) {
  return { data: Float32Array.from(data), channels, height, width };
}

/**
 * @param {import("../../course_utils/widgets/_core/ops.js").Volume} result
 * @returns {Plain}
 */
function plain({ channels, height, width, data }) {
  return { shape: [channels, height, width], data: [...data] };
}

/** @type {Record<string, (input: any) => unknown>} */
const operations = {
  conv2d({ image, weight, kernel, bias, options }) {
    const { height, width } = volume(image);
    const checked = ops.convGeometry(height, width, kernel, options);
    if (!checked.ok) return { refused: checked.reason };
    return plain(ops.conv2d(volume(image), weight, kernel, { ...options, bias }));
  },
  pad({ image, border, mode }) {
    return plain(ops.pad(volume(image), border, mode));
  },
  outputSize({ size, kernel, stride, padding, dilation }) {
    return ops.outputSize(size, kernel, stride, padding, dilation);
  },
};

/** @param {[string, unknown][]} cases */
export function runAll(cases) {
  return cases.map(([name, input]) => operations[name](input));
}
