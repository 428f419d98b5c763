/**
 * Activations and their derivatives, as PyTorch defines them.
 */

/** @typedef {"ReLU" | "leaky ReLU" | "sigmoid" | "tanh" | "GELU" | "identity"} ActivationName */
/** @typedef {{ value: (x: number) => number, slope: (x: number) => number }} Activation */

/** What a leaky ReLU lets through below 0: PyTorch's default. */
export const LEAK = 0.01;

const PEAK = 0.3989422804014327; // of the normal density: 1 / √(2π)

/** @param {number} x */
export function sigmoid(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/**
 * The error function, to about 15 digits.
 *
 * Up to 3 by a series whose terms are all positive, so that nothing cancels:
 * erf x = 2/√π · e^(−x²) · (x + 2x³/3 + 4x⁵/15 + …). Beyond, 1 − erf by its continued fraction.
 *
 * @param {number} x
 */
export function erf(x) {
  return x < 0 ? -positiveErf(-x) : positiveErf(x);
}

/** @param {number} x  0 or more */
function positiveErf(x) {
  if (!(x < 6)) return Number.isNaN(x) ? x : 1; // 1 − erf 6 is 2e-17
  const square = x * x;
  const bell = Math.exp(-square);
  if (x > 3) {
    let fraction = x;
    for (let k = 40; k > 0; k--) fraction = x + k / 2 / fraction;
    return 1 - bell / (Math.sqrt(Math.PI) * fraction);
  }
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-16; odd += 2) {
    term *= (2 * square) / odd;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * bell * sum;
}

/**
 * The share of a standard normal distribution that lies below x.
 *
 * @param {number} x
 */
export function normalShare(x) {
  return 0.5 * (1 + erf(x * Math.SQRT1_2));
}

/** @type {Record<ActivationName, Activation>} */
export const activations = {
  ReLU: {
    value: (x) => Math.max(x, 0),
    slope: (x) => (x > 0 ? 1 : 0), // 0 at 0, as in PyTorch
  },
  "leaky ReLU": {
    value: (x) => (x > 0 ? x : LEAK * x),
    slope: (x) => (x > 0 ? 1 : LEAK),
  },
  sigmoid: {
    value: sigmoid,
    slope: (x) => {
      const y = sigmoid(x);
      return y * (1 - y);
    },
  },
  tanh: {
    value: Math.tanh,
    slope: (x) => {
      const y = Math.tanh(x);
      return 1 - y * y;
    },
  },
  GELU: {
    value: (x) => x * normalShare(x),
    slope: (x) => normalShare(x) + x * PEAK * Math.exp(-0.5 * x * x),
  },
  identity: { value: (x) => x, slope: () => 1 },
};

/** In the order of the Python side's ACTIVATIONS. */
export const ACTIVATION_NAMES = /** @type {const} */ ([
  "ReLU",
  "leaky ReLU",
  "sigmoid",
  "tanh",
  "GELU",
  "identity",
]);
