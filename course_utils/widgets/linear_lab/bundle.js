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

// course_utils/widgets/_core/palette.json
var palette_default = {
  signed: ["#08306b", "#3182bd", "#a6cee3", "#f7f7f7", "#fdbe85", "#e6550d", "#7f2704"],
  grey: ["#000000", "#ffffff"],
  red: ["#000000", "#ffaaa5"],
  green: ["#000000", "#a5d8a5"],
  blue: ["#000000", "#aec3ff"],
  sequential: ["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"]
};

// course_utils/widgets/_core/colour.js
var LEVELS = 256;
function channels(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
function table(colours) {
  const points = colours.map(channels);
  const bytes = new Uint8ClampedArray(LEVELS * 4);
  for (let level2 = 0; level2 < LEVELS; level2++) {
    const at = level2 / (LEVELS - 1) * (points.length - 1);
    const left = Math.min(Math.floor(at), points.length - 2);
    const share = at - left;
    for (let c = 0; c < 3; c++)
      bytes[level2 * 4 + c] = Math.floor(
        points[left][c] * (1 - share) + points[left + 1][c] * share + 0.5
      );
    bytes[level2 * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}
var TABLES = (
  /** @type {Record<MapName, Uint32Array>} */
  Object.fromEntries(Object.entries(palette_default).map(([name, colours]) => [name, table(colours)]))
);
function level(value, { low, high }) {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  const clamped = Math.min(Math.max(share, 0), 1);
  return Math.floor(clamped * (LEVELS - 1) + 0.5);
}
function swatch(value, scale) {
  const pixel = TABLES[scale.map][Number.isFinite(value) ? level(value, scale) : 0];
  const [red, green, blue] = [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255];
  const luminance = 0.299 * red + 0.587 * green + 0.114 * blue;
  return {
    background: `rgb(${red} ${green} ${blue})`,
    ink: luminance > 140 ? "#111" : "#fff"
  };
}

// course_utils/widgets/_core/grid.js
var DRAG_PER_PIXEL = 0.02;
var WHOLE_PER_PIXEL = 0.125;
var NumberGrid = class {
  /** @param {GridOptions} options */
  constructor(options) {
    this.options = options;
    this.decimals = options.decimals ?? (options.whole ? 0 : 2);
    this.rows = 0;
    this.columns = 0;
    this.selected = [0, 0];
    this.cells = [];
    this.values = [];
    this.current = [];
    this.fixed = () => false;
    this.element = h("div", {
      class: "cv-grid",
      role: options.onSelect || options.onEdit ? "grid" : "table",
      "aria-label": options.label,
      "data-grid": options.name
    });
    if (options.onSelect || options.onEdit) this.#listen();
  }
  /**
   * @param {ArrayLike<number>} values  rows * columns numbers
   * @param {number} rows
   * @param {number} columns
   * @param {Scale} scale
   */
  show(values, rows, columns, scale) {
    if (rows !== this.rows || columns !== this.columns) this.#build(rows, columns);
    const colours = `${scale.map} ${scale.low} ${scale.high}`;
    for (let i = 0; i < this.cells.length; i++) {
      const cell = this.cells[i];
      const value = values[i];
      this.current[i] = value;
      if (Object.is(this.values[i], value) && cell.dataset.colours === colours) continue;
      this.values[i] = value;
      cell.dataset.colours = colours;
      const blank = this.options.blanks === true && Number.isNaN(value);
      if (!cell.querySelector("input"))
        cell.textContent = blank ? "" : number(value, this.decimals);
      const { background, ink } = blank ? { background: "", ink: "" } : swatch(value, scale);
      cell.style.background = background;
      cell.style.color = ink;
    }
  }
  /**
   * Mark one cell as 'you are here'.
   *
   * @param {number} row
   * @param {number} column
   */
  select(row, column) {
    const old = this.cells[this.selected[0] * this.columns + this.selected[1]];
    this.selected = [row, column];
    const cell = this.cells[row * this.columns + column];
    if (old !== cell) {
      old?.removeAttribute("aria-selected");
      old?.setAttribute("tabindex", "-1");
    }
    cell?.setAttribute("aria-selected", "true");
    cell?.setAttribute("tabindex", "0");
  }
  /** Take 'you are here' away; the Tab key still finds the cell. */
  release() {
    this.cells[this.selected[0] * this.columns + this.selected[1]]?.removeAttribute(
      "aria-selected"
    );
  }
  /** Give the keyboard focus to the selected cell. */
  focus() {
    this.cells[this.selected[0] * this.columns + this.selected[1]]?.focus();
  }
  /**
   * @param {number} rows
   * @param {number} columns
   */
  #build(rows, columns) {
    const interactive = this.options.onSelect !== void 0 || this.options.onEdit !== void 0;
    const focused = this.element.contains(document.activeElement);
    this.rows = rows;
    this.columns = columns;
    this.values = [];
    this.current = [];
    this.cells = [];
    this.element.replaceChildren();
    this.element.style.setProperty("--cv-columns", `${columns}`);
    for (let row = 0; row < rows; row++) {
      const line = h("div", { role: "row", class: "cv-grid-row" });
      for (let column = 0; column < columns; column++) {
        const cell = h("div", {
          role: interactive ? "gridcell" : "cell",
          class: "cv-cell cv-number",
          tabindex: interactive ? -1 : void 0,
          "data-row": row,
          "data-column": column
        });
        this.cells.push(cell);
        line.append(cell);
      }
      this.element.append(line);
    }
    if (interactive) {
      this.select(Math.min(this.selected[0], rows - 1), Math.min(this.selected[1], columns - 1));
      if (focused) this.focus();
    }
  }
  /**
   * @param {EventTarget | null} target
   * @returns {[number, number] | null}
   */
  #place(target) {
    const cell = target instanceof Element ? target.closest(".cv-cell") : null;
    if (!(cell instanceof HTMLElement)) return null;
    return [Number(cell.dataset.row), Number(cell.dataset.column)];
  }
  /**
   * @param {number} row
   * @param {number} column
   */
  #choose(row, column) {
    this.select(row, column);
    this.options.onSelect?.(row, column);
  }
  /**
   * @param {number} row
   * @param {number} column
   * @param {number} value
   */
  #edit(row, column, value) {
    const [least, most] = this.options.limits ?? [Number.NEGATIVE_INFINITY, Infinity];
    if (this.fixed(row, column)) return;
    const rounded = this.options.whole ? Math.round(value) : Math.round(value * 1e6) / 1e6;
    const held2 = Math.min(Math.max(rounded, least), most);
    this.current[row * this.columns + column] = held2;
    this.options.onEdit?.(row, column, held2);
  }
  #listen() {
    const { element } = this;
    element.addEventListener("focusin", (event) => {
      const place = this.#place(event.target);
      if (place !== null) this.#choose(...place);
    });
    element.addEventListener("keydown", (event) => this.#key(event));
    if (this.options.onEdit === void 0) return;
    element.addEventListener("dblclick", () => this.#open(""));
    element.addEventListener("pointerdown", (event) => {
      const place = this.#place(event.target);
      if (place === null || event.button !== 0 || event.target instanceof HTMLInputElement) return;
      const start = event.clientY;
      const value = this.current[place[0] * this.columns + place[1]];
      const cell = this.cells[place[0] * this.columns + place[1]];
      const drag = (move) => {
        if (Math.abs(start - move.clientY) < 3 && !cell.dataset.drag) return;
        cell.dataset.drag = "yes";
        const whole = this.options.whole === true;
        const pace = whole ? WHOLE_PER_PIXEL : DRAG_PER_PIXEL * (move.shiftKey ? 0.1 : 1);
        const step = whole ? 1 : move.shiftKey ? 0.01 : 0.05;
        const next = value + (start - move.clientY) * pace;
        this.#edit(...place, Math.round(next / step) * step);
      };
      const drop = () => {
        delete cell.dataset.drag;
        cell.removeEventListener("pointermove", drag);
        cell.removeEventListener("pointerup", drop);
        cell.removeEventListener("pointercancel", drop);
      };
      cell.setPointerCapture(event.pointerId);
      cell.addEventListener("pointermove", drag);
      cell.addEventListener("pointerup", drop);
      cell.addEventListener("pointercancel", drop);
    });
  }
  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target instanceof HTMLInputElement) return;
    const [row, column] = this.selected;
    const value = this.current[row * this.columns + column];
    const step = (this.options.step ?? (this.options.whole ? 1 : 0.1)) * (event.shiftKey ? 10 : 1);
    const go = (down, right) => {
      this.#choose(
        Math.min(Math.max(row + down, 0), this.rows - 1),
        Math.min(Math.max(column + right, 0), this.columns - 1)
      );
      this.focus();
    };
    const edits = this.options.onEdit !== void 0;
    switch (event.key) {
      case "ArrowUp":
        go(-1, 0);
        break;
      case "ArrowDown":
        go(1, 0);
        break;
      case "ArrowLeft":
        go(0, -1);
        break;
      case "ArrowRight":
        go(0, 1);
        break;
      case "Home":
        go(0, -column);
        break;
      case "End":
        go(0, this.columns);
        break;
      case "+":
      case "=":
      case "*":
        if (edits) this.#edit(row, column, value + step);
        break;
      case "-":
      case "_":
        if (edits) this.#edit(row, column, value - step);
        break;
      case "Delete":
      case "Backspace":
        if (edits) this.#edit(row, column, 0);
        break;
      case "Enter":
      case "F2":
        if (edits) this.#open("");
        break;
      default:
        if (!edits || !/^[\d.,]$/.test(event.key) || event.ctrlKey || event.metaKey) return;
        this.#open(event.key);
    }
    event.preventDefault();
    event.stopPropagation();
  }
  /**
   * Open the selected cell for typing.
   *
   * @param {string} first  the character that opened it, or nothing to start from the old number
   */
  #open(first) {
    const [row, column] = this.selected;
    if (this.fixed(row, column)) return;
    const index = row * this.columns + column;
    const cell = this.cells[index];
    const input = h("input", {
      class: "cv-cell-input cv-number",
      type: "text",
      inputmode: "decimal",
      "aria-label": fill("{label}, row {row}, column {column}", {
        label: this.options.label,
        row: row + 1,
        column: column + 1
      })
    });
    input.value = first === "" ? String(this.current[index]) : first;
    let open = true;
    const close = (keep) => {
      if (!open) return;
      open = false;
      const text = input.value.trim();
      input.remove();
      cell.textContent = number(this.current[index], this.decimals);
      if (!keep) return;
      const typed = Number(text.replace(",", ".").replace("−", "-"));
      const [least, most] = this.options.limits ?? [Number.NEGATIVE_INFINITY, Infinity];
      const fits = this.options.whole ? Number.isInteger(typed) : Number.isFinite(typed);
      if (text === "" || !fits || typed < least || typed > most) this.options.onRefuse?.(text);
      else this.#edit(row, column, typed);
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "Escape" || event.key === "Tab") {
        close(event.key !== "Escape");
        this.focus();
        if (event.key !== "Tab") event.preventDefault();
      }
    });
    input.addEventListener("blur", () => close(true));
    cell.replaceChildren(input);
    input.focus();
    if (first === "") input.select();
  }
};

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

