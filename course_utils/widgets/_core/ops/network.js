/**
 * A network composed of layers: the shape after each, its parameters and its multiply-accumulates.
 *
 * A shape is that of one image: [channels, rows, columns], or [features] once it is flattened.
 */
import { outputSize } from "./convolution.js";

/** @typedef {number[]} Shape */
/**
 * @typedef {object} NetworkLayer
 * @property {"conv" | "batchnorm" | "relu" | "dropout" | "maxpool" | "avgpool" | "globalavg" | "flatten" | "linear"} kind
 * @property {number} [filters]
 * @property {number} [outputs]
 * @property {number} [kernel]
 * @property {number} [size]
 * @property {number} [stride]
 * @property {number} [padding]
 * @property {boolean} [bias]
 */
/**
 * @typedef {object} Fits
 * @property {true} ok
 * @property {Shape} shape
 * @property {number} parameters
 * @property {number} macs
 */
/** @typedef {{ ok: false, reason: string, values: Record<string, number | string> }} Refused */

/** @param {Shape} shape */
export const elements = (shape) => shape.reduce((product, size) => product * size, 1);

/**
 * What a layer makes of a shape, or why PyTorch would refuse it.
 *
 * @param {Shape} shape
 * @param {NetworkLayer} layer
 * @returns {Fits | Refused}
 */
export function layerStep(shape, layer) {
  const fits = (/** @type {Shape} */ out, parameters = 0, macs = 0) =>
    /** @type {Fits} */ ({ ok: true, shape: out, parameters, macs });
  const bias = layer.bias ? 1 : 0;
  switch (layer.kind) {
    case "conv": {
      if (shape.length !== 3) return refused("needsMaps", { features: shape[0] });
      const out = slid(shape, layer.kernel ?? 1, layer.stride ?? 1, layer.padding ?? 0);
      if (out === null) return tooLarge(shape, layer.kernel ?? 1, layer.padding ?? 0);
      const filters = layer.filters ?? 1;
      const weights = shape[0] * (layer.kernel ?? 1) ** 2;
      return fits(
        [filters, ...out],
        filters * (weights + bias),
        filters * weights * out[0] * out[1],
      );
    }
    case "maxpool":
    case "avgpool": {
      if (shape.length !== 3) return refused("needsMaps", { features: shape[0] });
      const [size, padding] = [layer.size ?? 1, layer.padding ?? 0];
      const most = Math.floor(size / 2);
      if (padding > most) return refused("poolPadding", { padding, size, most });
      const out = slid(shape, size, layer.stride ?? size, padding);
      return out === null ? tooLarge(shape, size, padding) : fits([shape[0], ...out]);
    }
    case "globalavg":
      return shape.length === 3
        ? fits([shape[0], 1, 1])
        : refused("needsMaps", { features: shape[0] });
    case "batchnorm":
      return fits(shape, 2 * shape[0]);
    case "flatten":
      return fits([elements(shape)]);
    case "linear": {
      const inputs = shape[shape.length - 1];
      const outputs = layer.outputs ?? 1;
      return fits(
        [...shape.slice(0, -1), outputs],
        outputs * (inputs + bias),
        elements(shape) * outputs,
      );
    }
    default:
      return fits(shape);
  }
}

/**
 * What each layer of a network leads to; the layers after one that does not fit wait for it.
 *
 * @param {Shape} input
 * @param {readonly NetworkLayer[]} layers
 * @returns {(Fits | Refused)[]}
 */
export function networkSteps(input, layers) {
  /** @type {(Fits | Refused)[]} */
  const steps = [];
  let shape = input;
  for (const layer of layers) {
    const before = steps[steps.length - 1];
    const step =
      before !== undefined && !before.ok ? refused("waits", {}) : layerStep(shape, layer);
    if (step.ok) shape = step.shape;
    steps.push(step);
  }
  return steps;
}

/** @param {string} reason @param {Record<string, number | string>} values @returns {Refused} */
function refused(reason, values) {
  return { ok: false, reason, values };
}

/** @param {Shape} shape @param {number} kernel @param {number} padding */
function tooLarge([, height, width], kernel, padding) {
  const size = `${height + 2 * padding} × ${width + 2 * padding}`;
  return refused("tooLarge", { kernel, size });
}

/**
 * Rows and columns of what a window gives that slides over maps; null where it fits nowhere.
 *
 * @param {Shape} shape
 * @param {number} kernel
 * @param {number} stride
 * @param {number} padding
 */
function slid([, height, width], kernel, stride, padding) {
  const out = [height, width].map((size) => outputSize(size, kernel, stride, padding));
  return out.every((size) => size >= 1) ? out : null;
}
