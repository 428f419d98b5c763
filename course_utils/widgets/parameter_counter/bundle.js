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

// course_utils/widgets/_core/ops/convolution.js
function reach(kernel, dilation) {
  return dilation * (kernel - 1) + 1;
}
function outputSize(size, kernel, stride = 1, padding = 0, dilation = 1) {
  return Math.floor((size + 2 * padding - reach(kernel, dilation)) / stride) + 1;
}

// course_utils/widgets/_core/ops/network.js
var elements = (shape) => shape.reduce((product, size) => product * size, 1);
function layerStep(shape, layer) {
  const fits = (out, parameters = 0, macs = 0) => (
    /** @type {Fits} */
    { ok: true, shape: out, parameters, macs }
  );
  const bias = layer.bias ? 1 : 0;
  switch (layer.kind) {
    case "conv": {
      if (shape.length !== 3) return refused("needsMaps", { features: shape[0] });
      const out = slid(shape, layer.kernel ?? 1, layer.stride ?? 1, layer.padding ?? 0);
      if (out === null) return tooLarge(shape, layer.kernel ?? 1, layer.padding ?? 0);
      const filters = layer.filters ?? 1;
      const weights = shape[0] * (layer.kernel ?? 1) ** 2;
      return fits(
        [filters, ...out],
        filters * (weights + bias),
        filters * weights * out[0] * out[1]
      );
    }
    case "maxpool":
    case "avgpool": {
      if (shape.length !== 3) return refused("needsMaps", { features: shape[0] });
      const [size, padding] = [layer.size ?? 1, layer.padding ?? 0];
      const most = Math.floor(size / 2);
      if (padding > most) return refused("poolPadding", { padding, size, most });
      const out = slid(shape, size, layer.stride ?? size, padding);
      return out === null ? tooLarge(shape, size, padding) : fits([shape[0], ...out]);
    }
    case "globalavg":
      return shape.length === 3 ? fits([shape[0], 1, 1]) : refused("needsMaps", { features: shape[0] });
    case "batchnorm":
      return fits(shape, 2 * shape[0]);
    case "flatten":
      return fits([elements(shape)]);
    case "linear": {
      const inputs = shape[shape.length - 1];
      const outputs = layer.outputs ?? 1;
      return fits(
        [...shape.slice(0, -1), outputs],
        outputs * (inputs + bias),
        elements(shape) * outputs
      );
    }
    default:
      return fits(shape);
  }
}
function networkSteps(input, layers) {
  const steps = [];
  let shape = input;
  for (const layer of layers) {
    const before = steps[steps.length - 1];
    const step = before !== void 0 && !before.ok ? refused("waits", {}) : layerStep(shape, layer);
    if (step.ok) shape = step.shape;
    steps.push(step);
  }
  return steps;
}
function refused(reason, values) {
  return { ok: false, reason, values };
}
function tooLarge([, height, width], kernel, padding) {
  const size = `${height + 2 * padding} × ${width + 2 * padding}`;
  return refused("tooLarge", { kernel, size });
}
function slid([, height, width], kernel, stride, padding) {
  const out = [height, width].map((size) => outputSize(size, kernel, stride, padding));
  return out.every((size) => size >= 1) ? out : null;
}

// course_utils/widgets/parameter_counter/code.js
function line(layer, shape) {
  const { stride = 1, padding = 0 } = layer;
  const bias = layer.bias === false ? ", bias=False" : "";
  const padded = padding > 0 ? `, padding=${padding}` : "";
  switch (layer.kind) {
    case "conv": {
      const strided = stride === 1 ? "" : `, stride=${stride}`;
      return `nn.Conv2d(${shape[0]}, ${layer.filters}, ${layer.kernel}${strided}${padded}${bias})`;
    }
    case "maxpool":
    case "avgpool": {
      const name = layer.kind === "maxpool" ? "MaxPool2d" : "AvgPool2d";
      const strided = stride === layer.size ? "" : `, stride=${stride}`;
      return `nn.${name}(${layer.size}${strided}${padded})`;
    }
    case "linear":
      return `nn.Linear(${shape[shape.length - 1]}, ${layer.outputs}${bias})`;
    case "batchnorm":
      return `nn.BatchNorm${shape.length === 3 ? "2d" : "1d"}(${shape[0]})`;
    case "globalavg":
      return "nn.AdaptiveAvgPool2d(1)";
    case "relu":
      return "nn.ReLU()";
    case "dropout":
      return "nn.Dropout()";
    default:
      return "nn.Flatten()";
  }
}
function code(input, layers, steps) {
  const lines = [];
  let shape = input;
  for (const [at, step] of steps.entries()) {
    if (!step.ok) break;
    lines.push(`    ${line(layers[at], shape)},
`);
    shape = step.shape;
  }
  return lines.length === 0 ? "nn.Sequential()" : `nn.Sequential(
${lines.join("")})`;
}

