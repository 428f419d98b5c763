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
      const view = await quietView(manager, child);
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
var making = /* @__PURE__ */ new WeakMap();
async function quietView(manager, control) {
  const others = making.get(control) ?? 0;
  if (others === 0 && control.get("continuous_update") !== true)
    return manager.create_view(control);
  making.set(control, others + 1);
  control.attributes.continuous_update = false;
  try {
    const view = await manager.create_view(control);
    const exact = view._validate_slide_value;
    if (exact !== void 0)
      view._validate_slide_value = (value) => Number(exact(value).toFixed(6));
    return view;
  } finally {
    const left = (making.get(control) ?? 1) - 1;
    making.set(control, left);
    if (left === 0) control.attributes.continuous_update = true;
  }
}
function nameSlider(view) {
  const label = view.querySelector(".widget-label");
  if (label === null) return;
  label.id ||= `cv-label-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  for (const part of view.querySelectorAll("[role=slider], .widget-readout")) {
    part.setAttribute("aria-labelledby", label.id);
    if (!part.hasAttribute("role")) part.setAttribute("role", "textbox");
  }
}
function onChange(model, names, callback, signal) {
  for (const name of names) model.on(`change:${name}`, callback);
  signal.addEventListener("abort", () => {
    for (const name of names) model.off(`change:${name}`, callback);
  });
}
function update(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
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

// course_utils/widgets/_core/ops/probabilities.js
function logSoftmax(logits, temperature = 1) {
  const out = new Float64Array(logits.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < logits.length; k++) largest = Math.max(largest, logits[k]);
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    out[k] = (logits[k] - largest) / temperature;
    sum += Math.exp(out[k]);
  }
  const log = Math.log(sum);
  for (let k = 0; k < out.length; k++) out[k] -= log;
  return out;
}
function softmax(logits, temperature = 1) {
  const out = logSoftmax(logits, temperature);
  for (let k = 0; k < out.length; k++) out[k] = Math.exp(out[k]);
  return out;
}
function naiveSoftmax(logits, temperature = 1) {
  const exponentials = Float64Array.from(logits, (logit2) => Math.exp(logit2 / temperature));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return { exponentials, sum, probabilities: exponentials.map((value) => value / sum) };
}
function smoothedTarget(label, classes, smoothing = 0) {
  const target = new Float64Array(classes).fill(smoothing / classes);
  target[label] += 1 - smoothing;
  return target;
}
function crossEntropy(logits, label, { temperature = 1, smoothing = 0 } = {}) {
  const log = logSoftmax(logits, temperature);
  const target = smoothedTarget(label, log.length, smoothing);
  let loss = 0;
  for (let k = 0; k < log.length; k++) if (target[k] !== 0) loss -= target[k] * log[k];
  return loss;
}
function crossEntropyGradient(logits, label, { temperature = 1, smoothing = 0 } = {}) {
  const out = softmax(logits, temperature);
  const target = smoothedTarget(label, out.length, smoothing);
  for (let k = 0; k < out.length; k++) out[k] = (out[k] - target[k]) / temperature;
  return out;
}

// course_utils/widgets/_core/slider.js
var DECIMALS = 6;
function nearestStep(value, step) {
  return Number((Math.round(value / step) * step).toFixed(DECIMALS));
}
function movedTo(said, exact, step) {
  if (!Number.isFinite(said)) return null;
  const next = nearestStep(said, step);
  return next === nearestStep(exact, step) ? null : next;
}
function keepExact(model, name, { step, least, most }, signal) {
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
    signal
  );
}

// course_utils/widgets/softmax_lab/strings.json
var strings_default = {
  logits: "Logits z",
  probabilities: "Probabilities p",
  gradient: "Loss and its gradient",
  classes: "classes",
  chosen_logit: "logit",
  typed_logit: "exact logit",
  added: "add to all",
  temperature: "temperature",
  smoothing: "smoothing",
  names: ["cat", "dog", "bird", "frog", "deer", "horse", "ship", "truck", "car", "plane"],
  otherName: "class {index}",
  logitLabel: "Logit of {name}",
  trueLabel: "{name} is the true class",
  between: "bars from {low} to {high}",
  logitsNote: "Drag a bar, or use the arrow keys on it. The dot marks the true class.",
  targetNote: "The thin line is the target.",
  definition: "p({name}) = exp((z − largest) / T) / Σ",
  stable: "= {top} / {sum} = {p}",
  naive: "Without taking off the largest: exp(z / T) / Σ",
  naiveNumbers: "= {top} / {sum} = {p}",
  naiveFails: "Here exp gives ∞, or 0 for every class: this form has no answer. The form above has.",
  naiveHolds: "Here both forms agree.",
  naiveAway: "Some exponentials are too small for a double and count as 0.",
  lossHead: "loss",
  lossPlain: "−log p({name}) = −({log})",
  lossSmooth: "−({first} · ({log}) + {rest} · ({logs}))",
  lossRule: "loss = −Σ target · log p",
  gradientRule: "gradient for each logit: (p − target) / T",
  presetLarge: "all at 10,000",
  presetApart: "10,000 apart",
  presetEqual: "all equal",
  presetStart: "start again",
  presets: "Logits to try",
  probabilitiesLabel: "Probabilities at temperature {temperature}: {list}.",
  gradientLabel: "Gradient of the loss, which is {loss}, for each logit: {list}.",
  entry: "{name} {value}",
  tryDrag: "Try it: drag the true class's bar until the loss is under 0.1.",
  tryTemperature: "Next: raise the temperature to 10, then lower it to 0.1. Which class leads, and by how much?",
  tryAdd: "Next: add a constant to all logits. What changes?",
  trySmoothing: "Next: raise the smoothing to 0.2 and find the logits at which every gradient is 0.",
  tryAll: "Now press '10,000 apart' with another true class: how large is the loss, and how large its gradient?"
};

// course_utils/widgets/softmax_lab/bars.js
function share(value, low, high) {
  return 100 * Math.min(Math.max((value - low) / (high - low), 0), 1);
}
function style(element, name, value) {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
var Row = class {
  constructor() {
    this.name = h("span", { class: "cv-bar-name" });
    this.fill = h("span", { class: "cv-bar" });
    this.zero = h("span", { class: "cv-bar-zero" });
    this.mark = h("span", { class: "cv-bar-mark", hidden: true });
    this.track = h("div", { class: "cv-track" }, this.fill, this.zero, this.mark);
    this.number = h("span", { class: "cv-number cv-bar-number" });
    this.element = h("div", { class: "cv-bar-row" }, this.name, this.track, this.number);
  }
  /**
   * @param {string} name
   * @param {number} value
   * @param {[number, number]} ends
   * @param {string} text
   * @param {boolean} here
   */
  show(name, value, [low, high], text, here) {
    say(this.name, name);
    const zero = share(0, low, high);
    const end = share(value, low, high);
    style(this.fill, "left", `${Math.min(zero, end).toFixed(2)}%`);
    style(this.fill, "width", `${Math.abs(end - zero).toFixed(2)}%`);
    style(this.zero, "left", `${zero.toFixed(2)}%`);
    this.fill.classList.toggle("cv-below", value < 0);
    this.element.classList.toggle("cv-here", here);
    say(this.number, text);
  }
};
var Bars = class {
  /**
   * @param {string} name  a stable name, by which a test finds it
   * @param {(row: Row, index: number) => void} [prepare]  called once for each new row
   */
  constructor(name, prepare) {
    this.prepare = prepare;
    this.rows = [];
    this.element = h("div", { class: `cv-bars cv-bars-${name}`, "data-grid": name });
  }
  /** @param {number} count */
  resize(count) {
    while (this.rows.length < count) {
      const row = new Row();
      this.prepare?.(row, this.rows.length);
      this.rows.push(row);
      this.element.append(row.element);
    }
    while (this.rows.length > count) this.rows.pop()?.element.remove();
  }
  /** @param {string} sentence  what the bars show now, for who cannot see them */
  describe(sentence) {
    if (this.element.getAttribute("role") === null) this.element.setAttribute("role", "img");
    if (this.element.getAttribute("aria-label") !== sentence)
      this.element.setAttribute("aria-label", sentence);
  }
};
var MovableBars = class extends Bars {
  /**
   * @param {object} options
   * @param {string} options.name
   * @param {(index: number) => number} options.valueAt  what a bar stands at now, painted or not
   * @param {(index: number, value: number) => void} options.onMove
   * @param {(index: number) => void} options.onSelect
   * @param {(index: number) => void} options.onTrue
   */
  constructor({ name, valueAt, onMove, onSelect, onTrue }) {
    super(name, (row, index) => this.#live(row, index));
    this.group = `cv-true-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    this.valueAt = valueAt;
    this.onMove = onMove;
    this.onSelect = onSelect;
    this.onTrue = onTrue;
    this.radios = [];
    this.span = 10;
    this.held = false;
  }
  /** A hundredth of the bars' length: 0.1 where they end at 10. */
  get step() {
    return this.span / 100;
  }
  /**
   * @param {Row} row
   * @param {number} index
   */
  #live(row, index) {
    const radio = h("input", {
      type: "radio",
      name: this.group,
      onchange: () => this.onTrue(index)
    });
    this.radios[index] = radio;
    row.element.prepend(h("label", { class: "cv-true" }, radio));
    const { track } = row;
    track.tabIndex = 0;
    track.setAttribute("role", "slider");
    track.addEventListener("focus", () => this.onSelect(index));
    const at = (event) => {
      const box = track.getBoundingClientRect();
      const value = (event.clientX - box.left) / box.width * 2 * this.span - this.span;
      this.#move(index, value);
    };
    track.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.held = true;
      track.setPointerCapture(event.pointerId);
      at(event);
    });
    track.addEventListener("pointermove", (event) => {
      if (this.held && track.hasPointerCapture(event.pointerId)) at(event);
    });
    track.addEventListener("lostpointercapture", () => {
      this.held = false;
    });
    track.addEventListener("keydown", (event) => {
      const next = this.#byKey(event.key, this.valueAt(index));
      if (next === null) return;
      event.preventDefault();
      this.#move(index, next);
    });
  }
  /**
   * @param {string} key
   * @param {number} value
   * @returns {number | null}
   */
  #byKey(key, value) {
    const { span, step } = this;
    if (key === "ArrowRight" || key === "ArrowUp") return value + step;
    if (key === "ArrowLeft" || key === "ArrowDown") return value - step;
    if (key === "PageUp") return value + 10 * step;
    if (key === "PageDown") return value - 10 * step;
    if (key === "Home") return -span;
    if (key === "End") return span;
    return null;
  }
  /**
   * @param {number} index
   * @param {number} value
   */
  #move(index, value) {
    const { span, step } = this;
    const held = Math.min(Math.max(value, -span), span);
    this.onMove(index, Number((Math.round(held / step) * step).toFixed(6)));
  }
  /**
   * @param {readonly number[]} values
   * @param {number} added  what the numbers beside the bars have on top
   * @param {readonly string[]} names
   * @param {number} selected
   * @param {number} label
   */
  show(values, added, names, selected, label) {
    this.resize(values.length);
    if (!this.held) this.span = ends(values);
    this.rows.forEach((row, k) => {
      const text = logit(values[k] + added);
      row.show(names[k], values[k], [-this.span, this.span], text, k === selected);
      const { track } = row;
      const told = {
        "aria-label": fill(strings_default.logitLabel, { name: names[k] }),
        "aria-valuemin": String(added - this.span),
        "aria-valuemax": String(added + this.span),
        "aria-valuenow": String(values[k] + added),
        "aria-valuetext": text
      };
      for (const [name, value] of Object.entries(told))
        if (track.getAttribute(name) !== value) track.setAttribute(name, value);
      const radio = this.radios[k];
      radio.checked = k === label;
      const sentence = fill(strings_default.trueLabel, { name: names[k] });
      if (radio.getAttribute("aria-label") !== sentence) radio.setAttribute("aria-label", sentence);
    });
  }
};
function ends(values) {
  const largest = Math.max(...values.map(Math.abs));
  let span = 10;
  while (span < largest) span *= 10;
  return span;
}
function logit(value, decimals = 2) {
  if (Math.abs(value) < 1e3) return number(value, decimals);
  const text = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  });
  return value < 0 ? `−${text}` : text;
}

