/**
 * What a slider says, told apart from what it was told.
 *
 * A slider of ipywidgets rounds the number that it is given to its steps, and reports the rounded one
 * as if a hand had moved it there: a weight of 1/9 would become 0.11 by being shown. So a slider gets
 * a trait of its own, which holds the nearest step, and its report counts only when it is another.
 */

import { onChange } from "./dom.js";

/** @typedef {import("./dom.js").Model} Model */

/** Steps that sliders have: where noise of floating point ends. */
const DECIMALS = 6;

/**
 * The step that a slider shows for a number.
 *
 * @param {number} value
 * @param {number} step
 */
export function nearestStep(value, step) {
  return Number((Math.round(value / step) * step).toFixed(DECIMALS));
}

/**
 * @param {number} said  what the slider reports
 * @param {number} exact  what the number is
 * @param {number} step
 * @returns {number | null}  what it was moved to; null where it shows no more than what is
 */
export function movedTo(said, exact, step) {
  if (!Number.isFinite(said)) return null;
  const next = nearestStep(said, step);
  return next === nearestStep(exact, step) ? null : next;
}

/**
 * Tie a trait to where its slider stands, `_slid_<name>`: the slider follows the trait, and leads it
 * only where a hand moved it. Once a model; see `link_exact` in base.py.
 *
 * @param {Model} model
 * @param {string} name
 * @param {{ step: number, least: number, most: number }} slider
 * @param {AbortSignal} signal
 */
export function keepExact(model, name, { step, least, most }, signal) {
  const slid = `_slid_${name}`;
  const held = () => Math.min(Math.max(model.get(name), least), most);
  onChange(model, [name], () => model.set(slid, nearestStep(held(), step)), signal);
  onChange(
    model,
    [slid],
    () => {
      const moved = movedTo(model.get(slid), held(), step);
      if (moved !== null) model.set(name, moved);
    },
    signal,
  );
}
