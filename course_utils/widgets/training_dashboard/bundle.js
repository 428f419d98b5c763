// course_utils/widgets/_core/dom.js
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== void 0 && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}
function slots(...names) {
  return h(
    "div",
    { class: "cv-controls" },
    ...names.map((name) => h("div", { "data-control": name }))
  );
}
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey || event.shiftKey && event.key === "Enter";
    if (!command && event.key !== "Escape") event.stopPropagation();
  });
}
async function mountControls(model, root, signal) {
  keepKeys(root);
  const references = model.get("controls") ?? {};
  const manager = (
    /** @type {any} */
    model.widget_manager
  );
  await Promise.all(
    Object.entries(references).map(async ([name, reference]) => {
      const slot = root.querySelector(`[data-control="${name}"]`);
      if (slot === null) throw new Error(`No slot for the control '${name}'`);
      const child = await manager.get_model(reference.replace("IPY_MODEL_", ""));
      const view = await manager.create_view(child);
      if (signal.aborted) {
        view.remove();
        return;
      }
      const widget = view.luminoWidget ?? view.pWidget;
      const tell = (type) => widget.processMessage({ type, isConflatable: false, conflate: () => false });
      tell("before-attach");
      slot.append(view.el);
      tell("after-attach");
      nameSlider(view.el);
      signal.addEventListener("abort", () => {
        tell("before-detach");
        tell("after-detach");
        view.remove();
      });
    })
  );
}
function nameSlider(view) {
  const label2 = view.querySelector(".widget-label");
  if (label2 === null) return;
  label2.id ||= `cv-label-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  for (const part of view.querySelectorAll("[role=slider], .widget-readout")) {
    part.setAttribute("aria-labelledby", label2.id);
    if (!part.hasAttribute("role")) part.setAttribute("role", "textbox");
  }
}
function onChange(model, names, callback, signal) {
  for (const name of names) model.on(`change:${name}`, callback);
  signal.addEventListener("abort", () => {
    for (const name of names) model.off(`change:${name}`, callback);
  });
}
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
function number(value, decimals = 2) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
  const text = value.toFixed(decimals);
  const zero = Number(text) === 0;
  return zero ? text.replace("-", "") : text.replace("-", "−");
}
function tryNext(tries, finished) {
  const done = tries.map(() => false);
  const element = h("p", { class: "cv-try" });
  const show = () => {
    const next = done.indexOf(false);
    say(element, next < 0 ? finished : tries[next]);
  };
  show();
  return {
    element,
    /** @param {number} index  the try that the learner has just done */
    did(index) {
      if (done[index]) return;
      done[index] = true;
      show();
    }
  };
}

// course_utils/widgets/_core/frame.js
function oncePerFrame(paint) {
  let busy = false;
  let again = false;
  function request() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    requestAnimationFrame(() => {
      busy = false;
      if (again) {
        again = false;
        request();
      }
    });
    paint();
  }
  return request;
}
function paintWhileVisible(element, paint, signal) {
  let visible = true;
  let owed = false;
  const request = oncePerFrame(() => {
    if (signal.aborted) return;
    if (visible) paint();
    else owed = true;
  });
  const observer = new IntersectionObserver(
    (entries) => {
      visible = entries[entries.length - 1].isIntersecting;
      if (visible && owed) {
        owed = false;
        request();
      }
    },
    { rootMargin: "200px" }
  );
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
  return request;
}

// course_utils/widgets/_core/plot.js
var SVG = "http://www.w3.org/2000/svg";
function label(text, x, y, anchor) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", x);
  element.setAttribute("y", y);
  element.setAttribute("text-anchor", anchor);
  element.textContent = text;
  return element;
}
var Plot = class {
  /**
   * @param {object} options
   * @param {string} options.name  a stable name, `data-plot`, by which a test finds it
   * @param {number} [options.width]  in pixels where there is room; it shrinks with its panel
   * @param {number} [options.height]
   * @param {boolean} [options.margin]  room for `ticks` on the left and below
   */
  constructor({ name, width = 336, height = 100, margin = false }) {
    this.width = width;
    this.height = height;
    this.left = margin ? 36 : 0;
    this.bottom = margin ? 20 : 0;
    this.x = [0, 1];
    this.y = [0, 1];
    this.ticked = "";
    this.labels = [];
    this.paths = /* @__PURE__ */ new Map();
    this.element = document.createElementNS(SVG, "svg");
    this.element.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    this.element.setAttribute("class", "cv-plot");
    this.element.setAttribute("role", "img");
    this.element.dataset.plot = name;
  }
  /**
   * Follow the width of the page instead of shrinking, so that its numbers stay readable.
   *
   * @param {() => void} redraw  called when the width has changed
   * @param {AbortSignal} signal
   */
  fit(redraw, signal) {
    const observer = new ResizeObserver(() => {
      const width = Math.round(this.element.getBoundingClientRect().width);
      if (width === 0 || width === this.width) return;
      this.width = width;
      this.element.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
      this.ticked = "";
      redraw();
    });
    observer.observe(this.element);
    signal.addEventListener("abort", () => observer.disconnect());
  }
  /**
   * @param {[number, number]} x  what stands at the left and right edge
   * @param {[number, number]} y  what stands at the lower and upper edge
   */
  range(x, y) {
    this.x = x;
    this.y = y[1] > y[0] ? y : [y[0], y[0] + 1];
  }
  /** @param {number} value */
  #across(value) {
    const share = (value - this.x[0]) / (this.x[1] - this.x[0]);
    return (this.left + share * (this.width - this.left)).toFixed(2);
  }
  /** @param {number} value */
  #up(value) {
    const share = (value - this.y[0]) / (this.y[1] - this.y[0]);
    return ((1 - share) * (this.height - this.bottom)).toFixed(2);
  }
  /**
   * @param {string} name  the class of the path, too
   * @param {string} d
   */
  #draw(name, d) {
    let path = this.paths.get(name);
    if (path === void 0) {
      path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      this.paths.set(name, path);
      this.element.append(path);
    }
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }
  /**
   * Numbers along the axes, with a thin line across the plot at each.
   *
   * @param {{ at: number, text: string }[]} x
   * @param {{ at: number, text: string }[]} y
   */
  ticks(x, y) {
    const key = JSON.stringify([this.x, this.y, x, y]);
    if (key === this.ticked) return;
    this.ticked = key;
    const ends = [this.x, this.y];
    let d = "";
    const texts = [];
    for (const { at, text } of x) {
      d += `M${this.#across(at)} ${this.#up(ends[1][0])}V${this.#up(ends[1][1])}`;
      const anchor = at === ends[0][1] ? "end" : "middle";
      texts.push(label(text, this.#across(at), String(this.height - 5), anchor));
    }
    for (const { at, text } of y) {
      d += `M${this.#across(ends[0][0])} ${this.#up(at)}H${this.#across(ends[0][1])}`;
      const drop = at === ends[1][1] ? 10 : 4;
      texts.push(label(text, String(this.left - 5), String(Number(this.#up(at)) + drop), "end"));
    }
    this.#draw("cv-ticks", d);
    for (const old of this.labels) old.remove();
    this.labels = texts;
    this.element.append(...texts);
  }
  /**
   * Small discs.
   *
   * @param {string} name
   * @param {readonly [number, number][]} points
   */
  dots(name, points) {
    this.#draw(name, points.map(([x, y]) => `M${this.#across(x)} ${this.#up(y)}h0.01`).join(""));
  }
  /**
   * A line through points.
   *
   * @param {string} name
   * @param {ArrayLike<number>} xs
   * @param {ArrayLike<number>} ys
   */
  line(name, xs, ys) {
    let d = "";
    for (let i = 0; i < xs.length; i++)
      d += `${i === 0 ? "M" : "L"}${this.#across(xs[i])} ${this.#up(ys[i])}`;
    this.#draw(name, d);
  }
  /**
   * Steps: the number `values[i]` from `start + i` to `start + i + 1`.
   *
   * @param {string} name
   * @param {ArrayLike<number>} values
   * @param {number} [start]
   */
  steps(name, values, start = 0) {
    if (values.length === 0) {
      this.#draw(name, "");
      return;
    }
    let d = `M${this.#across(start)} ${this.#up(0)}`;
    for (let i = 0; i < values.length; i++)
      d += `V${this.#up(values[i])}H${this.#across(start + i + 1)}`;
    this.#draw(name, `${d}V${this.#up(0)}`);
  }
  /**
   * Columns that stand on the lower edge, side by side.
   *
   * @param {string} name
   * @param {readonly number[]} heights
   * @param {number} start  the left end of the first
   * @param {number} width  of each
   */
  columns(name, heights, start, width) {
    let d = "";
    for (let i = 0; i < heights.length; i++)
      if (heights[i] !== 0)
        d += `M${this.#across(start + i * width)} ${this.#up(this.y[0])}V${this.#up(heights[i])}H${this.#across(start + (i + 1) * width)}V${this.#up(this.y[0])}Z`;
    this.#draw(name, d);
  }
  /**
   * A block from the lower to a height.
   *
   * @param {string} name
   * @param {number} from
   * @param {number} to
   * @param {number} height
   */
  block(name, from, to, height) {
    this.#draw(
      name,
      `M${this.#across(from)} ${this.#up(0)}V${this.#up(height)}H${this.#across(to)}V${this.#up(0)}Z`
    );
  }
  /** @param {string} sentence  what the curves show now */
  describe(sentence) {
    if (this.element.getAttribute("aria-label") !== sentence)
      this.element.setAttribute("aria-label", sentence);
  }
};

// course_utils/widgets/training_dashboard/chart.js
var Chart = class {
  /** @param {string} name  by which a test finds the plot */
  constructor(name) {
    this.plot = new Plot({ name });
    this.plot.element.setAttribute("preserveAspectRatio", "none");
    this.marks = h("div", { "aria-hidden": true });
    this.element = h("div", { class: "cv-chart" }, this.plot.element, this.marks);
    this.pool = [];
    this.shown = 0;
  }
  /**
   * @param {object} axes
   * @param {[number, number]} axes.x
   * @param {[number, number]} axes.y
   * @param {readonly Mark[]} axes.across  marks below
   * @param {readonly Mark[]} axes.up  marks on the left, each with a line
   * @param {Mark} axes.guess  a dashed line
   */
  axes({ x, y, across, up, guess }) {
    this.plot.range(x, y);
    const left = ({ at }) => 100 * (at - x[0]) / (x[1] - x[0]);
    const top = ({ at }) => 100 * (1 - (at - y[0]) / (y[1] - y[0]));
    const place = [
      // A number at the right edge ends there, so that a phone does not cut it off.
      ...across.map((mark) => ({
        kind: left(mark) > 95 ? "x cv-mark-last" : "x",
        text: mark.text,
        css: `left:${left(mark)}%`
      })),
      ...up.map((mark) => ({ kind: "y", text: mark.text, css: `top:${top(mark)}%` })),
      { kind: "guess", text: guess.text, css: `top:${top(guess)}%` }
    ];
    place.forEach(({ kind, text, css }, index) => {
      this.pool[index] ??= this.marks.appendChild(h("span"));
      const mark = this.pool[index];
      const className = `cv-mark cv-number cv-mark-${kind}`;
      if (mark.className !== className) mark.className = className;
      if (mark.getAttribute("style") !== css) mark.setAttribute("style", css);
      say(mark, text);
      mark.hidden = false;
    });
    for (const spare of this.pool.slice(place.length)) spare.hidden = true;
    const xs = up.flatMap((_, k) => k % 2 === 0 ? [x[0], x[1]] : [x[1], x[0]]);
    const ys = up.flatMap(({ at }) => [at, at]);
    this.plot.line("cv-grid-lines", xs, ys);
    this.plot.line("cv-guess", x, [guess.at, guess.at]);
  }
  /**
   * A dot at each point: a line of no length, which a round end makes visible.
   *
   * @param {readonly number[]} xs
   * @param {readonly number[]} ys
   */
  dots(xs, ys) {
    const seen = this.shown;
    xs.forEach((x, k) => {
      this.plot.line(`cv-dots cv-dot-${k}`, [x, x], [ys[k], ys[k]]);
    });
    for (let k = xs.length; k < seen; k++) this.plot.line(`cv-dots cv-dot-${k}`, [], []);
    this.shown = xs.length;
  }
};

// course_utils/widgets/training_dashboard/curve.js
function trailingMean(values, window) {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    if (i >= window) sum -= values[i - window];
    means[i] = sum / Math.min(i + 1, window);
  }
  return means;
}
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10) * power;
}
function evenMarks(high, count) {
  const step = roundAbove(high / count);
  const marks = [];
  for (let k = 0; k * step <= high * (1 + 1e-9); k++) marks.push(Number((k * step).toPrecision(6)));
  return marks;
}
function logMarks(low, high) {
  const marks = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++)
    for (const factor of [1, 2, 5]) {
      const mark = Number((factor * 10 ** power).toPrecision(6));
      if (mark >= low * (1 - 1e-9) && mark <= high * (1 + 1e-9)) marks.push(mark);
    }
  return marks;
}

