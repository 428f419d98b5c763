/**
 * What follows from what in LinearLab's model, worked out once a model: weights from the seed,
 * sliders from weights, weights from sliders.
 */
import { onChange } from "../_core/dom.js";
import { keepExact, movedTo, nearestStep } from "../_core/slider.js";
import { drawn } from "./network.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./geometry.js").Line} Line */
/** @typedef {import("../_core/dom.js").Model} Model */

export const STEP = 0.05;
const REACH = 8;
const WEIGHTS = /** @type {const} */ (["weight", "bias", "hidden_weight", "hidden_bias"]);
const LINE = ["w1", "w2", "b"];

/** @param {number} value */
const held = (value) => Math.min(Math.max(value, -REACH), REACH);

/** @param {Model} model */
export function dataOf(model) {
  /** @type {Record<string, { x: number[][], labels: number[], parted: boolean }>} */
  const sets = model.get("_sets");
  const name = Object.keys(sets)[model.get("data")];
  return { name, ...sets[name] };
}

/**
 * @param {Model} model
 * @returns {Network}
 */
export function networkOf(model) {
  const [weight, bias, hidden_weight, hidden_bias] = WEIGHTS.map((name) => model.get(name));
  return {
    classes: bias.length,
    hidden: hidden_bias.length,
    weight,
    bias,
    hidden_weight,
    hidden_bias,
  };
}

/**
 * Set traits in one go: whoever hears of one of them finds all of them changed.
 *
 * @param {Model} model
 * @param {Record<string, unknown>} values
 */
export function setTogether(model, values) {
  // The model's own `set` takes a table too, as Backbone's does; anywidget's type leaves it out.
  /** @type {any} */ (model).set(values);
}

/**
 * @param {Network} network
 * @returns {Record<string, unknown>}
 */
export function traitsOf(network) {
  return Object.fromEntries(WEIGHTS.map((name) => [name, network[name]]));
}

/**
 * The rows of weights and biases that see the plane itself: each is a line.
 *
 * @param {Network} network
 * @returns {Line[]}
 */
export function linesOf({ hidden, weight, bias, hidden_weight, hidden_bias }) {
  const [matrix, vector] = hidden > 0 ? [hidden_weight, hidden_bias] : [weight, bias];
  return matrix.map(([w1, w2], k) => [w1, w2, vector[k]]);
}

/**
 * @param {Model} model
 * @param {number} row
 * @param {Line} line
 */
export function setLine(model, row, [w1, w2, b]) {
  const [matrix, vector] =
    model.get("hidden") > 0 ? ["hidden_weight", "hidden_bias"] : ["weight", "bias"];
  setTogether(model, {
    [matrix]: model.get(matrix).with(row, [w1, w2]),
    [vector]: model.get(vector).with(row, b),
  });
}

/**
 * One number of the last layer, W and b side by side.
 *
 * @param {Model} model
 * @param {number} row
 * @param {number} column
 * @param {number} value
 */
export function setLast(model, row, column, value) {
  const weight = /** @type {number[][]} */ (model.get("weight"));
  if (column < weight[row].length)
    model.set("weight", weight.with(row, weight[row].with(column, value)));
  else model.set("bias", model.get("bias").with(row, value));
}

/** @param {Network} network */
export function lastOf({ weight, bias }) {
  return weight.map((row, k) => [...row, bias[k]]);
}

/** @param {Model} model */
export function drawAnew(model) {
  const classes = Math.max(...dataOf(model).labels) + 1;
  const hidden = model.get("hidden");
  const [row, column] = model.get("selected");
  setTogether(model, {
    classes,
    steps: 0,
    row: Math.min(model.get("row"), (hidden || classes) - 1),
    selected: [Math.min(row, classes - 1), Math.min(column, hidden || 2)],
    ...traitsOf(drawn(model.get("seed"), classes, hidden)),
  });
}

/** @param {import("@anywidget/types").InitializeProps<any>} props */
export function initialize({ model, signal }) {
  keepExact(model, "learning_rate", { step: STEP, least: 0.05, most: 2 }, signal);
  let settling = false;
  const settle = (/** @type {() => void} */ work) => {
    if (settling) return;
    settling = true;
    work();
    settling = false;
  };
  /** The numbers of the line in hand; null while half of a change has arrived. */
  const inHand = () => {
    const line = linesOf(networkOf(model))[model.get("row")];
    return line?.every(Number.isFinite) ? line : null;
  };
  const last = () => {
    const [row, column] = model.get("selected");
    const value = lastOf(networkOf(model))[row]?.[column];
    return Number.isFinite(value) ? value : null;
  };
  const follow = () => {
    const line = inHand();
    if (line !== null)
      LINE.forEach((name, i) => {
        model.set(name, nearestStep(held(line[i]), STEP));
      });
    const value = last();
    if (value !== null) model.set("chosen_weight", nearestStep(held(value), STEP));
  };
  onChange(
    model,
    ["data", "hidden", "seed"],
    () =>
      settle(() => {
        drawAnew(model);
        follow();
      }),
    signal,
  );
  onChange(model, [...WEIGHTS, "row", "selected"], () => settle(follow), signal);
  LINE.forEach((name, i) => {
    onChange(
      model,
      [name],
      () =>
        settle(() => {
          const line = inHand();
          if (line === null) return;
          const moved = movedTo(model.get(name), held(line[i]), STEP);
          if (moved === null) return;
          setLine(model, model.get("row"), /** @type {any} */ (line.with(i, moved)));
          follow();
        }),
      signal,
    );
  });
  onChange(
    model,
    ["chosen_weight"],
    () =>
      settle(() => {
        const exact = last();
        if (exact === null) return;
        const moved = movedTo(model.get("chosen_weight"), held(exact), STEP);
        if (moved === null) return;
        const [row, column] = model.get("selected");
        setLast(model, row, column, moved);
        follow();
      }),
    signal,
  );
}
