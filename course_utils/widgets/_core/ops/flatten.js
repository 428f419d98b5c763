/**
 * From an image to a vector and back, in PyTorch's order or with the channels last.
 */

/** @typedef {"CHW" | "HWC"} Order */
/** @typedef {{ channels: number, height: number, width: number }} ImageShape */
/** @typedef {{ channel: number, row: number, column: number }} Element3 */

/**
 * @param {Element3} element
 * @param {ImageShape} shape
 * @param {Order} order
 * @returns {number}  its index in the vector
 */
export function flatIndex({ channel, row, column }, { channels, height, width }, order) {
  return order === "CHW"
    ? (channel * height + row) * width + column
    : (row * width + column) * channels + channel;
}

/**
 * @param {number} index
 * @param {ImageShape} shape
 * @param {Order} order
 * @returns {Element3}  the element of the image that the vector holds there
 */
export function elementAt(index, { channels, height, width }, order) {
  const [channel, pixel] =
    order === "CHW"
      ? [Math.floor(index / (height * width)), index % (height * width)]
      : [index % channels, Math.floor(index / channels)];
  return { channel, row: Math.floor(pixel / width), column: pixel % width };
}

/**
 * What `torch.flatten(x)` gives for "CHW", `x.permute(1, 2, 0).reshape(-1)` for "HWC".
 *
 * @param {import("./convolution.js").Volume} volume
 * @param {Order} order
 * @returns {Float32Array}  channels * height * width numbers
 */
export function flatten(volume, order) {
  if (order === "CHW") return volume.data.slice();
  const { channels, height, width, data } = volume;
  const area = height * width;
  const out = new Float32Array(channels * area);
  for (let c = 0; c < channels; c++)
    for (let pixel = 0; pixel < area; pixel++) out[pixel * channels + c] = data[c * area + pixel];
  return out;
}
