/**
 * TrainingDashboard: loss, speed, time left and test accuracy of a run, while it runs.
 *
 * The kernel sends points of a curve; how they are smoothed and drawn is decided here, so that the
 * controls answer at once while the kernel trains.
 */

import { evenMarks, logMarks, trailingMean } from "../_core/curve.js";
import { fill, h, mountControls, number, onChange, say, slots, tryNext } from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { Raster } from "../_core/raster.js";
import { Chart } from "./chart.js";
import strings from "./strings.json";

/** Seconds without a step after which that is said. */
const SILENCE = 3;
const LOG = 1;
/** @type {readonly ("step" | "epochs" | "loss" | "accuracy" | "learning_rate" | "rate" | "left")[]} */
const FACTS = ["step", "epochs", "loss", "accuracy", "learning_rate", "rate", "left"];
/** Filters in a row: with 40 pixels each they fit a phone. */
const ABREAST = 8;
const FILTER_PIXELS = 40;

/** @typedef {{ step: number, steps: number, epochs: number, seconds: number, rate: number, left: number, learning_rate: number | null }} Now */

/** @param {number} value */
const grouped = (value) => Math.round(value).toLocaleString("en-GB");

/** @param {number} seconds */
function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * A rate with three digits, whatever its size.
 *
 * @param {number} value
 */
const sized = (value) => (value === 0 ? "0" : String(Number(value.toPrecision(3))));

/** @param {number} share */
const percent = (share) => `${number(100 * share, 1)} %`;

/**
 * The points of the curve as the kernel sent them.
 *
 * @param {DataView} bytes  float32: lowest, mean, highest, point after point
 */
function curveOf(bytes) {
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  const column = (/** @type {number} */ k) => numbers.filter((_, index) => index % 3 === k);
  return { lowest: column(0), mean: column(1), highest: column(2) };
}

/**
 * Filters in rows, a pixel between them, as red, green and blue planes from 0 to 1.
 *
 * @param {DataView} bytes  uint8 RGB, filter after filter
 * @param {readonly [number, number, number]} shape  filters, height, width
 */