// course_utils/widgets/parameter_counter/fields.json
var fields_default = {
  conv: {
    filters: [1, 1024, 8],
    kernel: [1, 31, 3],
    stride: [1, 16, 1],
    padding: [0, 16, 0],
    bias: true
  },
  batchnorm: {},
  relu: {},
  dropout: {},
  maxpool: { size: [1, 32, 2], stride: [1, 32, 2], padding: [0, 16, 0] },
  avgpool: { size: [1, 32, 2], stride: [1, 32, 2], padding: [0, 16, 0] },
  globalavg: {},
  flatten: {},
  linear: { outputs: [1, 4096, 10], bias: true }
};

// course_utils/widgets/parameter_counter/strings.json
var strings_default = {
  title: "Layers",
  input: "image",
  outputs: "in hand",
  preset: "network",
  presets: {
    article: "the article's",
    "article with global average": "article, global average",
    "LeNet-5": "LeNet-5",
    "small VGG": "small VGG",
    "one linear layer": "one linear layer",
    empty: "empty"
  },
  kinds: {
    conv: "convolution",
    batchnorm: "batch norm",
    relu: "ReLU",
    dropout: "dropout",
    maxpool: "max pooling",
    avgpool: "average pooling",
    globalavg: "global average",
    flatten: "flatten",
    linear: "linear"
  },
  fields: {
    filters: "filters",
    outputs: "outputs",
    kernel: "kernel",
    size: "size",
    stride: "stride",
    padding: "padding",
    bias: "bias",
    channels: "channels",
    rows: "rows",
    columns: "columns"
  },
  fieldLabel: "{name} of layer {layer}, {kind}",
  inputLabel: "{name} of the image",
  columns: {
    shape: "shape",
    parameters: "parameters",
    macs: "multiply-accumulates",
    memory: "memory"
  },
  add: "Add after the layer in hand",
  addKind: "kind of layer to add",
  up: "up",
  down: "down",
  remove: "remove",
  upLabel: "Move layer {layer}, {kind}, up",
  downLabel: "Move layer {layer}, {kind}, down",
  removeLabel: "Remove layer {layer}, {kind}",
  rowLabel: "Layer {layer}, {kind}: {what}",
  fits: "{shape}, {parameters} parameters, {macs} multiply-accumulates",
  kilobytes: "{count} kB",
  total: "Together {parameters} parameters and {macs} multiply-accumulates an image. In float32 the parameters take {weights}, what the layers put out {activations}.",
  where: "The linear layers hold {share} % of the parameters and do {work} % of the multiply-accumulates.",
  flat: "{shape} = {count} numbers; the rows went {path}.",
  onRows: "Legal, but it works on each row of {inputs} numbers by itself; flatten first if every number is meant to count.",
  problems: {
    needsMaps: "It needs maps, channels × rows × columns; a vector of {features} numbers came. Take it before flatten.",
    tooLarge: "Its window of {kernel} × {kernel} does not fit into {size}, padding included: nothing would be left.",
    poolPadding: "padding is {padding}; PyTorch allows at most half of the window of {size}: {most}.",
    waits: "waits for the layer above that does not fit"
  },
  stuck: "Layer {layer}, {kind}: {problem}",
  badNumber: "{name} of layer {layer} is {text}; a whole number from {least} to {most} fits.",
  badInput: "{name} of the image is {text}; a whole number from {least} to {most} fits.",
  noOutputs: "The slider changes filters or outputs; a layer that has some must be in hand.",
  full: "There are {most} layers already; more do not fit here.",
  code: "The same in PyTorch",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "The browser does not let it be copied; mark the text and copy it yourself.",
  keys: "Alt+↑ and Alt+↓ in a row move it, Alt+Delete removes it.",
  describe: "a network of {count} layers from {input} to {output}: {parameters} parameters, {macs} multiply-accumulates.",
  describeStuck: "a network of {count} layers; layer {layer}, {kind}, does not fit: {problem}",
  tryShare: "Try it: remove the first linear layer, and see what becomes of the parameters. Then bring the article's network back.",
  tryOutputs: "Next: take the first convolution in hand and move the slider. Which grows faster, parameters or work?",
  tryIllegal: "Next: make an image of 12 × 12 and read what no longer fits, and why.",
  tryGlobal: "Next: choose 'article, global average'. How many parameters are left?",
  tryAll: "Now build a network with fewer than 5,000 parameters that still ends in 10 numbers."
};

