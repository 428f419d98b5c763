/**
 * The arithmetic of the dashboard: means, and where the marks of an axis stand.
 */

/**
 * The mean of each value and those before it, `window` in all or as many as there are.
 *
 * @param {ArrayLike<number>} values
 * @param {number} window
 */
export function trailingMean(values, window) {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    if (i >= window) sum -= values[i - window];
    means[i] = sum / Math.min(i + 1, window);
  }
  return means;
}

/**
 * The next round number, 1, 2 or 5 times a power of ten, at or above a positive one.
 *
 * @param {number} value
 */
export function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/**
 * Marks at equal distances from 0 up to a number, about `count` of them.
 *
 * @param {number} high  positive
 * @param {number} count
 */
export function evenMarks(high, count) {
  const step = roundAbove(high / count);
  const marks = [];
  for (let k = 0; k * step <= high * (1 + 1e-9); k++) marks.push(Number((k * step).toPrecision(6)));
  return marks;
}

/**
 * Marks at 1, 2 and 5 times the powers of ten between two positive numbers.
 *
 * @param {number} low
 * @param {number} high
 */
export function logMarks(low, high) {
  const marks = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++)
    for (const factor of [1, 2, 5]) {
      const mark = Number((factor * 10 ** power).toPrecision(6));
      if (mark >= low * (1 - 1e-9) && mark <= high * (1 + 1e-9)) marks.push(mark);
    }
  return marks;
}
