/**
 * The arithmetic of the layers, as PyTorch defines it: pure functions on typed arrays, no DOM.
 *
 * Everything here is held to PyTorch by a parity test in a real browser.
 */
export * from "./ops/activations.js";
export * from "./ops/channels.js";
export * from "./ops/confusion.js";
export * from "./ops/convolution.js";
export * from "./ops/dataset.js";
export * from "./ops/dense.js";
export * from "./ops/flatten.js";
export * from "./ops/network.js";
export * from "./ops/pooling.js";
export * from "./ops/probabilities.js";
export * from "./ops/receptive_field.js";
export * from "./ops/shift.js";
export * from "./ops/stack.js";
export * from "./ops/steps.js";