// course_utils/widgets/parameter_counter/layer_list.js
var MEASURES = (
  /** @type {Measure[]} */
  ["parameters", "macs"]
);
var grouped = (value) => value.toLocaleString("en-US");
var LayerList = class {
  /**
   * @param {object} options
   * @param {(at: number) => void} options.onChoose
   * @param {(at: number, layer: Layer) => void} options.onEdit
   * @param {(at: number, by: number) => void} options.onMove
   * @param {(at: number) => void} options.onRemove
   * @param {(sentence: string) => void} options.onRefuse
   */
  constructor(options) {
    this.options = options;
    this.layers = [];
    this.rows = [];
    const { shape, parameters, macs, memory } = strings_default.columns;
    this.head = h(
      "div",
      { class: "cv-net-row cv-net-head", "aria-hidden": "true" },
      h("span"),
      h("span"),
      h("span"),
      ...[shape, parameters, macs, memory].map((text) => h("span", {}, text)),
      h("span")
    );
    this.list = h("div", { role: "list", "aria-label": strings_default.title });
    this.element = h("div", { class: "cv-net" }, this.head, this.list);
  }
  /**
   * @param {readonly Layer[]} layers
   * @param {readonly Row[]} rows
   * @param {number} selected
   */
  show(layers, rows, selected) {
    this.layers = [...layers];
    while (this.rows.length > layers.length) this.rows.pop()?.row.remove();
    layers.forEach((layer, at) => {
      if (this.rows[at]?.kind !== layer.kind) this.#build(layer, at);
      this.#fill(layer, at, rows[at], at === selected);
    });
  }
  /** @param {number} at */
  focus(at) {
    const { row } = this.rows[at] ?? {};
    row?.querySelector("input, button")?.focus();
  }
  /** @param {Layer} layer @param {number} at @param {Row} found @param {boolean} here */
  #fill(layer, at, found, here) {
    const { row, inputs, cells, bars, note } = this.rows[at];
    for (const [name, input] of inputs) {
      const value = (
        /** @type {any} */
        layer[name]
      );
      if (input.type === "checkbox") input.checked = value;
      else if (document.activeElement !== input || Number(input.value) !== value) {
        if (input.value !== String(value)) input.value = String(value);
      }
    }
    say(cells.shape, found.shape ?? "");
    say(cells.memory, found.memory ?? "");
    MEASURES.forEach((name, k) => {
      const value = found[name];
      say(cells[name], value === void 0 ? "" : value === 0 ? "–" : grouped(value));
      cells[name].parentElement?.classList.toggle("cv-net-none", !value);
      const width = `${(100 * (found.shares?.[k] ?? 0)).toFixed(1)}%`;
      if (bars[k].style.width !== width) bars[k].style.width = width;
    });
    say(note, found.problem ?? found.remark ?? "");
    note.hidden = note.textContent === "";
    row.classList.toggle("cv-net-unfit", found.problem !== void 0);
    row.classList.toggle("cv-net-waits", found.waits === true);
    if (here) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    const what = found.problem ?? fill(strings_default.fits, {
      shape: found.shape ?? "",
      parameters: grouped(found.parameters ?? 0),
      macs: grouped(found.macs ?? 0)
    });
    const label = fill(strings_default.rowLabel, { layer: at + 1, kind: strings_default.kinds[layer.kind], what });
    if (row.getAttribute("aria-label") !== label) row.setAttribute("aria-label", label);
  }
  /** @param {Layer} layer @param {number} at */
  #build(layer, at) {
    const { options } = this;
    const kind = strings_default.kinds[layer.kind];
    const inputs = /* @__PURE__ */ new Map();
    const numbers = Object.entries(fields_default[layer.kind]).map(([name, bounds]) => {
      const title = strings_default.fields[
        /** @type {keyof typeof strings.fields} */
        name
      ];
      const label = fill(strings_default.fieldLabel, { name: title, layer: at + 1, kind });
      const toggle = typeof bounds === "boolean";
      const input = h("input", {
        type: toggle ? "checkbox" : "number",
        class: toggle ? void 0 : "cv-net-number",
        min: toggle ? void 0 : bounds[0],
        max: toggle ? void 0 : bounds[1],
        step: toggle ? void 0 : 1,
        "aria-label": label,
        "data-field": name
      });
      if (toggle)
        input.addEventListener(
          "change",
          () => options.onEdit(at, { ...this.layers[at], [name]: input.checked })
        );
      else {
        input.addEventListener("input", () => this.#typed(input, at, name, bounds, false));
        input.addEventListener("change", () => this.#typed(input, at, name, bounds, true));
      }
      inputs.set(name, input);
      return h("label", { class: "cv-net-field" }, h("span", {}, title), input);
    });
    const cells = Object.fromEntries(
      ["shape", "parameters", "macs", "memory"].map((name) => [
        name,
        h("span", { class: "cv-number", "data-cell": name })
      ])
    );
    const bars = MEASURES.map((name) => h("i", { class: `cv-net-bar cv-net-${name}` }));
    const button = (name, sign) => {
      const label = strings_default[
        /** @type {"upLabel"} */
        `${name}Label`
      ];
      const made = h(
        "button",
        {
          class: "cv-button cv-net-button",
          type: "button",
          title: strings_default[name],
          "aria-label": fill(label, { layer: at + 1, kind }),
          "data-do": name
        },
        sign
      );
      made.addEventListener("click", () => this.#act(name, at));
      return made;
    };
    const number = h("span", { class: "cv-number cv-note" }, String(at + 1));
    const note = h("p", { class: "cv-net-note", hidden: true });
    const measure = (name, k) => h(
      "span",
      { class: "cv-net-measure", "data-title": strings_default.columns[name] },
      cells[name],
      bars[k]
    );
    const row = h(
      "div",
      { class: "cv-net-row", role: "listitem", "data-layer": at },
      number,
      h("strong", {}, kind),
      h("span", { class: "cv-net-fields" }, ...numbers),
      cells.shape,
      measure("parameters", 0),
      measure("macs", 1),
      cells.memory,
      h(
        "span",
        { class: "cv-net-buttons" },
        button("up", "↑"),
        button("down", "↓"),
        button("remove", "×")
      ),
      note
    );
    row.addEventListener("focusin", () => options.onChoose(at));
    row.addEventListener("pointerdown", () => options.onChoose(at));
    row.addEventListener("keydown", (event) => {
      const name = { ArrowUp: "up", ArrowDown: "down", Delete: "remove", Backspace: "remove" }[event.key];
      if (!event.altKey || name === void 0) return;
      event.preventDefault();
      this.#act(
        /** @type {"up"} */
        name,
        at
      );
    });
    const old = this.rows[at]?.row;
    this.rows[at] = { kind: layer.kind, row, inputs, cells, bars, note, number };
    if (old === void 0) this.list.append(row);
    else old.replaceWith(row);
  }
  /** @param {"up" | "down" | "remove"} name @param {number} at */
  #act(name, at) {
    const { onMove, onRemove } = this.options;
    const last = this.layers.length - 1;
    if (name === "remove") {
      onRemove(at);
      this.focus(Math.min(at, last - 1));
      return;
    }
    const by = name === "up" ? -1 : 1;
    if (at + by < 0 || at + by > last) return;
    onMove(at, by);
    const moved = this.rows[at + by].row.querySelector(`[data-do=${name}]`);
    moved?.focus();
  }
  /**
   * @param {HTMLInputElement} input
   * @param {number} at
   * @param {string} name
   * @param {number[]} bounds
   * @param {boolean} finished  the field is left: a number that does not fit is refused
   */
  #typed(input, at, name, [least, most], finished) {
    const value = Number(input.value);
    const whole2 = input.value.trim() !== "" && Number.isInteger(value);
    const now = (
      /** @type {any} */
      this.layers[at][name]
    );
    if (whole2 && value >= least && value <= most) {
      if (value !== now) this.options.onEdit(at, { ...this.layers[at], [name]: value });
    } else if (finished) {
      const title = strings_default.fields[
        /** @type {keyof typeof strings.fields} */
        name
      ];
      const text = input.value || "—";
      input.value = String(now);
      this.options.onRefuse(
        fill(strings_default.badNumber, { name: title, layer: at + 1, text, least, most })
      );
    }
  }
};