// course_utils/widgets/training_dashboard/strings.json
var strings_default = {
  smoothing: "smoothing",
  scale: "loss axis",
  linear: "linear",
  log: "logarithmic",
  step: "step",
  stepValue: "{step} of {steps}",
  epochs: "epochs",
  loss: "loss",
  rate: "images a second",
  left: "time left",
  accuracy: "test accuracy",
  unknown: "–",
  lossTitle: "Loss by step",
  lossNote: "line: mean of {smoothing} steps; grey: {raw}",
  eachStep: "each step",
  spread: "lowest to highest of {width} steps",
  accuracyTitle: "Test accuracy by step, in %",
  accuracyNote: "after each epoch, and at the end",
  guessing: "guessing",
  waiting: "Waiting for the first step.",
  training: "Training.",
  finished: "Finished after {steps} steps and {time} of training.",
  silent: "No step for more than three seconds: the network is being evaluated, or training was stopped.",
  lossLabel: "Loss over the steps: {loss} at step {step} of {steps}, mean of the last {smoothing} steps; it began at {first}. Guessing would give {guess}.",
  lossWaiting: "Loss over the steps; no step has been taken yet.",
  accuracyLabel: "Test accuracy in percent, by step: {list}. Guessing would give {guess}.",
  accuracyEntry: "{accuracy} at step {step}",
  accuracyWaiting: "Test accuracy in percent; not measured yet.",
  tries: [
    "Try it: run the training below, and come back here while it runs.",
    "Next: take the smoothing down to 1. That is all the optimiser sees at a step.",
    "Next: make the loss axis logarithmic. Where does a halving of the loss stand now?"
  ],
  triesDone: "You have seen how rough single steps are, and that their mean falls all the same."
};

