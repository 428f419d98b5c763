/**
 * ActivationLab: a function and its derivative, and what ten layers of it do to numbers and gradients.
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
import { ACTIVATION_NAMES, activations, Stack } from "../_core/ops.js";
import { Plot } from "../_core/plot.js";
import { keepExact, movedTo, nearestStep } from "../_core/slider.js";
import { histogram, LayerTable, size, timesOf } from "./sizes.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").StackRun} StackRun */

const EDGE = 6;
const X_STEP = 0.05;
/** The scale and the slider of its logarithm, as on the Python side. */
const LEAST = 0.1;
const MOST = 4;
const STEP = 0.01;
const MOST_LOG = 0.6;
const BINS = 48;
/** @type {[string, number][]} */
const PRESETS = [
  ["presetXavier", 1],
  ["presetHe", Math.SQRT2],
  ["presetSmall", 0.3],
  ["presetLarge", 3],
];
const XS = Float64Array.from({ length: 241 }, (_, i) => -EDGE + (i * EDGE) / 120);
const RANGES = /** @type {Record<string, [number, number]>} */ ({
  sigmoid: [-0.25, 1.25],
  tanh: [-1.25, 1.25],
  identity: [-6, 6],
});
const SLOPES = /** @type {[number, number]} */ ([-0.25, 1.25]);
const WATCHED = ["activation", "x", "scale", "layer", "_weights"];

/** @param {DataView} view */
function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** @param {number} scale */
const onSlider = (scale) => Math.min(nearestStep(Math.log10(scale), STEP), MOST_LOG);

/** @param {Model} model @param {number} scale */
function setScale(model, scale) {
  update(model, { scale, log_scale: onSlider(scale) });
}

/**
 * One stack for all views of a model; what did not change is not worked out again.
 *
 * @type {WeakMap<Model, { drawn: DataView, stack: Stack, key: string, result: StackRun }>}
 */
const stacks = new WeakMap();

/** @param {Model} model */
function ran(model) {
  const drawn = model.get("_weights");
  const name = ACTIVATION_NAMES[model.get("activation")];
  const scale = model.get("scale");
  const key = `${name} ${scale}`;
  let kept = stacks.get(model);
  if (kept?.drawn !== drawn || kept === undefined) {
    const [weights, inputs, arriving] = ["_weights", "_inputs", "_arriving"].map((trait) =>
      floats(model.get(trait)),
    );
    const stack = new Stack(model.get("_sizes"), weights, inputs, arriving);
    kept = { drawn, stack, key, result: stack.run(name, scale) };
    stacks.set(model, kept);
  } else if (kept.key !== key) {
    kept.key = key;
    kept.result = kept.stack.run(name, scale);
  }
  return kept;
}