// course_utils/widgets/_core/ops/dense.js
function linear(x, weight, bias, { rows, inputs, outputs }, out) {
  const y = out ?? new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    const start = row * inputs;
    for (let o = 0; o < outputs; o++) {
      let sum = bias === null ? 0 : bias[o];
      for (let i = 0; i < inputs; i++) sum += weight[o * inputs + i] * x[start + i];
      y[row * outputs + o] = sum;
    }
  }
  return y;
}
function linearGradient(gradient, x, weight, { rows, inputs, outputs }) {
  const back = {
    x: new Float64Array(rows * inputs),
    weight: new Float64Array(outputs * inputs),
    bias: new Float64Array(outputs)
  };
  for (let row = 0; row < rows; row++)
    for (let o = 0; o < outputs; o++) {
      const g = gradient[row * outputs + o];
      back.bias[o] += g;
      for (let i = 0; i < inputs; i++) {
        back.weight[o * inputs + i] += g * x[row * inputs + i];
        back.x[row * inputs + i] += g * weight[o * inputs + i];
      }
    }
  return back;
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

// course_utils/widgets/_core/ops/receptive_field.js
function randomWeight(seed, index) {
  let z = Math.imul(seed, 2654435769) + Math.imul(index + 1, 1831565813) | 0;
  z = Math.imul(z ^ z >>> 15, z | 1);
  z ^= z + Math.imul(z ^ z >>> 7, z | 61);
  return ((z ^ z >>> 14) >>> 0) / 2147483648 - 1;
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
  const held2 = () => Math.min(Math.max(model.get(name), least), most);
  onChange(model, [name], () => model.set(slid, nearestStep(held2(), step)), signal);
  onChange(
    model,
    [slid],
    () => {
      const moved = movedTo(model.get(slid), held2(), step);
      if (moved !== null) model.set(name, moved);
    },
    signal
  );
}

// course_utils/widgets/linear_lab/network.js
var relu = activations.ReLU;
var MOST_HIDDEN = 8;
var FIRST = { angle: 0, offset: 100, weight: 200, bias: 300 };
var hundredths = (value) => Math.floor(100 * value + 0.5) / 100;
function drawn(seed, classes, hidden) {
  const part = (name, index) => randomWeight(seed, FIRST[name] + index);
  const units = Array.from({ length: hidden }, (_, unit) => unit);
  const outputs = Array.from({ length: classes }, (_, k) => k);
  const columns = Array.from({ length: hidden || 2 }, (_, i) => i);
  return {
    classes,
    hidden,
    weight: outputs.map((k) => columns.map((i) => hundredths(part("weight", k * MOST_HIDDEN + i)))),
    bias: outputs.map((k) => hundredths(0.5 * part("bias", k))),
    hidden_weight: units.map((unit) => {
      const angle = Math.PI * part("angle", unit);
      return [hundredths(Math.cos(angle)), hundredths(Math.sin(angle))];
    }),
    hidden_bias: units.map((unit) => hundredths(part("offset", unit)))
  };
}
var Evaluation = class {
  /** @param {Float64Array} x  (N, 2) */
  constructor(x) {
    this.x = x;
    this.rows = x.length / 2;
    this.hidden = new Float64Array(0);
    this.scores = new Float64Array(0);
  }
  /** @param {Network} network */
  run(network) {
    const { rows } = this;
    const { classes, hidden } = network;
    if (this.scores.length !== rows * classes) this.scores = new Float64Array(rows * classes);
    if (this.hidden.length !== rows * hidden) this.hidden = new Float64Array(rows * hidden);
    let input = this.x;
    if (hidden > 0) {
      const shape3 = { rows, inputs: 2, outputs: hidden };
      linear(this.x, network.hidden_weight.flat(), network.hidden_bias, shape3, this.hidden);
      for (let i = 0; i < this.hidden.length; i++) this.hidden[i] = relu.value(this.hidden[i]);
      input = this.hidden;
    }
    const shape2 = { rows, inputs: hidden || 2, outputs: classes };
    linear(input, network.weight.flat(), network.bias, shape2, this.scores);
    return this;
  }
};
function winner(scores, start, classes) {
  let best = 0;
  for (let k = 1; k < classes; k++) if (scores[start + k] > scores[start + best]) best = k;
  return best;
}
function lossOf(scores, labels, classes) {
  const gradient = new Float64Array(scores.length);
  let loss = 0;
  labels.forEach((label, row) => {
    const logits = scores.subarray(row * classes, (row + 1) * classes);
    loss += crossEntropy(logits, label) / labels.length;
    const slope = crossEntropyGradient(logits, label);
    for (let k = 0; k < classes; k++) gradient[row * classes + k] = slope[k] / labels.length;
  });
  return { loss, gradient };
}
function matrix(values, columns) {
  return Array.from({ length: values.length / columns }, (_, row) => [
    ...values.subarray(row * columns, (row + 1) * columns)
  ]);
}
function gradients(network, { x, labels }) {
  const { classes, hidden } = network;
  const run = new Evaluation(x).run(network);
  const { loss, gradient } = lossOf(run.scores, labels, classes);
  const { rows } = run;
  const input = hidden > 0 ? run.hidden : x;
  const inputs = hidden || 2;
  const last = linearGradient(gradient, input, network.weight.flat(), {
    rows,
    inputs,
    outputs: classes
  });
  const found = {
    loss,
    weight: matrix(last.weight, inputs),
    bias: [...last.bias],
    hidden_weight: (
      /** @type {number[][]} */
      []
    ),
    hidden_bias: (
      /** @type {number[]} */
      []
    )
  };
  if (hidden > 0) {
    const through2 = last.x.map((value, i) => value * relu.slope(run.hidden[i]));
    const shape2 = { rows, inputs: 2, outputs: hidden };
    const first = linearGradient(through2, x, network.hidden_weight.flat(), shape2);
    found.hidden_weight = matrix(first.weight, 2);
    found.hidden_bias = [...first.bias];
  }
  return found;
}
function descended(network, points, rate) {
  const down = gradients(network, points);
  const moved = (values, slope) => values.map((value, i) => value - rate * slope[i]);
  const rows = (values, slope) => values.map((row, i) => moved(row, slope[i]));
  return {
    ...network,
    weight: rows(network.weight, down.weight),
    bias: moved(network.bias, down.bias),
    hidden_weight: rows(network.hidden_weight, down.hidden_weight),
    hidden_bias: moved(network.hidden_bias, down.hidden_bias)
  };
}

// course_utils/widgets/linear_lab/controls.js
var STEP = 0.05;
var REACH = 8;
var WEIGHTS = (
  /** @type {const} */
  ["weight", "bias", "hidden_weight", "hidden_bias"]
);
var LINE = ["w1", "w2", "b"];
var held = (value) => Math.min(Math.max(value, -REACH), REACH);
function dataOf(model) {
  const sets = model.get("_sets");
  const name = Object.keys(sets)[model.get("data")];
  return { name, ...sets[name] };
}
function networkOf(model) {
  const [weight, bias, hidden_weight, hidden_bias] = WEIGHTS.map((name) => model.get(name));
  return {
    classes: bias.length,
    hidden: hidden_bias.length,
    weight,
    bias,
    hidden_weight,
    hidden_bias
  };
}
function setTogether(model, values) {
  model.set(values);
}
function traitsOf(network) {
  return Object.fromEntries(WEIGHTS.map((name) => [name, network[name]]));
}
function linesOf({ hidden, weight, bias, hidden_weight, hidden_bias }) {
  const [matrix2, vector] = hidden > 0 ? [hidden_weight, hidden_bias] : [weight, bias];
  return matrix2.map(([w1, w2], k) => [w1, w2, vector[k]]);
}
function setLine(model, row, [w1, w2, b]) {
  const [matrix2, vector] = model.get("hidden") > 0 ? ["hidden_weight", "hidden_bias"] : ["weight", "bias"];
  setTogether(model, {
    [matrix2]: model.get(matrix2).with(row, [w1, w2]),
    [vector]: model.get(vector).with(row, b)
  });
}
function setLast(model, row, column, value) {
  const weight = (
    /** @type {number[][]} */
    model.get("weight")
  );
  if (column < weight[row].length)
    model.set("weight", weight.with(row, weight[row].with(column, value)));
  else model.set("bias", model.get("bias").with(row, value));
}
function lastOf({ weight, bias }) {
  return weight.map((row, k) => [...row, bias[k]]);
}
function drawAnew(model) {
  const classes = Math.max(...dataOf(model).labels) + 1;
  const hidden = model.get("hidden");
  const [row, column] = model.get("selected");
  setTogether(model, {
    classes,
    steps: 0,
    row: Math.min(model.get("row"), (hidden || classes) - 1),
    selected: [Math.min(row, classes - 1), Math.min(column, hidden || 2)],
    ...traitsOf(drawn(model.get("seed"), classes, hidden))
  });
}
function initialize({ model, signal }) {
  keepExact(model, "learning_rate", { step: STEP, least: 0.05, most: 2 }, signal);
  let settling = false;
  const settle = (work) => {
    if (settling) return;
    settling = true;
    work();
    settling = false;
  };
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
    () => settle(() => {
      drawAnew(model);
      follow();
    }),
    signal
  );
  onChange(model, [...WEIGHTS, "row", "selected"], () => settle(follow), signal);
  LINE.forEach((name, i) => {
    onChange(
      model,
      [name],
      () => settle(() => {
        const line = inHand();
        if (line === null) return;
        const moved = movedTo(model.get(name), held(line[i]), STEP);
        if (moved === null) return;
        setLine(
          model,
          model.get("row"),
          /** @type {any} */
          line.with(i, moved)
        );
        follow();
      }),
      signal
    );
  });
  onChange(
    model,
    ["chosen_weight"],
    () => settle(() => {
      const exact = last();
      if (exact === null) return;
      const moved = movedTo(model.get("chosen_weight"), held(exact), STEP);
      if (moved === null) return;
      const [row, column] = model.get("selected");
      setLast(model, row, column, moved);
      follow();
    }),
    signal
  );
}

