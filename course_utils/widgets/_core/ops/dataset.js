/**
 * What is said of a set of images: which belong to a class, their mean image, their histogram, and
 * the mean and standard deviation that follow from it.
 */

/** Values that a byte can have. */
const VALUES = 256;

/**
 * The places of the images of some classes, in their order.
 *
 * @param {ArrayLike<number>} labels
 * @param {readonly number[]} classes  none: all images
 * @returns {Int32Array}
 */
export function ofClasses(labels, classes) {
  const wanted = new Set(classes);
  const found = new Int32Array(labels.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++)
    if (wanted.size === 0 || wanted.has(labels[i])) found[count++] = i;
  return found.slice(0, count);
}

/**
 * @param {ArrayLike<number>} labels
 * @param {number} classes
 * @returns {Int32Array}  how many images each class has
 */
export function classCounts(labels, classes) {
  const counts = new Int32Array(classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]] += 1;
  return counts;
}

/**
 * How often each channel of an image has each value.
 *
 * @param {ArrayLike<number>} image  bytes, (height, width, 3)
 * @returns {Float64Array}  (3, 256)
 */
export function byteHistogram(image) {
  const counts = new Float64Array(3 * VALUES);
  for (let i = 0; i < image.length; i += 3)
    for (let c = 0; c < 3; c++) counts[c * VALUES + image[i + c]] += 1;
  return counts;
}

/**
 * Mean and standard deviation of each channel, exact, from how often it has each value.
 *
 * @param {ArrayLike<number>} counts  (3, 256)
 * @returns {{ mean: number[], std: number[] }}  in units of a byte; of all values, not of a sample
 */
export function channelMoments(counts) {
  const mean = [0, 0, 0];
  const std = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    let all = 0;
    let sum = 0;
    for (let v = 0; v < VALUES; v++) {
      all += counts[c * VALUES + v];
      sum += counts[c * VALUES + v] * v;
    }
    mean[c] = sum / all;
    let squares = 0;
    for (let v = 0; v < VALUES; v++) squares += counts[c * VALUES + v] * (v - mean[c]) ** 2;
    std[c] = Math.sqrt(squares / all);
  }
  return { mean, std };
}

/**
 * The share of the values of one channel in each of so many bins of equal width.
 *
 * @param {ArrayLike<number>} counts  (3, 256)
 * @param {number} channel
 * @param {number} bins  divides 256
 * @returns {Float64Array}  they sum to 1
 */
export function binShares(counts, channel, bins) {
  const shares = new Float64Array(bins);
  const width = VALUES / bins;
  let all = 0;
  for (let v = 0; v < VALUES; v++) {
    const count = counts[channel * VALUES + v];
    shares[Math.floor(v / width)] += count;
    all += count;
  }
  return shares.map((count) => count / all);
}

/**
 * Add up the rows of some classes.
 *
 * @param {ArrayLike<number>} rows  (classes, size)
 * @param {number} size
 * @param {readonly number[]} classes  none: all
 * @returns {Float64Array}  (size,)
 */
export function sumOfRows(rows, size, classes) {
  const sum = new Float64Array(size);
  const chosen =
    classes.length > 0 ? classes : Array.from({ length: rows.length / size }, (_, k) => k);
  for (const row of chosen) for (let i = 0; i < size; i++) sum[i] += rows[row * size + i];
  return sum;
}
