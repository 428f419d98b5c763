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

/**
 * The maps of a bank of filters, channel by channel, after a history of other weights and sizes: a
 * result that was kept wrongly would show.
 */
operations.channelSums = ({ image, history, options }) => {
  const sums = new ops.ChannelSums();
  const whole = volume(image);
  let answer;
  for (const { bank, bias, stride } of history) {
    const size = /** @type {ops.Pair} */ ([bank[0][0].length, bank[0][0][0].length]);
    const checked = ops.convGeometry(whole.height, whole.width, size, { ...options, stride });
    if (!checked.ok) return { refused: checked.reason };
    const { geometry } = checked;
    const padded = ops.pad(whole, geometry.border);
    const { height, width } = geometry;
    const results = bank.map((/** @type {unknown} */ _, /** @type {number} */ f) =>
      sums.update(f, padded, bank, bias, geometry),
    );
    const maps = results.flatMap((/** @type {ops.FilterResult} */ { map }) => [...map]);
    const ranges = results.map((/** @type {ops.FilterResult} */ { mapRange }) => mapRange);
    answer = { shape: [bank.length, height, width], data: maps, ranges };
  }
  return answer;
};

/** Every position of a kernel, and which cells of the padded image lie under it. */
operations.steps = ({ image, kernel, options }) => {
  const checked = ops.convGeometry(image.length, image[0].length, kernel, options);
  if (!checked.ok) return { refused: checked.reason };
  const { geometry } = checked;
  const padded = ops.paddedMatrix(image, geometry.border);
  const count = geometry.height * geometry.width;
  return Array.from({ length: count }, (_, step) =>
    ops.stepAt(step, geometry, kernel, padded.width).cells.map((cell) => padded.data[cell]),
  );
};

operations.turned = ({ matrix }) => ops.turned(matrix);

/** @param {[string, unknown][]} cases */
export function runAll(cases) {
  return cases.map(([name, input]) => operations[name](input));
}
