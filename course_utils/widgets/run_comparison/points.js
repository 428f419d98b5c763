/**
 * What is drawn of the runs: places on the axes, and which of them is nearest.
 */

/**
 * @typedef {object} Run  as the kernel tells it; null where it is not known
 * @property {string} name
 * @property {number} seeds
 * @property {number} accuracy
 * @property {number | null} spread
 * @property {number | null} seconds
 * @property {number | null} seconds_spread
 * @property {number | null} steps
 * @property {number | null} images
 * @property {number | null} speedup
 * @property {[number, number, number | null][]} curve  share of the run, accuracy, deviation
 * @property {number} points  of its loss curve
 * @property {number} width  steps a point
 */

// Pixels: ends that are nearer than that would have numbers that cover each other.
const TAG_WIDTH = 14;
const TAG_HEIGHT = 10;

/** @typedef {{ run: number, x: number, accuracy: number, spread: number | null, last: boolean }} Point */

/**
 * The points of the runs that are drawn, run by run, in the order of their curves.
 *
 * @param {readonly Run[]} runs
 * @param {"seconds" | "steps" | "images"} across
 * @param {readonly string[]} hidden
 * @returns {Point[]}
 */
export function pointsOf(runs, across, hidden) {
  return runs.flatMap((run, k) => {
    const whole = run[across];
    if (whole === null || hidden.includes(run.name)) return [];
    const end = { run: k, x: whole, accuracy: run.accuracy, spread: run.spread, last: true };
    const before = run.curve
      .filter(([share]) => share > 0 && share < 1)
      .map(([share, accuracy, spread]) => ({
        run: k,
        x: share * whole,
        accuracy,
        spread,
        last: false,
      }));
    return [...before, end];
  });
}

/**
 * The place in a list of the point that is nearest.
 *
 * @param {readonly [number, number][]} places
 * @param {number} x
 * @param {number} y
 */
export function nearest(places, x, y) {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(([px, py], k) => {
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance < least) [best, least] = [k, distance];
  });
  return best;
}

/**
 * Where an arrow key leads: left and right along a run, up and down to the next run.
 *
 * @param {readonly Point[]} points
 * @param {number} at
 * @param {string} key
 */
export function moved(points, at, key) {
  if (at < 0 || at >= points.length) return points.length - 1;
  const { run } = points[at];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const next = at + (key === "ArrowLeft" ? -1 : 1);
    return points[next]?.run === run ? next : at;
  }
  const names = [...new Set(points.map((point) => point.run))];
  const other = names[names.indexOf(run) + (key === "ArrowUp" ? -1 : 1)];
  return other === undefined ? at : points.findLastIndex((point) => point.run === other);
}

/**
 * The numbers to write beside the ends of runs: where ends nearly coincide, the first bears all.
 *
 * @param {readonly ([number, number] | null)[]} places  null for a run that is not drawn
 * @returns {string[]}  empty where nothing is to be written
 */
export function tagsOf(places) {
  /** @type {number[][]} */
  const bearers = places.map(() => []);
  places.forEach((place, k) => {
    if (place === null) return;
    const [x, y] = place;
    const bearer = places.findIndex(
      (other, at) =>
        other !== null &&
        (at === k || bearers[at].length > 0) &&
        Math.abs(other[0] - x) < TAG_WIDTH &&
        Math.abs(other[1] - y) < TAG_HEIGHT,
    );
    bearers[bearer].push(k + 1);
  });
  return bearers.map((numbers) => numbers.join(", "));
}
