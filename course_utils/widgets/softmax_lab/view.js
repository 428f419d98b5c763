/**
 * SoftmaxLab: logits that are moved, the probabilities, the loss, and its gradient.
 */
import {
  fill,
  h,
  mountControls,
  number,
  onChange,
  say,
  slots,
  tryNext,
  update,
} from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import {
  crossEntropy,
  crossEntropyGradient,
  logSoftmax,
  naiveSoftmax,
  smoothedTarget,
} from "../_core/ops.js";
import { keepExact, nearestStep } from "../_core/slider.js";
import { Bars, logit, MovableBars } from "./bars.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */

/** The logit slider's step and ends, as on the Python side. */
const STEP = 0.1;
const REACH = 10;
const LIMIT = 10_000;
const START = [2, 1, 0, -1];
/** The sliders beside, as on the Python side. */
const SLIDERS = {
  temperature: { step: 0.05, least: 0.1, most: 10 },
  smoothing: { step: 0.01, least: 0, most: 0.5 },
};
const WATCHED = ["logits", "added", "temperature", "smoothing", "label", "names", "selected"];

/** @param {number} value */
const onSlider = (value) => Math.min(Math.max(nearestStep(value, STEP), -REACH), REACH);

/**
 * An exponential of any size, in few characters.
 *
 * @param {number} value
 */
function short(value) {
  if (!Number.isFinite(value) || value === 0) return number(value, 0);
  if (value >= 1e-3 && value < 1e5) return number(value, 3);
  const [digits, power] = value.toExponential(2).split("e");
  return `${digits} · 10^${power.replace("+", "").replace("-", "−")}`;
}

/**
 * Let what else is shown follow the logits.
 *
 * @param {Model} model
 * @param {readonly number[]} logits
 */
function settle(model, logits) {
  const last = logits.length - 1;
  const selected = Math.min(model.get("selected"), last);
  update(model, {
    logits: [...logits],
    classes: logits.length,
    label: Math.min(model.get("label"), last),
    selected,
    chosen_logit: onSlider(logits[selected]),
    typed_logit: logits[selected],
  });
}

/**
 * @param {Model} model
 * @param {number} index
 * @param {number} value
 */
function setLogit(model, index, value) {
  if (model.get("logits")[index] === value) return;
  const logits = [...model.get("logits")];
  logits[index] = value;
  settle(model, logits);
}

/** @param {Model} model @param {number} index */
function select(model, index) {
  if (model.get("selected") === index) return;
  const value = model.get("logits")[index];
  update(model, { selected: index, chosen_logit: onSlider(value), typed_logit: value });
}