// course_utils/widgets/linear_lab/geometry.js
function segment([w1, w2, b], box, above = []) {
  const square = w1 * w1 + w2 * w2;
  if (!(square > 1e-18)) return null;
  const start = [-b * w1 / square, -b * w2 / square];
  const length = Math.sqrt(square);
  const along = [w2 / length, -w1 / length];
  const walls = [
    [1, 0, -box.x[0]],
    [-1, 0, box.x[1]],
    [0, 1, -box.y[0]],
    [0, -1, box.y[1]],
    ...above
  ];
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [a1, a2, c] of walls) {
    const value = a1 * start[0] + a2 * start[1] + c;
    const slope = a1 * along[0] + a2 * along[1];
    if (Math.abs(slope) < 1e-12) {
      if (value < 0) return null;
    } else if (slope > 0) from = Math.max(from, -value / slope);
    else to = Math.min(to, -value / slope);
  }
  if (!(from < to)) return null;
  return [
    [start[0] + from * along[0], start[1] + from * along[1]],
    [start[0] + to * along[0], start[1] + to * along[1]]
  ];
}
function ties(weight, bias, box) {
  const difference = (i, j) => [
    weight[i][0] - weight[j][0],
    weight[i][1] - weight[j][1],
    bias[i] - bias[j]
  ];
  const found = [];
  for (let i = 0; i < bias.length; i++)
    for (let j = i + 1; j < bias.length; j++) {
      const others = bias.flatMap((_, k) => k === i || k === j ? [] : [difference(i, k)]);
      const part = segment(difference(i, j), box, others);
      if (part !== null) found.push(part);
    }
  return found;
}
function nearest([w1, w2, b], [x, y]) {
  const square = w1 * w1 + w2 * w2;
  if (!(square > 1e-18)) return [x, y];
  const away = (w1 * x + w2 * y + b) / square;
  return [x - away * w1, y - away * w2];
}
function through([w1, w2], [x, y]) {
  return [w1, w2, -(w1 * x + w2 * y)];
}
function turned([w1, w2, b], about, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const value = w1 * about[0] + w2 * about[1] + b;
  const [v1, v2] = [cos * w1 - sin * w2, sin * w1 + cos * w2];
  return [v1, v2, value - v1 * about[0] - v2 * about[1]];
}
function zeroLines(values, size, piece) {
  for (let row = 0; row + 1 < size; row++)
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const a = values[at];
      const b = values[at + 1];
      const c = values[at + size + 1];
      const d = values[at + size];
      const signs = (a > 0 ? 1 : 0) + (b > 0 ? 2 : 0) + (c > 0 ? 4 : 0) + (d > 0 ? 8 : 0);
      if (signs === 0 || signs === 15) continue;
      const ends = [];
      if (a > 0 !== b > 0) ends.push(a / (a - b), 0);
      if (b > 0 !== c > 0) ends.push(1, b / (b - c));
      if (d > 0 !== c > 0) ends.push(d / (d - c), 1);
      if (a > 0 !== d > 0) ends.push(0, a / (a - d));
      for (let i = 0; i + 3 < ends.length; i += 4)
        piece(row, column, ends[i], ends[i + 1], ends[i + 2], ends[i + 3]);
    }
}

