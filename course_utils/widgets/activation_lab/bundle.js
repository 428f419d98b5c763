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

// course_utils/widgets/_core/ops/activations.js
var LEAK = 0.01;
var PEAK = 0.3989422804014327;
function sigmoid(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}
function erf(x) {
  return x < 0 ? -positiveErf(-x) : positiveErf(x);
}
function positiveErf(x) {
  if (!(x < 6)) return Number.isNaN(x) ? x : 1;
  const square = x * x;
  const bell = Math.exp(-square);
  if (x > 3) {
    let fraction = x;
    for (let k = 40; k > 0; k--) fraction = x + k / 2 / fraction;
    return 1 - bell / (Math.sqrt(Math.PI) * fraction);
  }
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-16; odd += 2) {
    term *= 2 * square / odd;
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * bell * sum;
}
function normalShare(x) {
  return 0.5 * (1 + erf(x * Math.SQRT1_2));
}
var activations = {
  ReLU: {
    value: (x) => Math.max(x, 0),
    slope: (x) => x > 0 ? 1 : 0
    // 0 at 0, as in PyTorch
  },
  "leaky ReLU": {
    value: (x) => x > 0 ? x : LEAK * x,
    slope: (x) => x > 0 ? 1 : LEAK
  },
  sigmoid: {
    value: sigmoid,
    slope: (x) => {
      const y = sigmoid(x);
      return y * (1 - y);
    }
  },
  tanh: {
    value: Math.tanh,
    slope: (x) => {
      const y = Math.tanh(x);
      return 1 - y * y;
    }
  },
  GELU: {
    value: (x) => x * normalShare(x),
    slope: (x) => normalShare(x) + x * PEAK * Math.exp(-0.5 * x * x)
  },
  identity: { value: (x) => x, slope: () => 1 }
};
var ACTIVATION_NAMES = (
  /** @type {const} */
  [
    "ReLU",
    "leaky ReLU",
    "sigmoid",
    "tanh",
    "GELU",
    "identity"
  ]
);