// course_utils/widgets/parameter_counter/presets.json
var presets_default = {
  article: {
    input: [3, 32, 32],
    layers: [
      { kind: "conv", filters: 6, kernel: 5 },
      { kind: "relu" },
      { kind: "maxpool", size: 2 },
      { kind: "conv", filters: 16, kernel: 5 },
      { kind: "relu" },
      { kind: "maxpool", size: 2 },
      { kind: "flatten" },
      { kind: "linear", outputs: 120 },
      { kind: "relu" },
      { kind: "linear", outputs: 84 },
      { kind: "relu" },
      { kind: "linear", outputs: 10 }
    ]
  },
  "article with global average": {
    input: [3, 32, 32],
    layers: [
      { kind: "conv", filters: 6, kernel: 5 },
      { kind: "relu" },
      { kind: "maxpool", size: 2 },
      { kind: "conv", filters: 16, kernel: 5 },
      { kind: "relu" },
      { kind: "globalavg" },
      { kind: "flatten" },
      { kind: "linear", outputs: 10 }
    ]
  },
  "LeNet-5": {
    input: [1, 32, 32],
    layers: [
      { kind: "conv", filters: 6, kernel: 5 },
      { kind: "relu" },
      { kind: "avgpool", size: 2 },
      { kind: "conv", filters: 16, kernel: 5 },
      { kind: "relu" },
      { kind: "avgpool", size: 2 },
      { kind: "conv", filters: 120, kernel: 5 },
      { kind: "relu" },
      { kind: "flatten" },
      { kind: "linear", outputs: 84 },
      { kind: "relu" },
      { kind: "linear", outputs: 10 }
    ]
  },
  "small VGG": {
    input: [3, 32, 32],
    layers: [
      { kind: "conv", filters: 32, kernel: 3, padding: 1, bias: false },
      { kind: "batchnorm" },
      { kind: "relu" },
      { kind: "maxpool", size: 2 },
      { kind: "conv", filters: 64, kernel: 3, padding: 1, bias: false },
      { kind: "batchnorm" },
      { kind: "relu" },
      { kind: "maxpool", size: 2 },
      { kind: "conv", filters: 128, kernel: 3, padding: 1, bias: false },
      { kind: "batchnorm" },
      { kind: "relu" },
      { kind: "globalavg" },
      { kind: "flatten" },
      { kind: "linear", outputs: 10 }
    ]
  },
  "one linear layer": {
    input: [3, 32, 32],
    layers: [{ kind: "flatten" }, { kind: "linear", outputs: 10 }]
  },
  empty: { input: [3, 32, 32], layers: [] }
};