// course_utils/widgets/linear_lab/strings.json
var strings_default = {
  data: "data",
  hidden: "hidden units",
  seed: "seed",
  w1: "weight of x₁",
  w2: "weight of x₂",
  b: "bias",
  chosen_weight: "in hand",
  learning_rate: "step size",
  fold_x: "across",
  fold_y: "up",
  plane: "The plane of the inputs",
  planeNote: "x₁ across and x₂ up, each from −3 to 3",
  classKey: "class {k}",
  wrongKey: "wrong",
  strength: "Strength of a colour: probability of the class that wins",
  right: "right",
  loss: "mean cross-entropy",
  rightOf: "{right} of {count}",
  percent: "{percent} %",
  layerOnly: "Scores: W x + b",
  layerFirst: "Hidden: h = ReLU(V x + c)",
  layerLast: "Scores: W h + b",
  gridOnly: "A row a class: two weights, then the bias",
  gridFirst: "A row a unit: two weights, then the bias c",
  gridLast: "A row a class: a weight for each unit, then the bias",
  handOnly: "class {k} in hand",
  handFirst: "h{k} in hand",
  handLast: "W{row}{column} in hand",
  handBias: "b{row} in hand",
  folded: "The plane, folded",
  foldedNote: "h{x} across from 0 to {right}, h{y} up from 0 to {top}. Thin lines: the plane's own grid, where it lands.",
  foldedOne: "h1 across from 0 to {right}; one unit presses the plane onto a line (the classes are drawn one above the other).",
  foldedNone: "Without hidden units the plane stays flat. Add some, and see here where they put the points.",
  foldedLabel: "Where the points land: h{x} across, h{y} up. {right} of {count} points are right.",
  foldedOff: "No hidden layer, so nothing is folded.",
  planeLabel: "Plane of two inputs with {count} points of {classes} classes, {data}. {right} points are right, {wrong} are wrong.",
  move: "Move the line of {what}",
  turn: "Turn the line of {what}",
  boundary: "equal scores",
  classLine: "class {k}",
  unitLine: "unit h{k}",
  moveText: "{distance} from the middle",
  turnText: "{degrees} degrees",
  fit: "Fit: 300 steps",
  stop: "Stop",
  one: "One step",
  anew: "Back to the seed",
  stepsDone: "{steps} steps",
  noLine: "No line can part these points: whatever W and b, some are wrong. Add hidden units.",
  zero: "Both weights of the line are zero: there is no line.",
  dead: "{units}: 0 at every point, so no gradient comes back, and no step moves it: a dead unit. Drag its line among the points.",
  notFinite: "The steps are too long: a weight is no longer a finite number. The weights before that step stay; choose a smaller step size.",
  badWeight: "'{text}' is no number from −1000 to 1000.",
  help: "Drag the round handle to move the line, the square one to turn it; with the keyboard, Tab to a handle and use the arrows.",
  tryDrag: "Try it: drag the round handle of the line until all points are right; the square one turns it.",
  tryRings: "Next: choose 'rings' or 'XOR' as data. How many can one line get right?",
  tryHidden: "Next: add hidden units. Each draws one fold line in the plane.",
  tryFit: "Next: let gradient descent find the weights, by 'Fit'. Does it succeed from every seed?",
  tryAll: "Now find the smallest number of hidden units that gets all points of each data set right."
};