// course_utils/widgets/_core/ops/stack.js
var STEEPEST = (
  /** @type {Record<string, number>} */
  { sigmoid: 0.25, tanh: 1 }
);
function standardDeviation(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
function rootMeanSquare(values) {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares / values.length);
}
var Stack = class {
  /**
   * @param {StackSizes} sizes
   * @param {ArrayLike<number>} weights  standard normal, (layers, units, units): to, from
   * @param {ArrayLike<number>} inputs  (batch, units)
   * @param {ArrayLike<number>} seed  the gradient that arrives at the last layer's output, (batch, units)
   */
  constructor(sizes, weights, inputs, seed) {
    const { layers, units, batch } = sizes;
    this.sizes = sizes;
    this.weights = Float64Array.from(weights);
    this.inputs = Float64Array.from(inputs);
    this.seed = Float64Array.from(seed);
    const room = () => Array.from({ length: layers }, () => new Float64Array(batch * units));
    this.before = room();
    this.after = room();
    this.back = new Float64Array(batch * units);
    this.slopes = new Float64Array(batch * units);
    this.further = new Float64Array(batch * units);
  }
  /**
   * @param {import("./activations.js").ActivationName} name
   * @param {number} scale  weights have standard deviation scale / √units
   * @returns {StackRun}
   */
  run(name, scale) {
    const { layers, units, batch } = this.sizes;
    const factor = scale / Math.sqrt(units);
    const deviation = new Float64Array(layers + 1);
    const gradient = new Float64Array(layers);
    const dead = new Float64Array(layers);
    const flat = new Float64Array(layers);
    deviation[0] = standardDeviation(this.inputs);
    for (let layer = 0; layer < layers; layer++) {
      this.#forward(layer, factor, activations[name].value);
      deviation[layer + 1] = standardDeviation(this.after[layer]);
      dead[layer] = this.#silent(layer);
    }
    this.back.set(this.seed);
    const level = (STEEPEST[name] ?? Number.NEGATIVE_INFINITY) / 10;
    for (let layer = layers - 1; layer >= 0; layer--) {
      const { back, slopes } = this;
      const before = this.before[layer];
      const { slope } = activations[name];
      let under = 0;
      for (let i = 0; i < batch * units; i++) {
        slopes[i] = slope(before[i]);
        back[i] *= slopes[i];
        if (slopes[i] < level) under++;
      }
      flat[layer] = under / (batch * units);
      gradient[layer] = rootMeanSquare(back);
      if (layer > 0) this.#backward(layer, factor);
    }
    return { deviation, gradient, dead, flat };
  }
  /**
   * @param {number} layer
   * @param {number} factor
   * @param {(x: number) => number} value
   */
  #forward(layer, factor, value) {
    const { units, batch } = this.sizes;
    const from = layer === 0 ? this.inputs : this.after[layer - 1];
    const before = this.before[layer];
    const after = this.after[layer];
    const { weights } = this;
    const start = layer * units * units;
    for (let example = 0; example < batch; example++) {
      const row = example * units;
      for (let to = 0; to < units; to++) {
        const line = start + to * units;
        let sum = 0;
        for (let i = 0; i < units; i++) sum += weights[line + i] * from[row + i];
        const z = sum * factor;
        before[row + to] = z;
        after[row + to] = value(z);
      }
    }
  }
  /**
   * Make of `back`, the gradient of what a layer puts out before its activation, that of its input.
   *
   * @param {number} layer
   * @param {number} factor
   */
  #backward(layer, factor) {
    const { units, batch } = this.sizes;
    const { weights, back, further } = this;
    const start = layer * units * units;
    further.fill(0);
    for (let example = 0; example < batch; example++) {
      const row = example * units;
      for (let to = 0; to < units; to++) {
        const arrived = back[row + to] * factor;
        if (arrived === 0) continue;
        const line = start + to * units;
        for (let i = 0; i < units; i++) further[row + i] += arrived * weights[line + i];
      }
    }
    this.back = further;
    this.further = back;
  }
  /** @param {number} layer */
  #silent(layer) {
    const { units, batch } = this.sizes;
    const after = this.after[layer];
    let silent = 0;
    for (let unit = 0; unit < units; unit++) {
      let example = 0;
      while (example < batch && !(after[example * units + unit] > 0)) example++;
      if (example === batch) silent++;
    }
    return silent / units;
  }
};

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

// course_utils/widgets/activation_lab/strings.json
var strings_default = {
  function: "Function and derivative",
  stack: "Ten layers of it",
  numbers: "Layer by layer",
  activation: "activation",
  x: "x",
  log_scale: "log₁₀ scale",
  scale: "exact scale",
  layer: "layer",
  value: "f(x) = {value}",
  slope: "f′(x) = {slope}",
  functionName: "f",
  slopeName: "f′",
  histogramNote: "Drag in the curves to move x. Grey: how often each number comes into layer {layer}.",
  outside: "{share} % of them lie beyond this plot.",
  stackNote: "{units} units a layer, no bias, {batch} examples; weights drawn with standard deviation scale / √{units} = {deviation}.",
  forward: "Forward: standard deviation of what a layer puts out",
  backward: "Back: size of the gradient at each layer",
  presets: "Scales to try",
  presetXavier: "Xavier 1",
  presetHe: "He √2",
  presetSmall: "small 0.3",
  presetLarge: "large 3",
  headLayer: "layer",
  headForward: "forward",
  headBackward: "gradient",
  headDead: "dead",
  headFlat: "flat",
  deadNote: "Dead: share of the units that give 0 for every example of the batch.",
  flatNote: "Flat: share of the numbers at which the slope is under a tenth of the steepest.",
  shareNone: "–",
  less: "The gradient at the first layer is 1/{times} of that at the last.",
  more: "The gradient at the first layer is {times} times that at the last.",
  same: "The gradient at the first layer is as large as at the last.",
  none: "No gradient reaches the first layer: it is 0.",
  spread: "Forward, the standard deviation goes from {first} to {last}.",
  dead: "{share} % of all units are dead in this batch.",
  flat: "{share} % of all numbers lie where {name} is flat (saturated).",
  functionLabel: "{name} from −6 to 6; at x = {x} it is {value}.",
  slopeLabel: "Derivative of {name} from −6 to 6; at x = {x} it is {slope}.",
  forwardLabel: "Standard deviation of the input and of each of ten layers, on a logarithmic scale: {list}. Layer {layer} is marked.",
  backwardLabel: "Size of the gradient at each of ten layers, on a logarithmic scale: {list}. Layer {layer} is marked.",
  tryActivation: "Try it: change ReLU to sigmoid and read what becomes of the gradient at the first layer.",
  tryScale: "Next: with sigmoid, raise the scale to 4. Does that save the gradient?",
  tryHe: "Next: go back to ReLU and press He. Which scale keeps ReLU's gradient level, and which tanh's?",
  tryLayer: "Next: move the layer and watch the grey numbers under the curve gather, or spread.",
  tryAll: "Now find for each activation the scale at which the first layer gets as much as the last."
};