// course_utils/widgets/parameter_counter/view.js
var MOST_LAYERS = 40;
var MOST_OUTPUTS = 256;
var INPUT = { channels: 1024, rows: 512, columns: 512 };
var NAMES = Object.keys(presets_default);
var OWN = NAMES.length;
function whole(given) {
  const full = { kind: given.kind };
  for (const [name, bounds] of Object.entries(fields_default[given.kind])) {
    const usual = typeof bounds === "boolean" ? bounds : name === "stride" && full.size ? full.size : bounds[2];
    full[name] = /** @type {any} */
    given[name] ?? usual;
  }
  return full;
}
var counted = (layer) => layer?.kind === "conv" ? "filters" : layer?.kind === "linear" ? "outputs" : null;
var PLAIN = NAMES.map((name) => {
  const { input, layers } = (
    /** @type {any} */
    presets_default[name]
  );
  return JSON.stringify([input, layers.map(whole)]);
});
function presetOf(input, layers) {
  const at = PLAIN.indexOf(JSON.stringify([input, layers.map(
    /** @type {any} */
    whole
  )]));
  return at < 0 ? OWN : at;
}
function settle(model, change) {
  const layers = change.layers ?? model.get("layers");
  const input = change.input ?? model.get("input_shape");
  const selected = Math.max(
    0,
    Math.min(change.selected ?? model.get("selected"), layers.length - 1)
  );
  const name = counted(layers[selected]);
  const outputs = name === null ? model.get("outputs") : layers[selected][name];
  update(model, {
    layers,
    input_shape: input,
    selected,
    outputs: Math.min(outputs, MOST_OUTPUTS),
    preset: presetOf(input, layers)
  });
}
function initialize({ model }) {
  const moved = () => {
    const layers = (
      /** @type {Layer[]} */
      model.get("layers")
    );
    const selected = model.get("selected");
    const name = counted(layers[selected]);
    const said = model.get("outputs");
    if (name === null) return;
    const now = (
      /** @type {number} */
      layers[selected][name]
    );
    if (said === Math.min(now, MOST_OUTPUTS)) return;
    settle(model, { layers: layers.with(selected, { ...layers[selected], [name]: said }) });
  };
  const chosen = () => {
    const preset = model.get("preset");
    const layers = model.get("layers");
    if (preset === OWN || preset === presetOf(model.get("input_shape"), layers)) return;
    const known = (
      /** @type {any} */
      presets_default[NAMES[preset]]
    );
    settle(model, { layers: known.layers.map(whole), input: known.input, selected: 0 });
  };
  model.on("change:outputs", moved);
  model.on("change:preset", chosen);
  return () => {
    model.off("change:outputs", moved);
    model.off("change:preset", chosen);
  };
}
var grouped2 = (value) => value.toLocaleString("en-US");
var shown = (shape) => shape.join(" × ");
var kilobytes = (count) => fill(strings_default.kilobytes, { count: grouped2(Math.ceil(count / 256)) });
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings_default.tryShare, strings_default.tryOutputs, strings_default.tryIllegal, strings_default.tryGlobal],
    strings_default.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  let refusal = "";
  const refuse = (sentence) => {
    refusal = sentence;
    paint();
  };
  const layersNow = () => (
    /** @type {Layer[]} */
    [...model.get("layers")]
  );
  const list = new LayerList({
    onChoose: (selected) => {
      if (selected !== model.get("selected")) settle(model, { selected });
    },
    onEdit: (at, layer) => settle(model, { layers: layersNow().with(at, layer), selected: at }),
    onMove: (at, by) => {
      const layers = layersNow();
      const [layer] = layers.splice(at, 1);
      layers.splice(at + by, 0, layer);
      settle(model, { layers, selected: at + by });
    },
    onRemove: (at) => {
      tries.did(0);
      settle(model, { layers: layersNow().toSpliced(at, 1) });
    },
    onRefuse: refuse
  });
  const kind = h(
    "select",
    { class: "cv-select", "aria-label": strings_default.addKind },
    ...Object.entries(strings_default.kinds).map(([value, text]) => h("option", { value }, text))
  );
  const add = h("button", { class: "cv-button", type: "button" }, strings_default.add);
  add.addEventListener("click", () => {
    const layers = layersNow();
    if (layers.length >= MOST_LAYERS) {
      refuse(fill(strings_default.full, { most: MOST_LAYERS }));
      return;
    }
    const at = layers.length === 0 ? 0 : model.get("selected") + 1;
    const made = whole({ kind: (
      /** @type {Kind} */
      kind.value
    ) });
    settle(model, { layers: layers.toSpliced(at, 0, made), selected: at });
    list.focus(at);
  });
  const sizes = Object.entries(INPUT).map(([name, most], axis) => {
    const title = strings_default.fields[
      /** @type {keyof typeof INPUT} */
      name
    ];
    const field = h("input", {
      type: "number",
      class: "cv-net-number",
      min: 1,
      max: most,
      step: 1,
      "aria-label": fill(strings_default.inputLabel, { name: title }),
      "data-input": name
    });
    const typed = (finished) => {
      const value = Number(field.value);
      const fits = field.value.trim() !== "" && Number.isInteger(value);
      if (fits && value >= 1 && value <= most) {
        const input = model.get("input_shape");
        if (input[axis] !== value) settle(model, { input: input.toSpliced(axis, 1, value) });
      } else if (finished) {
        refuse(fill(strings_default.badInput, { name: title, text: field.value || "—", least: 1, most }));
        field.value = String(model.get("input_shape")[axis]);
      }
    };
    field.addEventListener("input", () => typed(false));
    field.addEventListener("change", () => typed(true));
    return field;
  });
  const image = h("div", { class: "cv-row cv-net-image" }, h("strong", {}, strings_default.input));
  sizes.forEach((field, axis) => {
    image.append(...axis > 0 ? ["×"] : [], field);
  });
  const total = h("p", { class: "cv-number" });
  const where = h("p", { class: "cv-number" });
  const listing = h("pre", { class: "cv-code", tabindex: 0, "aria-label": strings_default.code });
  const copied = h("span", { class: "cv-note", role: "status" });
  const copy = h("button", { class: "cv-button", type: "button" }, strings_default.copy);
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(listing.textContent ?? "");
      say(copied, strings_default.copied);
    } catch {
      say(copied, strings_default.notCopied);
    }
  });
  const root = h(
    "section",
    { class: "cv cv-parameter-counter", "aria-label": "ParameterCounter" },
    tries.element,
    h("div", { class: "cv-net-controls" }, slots("preset", "outputs")),
    image,
    list.element,
    h("div", { class: "cv-row" }, kind, add),
    h("p", { class: "cv-note" }, strings_default.keys),
    message,
    h("div", { class: "cv-net-totals" }, total, where),
    h("h4", { class: "cv-title" }, strings_default.code),
    listing,
    h("div", { class: "cv-row" }, copy, copied)
  );
  el.append(root);
  function paint() {
    const input = (
      /** @type {number[]} */
      model.get("input_shape")
    );
    const layers = (
      /** @type {Layer[]} */
      model.get("layers")
    );
    const steps = networkSteps(input, layers);
    const fitting = steps.filter((step) => step.ok);
    const sum = (name) => fitting.reduce((all, step) => all + (step.ok ? step[name] : 0), 0);
    const [parameters, macs] = [sum("parameters"), sum("macs")];
    sizes.forEach((field, axis) => {
      if (document.activeElement !== field || Number(field.value) !== input[axis]) {
        const text = String(input[axis]);
        if (field.value !== text) field.value = text;
      }
    });
    let before = input;
    const path = [input[1]];
    const rows = layers.map((layer, at) => {
      const step = steps[at];
      if (!step.ok) {
        const words = strings_default.problems[
          /** @type {keyof typeof strings.problems} */
          step.reason
        ];
        return { problem: fill(words, step.values), waits: step.reason === "waits" };
      }
      let remark = "";
      if (layer.kind === "linear" && before.length > 1)
        remark = fill(strings_default.onRows, { inputs: before[before.length - 1] });
      if (layer.kind === "flatten" && before.length === 3)
        remark = fill(strings_default.flat, {
          shape: shown(before),
          count: grouped2(elements(before)),
          path: path.join(" → ")
        });
      if (step.shape.length === 3 && step.shape[1] !== path[path.length - 1])
        path.push(step.shape[1]);
      before = step.shape;
      return {
        shape: shown(step.shape),
        parameters: step.parameters,
        macs: step.macs,
        shares: [step.parameters / Math.max(parameters, 1), step.macs / Math.max(macs, 1)],
        memory: kilobytes(elements(step.shape)),
        remark
      };
    });
    list.show(layers, rows, model.get("selected"));
    const stuck = steps.findIndex((step) => !step.ok);
    if (stuck >= 0) {
      tries.did(2);
      const { problem } = (
        /** @type {{ problem: string }} */
        rows[stuck]
      );
      const name = strings_default.kinds[layers[stuck].kind];
      say(message, refusal || fill(strings_default.stuck, { layer: stuck + 1, kind: name, problem }));
    } else say(message, refusal);
    refusal = "";
    say(
      total,
      fill(strings_default.total, {
        parameters: grouped2(parameters),
        macs: grouped2(macs),
        weights: kilobytes(parameters),
        activations: kilobytes(
          fitting.reduce((all, step) => all + (step.ok ? elements(step.shape) : 0), 0)
        )
      })
    );
    const dense = steps.filter((step, at) => step.ok && layers[at].kind === "linear");
    const share = (name, all) => (100 * dense.reduce((part, step) => part + (step.ok ? step[name] : 0), 0) / Math.max(all, 1)).toFixed(1);
    say(
      where,
      dense.length === 0 ? "" : fill(strings_default.where, {
        share: share("parameters", parameters),
        work: share("macs", macs)
      })
    );
    say(listing, code(input, layers, steps));
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["layers", "input_shape", "selected"], request, signal);
  onChange(
    model,
    ["outputs"],
    () => {
      if (counted(model.get("layers")[model.get("selected")]) === null) refuse(strings_default.noOutputs);
      else tries.did(1);
    },
    signal
  );
  onChange(
    model,
    ["preset"],
    () => NAMES[model.get("preset")] === NAMES[1] && tries.did(3),
    signal
  );
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default,
  whole
};
