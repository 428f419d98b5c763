/**
 * Lines of a plane: a line is w1 x + w2 y + b = 0, kept as [w1, w2, b].
 */

/** @typedef {readonly [number, number, number]} Line */
/** @typedef {[number, number]} Point */
/** @typedef {{ x: [number, number], y: [number, number] }} Box */

/**
 * The part of a line inside a box and where every `above` is not negative.
 *
 * @param {Line} line
 * @param {Box} box
 * @param {readonly Line[]} [above]
 * @returns {[Point, Point] | null}
 */
export function segment([w1, w2, b], box, above = []) {
  const square = w1 * w1 + w2 * w2;
  if (!(square > 1e-18)) return null;
  /** @type {Point} */
  const start = [(-b * w1) / square, (-b * w2) / square];
  const length = Math.sqrt(square);
  /** @type {Point} */
  const along = [w2 / length, -w1 / length];
  /** @type {Line[]} */
  const walls = [
    [1, 0, -box.x[0]],
    [-1, 0, box.x[1]],
    [0, 1, -box.y[0]],
    [0, -1, box.y[1]],
    ...above,
  ];
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [a1, a2, c] of walls) {
    const value = a1 * start[0] + a2 * start[1] + c;
    const slope = a1 * along[0] + a2 * along[1];
    if (Math.abs(slope) < 1e-12) {
      if (value < 0) return null;
    } else if (slope > 0) from = Math.max(from, -value / slope);
    else to = Math.min(to, -value / slope);
  }
  if (!(from < to)) return null;
  return [
    [start[0] + from * along[0], start[1] + from * along[1]],
    [start[0] + to * along[0], start[1] + to * along[1]],
  ];
}

/**
 * Where two of the scores are equal and no other is higher.
 *
 * @param {readonly (readonly number[])[]} weight  (classes, 2)
 * @param {readonly number[]} bias
 * @param {Box} box
 */
export function ties(weight, bias, box) {
  /** @type {(i: number, j: number) => Line} */
  const difference = (i, j) => [
    weight[i][0] - weight[j][0],
    weight[i][1] - weight[j][1],
    bias[i] - bias[j],
  ];
  /** @type {[Point, Point][]} */
  const found = [];
  for (let i = 0; i < bias.length; i++)
    for (let j = i + 1; j < bias.length; j++) {
      const others = bias.flatMap((_, k) => (k === i || k === j ? [] : [difference(i, k)]));
      const part = segment(difference(i, j), box, others);
      if (part !== null) found.push(part);
    }
  return found;
}

/**
 * The point of a line that is nearest to a point; the point itself where there is no line.
 *
 * @param {Line} line
 * @param {Point} point
 * @returns {Point}
 */
export function nearest([w1, w2, b], [x, y]) {
  const square = w1 * w1 + w2 * w2;
  if (!(square > 1e-18)) return [x, y];
  const away = (w1 * x + w2 * y + b) / square;
  return [x - away * w1, y - away * w2];
}

/**
 * The line moved so that it goes through a point.
 *
 * @param {Line} line
 * @param {Point} point
 * @returns {Line}
 */
export function through([w1, w2], [x, y]) {
  return [w1, w2, -(w1 * x + w2 * y)];
}

/**
 * The line turned about a point by an angle in radians, counter-clockwise.
 *
 * @param {Line} line
 * @param {Point} about
 * @param {number} angle
 * @returns {Line}
 */
export function turned([w1, w2, b], about, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const value = w1 * about[0] + w2 * about[1] + b;
  const [v1, v2] = [cos * w1 - sin * w2, sin * w1 + cos * w2];
  return [v1, v2, value - v1 * about[0] - v2 * about[1]];
}

/**
 * Pieces of the line where a grid of numbers is 0, by marching squares.
 *
 * @param {Float64Array} values  size * size
 * @param {number} size
 * @param {(row: number, column: number, x: number, y: number, u: number, v: number) => void} piece
 *   from (x, y) to (u, v), each 0 .. 1 within the cell that begins at this row and column
 */
export function zeroLines(values, size, piece) {
  for (let row = 0; row + 1 < size; row++)
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const a = values[at];
      const b = values[at + 1];
      const c = values[at + size + 1];
      const d = values[at + size];
      const signs = (a > 0 ? 1 : 0) + (b > 0 ? 2 : 0) + (c > 0 ? 4 : 0) + (d > 0 ? 8 : 0);
      if (signs === 0 || signs === 15) continue;
      /** @type {number[]} */
      const ends = [];
      if (a > 0 !== b > 0) ends.push(a / (a - b), 0);
      if (b > 0 !== c > 0) ends.push(1, b / (b - c));
      if (d > 0 !== c > 0) ends.push(d / (d - c), 1);
      if (a > 0 !== d > 0) ends.push(0, a / (a - d));
      for (let i = 0; i + 3 < ends.length; i += 4)
        piece(row, column, ends[i], ends[i + 1], ends[i + 2], ends[i + 3]);
    }
}