// course_utils/widgets/activation_lab/sizes.js
function size(value) {
  if (value === 0) return "0";
  if (value >= 1e-3 && value < 1e3) return number(value, value < 1 ? 4 : 2);
  return value.toExponential(1).replace("e+", "e").replace("-", "−");
}
function timesOf(first, last) {
  if (!(first > 0) || !(last > 0)) return strings_default.none;
  const ratio = first / last;
  if (ratio > 0.95 && ratio < 1.05) return strings_default.same;
  return fill(ratio < 1 ? strings_default.less : strings_default.more, {
    times: round(Math.max(ratio, 1 / ratio))
  });
}
function round(value) {
  if (value < 10) return number(value, 1);
  const digits = 10 ** (Math.floor(Math.log10(value)) - 1);
  return (Math.round(value / digits) * digits).toLocaleString("en-GB");
}
function histogram(values, low, high, bins) {
  const counts = new Array(bins).fill(0);
  let outside = 0;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i] - low) / (high - low) * bins);
    if (bin >= 0 && bin < bins) counts[bin]++;
    else outside++;
  }
  return { counts, outside: outside / values.length };
}
var LayerTable = class {
  /** @param {number} layers */
  constructor(layers) {
    this.third = h("th", { scope: "col" });
    this.cells = Array.from({ length: layers }, () => Array.from({ length: 3 }, () => h("td", {})));
    this.rows = this.cells.map(
      (cells, k) => h("tr", {}, h("th", { scope: "row" }, String(k + 1)), ...cells)
    );
    const heads = [strings_default.headLayer, strings_default.headForward, strings_default.headBackward];
    this.element = h(
      "table",
      { class: "cv-table", "data-grid": "layers", "aria-label": strings_default.numbers },
      h(
        "thead",
        {},
        h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)), this.third)
      ),
      h("tbody", {}, ...this.rows)
    );
  }
  /**
   * @param {Float64Array} deviation  of the input first
   * @param {Float64Array} gradient
   * @param {Float64Array | null} shares
   * @param {string} head  of the shares
   * @param {number} layer  the one looked at, from 1
   */
  show(deviation, gradient, shares, head, layer) {
    say(this.third, head);
    this.cells.forEach(([forward, backward, share], k) => {
      say(forward, size(deviation[k + 1]));
      say(backward, size(gradient[k]));
      say(share, shares === null ? strings_default.shareNone : `${number(100 * shares[k], 0)} %`);
      this.rows[k].classList.toggle("cv-here", k + 1 === layer);
    });
  }
};