// course_utils/widgets/linear_lab/handles.js
var ARM = 1.3;
var INSIDE = 2.7;
var NUDGE = 0.1;
var TURN = 3 * Math.PI / 180;
var FURTHER = 5;
var ARROWS = (
  /** @type {Record<string, Point>} */
  {
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0]
  }
);
var Handles = class {
  /**
   * @param {import("./plane.js").Plane} plane
   * @param {(line: Line) => void} onLine  the line was moved or turned to here
   */
  constructor(plane, onLine) {
    this.plane = plane;
    this.onLine = onLine;
    this.line = [0, 0, 0];
    this.anchor = [0, 0];
    this.side = 1;
    this.dragging = false;
    this.move = this.#handle("move");
    this.turn = this.#handle("turn");
    plane.element.append(this.move, this.turn);
    this.#listen(
      this.move,
      (point) => this.moveTo(point),
      ([x, y], further) => {
        const step = NUDGE * further;
        this.moveTo([this.anchor[0] + x * step, this.anchor[1] + y * step]);
      }
    );
    this.#listen(
      this.turn,
      (point) => this.#turnTo(point),
      ([x, y], further) => {
        this.#set(turned(this.line, this.anchor, (y - x) * TURN * further));
      }
    );
  }
  /** @param {"move" | "turn"} kind */
  #handle(kind) {
    return h("div", {
      class: `cv-handle cv-handle-${kind}`,
      role: "slider",
      tabindex: 0,
      "data-handle": kind
    });
  }
  /**
   * @param {HTMLElement} handle
   * @param {(point: Point) => void} drag
   * @param {(arrow: Point, further: number) => void} nudge
   */
  #listen(handle, drag, nudge) {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      this.follow(handle, event, drag);
    });
    handle.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (arrow === void 0) return;
      event.preventDefault();
      nudge(arrow, event.shiftKey ? FURTHER : 1);
    });
  }
  /**
   * Follow the pointer until it is let go.
   *
   * @param {Element} element
   * @param {PointerEvent} event
   * @param {(point: Point) => void} drag
   */
  follow(element, event, drag) {
    const target = (
      /** @type {HTMLElement} */
      element
    );
    target.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    this.dragging = true;
    const moved = (now) => drag(this.plane.at(now));
    const end = () => {
      this.dragging = false;
      ended.abort();
    };
    target.addEventListener("pointermove", moved, { signal: ended.signal });
    target.addEventListener("pointerup", end, { signal: ended.signal });
    target.addEventListener("pointercancel", end, { signal: ended.signal });
  }
  /** @param {Point} point */
  moveTo([x, y]) {
    const held2 = (value) => Math.min(Math.max(value, -INSIDE), INSIDE);
    this.anchor = [held2(x), held2(y)];
    this.#set(through(this.line, this.anchor));
  }
  /**
   * Give the line on; what comes before it is painted starts from it.
   *
   * @param {Line} line
   */
  #set(line) {
    this.line = line;
    this.onLine(line);
  }
  /** @param {Point} point */
  #turnTo([x, y]) {
    const [dx, dy] = [x - this.anchor[0], y - this.anchor[1]];
    const reach2 = Math.hypot(dx, dy);
    if (reach2 < 0.05) return;
    const size = Math.hypot(this.line[0], this.line[1]);
    const along = [this.side * dx / reach2, this.side * dy / reach2];
    this.#set(through([-along[1] * size, along[0] * size, 0], this.anchor));
  }
  /**
   * @param {Line} line
   * @param {string} what  the line's name
   */
  show(line, what) {
    this.line = line;
    const [w1, w2, b] = line;
    const size = Math.hypot(w1, w2);
    this.move.hidden = !(size > 1e-9);
    this.turn.hidden = this.move.hidden;
    if (this.move.hidden) return;
    let anchor = nearest(line, this.anchor);
    if (Math.max(Math.abs(anchor[0]), Math.abs(anchor[1])) > INSIDE) {
      const part = segment(line, { x: [-INSIDE, INSIDE], y: [-INSIDE, INSIDE] });
      anchor = nearest(line, [0, 0]);
      if (part !== null) anchor = [(part[0][0] + part[1][0]) / 2, (part[0][1] + part[1][1]) / 2];
      anchor = [
        Math.min(Math.max(anchor[0], -INSIDE), INSIDE),
        Math.min(Math.max(anchor[1], -INSIDE), INSIDE)
      ];
    }
    this.anchor = anchor;
    const end = (side) => (
      /** @type {Point} */
      [
        anchor[0] + side * ARM * w2 / size,
        anchor[1] - side * ARM * w1 / size
      ]
    );
    const out = (side) => Math.max(...end(side).map(Math.abs));
    if (!this.dragging && out(this.side) > INSIDE && out(-this.side) < out(this.side))
      this.side = -this.side;
    this.plane.put(this.move, anchor);
    this.plane.put(this.turn, end(this.side));
    const distance = -b / size;
    const degrees = Math.atan2(w2, w1) * 180 / Math.PI;
    this.#say(this.move, fill(strings_default.move, { what }), distance, strings_default.moveText, 10);
    this.#say(this.turn, fill(strings_default.turn, { what }), degrees, strings_default.turnText, 180);
  }
  /**
   * @param {HTMLElement} handle
   * @param {string} label
   * @param {number} value
   * @param {string} text
   * @param {number} most
   */
  #say(handle, label, value, text, most) {
    const shown = number(value, most === 180 ? 0 : 2);
    if (handle.getAttribute("aria-label") !== label) handle.setAttribute("aria-label", label);
    handle.setAttribute("aria-valuemin", String(-most));
    handle.setAttribute("aria-valuemax", String(most));
    handle.setAttribute("aria-valuenow", value.toFixed(2));
    handle.setAttribute("aria-valuetext", fill(text, { distance: shown, degrees: shown }));
  }
};

// course_utils/widgets/linear_lab/palette.json
var palette_default2 = { ground: "#f7f7f7", classes: ["#0072b2", "#e69f00", "#009e73"], cover: 0.85 };