function sheetOf(bytes, [count, height, width]) {
  const across = Math.min(count, ABREAST);
  const columns = across * (width + 1) - 1;
  const rows = Math.ceil(count / across) * (height + 1) - 1;
  const sheet = new Float32Array(3 * rows * columns);
  for (let k = 0; k < count; k++) {
    const top = Math.floor(k / across) * (height + 1);
    const left = (k % across) * (width + 1);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 3; c++)
          sheet[(c * rows + top + y) * columns + left + x] =
            bytes.getUint8(((k * height + y) * width + x) * 3 + c) / 255;
  }
  return { sheet, rows, columns, across };
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const facts = Object.fromEntries(
    FACTS.map((name) => [name, h("span", { class: "cv-number", "data-fact": name })]),
  );
  facts.step.classList.add("cv-wide");
  const loss = new Chart("loss");
  const accuracy = new Chart("accuracy");
  const lossNote = h("span", { class: "cv-note" });
  const state = h("p", { class: "cv-message", role: "status" });
  const filters = new Raster({ name: "filters" });
  const filtersPanel = h(
    "section",
    { class: "cv-panel cv-filters", hidden: true },
    h(
      "h4",
      { class: "cv-title" },
      strings.filtersTitle,
      h("span", { class: "cv-note" }, strings.filtersNote),
    ),
    filters.element,
  );
  /** What a button asked for and when; null once the kernel has met it.
   * @type {{ ask: "pause" | "go_on" | "stop", when: number } | null} */
  let asked = null;
  const buttons = slots("pause", "go_on", "stop");
  const place = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (buttons.querySelector(`[data-control=${name}]`));
  for (const ask of /** @type {const} */ (["pause", "go_on", "stop"]))
    place(ask).addEventListener("click", () => {
      if (place(ask).querySelector("button")?.disabled !== false) return;
      asked = { ask, when: performance.now() };
      if (ask === "pause") tries.did(3);
      paintState();
    });
  const tries = tryNext(strings.tries, strings.triesDone);
  const root = h(
    "section",
    { class: "cv cv-training-dashboard", "aria-label": "TrainingDashboard" },
    tries.element,
    h(
      "div",
      { class: "cv-facts" },
      ...FACTS.map((name) => h("div", {}, h("span", {}, strings[name]), facts[name])),
    ),
    h("div", { class: "cv-row cv-run" }, buttons, state),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.lossTitle, lossNote),
        loss.element,
        slots("smoothing", "scale"),
      ),
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings.accuracyTitle,
          h("span", { class: "cv-note" }, strings.accuracyNote),
        ),
        accuracy.element,
      ),
    ),
    filtersPanel,
  );
  el.append(root);

  let heard = performance.now();

  /** @returns {Now | null} */
  const now = () => (model.get("now").step === undefined ? null : model.get("now"));

  function paint() {
    const run = now();
    const classes = model.get("classes");
    const curve = curveOf(model.get("_points"));
    const width = model.get("_width");
    const steps = curve.mean.map((_, index) => (index + 1) * width);
    const window = Math.max(1, Math.floor(model.get("smoothing") / width + 0.5));
    const smooth = trailingMean(curve.mean, window);
    paintFacts(run, smooth.at(-1));
    paintLoss(run, curve, steps, smooth, Math.log(classes), width);
    paintAccuracy(run, 1 / classes);
    paintFilters(run);
    paintState();
  }

  /**
   * @param {Now | null} run
   * @param {number | undefined} lossNow
   */
  function paintFacts(run, lossNow) {
    const last = model.get("accuracies").at(-1);
    const unknown = strings.unknown;
    say(
      facts.step,
      run
        ? fill(strings.stepValue, { step: grouped(run.step), steps: grouped(run.steps) })
        : unknown,
    );
    say(facts.epochs, run ? number(run.epochs, 2) : unknown);
    say(facts.loss, lossNow === undefined ? unknown : number(lossNow, 3));
    say(facts.learning_rate, run?.learning_rate == null ? unknown : sized(run.learning_rate));
    say(facts.rate, run ? grouped(run.rate) : unknown);
    say(facts.left, run ? clock(run.left) : unknown);
    say(facts.accuracy, last ? percent(last[1]) : unknown);
  }

  /**
   * @param {Now | null} run
   * @param {ReturnType<typeof curveOf>} curve
   * @param {Float32Array} steps
   * @param {Float64Array} smooth
   * @param {number} guess
   * @param {number} width
   */
  function paintLoss(run, curve, steps, smooth, guess, width) {
    const log = model.get("scale") === LOG;
    const most = Math.max(guess * 1.08, ...smooth);
    const least = Math.max(Math.min(guess / 2, ...smooth), 1e-6);
    const up = log ? logMarks(least / 2, most * 1.3) : evenMarks(most * 1.05, 6);
    const on = (/** @type {number} */ value) => (log ? Math.log10(Math.max(value, 1e-9)) : value);
    loss.axes({
      x: [0, run?.steps ?? 1],
      y: log ? [on(least * 0.8), on(most * 1.3)] : [0, most * 1.05],
      across: run ? evenMarks(run.steps, 5).map((at) => ({ at, text: grouped(at) })) : [],
      up: up
        .filter((at) => !log || at >= least * 0.8)
        .map((at) => ({ at: on(at), text: String(at) })),
      guess: { at: on(guess), text: `${strings.guessing} ${number(guess, 2)}` },
    });
    const each = width === 1;
    const back = [...steps].reverse();
    loss.plot.line("cv-raw cv-each", each ? steps : [], each ? curve.mean.map(on) : []);
    loss.plot.line(
      "cv-raw",
      each ? [] : [...steps, ...back],
      each ? [] : [...curve.highest, ...[...curve.lowest].reverse()].map(on),
    );
    loss.plot.line("cv-smooth", steps, smooth.map(on));
    const smoothing = model.get("smoothing");
    const raw = each ? strings.eachStep : fill(strings.spread, { width });
    say(lossNote, fill(strings.lossNote, { smoothing: grouped(smoothing), raw }));
    loss.plot.describe(
      run && smooth.length > 0
        ? fill(strings.lossLabel, {
            loss: number(smooth[smooth.length - 1], 3),
            step: grouped(run.step),
            steps: grouped(run.steps),
            smoothing: grouped(smoothing),
            first: number(curve.mean[0], 3),
            guess: number(guess, 2),
          })
        : strings.lossWaiting,
    );
  }

  /**
   * @param {Now | null} run
   * @param {number} guess
   */
  function paintAccuracy(run, guess) {
    const measured = /** @type {[number, number][]} */ (model.get("accuracies"));
    const steps = run?.steps ?? 1;
    accuracy.axes({
      x: [0, steps * 1.04],
      y: [0, 100],
      across: run ? evenMarks(steps, 2).map((at) => ({ at, text: grouped(at) })) : [],
      up: [0, 20, 40, 60, 80, 100].map((at) => ({ at, text: String(at) })),
      guess: { at: 100 * guess, text: `${strings.guessing} ${number(100 * guess, 0)} %` },
    });
    const xs = measured.map(([step]) => step);
    const ys = measured.map(([, share]) => 100 * share);
    accuracy.plot.line("cv-accuracy", xs, ys);
    accuracy.dots(xs, ys);
    accuracy.plot.describe(
      measured.length > 0
        ? fill(strings.accuracyLabel, {
            list: measured
              .map(([step, share]) =>
                fill(strings.accuracyEntry, { accuracy: percent(share), step: grouped(step) }),
              )
              .join(", "),
            guess: percent(guess),
          })
        : strings.accuracyWaiting,
    );
  }

  /** @param {Now | null} run */
  function paintFilters(run) {
    const [count, height, width] = model.get("_filter_shape");
    filtersPanel.hidden = count === undefined;
    if (count === undefined || run === null) return;
    const drawn = sheetOf(model.get("_filters"), [count, height, width]);
    filters.showRgb(drawn.sheet, drawn.rows, drawn.columns);
    for (let x = width; x < drawn.columns; x += width + 1)
      filters.context.clearRect(x, 0, 1, drawn.rows);
    for (let y = height; y < drawn.rows; y += height + 1)
      filters.context.clearRect(0, y, drawn.columns, 1);
    filters.element.style.maxWidth = `${drawn.across * FILTER_PIXELS}px`;
    filters.describe(fill(strings.filtersLabel, { count, height, width, step: grouped(run.step) }));
  }

  function paintState() {
    const doing = /** @type {string} */ (model.get("state"));
    const running = doing === "training" || doing === "paused";
    const paused = doing === "paused";
    const [gone, come] = paused ? ["pause", "go_on"] : ["go_on", "pause"];
    const held = place(gone).contains(document.activeElement);
    place("pause").hidden = paused;
    place("go_on").hidden = !paused;
    for (const button of buttons.querySelectorAll("button")) button.disabled = !running;
    if (held && running) place(come).querySelector("button")?.focus();
    say(state, sentence(doing, running));
  }

  /**
   * @param {string} doing  what the control says; "idle" where the run was given none
   * @param {boolean} running
   */
  function sentence(doing, running) {
    const run = now();
    const silent = Math.floor((performance.now() - heard) / 1000) >= SILENCE;
    if (asked !== null && running) {
      if (performance.now() - asked.when > 1000 * SILENCE && doing === "training" && !silent)
        return strings.unheard;
      return { pause: strings.pausing, go_on: strings.goingOn, stop: strings.stopping }[asked.ask];
    }
    if (run === null) return running || doing === "idle" ? strings.waiting : strings.failed;
    const gaps = { step: grouped(run.step), steps: grouped(run.step), time: clock(run.seconds) };
    switch (doing) {
      case "paused":
        return fill(strings.paused, gaps);
      case "finished":
        return fill(strings.finished, gaps);
      case "stopped":
        return fill(strings.stopped, gaps);
      case "interrupted":
        return fill(strings.interrupted, gaps);
      case "diverged":
        return strings.diverged;
      case "failed":
        return strings.failed;
      case "training":
        return silent ? strings.evaluating : strings.training;
    }
    if (run.step === run.steps) return fill(strings.finished, gaps);
    return silent ? strings.silent : strings.training;
  }

  const request = paintWhileVisible(root, paint, signal);
  onChange(
    model,
    ["now", "accuracies", "_points", "_width", "_filters", "_filter_shape"],
    request,
    signal,
  );
  onChange(
    model,
    ["state"],
    () => {
      asked = null;
      paintState();
    },
    signal,
  );
  onChange(model, ["smoothing", "scale"], request, signal);
  onChange(
    model,
    ["now"],
    () => {
      heard = performance.now();
      if (now()) tries.did(0);
    },
    signal,
  );
  onChange(model, ["smoothing"], () => model.get("smoothing") === 1 && tries.did(1), signal);
  onChange(model, ["scale"], () => model.get("scale") === LOG && tries.did(2), signal);
  const timer = setInterval(paintState, 1000);
  signal.addEventListener("abort", () => clearInterval(timer));
  paint();
  await mountControls(model, root, signal);
  paintState();
}

export default { render };