// course_utils/widgets/softmax_lab/view.js
var STEP = 0.1;
var REACH = 10;
var LIMIT = 1e4;
var START = [2, 1, 0, -1];
var SLIDERS = {
  temperature: { step: 0.05, least: 0.1, most: 10 },
  smoothing: { step: 0.01, least: 0, most: 0.5 }
};
var WATCHED = ["logits", "added", "temperature", "smoothing", "label", "names", "selected"];
var onSlider = (value) => Math.min(Math.max(nearestStep(value, STEP), -REACH), REACH);
function short(value) {
  if (!Number.isFinite(value) || value === 0) return number(value, 0);
  if (value >= 1e-3 && value < 1e5) return number(value, 3);
  const [digits, power] = value.toExponential(2).split("e");
  return `${digits} · 10^${power.replace("+", "").replace("-", "−")}`;
}
function settle(model, logits) {
  const last = logits.length - 1;
  const selected = Math.min(model.get("selected"), last);
  update(model, {
    logits: [...logits],
    classes: logits.length,
    label: Math.min(model.get("label"), last),
    selected,
    chosen_logit: onSlider(logits[selected]),
    typed_logit: logits[selected]
  });
}
function setLogit(model, index, value) {
  if (model.get("logits")[index] === value) return;
  const logits = [...model.get("logits")];
  logits[index] = value;
  settle(model, logits);
}
function select(model, index) {
  if (model.get("selected") === index) return;
  const value = model.get("logits")[index];
  update(model, { selected: index, chosen_logit: onSlider(value), typed_logit: value });
}
function initialize({ model, signal }) {
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
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings_default.tryDrag, strings_default.tryTemperature, strings_default.tryAdd, strings_default.trySmoothing],
    strings_default.tryAll
  );
  const inputs = new MovableBars({
    name: "logits",
    valueAt: (index) => model.get("logits")[index],
    onMove: (index, value) => setLogit(model, index, value),
    onSelect: (index) => select(model, index),
    onTrue: (index) => update(model, { label: index })
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
  const preset = (name, press) => h("button", { class: "cv-button", type: "button", onclick: press }, name);
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
        h("h4", { class: "cv-title" }, strings_default.logits, notes.logits),
        inputs.element,
        h("p", { class: "cv-note" }, strings_default.logitsNote),
        slots("chosen_logit", "typed_logit", "added", "classes"),
        h(
          "div",
          { class: "cv-row", role: "group", "aria-label": strings_default.presets },
          preset(strings_default.presetLarge, () => update(model, { added: LIMIT })),
          preset(strings_default.presetApart, () => {
            model.set("added", 0);
            settle(
              model,
              model.get("logits").map(
                (_, k) => k === 0 ? LIMIT : k === 1 ? -LIMIT : 0
              )
            );
          }),
          preset(
            strings_default.presetEqual,
            () => settle(model, new Array(model.get("logits").length).fill(0))
          ),
          preset(strings_default.presetStart, () => {
            for (const [name, value] of [
              ["added", 0],
              ["temperature", 1],
              ["smoothing", 0]
            ])
              model.set(String(name), value);
            settle(model, START);
          })
        )
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.probabilities, notes.sum),
        shares.element,
        h("p", { class: "cv-note" }, strings_default.targetNote),
        slots("temperature"),
        h("div", { class: "cv-form" }, exact.rule, exact.numbers),
        h(
          "div",
          { class: "cv-form" },
          h("p", { class: "cv-note" }, strings_default.naive),
          naive.numbers,
          naive.verdict
        )
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.gradient, notes.gradient),
        slopes.element,
        h("p", { class: "cv-note" }, strings_default.gradientRule),
        slots("smoothing"),
        h(
          "div",
          { class: "cv-form" },
          h("p", { class: "cv-note" }, strings_default.lossRule),
          formula,
          loss
        )
      )
    )
  );
  el.append(root);
  function paint() {
    const logits = (
      /** @type {number[]} */
      model.get("logits")
    );
    const added = model.get("added");
    const label = model.get("label");
    const selected = model.get("selected");
    const temperature = model.get("temperature");
    const smoothing = model.get("smoothing");
    const scores = logits.map((value) => value + added);
    const given = model.get("names");
    const names = logits.map((_, k) => given[k] ?? fill(strings_default.otherName, { index: k }));
    const log = logSoftmax(scores, temperature);
    const p = log.map(Math.exp);
    const target = smoothedTarget(label, logits.length, smoothing);
    const options = { temperature, smoothing };
    const cost = crossEntropy(scores, label, options);
    const gradient = crossEntropyGradient(scores, label, options);
    inputs.show(logits, added, names, selected, label);
    say(
      notes.logits,
      fill(strings_default.between, { low: logit(added - inputs.span), high: logit(added + inputs.span) })
    );
    shares.resize(p.length);
    shares.rows.forEach((row, k) => {
      row.show(names[k], p[k], [0, 1], number(p[k], 3), k === selected);
      const place = `${(100 * target[k]).toFixed(2)}%`;
      if (row.mark.style.left !== place) row.mark.style.left = place;
    });
    shares.describe(
      fill(strings_default.probabilitiesLabel, {
        temperature: number(temperature),
        list: listed(names, p)
      })
    );
    say(notes.sum, fill(strings_default.between, { low: "0", high: "1" }));
    const reach2 = Math.max(1, 1 / temperature);
    const decimals = reach2 > 1 ? 2 : 3;
    slopes.resize(p.length);
    slopes.rows.forEach((row, k) => {
      row.show(
        names[k],
        gradient[k],
        [-reach2, reach2],
        number(gradient[k], decimals),
        k === selected
      );
    });
    slopes.describe(
      fill(strings_default.gradientLabel, { loss: logit(cost, 3), list: listed(names, gradient) })
    );
    say(notes.gradient, fill(strings_default.between, { low: number(-reach2, 1), high: number(reach2, 1) }));
    paintForms(names[selected], scores, selected, temperature, p[selected]);
    say(
      formula,
      smoothing === 0 ? fill(strings_default.lossPlain, { name: names[label], log: logit(log[label], 3) }) : fill(strings_default.lossSmooth, {
        first: number(target[label], 3),
        log: logit(log[label], 3),
        rest: number(smoothing / logits.length, 3),
        logs: [...log].filter((_, k) => k !== label).map((value, k) => k === 0 ? logit(value, 3) : `− ${logit(-value, 3)}`).join(" ")
      })
    );
    say(loss, `${strings_default.lossHead} = ${logit(cost, 3)}`);
    if (cost < 0.1 && smoothing === 0) tries.did(0);
  }
  function paintForms(name, scores, selected, temperature, p) {
    const largest = Math.max(...scores);
    const safe = naiveSoftmax(
      scores.map((score) => score - largest),
      temperature
    );
    say(exact.rule, fill(strings_default.definition, { name }));
    say(
      exact.numbers,
      fill(strings_default.stable, {
        top: short(safe.exponentials[selected]),
        sum: short(safe.sum),
        p: number(p, 3)
      })
    );
    const form = naiveSoftmax(scores, temperature);
    const found = form.probabilities[selected];
    say(
      naive.numbers,
      fill(strings_default.naiveNumbers, {
        top: short(form.exponentials[selected]),
        sum: short(form.sum),
        p: number(found, 3)
      })
    );
    const fails = form.probabilities.some((value) => Number.isNaN(value));
    const away = form.exponentials.some((value) => value === 0 || !Number.isFinite(value));
    const verdict = fails ? "naiveFails" : away ? "naiveAway" : "naiveHolds";
    say(naive.verdict, strings_default[verdict]);
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, WATCHED, request, signal);
  const did = (name, index, when) => onChange(model, [name], () => when(model.get(name)) && tries.did(index), signal);
  did("temperature", 1, (value) => value <= 0.1);
  did("added", 2, () => true);
  did("smoothing", 3, (value) => value >= 0.2);
  paint();
  await mountControls(model, root, signal);
}
function listed(names, values) {
  return names.map((name, k) => fill(strings_default.entry, { name, value: number(values[k], 3) })).join(", ");
}
var view_default = { initialize, render };
export {
  view_default as default
};