// course_utils/widgets/training_dashboard/view.js
var SILENCE = 3;
var LOG = 1;
var FACTS = ["step", "epochs", "loss", "rate", "left", "accuracy"];
var grouped = (value) => Math.round(value).toLocaleString("en-GB");
function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
var percent = (share) => `${number(100 * share, 1)} %`;
function curveOf(bytes) {
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  );
  const column = (k) => numbers.filter((_, index) => index % 3 === k);
  return { lowest: column(0), mean: column(1), highest: column(2) };
}
async function render({ model, el, signal }) {
  const facts = Object.fromEntries(
    FACTS.map((name) => [name, h("span", { class: "cv-number", "data-fact": name })])
  );
  facts.step.classList.add("cv-wide");
  const loss = new Chart("loss");
  const accuracy = new Chart("accuracy");
  const lossNote = h("span", { class: "cv-note" });
  const state = h("p", { class: "cv-message", role: "status" });
  const tries = tryNext(strings_default.tries, strings_default.triesDone);
  const root = h(
    "section",
    { class: "cv cv-training-dashboard", "aria-label": "TrainingDashboard" },
    tries.element,
    h(
      "div",
      { class: "cv-facts" },
      ...FACTS.map((name) => h("div", {}, h("span", {}, strings_default[name]), facts[name]))
    ),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.lossTitle, lossNote),
        loss.element,
        slots("smoothing", "scale")
      ),
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings_default.accuracyTitle,
          h("span", { class: "cv-note" }, strings_default.accuracyNote)
        ),
        accuracy.element
      )
    ),
    state
  );
  el.append(root);
  let heard = performance.now();
  const now = () => model.get("now").step === void 0 ? null : model.get("now");
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
    paintState();
  }
  function paintFacts(run, lossNow) {
    const last = model.get("accuracies").at(-1);
    const unknown = strings_default.unknown;
    say(
      facts.step,
      run ? fill(strings_default.stepValue, { step: grouped(run.step), steps: grouped(run.steps) }) : unknown
    );
    say(facts.epochs, run ? number(run.epochs, 2) : unknown);
    say(facts.loss, lossNow === void 0 ? unknown : number(lossNow, 3));
    say(facts.rate, run ? grouped(run.rate) : unknown);
    say(facts.left, run ? clock(run.left) : unknown);
    say(facts.accuracy, last ? percent(last[1]) : unknown);
  }
  function paintLoss(run, curve, steps, smooth, guess, width) {
    const log = model.get("scale") === LOG;
    const most = Math.max(guess * 1.08, ...smooth);
    const least = Math.max(Math.min(guess / 2, ...smooth), 1e-6);
    const up = log ? logMarks(least / 2, most * 1.3) : evenMarks(most * 1.05, 6);
    const on = (value) => log ? Math.log10(Math.max(value, 1e-9)) : value;
    loss.axes({
      x: [0, run?.steps ?? 1],
      y: log ? [on(least * 0.8), on(most * 1.3)] : [0, most * 1.05],
      across: run ? evenMarks(run.steps, 5).map((at) => ({ at, text: grouped(at) })) : [],
      up: up.filter((at) => !log || at >= least * 0.8).map((at) => ({ at: on(at), text: String(at) })),
      guess: { at: on(guess), text: `${strings_default.guessing} ${number(guess, 2)}` }
    });
    const each = width === 1;
    const back = [...steps].reverse();
    loss.plot.line("cv-raw cv-each", each ? steps : [], each ? curve.mean.map(on) : []);
    loss.plot.line(
      "cv-raw",
      each ? [] : [...steps, ...back],
      each ? [] : [...curve.highest, ...[...curve.lowest].reverse()].map(on)
    );
    loss.plot.line("cv-smooth", steps, smooth.map(on));
    const smoothing = model.get("smoothing");
    const raw = each ? strings_default.eachStep : fill(strings_default.spread, { width });
    say(lossNote, fill(strings_default.lossNote, { smoothing: grouped(smoothing), raw }));
    loss.plot.describe(
      run && smooth.length > 0 ? fill(strings_default.lossLabel, {
        loss: number(smooth[smooth.length - 1], 3),
        step: grouped(run.step),
        steps: grouped(run.steps),
        smoothing: grouped(smoothing),
        first: number(curve.mean[0], 3),
        guess: number(guess, 2)
      }) : strings_default.lossWaiting
    );
  }
  function paintAccuracy(run, guess) {
    const measured = (
      /** @type {[number, number][]} */
      model.get("accuracies")
    );
    const steps = run?.steps ?? 1;
    accuracy.axes({
      x: [0, steps * 1.04],
      y: [0, 100],
      across: run ? evenMarks(steps, 2).map((at) => ({ at, text: grouped(at) })) : [],
      up: [0, 20, 40, 60, 80, 100].map((at) => ({ at, text: String(at) })),
      guess: { at: 100 * guess, text: `${strings_default.guessing} ${number(100 * guess, 0)} %` }
    });
    const xs = measured.map(([step]) => step);
    const ys = measured.map(([, share]) => 100 * share);
    accuracy.plot.line("cv-accuracy", xs, ys);
    accuracy.dots(xs, ys);
    accuracy.plot.describe(
      measured.length > 0 ? fill(strings_default.accuracyLabel, {
        list: measured.map(
          ([step, share]) => fill(strings_default.accuracyEntry, { accuracy: percent(share), step: grouped(step) })
        ).join(", "),
        guess: percent(guess)
      }) : strings_default.accuracyWaiting
    );
  }
  function paintState() {
    const run = now();
    const silent = Math.floor((performance.now() - heard) / 1e3);
    if (run === null) say(state, strings_default.waiting);
    else if (run.step === run.steps)
      say(state, fill(strings_default.finished, { steps: grouped(run.steps), time: clock(run.seconds) }));
    else if (silent < SILENCE) say(state, strings_default.training);
    else say(state, strings_default.silent);
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["now", "accuracies", "_points", "_width"], request, signal);
  onChange(model, ["smoothing", "scale"], request, signal);
  onChange(
    model,
    ["now"],
    () => {
      heard = performance.now();
      if (now()) tries.did(0);
    },
    signal
  );
  onChange(model, ["smoothing"], () => model.get("smoothing") === 1 && tries.did(1), signal);
  onChange(model, ["scale"], () => model.get("scale") === LOG && tries.did(2), signal);
  const timer = setInterval(paintState, 1e3);
  signal.addEventListener("abort", () => clearInterval(timer));
  paint();
  await mountControls(model, root, signal);
}
var view_default = { render };
export {
  view_default as default
};
