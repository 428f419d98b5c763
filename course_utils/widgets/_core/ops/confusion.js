/**
 * What a classifier takes for what, and how far its confidence can be trusted.
 *
 * Per image: its class (`labels`), the class with the highest probability (`predicted`), and that
 * probability (`confidence`).
 */

/**
 * @typedef {object} Predictions
 * @property {ArrayLike<number>} labels
 * @property {ArrayLike<number>} predicted
 * @property {ArrayLike<number>} confidence  0 .. 1
 */

/**
 * The confusion matrix of the images of which the classifier is sure enough.
 *
 * @param {Predictions} predictions
 * @param {number} classes
 * @param {number} threshold  images with at least this confidence count
 * @returns {{ counts: Int32Array, kept: number, right: number }}  `counts[actual * classes +
 *   predicted]`; how many images count, and of how many of them the class is right
 */
export function confusionCounts({ labels, predicted, confidence }, classes, threshold) {
  const counts = new Int32Array(classes * classes);
  let kept = 0;
  for (let i = 0; i < labels.length; i++) {
    if (confidence[i] < threshold) continue;
    counts[labels[i] * classes + predicted[i]] += 1;
    kept += 1;
  }
  let right = 0;
  for (let k = 0; k < classes; k++) right += counts[k * classes + k];
  return { counts, kept, right };
}

/**
 * Confidence against the share that is right, in bins of equal width, as Guo et al. (2017) have it:
 * bin k holds the confidences above k / bins, up to and with (k + 1) / bins; 0 is in the first.
 *
 * @param {Predictions} predictions
 * @param {number} bins
 * @returns {{ count: Int32Array, confidence: Float64Array, right: Float64Array, error: number }}
 *   per bin how many images, their mean confidence and the share right (NaN where it is empty); and
 *   the expected calibration error: the mean distance of the two, weighted by the counts
 */
export function calibrationBins({ labels, predicted, confidence }, bins) {
  const count = new Int32Array(bins);
  const sure = new Float64Array(bins);
  const right = new Float64Array(bins);
  for (let i = 0; i < labels.length; i++) {
    const bin = Math.min(Math.max(Math.ceil(confidence[i] * bins) - 1, 0), bins - 1);
    count[bin] += 1;
    sure[bin] += confidence[i];
    if (labels[i] === predicted[i]) right[bin] += 1;
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    error += Math.abs(right[bin] - sure[bin]);
    sure[bin] /= count[bin];
    right[bin] /= count[bin];
  }
  return { count, confidence: sure, right, error: error / labels.length };
}

/**
 * The images of one cell of the matrix, the surest first; of equals the first one first.
 *
 * @param {Predictions} predictions
 * @param {number} actual
 * @param {number} taken  the predicted class
 * @returns {number[]}
 */
export function surestOfCell({ labels, predicted, confidence }, actual, taken) {
  const found = [];
  for (let i = 0; i < labels.length; i++)
    if (labels[i] === actual && predicted[i] === taken) found.push(i);
  return found.sort((a, b) => confidence[b] - confidence[a] || a - b);
}

/**
 * All images that are taken for another class, the surest first; of equals the first one first.
 *
 * @param {Predictions} predictions
 * @returns {number[]}
 */
export function surestMistakes({ labels, predicted, confidence }) {
  const found = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] !== predicted[i]) found.push(i);
  return found.sort((a, b) => confidence[b] - confidence[a] || a - b);
}
