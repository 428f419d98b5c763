/**
 * One position of a kernel at a time: where it lies, and the products it makes there.
 *
 * Positions are counted from 0, row by row, as the output is read.
 */
import { pad, reach } from "./convolution.js";

/** @import { Border, Geometry } from "./convolution.js" */
/** @typedef {number[][]} Rows  a matrix, row by row */

/**
 * A matrix turned by half a turn: what makes a convolution of a cross-correlation.
 *
 * @param {Rows} kernel
 * @returns {Rows}
 */
export function turned(kernel) {
  return kernel.map((line) => line.toReversed()).toReversed();
}

/**
 * A small matrix with a border of zeros, as the convolutions take it.
 *
 * @param {Rows} matrix
 * @param {Border} border
 */
export function paddedMatrix(matrix, border) {
  const height = matrix.length;
  const width = matrix[0].length;
  const data = Float32Array.from(matrix.flat());
  return pad({ data, channels: 1, height, width }, border);
}

/**
 * @typedef {object} Step  a kernel at one position
 * @property {number} row  of the output
 * @property {number} column  of the output
 * @property {number[]} cells  index into the padded image of what lies under each weight
 */

/**
 * @param {number} step
 * @param {Geometry} geometry
 * @param {import("./convolution.js").Pair} kernel  kh, kw
 * @param {number} width  of the padded image
 * @returns {Step}
 */
export function stepAt(step, { stride, dilation, width: columns }, [kh, kw], width) {
  const row = Math.floor(step / columns);
  const column = step % columns;
  const cells = [];
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++)
      cells.push(
        (row * stride[0] + i * dilation[0]) * width + column * stride[1] + j * dilation[1],
      );
  return { row, column, cells };
}

/**
 * The output size along one axis, term by term, for the formula with its numbers filled in.
 *
 * @param {number} size
 * @param {number} kernel
 * @param {number} stride
 * @param {number} padding
 * @param {number} dilation
 */
export function sizeTerms(size, kernel, stride, padding, dilation) {
  const room = size + 2 * padding - reach(kernel, dilation);
  return { size, kernel, stride, padding, dilation, room, output: Math.floor(room / stride) + 1 };
}
