/**
 * Run many cases of `ops.js` in one call: what went in comes from PyTorch's side, and so does what
 * should come out.
 */

import * as augment from "../../course_utils/widgets/_core/ops/augment.js";
import * as ops from "../../course_utils/widgets/_core/ops.js";
import { descended, gradients } from "../../course_utils/widgets/linear_lab/network.js";

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

/** Pooling and its gradient; `bins` asks for adaptive windows. */
operations.pool = ({ image, kept, window, options, countPadding, bins, gradient }) => {
  const whole = volume(image);
  const { height, width } = whole;
  const checked = bins
    ? {
        ok: /** @type {const} */ (true),
        windows: {
          rows: ops.adaptiveSpans(height, bins[0]),
          columns: ops.adaptiveSpans(width, bins[1]),
        },
      }
    : ops.poolWindows(height, width, window, options);
  if (!checked.ok) return { refused: checked.reason };
  const { windows } = checked;
  if (kept === "max") {
    const { output, winners } = ops.maxPool(whole, windows);
    const back = ops.maxPoolGradient(gradient, winners, whole);
    return { ...plain(output), winners: [...winners], back: [...back] };
  }
  if (kept === "L2") {
    const area = window[0] * window[1];
    const output = ops.l2Pool(whole, windows, area);
    const back = ops.l2PoolGradient(gradient, whole, output, windows, area);
    return { ...plain(output), back: [...back] };
  }
  const output = ops.averagePool(whole, windows, countPadding);
  const back = ops.averagePoolGradient(gradient, whole, windows, countPadding);
  return { ...plain(output), back: [...back] };
};

operations.poolSize = ({ size, window, stride, padding, ceilMode }) =>
  ops.poolSize(size, window, stride, padding, ceilMode);

/** What a unit of a stack of layers sees of an image, and what it weighs. */
operations.influence = ({ layers, size, same, cell, seed, draws }) => {
  const stack = layers.map((/** @type {number[]} */ [kernel, stride, dilation]) => ({
    kernel,
    stride,
    dilation,
  }));
  const fits = Math.min(
    ...size.map((/** @type {number} */ n) => ops.layOut(stack, n, same).layers.length),
  );
  const [rows, columns] = size.map((/** @type {number} */ n) =>
    ops.layOut(stack.slice(0, fits), n, same),
  );
  const row = ops.nearestUnit(rows, cell[0]).unit;
  const column = ops.nearestUnit(columns, cell[1]).unit;
  const random = new ops.RandomInfluence(rows, columns, [row, column], seed);
  for (let draw = 0; draw < draws; draw++) random.draw();
  const box = ops.outerShare(ops.boxProfile(rows, row), ops.boxProfile(columns, column));
  return {
    fits,
    unit: [row, column],
    sizes: [rows.sizes, columns.sizes],
    fields: [ops.fieldOf(rows, fits, row), ops.fieldOf(columns, fits, column)],
    grown: ops.receptiveField(stack),
    box: [...box],
    random: [...random.share()],
    spread: ops.spread(ops.marginals(box, size[0], size[1]).columns),
  };
};

operations.randomWeight = ({ seed, index }) => ops.randomWeight(seed, index);

operations.moved = ({ image, shift, direction }) =>
  plain(ops.moved(volume(image), shift, direction));

operations.reduced = ({ image, way, factor, kernel }) => {
  const whole = ops.divisible(volume(image), factor);
  return whole === null ? null : plain(ops.reduced(whole, way, factor, kernel));
};

operations.relativeChange = ({ output, reference }) => ops.relativeChange(output, reference);

/** Functions and slopes at many places. */
operations.activation = ({ name, x }) => {
  const { value, slope } = ops.activations[/** @type {ops.ActivationName} */ (name)];
  return { value: x.map(value), slope: x.map(slope) };
};

/** Probabilities, loss and gradient of one example. */
operations.softmaxLoss = ({ logits, label, temperature, smoothing }) => {
  const options = { temperature, smoothing };
  return {
    log: [...ops.logSoftmax(logits, temperature)],
    probabilities: [...ops.softmax(logits, temperature)],
    loss: ops.crossEntropy(logits, label, options),
    gradient: [...ops.crossEntropyGradient(logits, label, options)],
  };
};

operations.stack = ({ sizes, weights, inputs, seed, history }) => {
  const stack = new ops.Stack(sizes, weights, inputs, seed);
  let found;
  for (const [name, scale] of history) found = stack.run(name, scale);
  return Object.fromEntries(Object.entries(found ?? {}).map(([key, value]) => [key, [...value]]));
};

operations.flatten = ({ image, order }) => [...ops.flatten(volume(image), order)];

/** Of each index: the place that it names, and the index of that place again. */
operations.elements = ({ shape: [channels, height, width], order }) => {
  const shape = { channels, height, width };
  return Array.from({ length: channels * height * width }, (_, index) => {
    const place = ops.elementAt(index, shape, order);
    return [ops.flatIndex(place, shape, order), [place.channel, place.row, place.column]];
  });
};

operations.linear = ({ x, weight, bias, shape }) => [...ops.linear(x, weight, bias, shape)];

operations.linearGradient = ({ gradient, x, weight, shape }) => {
  const back = ops.linearGradient(gradient, x, weight, shape);
  return { x: [...back.x], weight: [...back.weight], bias: [...back.bias] };
};

/** Loss and gradients of a network of two layers or one, and its weights after a step. */
operations.descent = ({ network, x, labels, rate }) => {
  const points = { x: Float64Array.from(x), labels };
  return { ...gradients(network, points), after: descended(network, points, rate) };
};

/** What a network's layers lead to, and why one does not fit. */
operations.networkSteps = ({ input, layers }) => ops.networkSteps(input, layers);

/** One step of augmentation, by the name of its function. */
operations.augmentStep = ({ name, image, values }) => {
  const step = /** @type {Record<string, any>} */ (augment)[name];
  return plain(step(volume(image), ...values));
};

operations.drawAugmentation = ({ settings, seed, batch, image }) =>
  augment.drawAugmentation(settings, seed, batch, image, 32);

/** What is taken for what, calibration, and the order of the images of a cell. */
operations.confusion = ({ labels, predicted, confidence, classes, threshold, bins, cell }) => {
  const predictions = { labels, predicted, confidence: Float32Array.from(confidence) };
  const { counts, kept, right } = ops.confusionCounts(predictions, classes, threshold);
  const curve = ops.calibrationBins(predictions, bins);
  return {
    counts: [...counts],
    kept,
    right,
    count: [...curve.count],
    confidence: [...curve.confidence],
    share: [...curve.right],
    error: curve.error,
    cell: ops.surestOfCell(predictions, cell[0], cell[1]),
    mistakes: ops.surestMistakes(predictions),
  };
};

/** What is said of a set of images. */
operations.dataset = ({ labels, classes, chosen, image, rows, bins }) => {
  const counts = ops.byteHistogram(image);
  const { mean, std } = ops.channelMoments(counts);
  return {
    places: [...ops.ofClasses(labels, chosen)],
    counts: [...ops.classCounts(labels, classes)],
    histogram: [...counts],
    mean,
    std,
    shares: [0, 1, 2].map((channel) => [...ops.binShares(counts, channel, bins)]),
    sum: [...ops.sumOfRows(rows.flat(), rows[0].length, chosen)],
  };
};

/** @param {[string, unknown][]} cases */
export function runAll(cases) {
  return cases.map(([name, input]) => operations[name](input));
}