/** Once a model: what follows from a control. */
function initialize(/** @type {{ model: Model, signal: AbortSignal }} */ { model, signal }) {
  for (const [name, slider] of Object.entries(SLIDERS)) keepExact(model, name, slider, signal);
  const current = () => model.get("logits")[model.get("selected")];
  const slid = () => {
    const said = nearestStep(model.get("chosen_logit"), STEP);
    if (said !== onSlider(current())) setLogit(model, model.get("selected"), said);
  };
  const typed = () => {
    const value = model.get("typed_logit");
    if (Number.isFinite(value) && Math.abs(value) <= LIMIT)
      setLogit(model, model.get("selected"), value);
  };
  const counted = () => {
    const logits = model.get("logits");
    const count = model.get("classes");
    if (count !== logits.length)
      settle(model, [...logits, ...new Array(count).fill(0)].slice(0, count));
  };
  onChange(model, ["chosen_logit"], slid, signal);
  onChange(model, ["typed_logit"], typed, signal);
  onChange(model, ["classes"], counted, signal);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings.tryDrag, strings.tryTemperature, strings.tryAdd, strings.trySmoothing],
    strings.tryAll,
  );
  const inputs = new MovableBars({
    name: "logits",
    valueAt: (index) => model.get("logits")[index],
    onMove: (index, value) => setLogit(model, index, value),
    onSelect: (index) => select(model, index),
    onTrue: (index) => update(model, { label: index }),
  });
  const shares = new Bars("probabilities", (row) => {
    row.mark.hidden = false;
  });
  const slopes = new Bars("gradient");
  const text = () => h("p", { class: "cv-note cv-number" });
  const notes = { logits: text(), sum: text(), gradient: text() };
  const exact = { rule: text(), numbers: text() };
  const naive = { numbers: text(), verdict: text() };
  naive.numbers.dataset.naive = "";
  const loss = h("output", { class: "cv-loss cv-number", "data-loss": true });
  const formula = h("p", { class: "cv-formula cv-number" });
  const preset = (/** @type {string} */ name, /** @type {() => void} */ press) =>
    h("button", { class: "cv-button", type: "button", onclick: press }, name);
  const root = h(
    "section",
    { class: "cv cv-softmax-lab", "aria-label": "SoftmaxLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.logits, notes.logits),
        inputs.element,
        h("p", { class: "cv-note" }, strings.logitsNote),
        slots("chosen_logit", "typed_logit", "added", "classes"),
        h(
          "div",
          { class: "cv-row", role: "group", "aria-label": strings.presets },
          preset(strings.presetLarge, () => update(model, { added: LIMIT })),
          preset(strings.presetApart, () => {
            model.set("added", 0);
            settle(
              model,
              model
                .get("logits")
                .map((/** @type {number} */ _, /** @type {number} */ k) =>
                  k === 0 ? LIMIT : k === 1 ? -LIMIT : 0,
                ),
            );
          }),
          preset(strings.presetEqual, () =>
            settle(model, new Array(model.get("logits").length).fill(0)),
          ),
          preset(strings.presetStart, () => {
            for (const [name, value] of [
              ["added", 0],
              ["temperature", 1],
              ["smoothing", 0],
            ])
              model.set(String(name), value);
            settle(model, START);
          }),
        ),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.probabilities, notes.sum),
        shares.element,
        h("p", { class: "cv-note" }, strings.targetNote),
        slots("temperature"),
        h("div", { class: "cv-form" }, exact.rule, exact.numbers),
        h(
          "div",
          { class: "cv-form" },
          h("p", { class: "cv-note" }, strings.naive),
          naive.numbers,
          naive.verdict,
        ),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.gradient, notes.gradient),
        slopes.element,
        h("p", { class: "cv-note" }, strings.gradientRule),
        slots("smoothing"),
        h(
          "div",
          { class: "cv-form" },
          h("p", { class: "cv-note" }, strings.lossRule),
          formula,
          loss,
        ),
      ),
    ),
  );
  el.append(root);

  function paint() {
    const logits = /** @type {number[]} */ (model.get("logits"));
    const added = model.get("added");
    const label = model.get("label");
    const selected = model.get("selected");
    const temperature = model.get("temperature");
    const smoothing = model.get("smoothing");
    const scores = logits.map((value) => value + added);
    const given = model.get("names");
    const names = logits.map((_, k) => given[k] ?? fill(strings.otherName, { index: k }));
    const log = logSoftmax(scores, temperature);
    const p = log.map(Math.exp);
    const target = smoothedTarget(label, logits.length, smoothing);
    const options = { temperature, smoothing };
    const cost = crossEntropy(scores, label, options);
    const gradient = crossEntropyGradient(scores, label, options);

    inputs.show(logits, added, names, selected, label);
    say(
      notes.logits,
      fill(strings.between, { low: logit(added - inputs.span), high: logit(added + inputs.span) }),
    );

    shares.resize(p.length);
    shares.rows.forEach((row, k) => {
      row.show(names[k], p[k], [0, 1], number(p[k], 3), k === selected);
      const place = `${(100 * target[k]).toFixed(2)}%`;
      if (row.mark.style.left !== place) row.mark.style.left = place;
    });
    shares.describe(
      fill(strings.probabilitiesLabel, {
        temperature: number(temperature),
        list: listed(names, p),
      }),
    );
    say(notes.sum, fill(strings.between, { low: "0", high: "1" }));

    const reach = Math.max(1, 1 / temperature);
    const decimals = reach > 1 ? 2 : 3;
    slopes.resize(p.length);
    slopes.rows.forEach((row, k) => {
      row.show(
        names[k],
        gradient[k],
        [-reach, reach],
        number(gradient[k], decimals),
        k === selected,
      );
    });
    slopes.describe(
      fill(strings.gradientLabel, { loss: logit(cost, 3), list: listed(names, gradient) }),
    );
    say(notes.gradient, fill(strings.between, { low: number(-reach, 1), high: number(reach, 1) }));

    paintForms(names[selected], scores, selected, temperature, p[selected]);
    say(
      formula,
      smoothing === 0
        ? fill(strings.lossPlain, { name: names[label], log: logit(log[label], 3) })
        : fill(strings.lossSmooth, {
            first: number(target[label], 3),
            log: logit(log[label], 3),
            rest: number(smoothing / logits.length, 3),
            logs: [...log]
              .filter((_, k) => k !== label)
              .map((value, k) => (k === 0 ? logit(value, 3) : `− ${logit(-value, 3)}`))
              .join(" "),
          }),
    );
    say(loss, `${strings.lossHead} = ${logit(cost, 3)}`);
    if (cost < 0.1 && smoothing === 0) tries.did(0);
  }

  /**
   * The two ways to write softmax, with the numbers of the class in hand.
   *
   * @param {string} name
   * @param {number[]} scores
   * @param {number} selected
   * @param {number} temperature
   * @param {number} p
   */
  function paintForms(name, scores, selected, temperature, p) {
    const largest = Math.max(...scores);
    const safe = naiveSoftmax(
      scores.map((score) => score - largest),
      temperature,
    );
    say(exact.rule, fill(strings.definition, { name }));
    say(
      exact.numbers,
      fill(strings.stable, {
        top: short(safe.exponentials[selected]),
        sum: short(safe.sum),
        p: number(p, 3),
      }),
    );
    const form = naiveSoftmax(scores, temperature);
    const found = form.probabilities[selected];
    say(
      naive.numbers,
      fill(strings.naiveNumbers, {
        top: short(form.exponentials[selected]),
        sum: short(form.sum),
        p: number(found, 3),
      }),
    );
    const fails = form.probabilities.some((value) => Number.isNaN(value));
    const away = form.exponentials.some((value) => value === 0 || !Number.isFinite(value));
    const verdict = fails ? "naiveFails" : away ? "naiveAway" : "naiveHolds";
    say(naive.verdict, strings[verdict]);
  }

  const request = paintWhileVisible(root, paint, signal);
  onChange(model, WATCHED, request, signal);
  const did = (
    /** @type {string} */ name,
    /** @type {number} */ index,
    /** @type {(v: number) => boolean} */ when,
  ) => onChange(model, [name], () => when(model.get(name)) && tries.did(index), signal);
  did("temperature", 1, (value) => value <= 0.1);
  did("added", 2, () => true);
  did("smoothing", 3, (value) => value >= 0.2);
  paint();
  await mountControls(model, root, signal);
}

/**
 * @param {readonly string[]} names
 * @param {Float64Array} values
 */
function listed(names, values) {
  return names
    .map((name, k) => fill(strings.entry, { name, value: number(values[k], 3) }))
    .join(", ");
}

export default { initialize, render };