// course_utils/widgets/activation_lab/view.js
var EDGE = 6;
var X_STEP = 0.05;
var LEAST = 0.1;
var MOST = 4;
var STEP = 0.01;
var MOST_LOG = 0.6;
var BINS = 48;
var PRESETS = [
  ["presetXavier", 1],
  ["presetHe", Math.SQRT2],
  ["presetSmall", 0.3],
  ["presetLarge", 3]
];
var XS = Float64Array.from({ length: 241 }, (_, i) => -EDGE + i * EDGE / 120);
var RANGES = (
  /** @type {Record<string, [number, number]>} */
  {
    sigmoid: [-0.25, 1.25],
    tanh: [-1.25, 1.25],
    identity: [-6, 6]
  }
);
var SLOPES = (
  /** @type {[number, number]} */
  [-0.25, 1.25]
);
var WATCHED = ["activation", "x", "scale", "layer", "_weights"];
function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}
var onSlider = (scale) => Math.min(nearestStep(Math.log10(scale), STEP), MOST_LOG);
function setScale(model, scale) {
  update(model, { scale, log_scale: onSlider(scale) });
}
var stacks = /* @__PURE__ */ new WeakMap();
function ran(model) {
  const drawn = model.get("_weights");
  const name = ACTIVATION_NAMES[model.get("activation")];
  const scale = model.get("scale");
  const key = `${name} ${scale}`;
  let kept = stacks.get(model);
  if (kept?.drawn !== drawn || kept === void 0) {
    const [weights, inputs, arriving] = ["_weights", "_inputs", "_arriving"].map(
      (trait) => floats(model.get(trait))
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
function initialize({ model, signal }) {
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
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings_default.tryActivation, strings_default.tryScale, strings_default.tryHe, strings_default.tryLayer],
    strings_default.tryAll
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
        h("h4", { class: "cv-title" }, strings_default.function),
        h("p", { class: "cv-readout" }, value),
        curve.element,
        h("p", { class: "cv-readout" }, steep),
        slope.element,
        slots("x", "activation"),
        notes.histogram
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.stack),
        h("p", { class: "cv-note" }, strings_default.forward),
        forward.element,
        h("p", { class: "cv-note" }, strings_default.backward),
        backward.element,
        slots("log_scale", "scale"),
        h(
          "div",
          { class: "cv-row", role: "group", "aria-label": strings_default.presets },
          ...PRESETS.map(
            ([name, scale]) => h(
              "button",
              {
                class: "cv-button",
                type: "button",
                onclick: () => {
                  setScale(model, scale);
                  if (scale === Math.SQRT2) tries.did(2);
                }
              },
              strings_default[
                /** @type {"presetHe"} */
                name
              ]
            )
          )
        ),
        notes.stack
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.numbers),
        table.element,
        notes.share,
        slots("layer"),
        verdict,
        spread,
        shares
      )
    )
  );
  el.append(root);
  for (const plot of [curve, slope]) {
    const at = (event) => {
      const box = plot.element.getBoundingClientRect();
      const across = (event.clientX - box.left) / box.width * plot.width - plot.left;
      const x = -EDGE + 2 * EDGE * across / (plot.width - plot.left);
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
  let drawn = "";
  let curved = "";
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
  function paintHere(name) {
    const x = model.get("x");
    const here = activations[name];
    const [y, s] = [here.value(x), here.slope(x)];
    curve.line("cv-here", [x, x], curve.y);
    curve.dots("cv-point", [[x, y]]);
    slope.line("cv-here", [x, x], SLOPES);
    slope.dots("cv-point", [[x, s]]);
    const told = { name, x: number(x), value: number(y, 3), slope: number(s, 3) };
    say(value, fill(strings_default.value, told));
    say(steep, fill(strings_default.slope, told));
    curve.describe(fill(strings_default.functionLabel, told));
    slope.describe(fill(strings_default.slopeLabel, told));
  }
  function paintStack(name, stack, result, layer) {
    const { counts, outside } = histogram(stack.before[layer - 1], -EDGE, EDGE, BINS);
    const most = Math.max(...counts, 1);
    const width = 2 * EDGE / BINS;
    curve.range([-EDGE, EDGE], [0, 1]);
    curve.columns(
      "cv-histogram",
      counts.map((count) => 0.9 * count / most),
      -EDGE,
      width
    );
    paintCurves(name);
    say(
      notes.histogram,
      fill(strings_default.histogramNote, { layer }) + (outside > 0 ? ` ${fill(strings_default.outside, { share: number(100 * outside, 0) })}` : "")
    );
    paintSizes(forward, "cv-forward", result.deviation, 0, layer);
    paintSizes(backward, "cv-backward", result.gradient, 1, layer);
    forward.describe(
      fill(strings_default.forwardLabel, { list: [...result.deviation].map(size).join(", "), layer })
    );
    backward.describe(
      fill(strings_default.backwardLabel, { list: [...result.gradient].map(size).join(", "), layer })
    );
    const { units, batch } = stack.sizes;
    say(
      notes.stack,
      fill(strings_default.stackNote, {
        units,
        batch,
        deviation: number(model.get("scale") / Math.sqrt(units), 3)
      })
    );
    paintWords(name, result, layer);
  }
  function paintCurves(name) {
    const ends = RANGES[name] ?? [-1, 6];
    curve.range([-EDGE, EDGE], ends);
    const key = [name, curve.width, slope.width].join();
    if (key === curved) return;
    curved = key;
    const here = activations[name];
    const across = [-6, -3, 0, 3, 6].map((at) => ({ at, text: number(at, 0) }));
    const marks = ends[1] < 2 ? [-1, 0, 1] : [-6, -3, 0, 3, 6];
    const up = marks.filter((at) => at >= ends[0] && at <= ends[1]).map((at) => ({ at, text: number(at, 0) }));
    curve.ticks(across, up);
    curve.line("cv-curve", XS, XS.map(here.value));
    slope.range([-EDGE, EDGE], SLOPES);
    slope.ticks(across, [
      { at: 0, text: "0" },
      { at: 1, text: "1" }
    ]);
    slope.line("cv-slope", XS, XS.map(here.slope));
  }
  function paintWords(name, { deviation, gradient, dead, flat }, layer) {
    const kind = name === "ReLU" ? "dead" : name in { sigmoid: 1, tanh: 1 } ? "flat" : "none";
    const third = kind === "dead" ? dead : kind === "flat" ? flat : null;
    table.show(
      deviation,
      gradient,
      third,
      kind === "flat" ? strings_default.headFlat : strings_default.headDead,
      layer
    );
    say(notes.share, kind === "none" ? "" : kind === "dead" ? strings_default.deadNote : strings_default.flatNote);
    say(verdict, timesOf(gradient[0], gradient[gradient.length - 1]));
    say(
      spread,
      fill(strings_default.spread, {
        first: size(deviation[0]),
        last: size(deviation[deviation.length - 1])
      })
    );
    const mean = third === null ? 0 : third.reduce((sum, one) => sum + one, 0) / third.length;
    say(
      shares,
      third === null ? "" : fill(kind === "dead" ? strings_default.dead : strings_default.flat, {
        share: number(100 * mean, 1),
        name
      })
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
    up.map((at) => ({ at, text: at === 0 ? "1" : `1e${number(at, 0)}` }))
  );
  const points = logs.map(
    (log, k) => (
      /** @type {[number, number]} */
      [first + k, Math.max(log, low)]
    )
  );
  plot.line(
    name,
    points.map(([at]) => at),
    points.map(([, log]) => log)
  );
  plot.dots(`${name} cv-dot`, points);
  plot.dots("cv-point", [points[layer - first]]);
}
var view_default = { initialize, render };
export {
  view_default as default
};
