/**
 * The fully connected layer, y = x Wᵀ + b, and its gradient, as PyTorch defines them.
 *
 * Matrices lie row by row in typed arrays: x (rows, inputs), weight (outputs, inputs), bias
 * (outputs), y (rows, outputs).
 */

/** @typedef {Float32Array | Float64Array} Floats */
/** @typedef {{ rows: number, inputs: number, outputs: number }} DenseShape */

/**
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} weight
 * @param {ArrayLike<number> | null} bias
 * @param {DenseShape} shape
 * @param {Float64Array} [out]  room for y, rows * outputs numbers
 * @returns {Float64Array}  y
 */
export function linear(x, weight, bias, { rows, inputs, outputs }, out) {
  const y = out ?? new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const start = row * inputs;
    for (let o = 0; o < outputs; o++) {
      let sum = bias === null ? 0 : bias[o];
      for (let i = 0; i < inputs; i++) sum += weight[o * inputs + i] * x[start + i];
      y[row * outputs + o] = sum;
    }
  }
  return y;
}

/**
 * What a loss changes by as x, weight and bias change, from what it changes by as y does.
 *
 * @param {ArrayLike<number>} gradient  of the loss with respect to y, (rows, outputs)
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} weight
 * @param {DenseShape} shape
 */
export function linearGradient(gradient, x, weight, { rows, inputs, outputs }) {
  const back = {
    x: new Float64Array(rows * inputs),
    weight: new Float64Array(outputs * inputs),
    bias: new Float64Array(outputs),
  };
  for (let row = 0; row < rows; row++)
    for (let o = 0; o < outputs; o++) {
      const g = gradient[row * outputs + o];
      back.bias[o] += g;
      for (let i = 0; i < inputs; i++) {
        back.weight[o * inputs + i] += g * x[row * inputs + i];
        back.x[row * inputs + i] += g * weight[o * inputs + i];
      }
    }
  return back;
}