// course_utils/widgets/linear_lab/regions.js
var LEVELS2 = 256;
function channels2(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
var TABLES2 = palette_default2.classes.map((hex) => {
  const [ground, colour] = [channels2(palette_default2.ground), channels2(hex)];
  const bytes = new Uint8ClampedArray(LEVELS2 * 4);
  for (let level2 = 0; level2 < LEVELS2; level2++) {
    const cover = palette_default2.cover * level2 / (LEVELS2 - 1);
    for (let c = 0; c < 3; c++)
      bytes[level2 * 4 + c] = Math.floor(ground[c] + cover * (colour[c] - ground[c]) + 0.5);
    bytes[level2 * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
});
function gradientOf(k) {
  const [ground, colour] = [channels2(palette_default2.ground), channels2(palette_default2.classes[k])];
  const end = ground.map((low, c) => Math.round(low + palette_default2.cover * (colour[c] - low)));
  return `linear-gradient(to right, ${palette_default2.ground}, rgb(${end.join(" ")}))`;
}
function paintRegions(scores, classes, pixels) {
  const scale = (LEVELS2 - 1) * classes / (classes - 1);
  for (let i = 0; i < pixels.length; i++) {
    const start = i * classes;
    let best = 0;
    for (let k = 1; k < classes; k++) if (scores[start + k] > scores[start + best]) best = k;
    const most = scores[start + best];
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(scores[start + k] - most);
    pixels[i] = TABLES2[best][(1 / sum - 1 / classes) * scale + 0.5 | 0];
  }
}

// course_utils/widgets/linear_lab/plane.js
var SVG = "http://www.w3.org/2000/svg";
var SIZE = 300;
var MARKS = [
  "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0Z",
  "M-3.8 -3.8H3.8V3.8H-3.8Z",
  "M0 -5L4.8 3.8H-4.8Z"
];
var CROSS = "M-6 -6L6 6M6 -6L-6 6";
function keyOf(mark) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-8 -8 16 16");
  svg.setAttribute("class", "cv-key");
  svg.setAttribute("aria-hidden", "true");
  svg.append(...mark === "wrong" ? crossed() : [shape(MARKS[mark], `cv-class-${mark}`)]);
  return svg;
}
function shape(d, name) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  path.setAttribute("class", name);
  return path;
}
function crossed() {
  return [shape(CROSS, "cv-cross-ground"), shape(CROSS, "cv-cross")];
}
var Plane = class {
  /**
   * @param {object} options
   * @param {string} options.name  `data-raster` of the canvas
   * @param {number} options.side  pixels of the canvas along each axis
   */
  constructor({ name, side }) {
    this.side = side;
    this.box = { x: [-3, 3], y: [-3, 3] };
    this.canvas = h("canvas", {
      class: "cv-canvas",
      role: "img",
      "data-raster": name,
      width: side,
      height: side
    });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    this.image = context.createImageData(side, side);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.drawing = document.createElementNS(SVG, "svg");
    this.drawing.setAttribute("viewBox", `0 0 ${SIZE} ${SIZE}`);
    this.drawing.setAttribute("class", "cv-drawing");
    this.drawing.setAttribute("aria-hidden", "true");
    this.below = document.createElementNS(SVG, "g");
    this.dots = document.createElementNS(SVG, "g");
    this.drawing.append(this.below, this.dots);
    this.element = h("div", { class: "cv-raster" }, this.canvas, this.drawing);
    this.paths = /* @__PURE__ */ new Map();
    this.marks = [];
    this.labels = "";
  }
  /**
   * @param {Float64Array} scores  (side * side, classes)
   * @param {number} classes
   */
  paint(scores, classes) {
    paintRegions(scores, classes, this.pixels);
    this.context.putImageData(this.image, 0, 0);
  }
  /** Leave the ground without regions. */
  clear() {
    this.pixels.fill(4294440951);
    this.context.putImageData(this.image, 0, 0);
  }
  /** @param {number} x */
  across(x) {
    const [left, right] = this.box.x;
    return (x - left) / (right - left) * SIZE;
  }
  /** @param {number} y */
  up(y) {
    const [bottom, top] = this.box.y;
    return (top - y) / (top - bottom) * SIZE;
  }
  /** @param {PointerEvent} event  @returns {Point} */
  at(event) {
    const box = this.element.getBoundingClientRect();
    const [left, right] = this.box.x;
    const [bottom, top] = this.box.y;
    return [
      left + (event.clientX - box.left) / box.width * (right - left),
      top - (event.clientY - box.top) / box.height * (top - bottom)
    ];
  }
  /**
   * Put an element above the plane with its middle at a point.
   *
   * @param {HTMLElement} element
   * @param {Point} point
   */
  put(element, [x, y]) {
    element.style.left = `${(this.across(x) / SIZE * 100).toFixed(2)}%`;
    element.style.top = `${(this.up(y) / SIZE * 100).toFixed(2)}%`;
  }
  /**
   * @param {readonly Point[]} points
   */
  path(points) {
    let d = "";
    for (let i = 0; i < points.length; i++) {
      const [x, y] = points[i];
      d += `${i === 0 ? "M" : "L"}${this.across(x).toFixed(1)} ${this.up(y).toFixed(1)}`;
    }
    return d;
  }
  /**
   * @param {string} name  the class of the path
   * @param {string} d
   */
  draw(name, d) {
    let path = this.paths.get(name);
    if (path === void 0) {
      path = shape("", name);
      this.paths.set(name, path);
      this.below.append(path);
    }
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }
  /**
   * The points, each with the mark of its class, crossed where it is wrong.
   *
   * @param {ArrayLike<number>} x  (N, 2)
   * @param {readonly number[]} labels
   * @param {readonly boolean[]} wrong
   */
  points(x, labels, wrong) {
    const key = labels.join("");
    if (key !== this.labels) {
      this.labels = key;
      this.marks = labels.map((label) => {
        const cross = document.createElementNS(SVG, "g");
        cross.append(...crossed());
        cross.style.display = "none";
        const group = document.createElementNS(SVG, "g");
        group.append(cross, shape(MARKS[label], `cv-class-${label}`));
        return { group, cross, place: "", wrong: false };
      });
      this.dots.replaceChildren(...this.marks.map(({ group }) => group));
    }
    this.marks.forEach((mark, i) => {
      const left = this.across(x[2 * i]).toFixed(1);
      const top = this.up(x[2 * i + 1]).toFixed(1);
      const place = `translate(${left} ${top})`;
      if (place !== mark.place) {
        mark.place = place;
        mark.group.setAttribute("transform", place);
      }
      if (wrong[i] !== mark.wrong) {
        mark.wrong = wrong[i];
        mark.cross.style.display = wrong[i] ? "" : "none";
      }
    });
  }
  /** @param {string} sentence  what the plane shows now */
  describe(sentence) {
    if (this.canvas.getAttribute("aria-label") !== sentence)
      this.canvas.setAttribute("aria-label", sentence);
  }
};

// course_utils/widgets/linear_lab/view.js
var EDGE = 3;
var SIDE = 128;
var FOLDED_SIDE = 64;
var SPACING = 2;
var FIT_STEPS = 300;
var STEPS_A_FRAME = 5;
var GRASP = 0.25;
var LIMITS = (
  /** @type {[number, number]} */
  [-1e3, 1e3]
);
var TOPS = [0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100];
function centres({ x: [left, right], y: [bottom, top] }, side) {
  const x = new Float64Array(side * side * 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = 2 * (row * side + column);
      x[at] = left + (column + 0.5) / side * (right - left);
      x[at + 1] = top - (row + 0.5) / side * (top - bottom);
    }
  return x;
}
function strokes([[x, y], [u, v]], [w1, w2], plane) {
  const length = Math.hypot(u - x, v - y);
  const size = Math.hypot(w1, w2);
  const count = Math.floor(length / 0.5);
  let d = "";
  for (let i = 0; i < count; i++) {
    const share = (i + 0.5) / count;
    const foot = [x + share * (u - x), y + share * (v - y)];
    d += plane.path([foot, [foot[0] + 0.13 * w1 / size, foot[1] + 0.13 * w2 / size]]);
  }
  return d;
}
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings_default.tryDrag, strings_default.tryRings, strings_default.tryHidden, strings_default.tryFit],
    strings_default.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const plane = new Plane({ name: "plane", side: SIDE });
  const folded = new Plane({ name: "folded", side: FOLDED_SIDE });
  const whole = new Evaluation(centres(plane.box, SIDE));
  const labels = Array.from(
    { length: MOST_HIDDEN },
    (_, unit) => h("span", { class: "cv-line-label", "aria-hidden": "true", hidden: true }, `h${unit + 1}`)
  );
  plane.element.append(...labels);
  const save = () => model.save_changes();
  const handles = new Handles(plane, (line) => {
    tries.did(0);
    const network = networkOf(model);
    if (between(network)) {
      const [w1, w2, b] = line.map((value, i) => (value - boundary(network)[i]) / 2);
      const [first2, second2] = linesOf(network);
      setTogether(model, {
        weight: [
          [first2[0] - w1, first2[1] - w2],
          [second2[0] + w1, second2[1] + w2]
        ],
        bias: [first2[2] - b, second2[2] + b]
      });
    } else setLine(model, model.get("row"), line);
    save();
  });
  plane.drawing.addEventListener("pointerdown", (event) => {
    const network = networkOf(model);
    const at = plane.at(event);
    const lines = between(network) ? [boundary(network)] : linesOf(network);
    const away = lines.map((line) => {
      const [x, y] = nearest(line, at);
      return line[0] === 0 && line[1] === 0 ? Infinity : Math.hypot(x - at[0], y - at[1]);
    });
    const row = away.indexOf(Math.min(...away));
    if (away[row] > GRASP) return;
    event.preventDefault();
    if (!between(network) && row !== model.get("row")) {
      model.set("row", row);
      save();
    }
    handles.line = lines[row];
    handles.follow(plane.drawing, event, (point) => handles.moveTo(point));
  });
  const first = new NumberGrid({
    name: "first",
    label: strings_default.gridFirst,
    limits: LIMITS,
    onSelect: (row) => {
      if (row === model.get("row")) return;
      model.set("row", row);
      save();
    },
    onEdit: (row, column, value) => {
      say(message, "");
      const line = linesOf(networkOf(model))[row];
      setLine(
        model,
        row,
        /** @type {any} */
        line.map((old, i) => i === column ? value : old)
      );
      save();
    },
    onRefuse: (text) => say(message, fill(strings_default.badWeight, { text }))
  });
  const second = new NumberGrid({
    name: "last",
    label: strings_default.gridLast,
    limits: LIMITS,
    onSelect: (row, column) => {
      const [oldRow, oldColumn] = model.get("selected");
      if (row === oldRow && column === oldColumn) return;
      model.set("selected", [row, column]);
      save();
    },
    onEdit: (row, column, value) => {
      setLast(model, row, column, value);
      save();
    },
    onRefuse: (text) => say(message, fill(strings_default.badWeight, { text }))
  });
  const texts = {
    right: h("span", { class: "cv-number", "data-right": true }),
    percent: h("span", { class: "cv-number" }),
    loss: h("span", { class: "cv-number", "data-loss": true }),
    steps: h("span", { class: "cv-number cv-note" }),
    first: h("span", {}),
    firstHand: h("span", { class: "cv-number" }),
    firstNote: h("p", { class: "cv-note" }),
    lastHand: h("span", { class: "cv-number" }),
    folded: h("p", { class: "cv-note" })
  };
  const keys = [0, 1, 2].map(
    (k) => h(
      "span",
      { class: "cv-mark-key" },
      keyOf(k),
      h("span", {}, fill(strings_default.classKey, { k })),
      h("span", { class: "cv-legend-bar", style: `background-image: ${gradientOf(k)}` })
    )
  );
  const low = h("span", { class: "cv-number" });
  const fit = h("button", { class: "cv-button", type: "button", onclick: toggleFit }, strings_default.fit);
  const one = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => {
        halt();
        if (descend(1)) save();
      }
    },
    strings_default.one
  );
  const anew = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => {
        halt();
        drawAnew(model);
        save();
      }
    },
    strings_default.anew
  );
  const lastPart = h(
    "div",
    { class: "cv-panel" },
    h("p", { class: "cv-title" }, strings_default.layerLast, texts.lastHand),
    second.element,
    h("p", { class: "cv-note" }, strings_default.gridLast),
    slots("chosen_weight")
  );
  const axes = slots("fold_x", "fold_y");
  const foldedPart = h("div", { class: "cv-panel" }, folded.element, axes);
  const root = h(
    "section",
    { class: "cv cv-linear-lab", "aria-label": "LinearLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.plane),
        plane.element,
        h("p", { class: "cv-note" }, strings_default.planeNote),
        h(
          "p",
          { class: "cv-stats" },
          texts.right,
          h("span", {}, `${strings_default.right} (`, texts.percent, ")"),
          h("span", {}, `${strings_default.loss} `, texts.loss)
        ),
        slots("data"),
        h(
          "div",
          { class: "cv-marks" },
          ...keys,
          h("span", { class: "cv-mark-key" }, keyOf("wrong"), h("span", {}, strings_default.wrongKey))
        ),
        h("p", { class: "cv-note" }, `${strings_default.strength}, `, low, ".")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, texts.first, texts.firstHand),
        first.element,
        texts.firstNote,
        slots("w1", "w2", "b"),
        h("p", { class: "cv-note" }, strings_default.help),
        slots("hidden", "seed"),
        h("div", { class: "cv-row" }, fit, one, anew, texts.steps),
        slots("learning_rate")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.folded),
        foldedPart,
        texts.folded,
        lastPart
      )
    ),
    message
  );
  el.append(root);
  let trouble = "";
  let data = { set: null, x: new Float64Array(0), labels: [], name: "", parted: true };
  let points = new Evaluation(data.x);
  let foldedKey = "";
  let foldedX = new Float64Array(0);
  let foldedScores = new Float64Array(0);
  function refresh() {
    const found = dataOf(model);
    if (found.x === data.set) return;
    data = { ...found, set: found.x, x: Float64Array.from(found.x.flat()) };
    points = new Evaluation(data.x);
  }
  function between({ hidden, classes }) {
    return hidden === 0 && classes === 2;
  }
  function boundary(network) {
    const [a, b] = linesOf(network);
    return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  }
  function descend(steps) {
    refresh();
    let network = networkOf(model);
    const rate = model.get("learning_rate");
    let done = 0;
    for (; done < steps; done++) {
      const next = descended(network, data, rate);
      const all = [next.weight, next.bias, next.hidden_weight, next.hidden_bias].flat(2);
      if (!all.every((value) => Math.abs(value) <= LIMITS[1])) {
        trouble = strings_default.notFinite;
        break;
      }
      network = next;
    }
    setTogether(model, { ...traitsOf(network), steps: model.get("steps") + done });
    request();
    return done === steps;
  }
  let left = 0;
  function halt() {
    if (left > 0) save();
    left = 0;
    trouble = "";
    say(fit, strings_default.fit);
  }
  function toggleFit() {
    if (left > 0) {
      halt();
      return;
    }
    trouble = "";
    tries.did(3);
    left = FIT_STEPS;
    say(fit, strings_default.stop);
    frame();
  }
  function frame() {
    if (left <= 0 || signal.aborted) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const steps = still ? left : Math.min(STEPS_A_FRAME, left);
    left -= steps;
    const fine = descend(steps);
    if (left > 0 && fine) {
      requestAnimationFrame(frame);
      return;
    }
    left = 0;
    say(fit, strings_default.fit);
    save();
  }
  function paint() {
    refresh();
    const network = networkOf(model);
    const { classes, hidden } = network;
    const lines = linesOf(network);
    const row = Math.min(model.get("row"), lines.length - 1);
    whole.run(network);
    plane.paint(whole.scores, classes);
    points.run(network);
    const wrong = data.labels.map(
      (label, i) => winner(points.scores, i * classes, classes) !== label
    );
    const right = wrong.filter((one2) => !one2).length;
    const { loss } = lossOf(points.scores, data.labels, classes);
    plane.points(data.x, data.labels, wrong);
    drawLines(network, lines, row);
    showNumbers(network, lines, row, right, loss);
    lastPart.hidden = hidden === 0;
    foldedPart.hidden = hidden === 0;
    axes.hidden = hidden < 2;
    if (hidden > 0) fold(network, wrong, right);
    else {
      folded.describe(strings_default.foldedOff);
      if (foldedKey !== "off") folded.clear();
      foldedKey = "off";
      say(texts.folded, strings_default.foldedNone);
    }
    const noLine = hidden === 0 && !data.parted ? strings_default.noLine : "";
    const inHand = between(network) ? boundary(network) : lines[row];
    const zero = inHand[0] === 0 && inHand[1] === 0 ? strings_default.zero : "";
    say(message, trouble || zero || deadUnits(hidden) || noLine);
  }
  function deadUnits(hidden) {
    const units = [];
    for (let unit = 0; unit < hidden; unit++) {
      let at = unit;
      while (at < points.hidden.length && points.hidden[at] === 0) at += hidden;
      if (at >= points.hidden.length) units.push(`h${unit + 1}`);
    }
    return units.length > 0 ? fill(strings_default.dead, { units: units.join(", ") }) : "";
  }
  function drawLines(network, lines, row) {
    const { hidden, classes, weight, bias } = network;
    let d = "";
    if (hidden === 0) for (const part of ties(weight, bias, plane.box)) d += plane.path(part);
    else for (let k = 0; k < classes - (classes === 2 ? 1 : 0); k++) d += border(classes, k);
    plane.draw("cv-tie-ground", d);
    plane.draw("cv-tie", d);
    let [folds, chosen] = ["", ""];
    lines.forEach((line, k) => {
      const part = between(network) || hidden === 0 && k !== row ? null : segment(line, plane.box);
      if (k < labels.length) labels[k].hidden = part === null || hidden === 0;
      if (part === null) return;
      const path = plane.path(part) + strokes(part, line, plane);
      if (k === row) chosen = path;
      else folds += path;
      if (hidden > 0) {
        const share = 0.12 + 0.05 * k;
        const at = (i) => part[0][i] + share * (part[1][i] - part[0][i]);
        plane.put(labels[k], [at(0), at(1)]);
        labels[k].classList.toggle("cv-here", k === row);
      }
    });
    for (let k = lines.length; k < labels.length; k++) labels[k].hidden = true;
    plane.draw("cv-fold", folds);
    plane.draw("cv-chosen-ground", chosen);
    plane.draw("cv-chosen", chosen);
    const what = between(network) ? strings_default.boundary : hidden > 0 ? fill(strings_default.unitLine, { k: row + 1 }) : fill(strings_default.classLine, { k: row });
    handles.show(between(network) ? boundary(network) : lines[row], what);
  }
  const gap = new Float64Array((SIDE / SPACING) ** 2);
  function border(classes, k) {
    const size = SIDE / SPACING;
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const at = (row * SPACING * SIDE + column * SPACING) * classes;
        let other = Number.NEGATIVE_INFINITY;
        for (let j = 0; j < classes; j++)
          if (j !== k && whole.scores[at + j] > other) other = whole.scores[at + j];
        gap[row * size + column] = whole.scores[at + k] - other;
      }
    let d = "";
    const cell = 300 / size;
    const half = cell / (2 * SPACING);
    const place = (value) => (half + value * cell).toFixed(1);
    zeroLines(gap, size, (row, column, x, y, u, v) => {
      d += `M${place(column + x)} ${place(row + y)}L${place(column + u)} ${place(row + v)}`;
    });
    return d;
  }
  function showNumbers(network, lines, row, right, loss) {
    const { hidden, classes } = network;
    const count = data.labels.length;
    say(texts.right, fill(strings_default.rightOf, { right, count }));
    say(texts.percent, fill(strings_default.percent, { percent: number(100 * right / count, 0) }));
    say(texts.loss, number(loss, 3));
    say(texts.steps, fill(strings_default.stepsDone, { steps: model.get("steps") }));
    say(low, `${number(1 / classes)} to 1`);
    keys[2].hidden = classes < 3;
    plane.describe(
      fill(strings_default.planeLabel, { count, classes, data: data.name, right, wrong: count - right })
    );
    const flat = lines.flatMap((line) => [...line]);
    const most = Math.max(...flat.map(Math.abs)) || 1;
    first.show(flat, lines.length, 3, { map: "signed", low: -most, high: most });
    const column = first.selected[0] === row ? first.selected[1] : 0;
    first.select(row, Math.min(column, 2));
    say(texts.first, hidden > 0 ? strings_default.layerFirst : strings_default.layerOnly);
    say(texts.firstNote, hidden > 0 ? strings_default.gridFirst : strings_default.gridOnly);
    say(
      texts.firstHand,
      hidden > 0 ? fill(strings_default.handFirst, { k: row + 1 }) : fill(strings_default.handOnly, { k: row })
    );
    if (hidden === 0) return;
    const last = lastOf(network);
    const largest = Math.max(...last.flat().map(Math.abs)) || 1;
    second.show(last.flat(), classes, hidden + 1, { map: "signed", low: -largest, high: largest });
    const [r, c] = (
      /** @type {[number, number]} */
      model.get("selected")
    );
    const [k, unit] = [Math.min(r, classes - 1), Math.min(c, hidden)];
    second.select(k, unit);
    say(
      texts.lastHand,
      unit === hidden ? fill(strings_default.handBias, { row: k }) : fill(strings_default.handLast, { row: k, column: unit + 1 })
    );
  }
  function fold({ hidden, classes, weight, bias, hidden_weight, hidden_bias }, wrong, right) {
    const single = hidden === 1;
    const a = Math.min(model.get("fold_x"), hidden - 1);
    const b = Math.min(model.get("fold_y"), hidden - 1);
    const unit = (k, x2, y) => Math.max(hidden_weight[k][0] * x2 + hidden_weight[k][1] * y + hidden_bias[k], 0);
    const top = (k) => {
      const [v1, v2] = hidden_weight[k];
      const most = EDGE * (Math.abs(v1) + Math.abs(v2)) + hidden_bias[k];
      return TOPS.find((end) => end >= most) ?? most;
    };
    const ends = { right: top(a), top: single ? 1 : top(b) };
    folded.box = { x: [-0.05 * ends.right, ends.right], y: [-0.05 * ends.top, ends.top] };
    const count = data.labels.length;
    const x = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      x[2 * i] = points.hidden[i * hidden + a];
      x[2 * i + 1] = single ? 0.3 + 0.2 * data.labels[i] : points.hidden[i * hidden + b];
    }
    const known = single || hidden === 2 && a !== b;
    if (known) {
      const key = JSON.stringify(folded.box);
      if (key !== foldedKey) {
        foldedKey = key;
        foldedX = centres(folded.box, FOLDED_SIDE);
      }
      const seen = weight.map((row) => single ? [row[0], 0] : [row[a], row[b]]);
      const rows = FOLDED_SIDE * FOLDED_SIDE;
      if (foldedScores.length !== rows * classes) foldedScores = new Float64Array(rows * classes);
      const shape2 = { rows, inputs: 2, outputs: classes };
      folded.paint(linear(foldedX, seen.flat(), bias, shape2, foldedScores), classes);
      let d = "";
      for (const part of ties(seen, bias, folded.box)) d += folded.path(part);
      folded.draw("cv-tie-ground", d);
      folded.draw("cv-tie", d);
    } else {
      foldedKey = "";
      folded.clear();
      folded.draw("cv-tie-ground", "");
      folded.draw("cv-tie", "");
    }
    let grid = "";
    for (let at = -EDGE; at <= EDGE && !single; at++)
      for (const axis of [0, 1]) {
        const stops = [-EDGE, EDGE];
        for (const k of [a, b]) {
          const along = hidden_weight[k][1 - axis];
          const stop = -(hidden_weight[k][axis] * at + hidden_bias[k]) / along;
          if (Math.abs(stop) < EDGE) stops.push(stop);
        }
        stops.sort((p, q) => p - q);
        grid += folded.path(
          stops.map((stop) => {
            const [u, v] = axis === 0 ? [at, stop] : [stop, at];
            return [unit(a, u, v), unit(b, u, v)];
          })
        );
      }
    folded.draw("cv-mesh", grid);
    folded.points(x, data.labels, wrong);
    const names = { x: a + 1, y: b + 1, right: ends.right, top: ends.top };
    say(texts.folded, fill(single ? strings_default.foldedOne : strings_default.foldedNote, names));
    folded.describe(fill(strings_default.foldedLabel, { ...names, right, count }));
  }
  const request = paintWhileVisible(root, paint, signal);
  const watched = ["weight", "bias", "hidden_weight", "hidden_bias", "data", "row", "selected"];
  onChange(model, [...watched, "fold_x", "fold_y", "steps"], request, signal);
  onChange(
    model,
    ["data", "hidden", "seed"],
    () => {
      left = 0;
      trouble = "";
      say(fit, strings_default.fit);
    },
    signal
  );
  onChange(
    model,
    ["data"],
    () => {
      if (!dataOf(model).parted) tries.did(1);
    },
    signal
  );
  onChange(
    model,
    ["hidden"],
    () => {
      if (model.get("hidden") > 0) tries.did(2);
    },
    signal
  );
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