/** Once a model: what follows from a control. */
function initialize(/** @type {{ model: Model, signal: AbortSignal }} */ { model, signal }) {
  keepExact(model, "x", { step: X_STEP, least: -EDGE, most: EDGE }, signal);
  const moved = () => {
    const log = model.get("log_scale");
    if (movedTo(log, onSlider(model.get("scale")), STEP) === null) return;
    update(model, { scale: Math.min(Math.max(10 ** log, LEAST), MOST) });
  };
  const typed = () => {
    const log = onSlider(model.get("scale"));
    if (model.get("log_scale") !== log) update(model, { log_scale: log });
  };
  onChange(model, ["log_scale"], moved, signal);
  onChange(model, ["scale"], typed, signal);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings.tryActivation, strings.tryScale, strings.tryHe, strings.tryLayer],
    strings.tryAll,
  );
  const curve = new Plot({ name: "function", height: 150, margin: true });
  const slope = new Plot({ name: "slope", height: 110, margin: true });
  const forward = new Plot({ name: "forward", height: 120, margin: true });
  const backward = new Plot({ name: "backward", height: 140, margin: true });
  const table = new LayerTable(model.get("_sizes").layers);
  const text = () => h("p", { class: "cv-note cv-number" });
  const value = h("span", { class: "cv-number", "data-value": true });
  const steep = h("span", { class: "cv-number", "data-slope": true });
  const notes = { histogram: text(), stack: text(), share: text() };
  const verdict = h("p", { class: "cv-message", role: "status" });
  const spread = h("p", { class: "cv-words cv-number" });
  const shares = h("p", { class: "cv-words cv-number" });
  const root = h(
    "section",
    { class: "cv cv-activation-lab", "aria-label": "ActivationLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.function),
        h("p", { class: "cv-readout" }, value),
        curve.element,
        h("p", { class: "cv-readout" }, steep),
        slope.element,
        slots("x", "activation"),
        notes.histogram,
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.stack),
        h("p", { class: "cv-note" }, strings.forward),
        forward.element,
        h("p", { class: "cv-note" }, strings.backward),
        backward.element,
        slots("log_scale", "scale"),
        h(
          "div",
          { class: "cv-row", role: "group", "aria-label": strings.presets },
          ...PRESETS.map(([name, scale]) =>
            h(
              "button",
              {
                class: "cv-button",
                type: "button",
                onclick: () => {
                  setScale(model, scale);
                  if (scale === Math.SQRT2) tries.did(2);
                },
              },
              strings[/** @type {"presetHe"} */ (name)],
            ),
          ),
        ),
        notes.stack,
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.numbers),
        table.element,
        notes.share,
        slots("layer"),
        verdict,
        spread,
        shares,
      ),
    ),
  );
  el.append(root);

  for (const plot of [curve, slope]) {
    const at = (/** @type {PointerEvent} */ event) => {
      const box = plot.element.getBoundingClientRect();
      const across = ((event.clientX - box.left) / box.width) * plot.width - plot.left;
      const x = -EDGE + (2 * EDGE * across) / (plot.width - plot.left);
      update(model, { x: nearestStep(Math.min(Math.max(x, -EDGE), EDGE), X_STEP) });
    };
    plot.element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      plot.element.setPointerCapture(event.pointerId);
      at(event);
    });
    plot.element.addEventListener("pointermove", (event) => {
      if (plot.element.hasPointerCapture(event.pointerId)) at(event);
    });
  }

  /** What the stack's picture was drawn for, and what the curves. */
  let drawn = "";
  let curved = "";
  /** @type {DataView | null} */
  let fresh = null;

  function paint() {
    const name = ACTIVATION_NAMES[model.get("activation")];
    const { stack, key, result, drawn: weights } = ran(model);
    const layer = model.get("layer");
    const now = [key, layer, curve.width, slope.width, forward.width, backward.width].join();
    if (now !== drawn || fresh !== weights) {
      fresh = weights;
      drawn = now;
      paintStack(name, stack, result, layer);
    }
    paintHere(name);
  }
  /** @param {import("../_core/ops.js").ActivationName} name */
  function paintHere(name) {
    const x = model.get("x");
    const here = activations[name];
    const [y, s] = [here.value(x), here.slope(x)];
    curve.line("cv-here", [x, x], curve.y);
    curve.dots("cv-point", [[x, y]]);
    slope.line("cv-here", [x, x], SLOPES);
    slope.dots("cv-point", [[x, s]]);
    const told = { name, x: number(x), value: number(y, 3), slope: number(s, 3) };
    say(value, fill(strings.value, told));
    say(steep, fill(strings.slope, told));
    curve.describe(fill(strings.functionLabel, told));
    slope.describe(fill(strings.slopeLabel, told));
  }

  /**
   * @param {import("../_core/ops.js").ActivationName} name
   * @param {Stack} stack
   * @param {StackRun} result
   * @param {number} layer
   */
  function paintStack(name, stack, result, layer) {
    const { counts, outside } = histogram(stack.before[layer - 1], -EDGE, EDGE, BINS);
    const most = Math.max(...counts, 1);
    const width = (2 * EDGE) / BINS;
    curve.range([-EDGE, EDGE], [0, 1]);
    curve.columns(
      "cv-histogram",
      counts.map((count) => (0.9 * count) / most),
      -EDGE,
      width,
    );
    paintCurves(name);
    say(
      notes.histogram,
      fill(strings.histogramNote, { layer }) +
        (outside > 0 ? ` ${fill(strings.outside, { share: number(100 * outside, 0) })}` : ""),
    );
    paintSizes(forward, "cv-forward", result.deviation, 0, layer);
    paintSizes(backward, "cv-backward", result.gradient, 1, layer);
    forward.describe(
      fill(strings.forwardLabel, { list: [...result.deviation].map(size).join(", "), layer }),
    );
    backward.describe(
      fill(strings.backwardLabel, { list: [...result.gradient].map(size).join(", "), layer }),
    );
    const { units, batch } = stack.sizes;
    say(
      notes.stack,
      fill(strings.stackNote, {
        units,
        batch,
        deviation: number(model.get("scale") / Math.sqrt(units), 3),
      }),
    );
    paintWords(name, result, layer);
  }

  /** @param {import("../_core/ops.js").ActivationName} name */
  function paintCurves(name) {
    const ends = RANGES[name] ?? [-1, 6];
    curve.range([-EDGE, EDGE], ends);
    const key = [name, curve.width, slope.width].join();
    if (key === curved) return;
    curved = key;
    const here = activations[name];
    const across = [-6, -3, 0, 3, 6].map((at) => ({ at, text: number(at, 0) }));
    const marks = ends[1] < 2 ? [-1, 0, 1] : [-6, -3, 0, 3, 6];
    const up = marks
      .filter((at) => at >= ends[0] && at <= ends[1])
      .map((at) => ({ at, text: number(at, 0) }));
    curve.ticks(across, up);
    curve.line("cv-curve", XS, XS.map(here.value));
    slope.range([-EDGE, EDGE], SLOPES);
    slope.ticks(across, [
      { at: 0, text: "0" },
      { at: 1, text: "1" },
    ]);
    slope.line("cv-slope", XS, XS.map(here.slope));
  }

  /**
   * @param {import("../_core/ops.js").ActivationName} name
   * @param {StackRun} result
   * @param {number} layer
   */
  function paintWords(name, { deviation, gradient, dead, flat }, layer) {
    const kind = name === "ReLU" ? "dead" : name in { sigmoid: 1, tanh: 1 } ? "flat" : "none";
    const third = kind === "dead" ? dead : kind === "flat" ? flat : null;
    table.show(
      deviation,
      gradient,
      third,
      kind === "flat" ? strings.headFlat : strings.headDead,
      layer,
    );
    say(notes.share, kind === "none" ? "" : kind === "dead" ? strings.deadNote : strings.flatNote);
    say(verdict, timesOf(gradient[0], gradient[gradient.length - 1]));
    say(
      spread,
      fill(strings.spread, {
        first: size(deviation[0]),
        last: size(deviation[deviation.length - 1]),
      }),
    );
    const mean = third === null ? 0 : third.reduce((sum, one) => sum + one, 0) / third.length;
    say(
      shares,
      third === null
        ? ""
        : fill(kind === "dead" ? strings.dead : strings.flat, {
            share: number(100 * mean, 1),
            name,
          }),
    );
  }

  const request = paintWhileVisible(root, paint, signal);
  for (const plot of [curve, slope, forward, backward]) plot.fit(request, signal);
  onChange(model, WATCHED, request, signal);
  onChange(model, ["activation"], () => tries.did(0), signal);
  onChange(model, ["scale"], () => model.get("scale") > 3.9 && tries.did(1), signal);
  onChange(model, ["layer"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}

/**
 * Sizes on a logarithmic scale, layer by layer.
 *
 * @param {Plot} plot
 * @param {string} name
 * @param {Float64Array} values
 * @param {number} first  the layer of the first value
 * @param {number} layer  the one looked at
 */
function paintSizes(plot, name, values, first, layer) {
  const logs = [...values].map((value) => Math.log10(Math.max(value, 1e-300)));
  const shown = logs.filter((log) => log > -300);
  const low = Math.min(-3, Math.floor(Math.min(...shown)));
  const high = Math.max(1, Math.ceil(Math.max(...shown)));
  const every = Math.ceil((high - low) / 4);
  plot.range([0, first + values.length - 1 + 0.3], [low, high]);
  const up = [];
  for (let at = 0; at <= high; at += every) up.push(at);
  for (let at = -every; at >= low; at -= every) up.push(at);
  plot.ticks(
    [0, 2, 4, 6, 8, 10].map((at) => ({ at, text: String(at) })),
    up.map((at) => ({ at, text: at === 0 ? "1" : `1e${number(at, 0)}` })),
  );
  const points = logs.map(
    (log, k) => /** @type {[number, number]} */ ([first + k, Math.max(log, low)]),
  );
  plot.line(
    name,
    points.map(([at]) => at),
    points.map(([, log]) => log),
  );
  plot.dots(`${name} cv-dot`, points);
  plot.dots("cv-point", [points[layer - first]]);
}

export default { initialize, render };
