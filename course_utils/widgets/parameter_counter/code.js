/**
 * A network as PyTorch code, the same text as the Python side gives.
 */

/** @typedef {import("../_core/ops.js").NetworkLayer} Layer */
/** @typedef {ReturnType<typeof import("../_core/ops.js").networkSteps>} Steps */

/**
 * @param {Layer} layer
 * @param {readonly number[]} shape  of what it takes
 */
function line(layer, shape) {
  const { stride = 1, padding = 0 } = layer;
  const bias = layer.bias === false ? ", bias=False" : "";
  const padded = padding > 0 ? `, padding=${padding}` : "";
  switch (layer.kind) {
    case "conv": {
      const strided = stride === 1 ? "" : `, stride=${stride}`;
      return `nn.Conv2d(${shape[0]}, ${layer.filters}, ${layer.kernel}${strided}${padded}${bias})`;
    }
    case "maxpool":
    case "avgpool": {
      const name = layer.kind === "maxpool" ? "MaxPool2d" : "AvgPool2d";
      const strided = stride === layer.size ? "" : `, stride=${stride}`;
      return `nn.${name}(${layer.size}${strided}${padded})`;
    }
    case "linear":
      return `nn.Linear(${shape[shape.length - 1]}, ${layer.outputs}${bias})`;
    case "batchnorm":
      return `nn.BatchNorm${shape.length === 3 ? "2d" : "1d"}(${shape[0]})`;
    case "globalavg":
      return "nn.AdaptiveAvgPool2d(1)";
    case "relu":
      return "nn.ReLU()";
    case "dropout":
      return "nn.Dropout()";
    default:
      return "nn.Flatten()";
  }
}

/**
 * The whole network, up to the first layer that does not fit.
 *
 * @param {readonly number[]} input
 * @param {readonly Layer[]} layers
 * @param {Steps} steps
 */
export function code(input, layers, steps) {
  const lines = [];
  let shape = input;
  for (const [at, step] of steps.entries()) {
    if (!step.ok) break;
    lines.push(`    ${line(layers[at], shape)},\n`);
    shape = step.shape;
  }
  return lines.length === 0 ? "nn.Sequential()" : `nn.Sequential(\n${lines.join("")})`;
}
