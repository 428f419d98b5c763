/**
 * What follows from what in a bank of filters: the traits of the controls, kept in line with it.
 */
import { onChange, update } from "../_core/dom.js";
import { resizedBank } from "../_core/ops.js";
import { movedTo, nearestStep } from "../_core/slider.js";
import presets from "./presets.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Bank} Bank */
/** @typedef {Bank[number]} Filter */
/** @typedef {[number, number, number]} Tap  channel, row, column */

export const PRESETS = /** @type {[string, Filter][]} */ (Object.entries(presets));
const CUSTOM = 0;
/** Of the sliders for weight and bias; what a cell shows has as many decimals. */
const STEP = 0.01;

/**
 * @param {Filter} filter
 * @param {number} rows
 * @param {number} columns
 * @returns {Filter}
 */
function resized(filter, rows, columns) {
  return resizedBank([filter], rows, columns)[0];
}

/**
 * The number of a filter in the list of presets, whatever zeros stand around it; 0 for none.
 *
 * @param {Filter} filter
 */
export function presetOf(filter) {
  const [rows, columns] = [filter[0].length, filter[0][0].length];
  const text = JSON.stringify(filter);
  return (
    PRESETS.findIndex(
      ([, preset]) =>
        preset[0].length <= rows &&
        preset[0][0].length <= columns &&
        JSON.stringify(resized(preset, rows, columns)) === text,
    ) + 1
  );
}

/**
 * @param {Bank} bank
 * @param {number} filter
 * @param {Tap} tap
 * @param {number} weight
 * @returns {Bank}
 */
export function withWeight(bank, filter, [channel, row, column], weight) {
  const kernel = bank[filter][channel];
  const line = kernel[row].with(column, weight);
  return bank.with(filter, bank[filter].with(channel, kernel.with(row, line)));
}

/**
 * @param {{ model: Model, signal: AbortSignal }} props
 */
export function initialize({ model, signal }) {
  let following = false; // rows are told before columns: between the two nothing is to be cut
  const get = () => ({
    bank: /** @type {Bank} */ (model.get("weight")),
    bias: /** @type {number[]} */ (model.get("bias")),
    filter: /** @type {number} */ (model.get("filter")),
    tap: /** @type {Tap} */ (model.get("selected")),
  });
  const on = (/** @type {string[]} */ names, /** @type {() => void} */ act) =>
    onChange(
      model,
      names,
      () => {
        if (!following) act();
      },
      signal,
    );

  function follow() {
    const { bank, bias, filter, tap } = get();
    const [rows, columns] = [bank[0][0].length, bank[0][0][0].length];
    const chosen = Math.min(filter, bank.length - 1);
    const place = /** @type {Tap} */ ([
      tap[0],
      Math.min(tap[1], rows - 1),
      Math.min(tap[2], columns - 1),
    ]);
    following = true;
    if (bias.length !== bank.length)
      model.set(
        "bias",
        bank.map((_, f) => bias[f] ?? 0),
      );
    model.set("filter", chosen);
    model.set("filters", bank.length);
    model.set("last_filter", bank.length - 1);
    model.set("rows", rows);
    model.set("columns", columns);
    model.set("selected", place);
    const weight = bank[chosen][place[0]][place[1]][place[2]];
    model.set("chosen_weight", weight);
    model.set("_slid_weight", nearestStep(weight, STEP));
    model.set("chosen_bias", bias[chosen] ?? 0);
    model.set("_slid_bias", nearestStep(bias[chosen] ?? 0, STEP));
    model.set("preset", presetOf(bank[chosen]));
    following = false;
  }

  on(["weight", "bias", "filter", "selected"], follow);
  on(["chosen_weight"], () => {
    const { bank, filter, tap } = get();
    const weight = model.get("chosen_weight");
    if (Number.isFinite(weight) && bank[filter][tap[0]][tap[1]][tap[2]] !== weight)
      model.set("weight", withWeight(bank, filter, tap, weight));
  });
  on(["_slid_weight"], () => {
    const { bank, filter, tap } = get();
    const exact = bank[filter][tap[0]][tap[1]][tap[2]];
    const weight = movedTo(model.get("_slid_weight"), exact, STEP);
    if (weight !== null) model.set("weight", withWeight(bank, filter, tap, weight));
  });
  on(["_slid_bias"], () => {
    const { bias, filter } = get();
    const next = movedTo(model.get("_slid_bias"), bias[filter], STEP);
    if (next !== null) model.set("bias", bias.with(filter, next));
  });
  on(["filters"], () => {
    const { bank } = get();
    const [rows, columns] = [bank[0][0].length, bank[0][0][0].length];
    const count = model.get("filters");
    if (count === bank.length) return;
    const more = PRESETS.slice(bank.length, count).map(([, preset]) =>
      resized(preset, rows, columns),
    );
    update(model, { weight: [...bank.slice(0, count), ...more] });
  });
  on(["rows", "columns"], () => {
    const { bank } = get();
    const [rows, columns] = [model.get("rows"), model.get("columns")];
    if (bank[0][0].length !== rows || bank[0][0][0].length !== columns)
      update(model, { weight: resizedBank(bank, rows, columns) });
  });
  on(["preset"], () => {
    const { bank, filter } = get();
    const index = model.get("preset");
    if (index === CUSTOM || index === presetOf(bank[filter])) return;
    const preset = PRESETS[index - 1][1];
    // All filters of a layer share one size: a larger preset makes room in each of them.
    const rows = Math.max(bank[0][0].length, preset[0].length);
    const columns = Math.max(bank[0][0][0].length, preset[0][0].length);
    const roomy = resizedBank(bank, rows, columns);
    update(model, { weight: roomy.with(filter, resized(preset, rows, columns)) });
  });
}
