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
function sign(text) {
  return h("span", { class: "cv-sign", "aria-hidden": "true" }, text);
}
function labelled(name, element) {
  return h("div", {}, h("p", { class: "cv-note" }, name), element);
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
function colourise(data, scale, pixels) {
  const colours = TABLES[scale.map];
  const { low, high } = scale;
  if (!(high > low)) {
    pixels.fill(colours[level(low, scale)]);
    return;
  }
  const factor = (LEVELS - 1) / (high - low);
  for (let i = 0; i < data.length; i++) {
    const at = (data[i] - low) * factor + 0.5;
    pixels[i] = colours[at <= 0 ? 0 : at >= LEVELS ? LEVELS - 1 : at | 0];
  }
}
var COVER = { least: 0.3, most: 0.9 };
function overlay(base, heat, { map, low, high }, pixels) {
  const colours = TABLES[map];
  const factor = high > low ? 1 / (high - low) : 1;
  for (let i = 0; i < pixels.length; i++) {
    const grey = base[i] * 255;
    const amount = heat[i];
    if (!(amount > 0)) {
      const value = grey + 0.5 | 0;
      pixels[i] = 255 << 24 | value << 16 | value << 8 | value;
      continue;
    }
    const share = Math.min(Math.max((amount - low) * factor, 0), 1);
    const colour = colours[share * (LEVELS - 1) + 0.5 | 0];
    const cover = COVER.least + (COVER.most - COVER.least) * share;
    const under = grey * (1 - cover) + 0.5;
    const red = under + (colour & 255) * cover | 0;
    const green = under + (colour >> 8 & 255) * cover | 0;
    const blue = under + (colour >> 16 & 255) * cover | 0;
    pixels[i] = 255 << 24 | blue << 16 | green << 8 | red;
  }
}
function colouriseRgb(data, pixels) {
  const area = pixels.length;
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, area * 4);
  for (let i = 0; i < area; i++) {
    bytes[i * 4] = data[i] * 255;
    bytes[i * 4 + 1] = data[area + i] * 255;
    bytes[i * 4 + 2] = data[2 * area + i] * 255;
    bytes[i * 4 + 3] = 255;
  }
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
function gradient(map) {
  return `linear-gradient(to right, ${palette_default[map].join(", ")})`;
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
    const held = Math.min(Math.max(rounded, least), most);
    this.current[row * this.columns + column] = held;
    this.options.onEdit?.(row, column, held);
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

// course_utils/widgets/_core/ops/convolution.js
var PADDING_MODES = ["zeros", "reflect", "replicate", "circular"];
function pair(value) {
  return typeof value === "number" ? [value, value] : value;
}
function reach(kernel, dilation) {
  return dilation * (kernel - 1) + 1;
}
function samePadding(kernel, dilation) {
  const total = dilation * (kernel - 1);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
function convGeometry(height, width, kernel, options = {}) {
  const stride = pair(options.stride ?? 1);
  const dilation = pair(options.dilation ?? 1);
  const mode = options.paddingMode ?? "zeros";
  const padding = options.padding ?? 0;
  const refuse = (reason) => ({ ok: (
    /** @type {const} */
    false
  ), reason });
  for (
    const [name, values, least] of
    /** @type {[string, Pair, number][]} */
    [
      ["kernel", kernel, 1],
      ["stride", stride, 1],
      ["dilation", dilation, 1]
    ]
  ) {
    const bad = values.find((value) => !Number.isInteger(value) || value < least);
    if (bad !== void 0)
      return refuse(`The ${name} is ${bad}; it must be a whole number of at least ${least}.`);
  }
  let border;
  if (padding === "same") {
    if (stride[0] !== 1 || stride[1] !== 1)
      return refuse(`Padding 'same' came with stride ${say2(stride)}; it exists for stride 1 only.`);
    const [top, bottom] = samePadding(kernel[0], dilation[0]);
    const [left, right] = samePadding(kernel[1], dilation[1]);
    border = { top, bottom, left, right };
  } else {
    const [rows, columns] = pair(padding);
    const bad = [rows, columns].find((value) => !Number.isInteger(value) || value < 0);
    if (bad !== void 0)
      return refuse(`The padding is ${bad}; it must be a whole number of at least 0.`);
    border = { top: rows, bottom: rows, left: columns, right: columns };
  }
  for (
    const [size, before, after, name] of
    /** @type {[number, number, number, string][]} */
    [
      [height, border.top, border.bottom, "rows"],
      [width, border.left, border.right, "columns"]
    ]
  ) {
    const most = Math.max(before, after);
    if (mode === "reflect" && most >= size)
      return refuse(
        `Reflecting ${most} cells needs more than ${most} ${name}; the image has ${size}.`
      );
    if (mode === "circular" && most > size)
      return refuse(
        `Wrapping ${most} cells around needs at least ${most} ${name}; the image has ${size}.`
      );
  }
  const padded = [height + border.top + border.bottom, width + border.left + border.right];
  const reaches = [reach(kernel[0], dilation[0]), reach(kernel[1], dilation[1])];
  if (padded[0] < reaches[0] || padded[1] < reaches[1])
    return refuse(
      `The kernel reaches over ${reaches[0]} × ${reaches[1]} cells, but the padded image has only ${padded[0]} × ${padded[1]}: take a smaller kernel or dilation, or more padding.`
    );
  return {
    ok: true,
    geometry: {
      stride,
      dilation,
      border,
      mode,
      height: Math.floor((padded[0] - reaches[0]) / stride[0]) + 1,
      width: Math.floor((padded[1] - reaches[1]) / stride[1]) + 1
    }
  };
}
function say2([rows, columns]) {
  return rows === columns ? `${rows}` : `${rows} × ${columns}`;
}
function sourceIndex(index, size, mode) {
  if (index >= 0 && index < size) return index;
  switch (mode) {
    case "zeros":
      return -1;
    case "reflect":
      return index < 0 ? -index : 2 * (size - 1) - index;
    case "replicate":
      return index < 0 ? 0 : size - 1;
    case "circular":
      return (index % size + size) % size;
  }
}
function pad(volume, border, mode = "zeros") {
  const { channels: channels2, height, width, data } = volume;
  const rows = height + border.top + border.bottom;
  const columns = width + border.left + border.right;
  if (rows === height && columns === width) return volume;
  const out = new Float32Array(channels2 * rows * columns);
  const from = Int32Array.from(
    { length: columns },
    (_, x) => sourceIndex(x - border.left, width, mode)
  );
  for (let c = 0; c < channels2; c++) {
    for (let y = 0; y < rows; y++) {
      const sy = sourceIndex(y - border.top, height, mode);
      if (sy < 0) continue;
      const source = (c * height + sy) * width;
      const target = (c * rows + y) * columns;
      for (let x = 0; x < columns; x++) {
        const sx = from[x];
        if (sx >= 0) out[target + x] = data[source + sx];
      }
    }
  }
  return { data: out, channels: channels2, height: rows, width: columns };
}
function correlate(padded, weight, kernel, geometry, bias = null, out = void 0) {
  const { channels: channels2, width, data } = padded;
  const [kh, kw] = kernel;
  const area = channels2 * kh * kw;
  const filters = weight.length / area;
  const { stride, dilation } = geometry;
  const rows = geometry.height;
  const columns = geometry.width;
  const length = filters * rows * columns;
  const result = out !== void 0 && out.length === length ? out : new Float32Array(length);
  const offsets = new Int32Array(area);
  const taps = new Float64Array(area);
  const sums = new Float64Array(columns);
  const plane = padded.height * width;
  for (let f = 0; f < filters; f++) {
    let count = 0;
    for (let c = 0; c < channels2; c++)
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++) {
          const w = weight[f * area + (c * kh + i) * kw + j];
          if (w === 0) continue;
          offsets[count] = c * plane + i * dilation[0] * width + j * dilation[1];
          taps[count] = w;
          count += 1;
        }
    const start = bias === null ? 0 : bias[f];
    for (let y = 0; y < rows; y++) {
      const base = y * stride[0] * width;
      sums.fill(start);
      let k = 0;
      for (; k + 2 < count; k += 3) {
        const [wa, wb, wc] = [taps[k], taps[k + 1], taps[k + 2]];
        let a = base + offsets[k];
        let b = base + offsets[k + 1];
        let c = base + offsets[k + 2];
        for (let x = 0; x < columns; x++) {
          sums[x] = sums[x] + wa * data[a] + wb * data[b] + wc * data[c];
          a += stride[1];
          b += stride[1];
          c += stride[1];
        }
      }
      for (; k < count; k++) {
        const w = taps[k];
        let a = base + offsets[k];
        for (let x = 0; x < columns; x++) {
          sums[x] += w * data[a];
          a += stride[1];
        }
      }
      result.set(sums, (f * rows + y) * columns);
    }
  }
  return { data: result, channels: filters, height: rows, width: columns };
}
function range(data) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < low && value !== Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
  }
  return low > high ? [0, 0] : [low, high];
}

// course_utils/widgets/_core/ops/channels.js
function middle(size) {
  return Math.floor((size - 1) / 2);
}
function resizedBank(bank, rows, columns) {
  const top = middle(rows) - middle(bank[0][0].length);
  const left = middle(columns) - middle(bank[0][0][0].length);
  return bank.map(
    (filter) => filter.map(
      (kernel) => Array.from(
        { length: rows },
        (_, i) => Array.from({ length: columns }, (_2, j) => kernel[i - top]?.[j - left] ?? 0)
      )
    )
  );
}

// course_utils/widgets/_core/strings.json
var strings_default = {
  upload: "Use a picture of yours",
  yours: "your picture",
  noUpload: "There is no picture of yours yet: the button below the photograph takes one.",
  noPicture: "'{name}' is no picture that this browser can read; PNG, JPEG, WebP or GIF fit.",
  tooLarge: "'{name}' has {size} MB; a picture of up to 200 MB fits.",
  taken: "'{name}' is taken as it is, {now} pixels.",
  shrunk: "'{name}' came with {full} pixels and was made smaller, {now}, so that it moves in the frame."
};

// course_utils/widgets/_core/pictures.js
var LONGEST = 256;
var LARGEST_FILE = 2e8;
function toVolume(bytes, offset, channels2, height, width) {
  const area = height * width;
  const data = new Float32Array(channels2 * area);
  const source = new Uint8Array(bytes.buffer, bytes.byteOffset + offset, channels2 * area);
  for (let i = 0; i < area; i++)
    for (let c = 0; c < channels2; c++) data[c * area + i] = source[i * channels2 + c] / 255;
  return { data, channels: channels2, height, width };
}
var Pictures = class {
  /** @param {Model} model  with the traits of `PictureTraits` in pictures.py */
  constructor(model) {
    this.model = model;
    this.known = /* @__PURE__ */ new Map();
    this.upload = void 0;
  }
  /** @returns {Volume | null}  null while 'your picture' is chosen and there is none */
  current() {
    const { model } = this;
    const index = model.get("photograph_index");
    const channels2 = model.get("_channels");
    const names = model.get("_names");
    if (index < names.length) {
      let volume2 = this.known.get(names[index]);
      if (volume2 === void 0) {
        const size = model.get("_size");
        const offset = index * size * size * channels2;
        volume2 = toVolume(model.get("_library"), offset, channels2, size, size);
        this.known.set(names[index], volume2);
      }
      return volume2;
    }
    const [height, width] = model.get("_upload_shape");
    if (height === 0) return null;
    const bytes = model.get("_upload");
    let volume = this.known.get("");
    if (volume === void 0 || this.upload !== bytes) {
      volume = toVolume(bytes, 0, channels2, height, width);
      this.upload = bytes;
      this.known.set("", volume);
    }
    return volume;
  }
  /** @returns {string}  the name of what is shown */
  name() {
    return this.model.get("_names")[this.model.get("photograph_index")] ?? strings_default.yours;
  }
  /**
   * A button that takes a picture file.
   *
   * @param {HTMLElement} message  where a refusal, or what was done, is said
   */
  uploadButton(message) {
    const input = h("input", { type: "file", accept: "image/*", class: "cv-sr", tabindex: -1 });
    const button = h("button", { class: "cv-button", type: "button" }, strings_default.upload);
    button.addEventListener("click", () => input.click());
    input.setAttribute("aria-label", strings_default.upload);
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      input.value = "";
      if (file === void 0) return;
      say(message, "");
      const done = await this.take(file);
      if (message.textContent === "") say(message, done);
    });
    return h("div", { class: "cv-upload" }, button, input);
  }
  /**
   * @param {File} file
   * @returns {Promise<string>}  what happened, in a sentence; after a refusal nothing has changed
   */
  async take(file) {
    if (file.size > LARGEST_FILE)
      return fill(strings_default.tooLarge, { name: file.name, size: Math.round(file.size / 1e6) });
    let bitmap;
    try {
      bitmap = await createImageBitmap(file);
    } catch {
      return fill(strings_default.noPicture, { name: file.name });
    }
    const full = `${bitmap.width} × ${bitmap.height}`;
    const factor = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * factor));
    const height = Math.max(1, Math.round(bitmap.height * factor));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (context === null) return fill(strings_default.noPicture, { name: file.name });
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    const channels2 = this.model.get("_channels");
    const bytes = new Uint8Array(width * height * channels2);
    for (let i = 0; i < width * height; i++) {
      const [red, green, blue] = [data[4 * i], data[4 * i + 1], data[4 * i + 2]];
      if (channels2 === 3) bytes.set([red, green, blue], 3 * i);
      else bytes[i] = Math.round(0.2125 * red + 0.7154 * green + 0.0721 * blue);
    }
    update(this.model, {
      _upload_shape: [height, width],
      _upload: new DataView(bytes.buffer),
      photograph_index: this.model.get("_names").length
    });
    const now = `${width} × ${height}`;
    return fill(full === now ? strings_default.taken : strings_default.shrunk, { name: file.name, full, now });
  }
};

// course_utils/widgets/_core/raster.js
var ARROWS = (
  /** @type {Record<string, [number, number]>} */
  {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1]
  }
);
var Raster = class {
  /**
   * @param {object} options
   * @param {string} options.name  a stable name, `data-raster`, by which a test finds the canvas
   * @param {((place: Place) => void) | undefined} [options.onPoint]  the pointer or the arrow keys
   *   reached this pixel; the canvas takes the focus only where this is given
   * @param {boolean} [options.hover]  false: the pointer counts only while it is pressed, so that a
   *   chosen place stays when the pointer leaves
   */
  constructor({ name, onPoint, hover = true }) {
    this.height = 0;
    this.width = 0;
    this.step = 1;
    this.place = { row: 0, column: 0 };
    this.canvas = h("canvas", {
      class: "cv-canvas",
      role: "img",
      "data-raster": name,
      tabindex: onPoint === void 0 ? void 0 : 0
    });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    this.frame = h("div", { class: "cv-frame", hidden: true });
    this.element = h("div", { class: "cv-raster" }, this.canvas, this.frame);
    this.image = void 0;
    this.outlines = [];
    if (onPoint !== void 0) this.#listen(onPoint, hover);
  }
  /**
   * @param {(place: Place) => void} onPoint
   * @param {boolean} hover
   */
  #listen(onPoint, hover) {
    const at = (event) => {
      if (!hover && event.buttons === 0) return;
      const box = this.canvas.getBoundingClientRect();
      const row = Math.floor((event.clientY - box.top) / box.height * this.height);
      const column = Math.floor((event.clientX - box.left) / box.width * this.width);
      this.#go(row, column, onPoint);
    };
    this.canvas.addEventListener("pointermove", at);
    this.canvas.addEventListener("pointerdown", at);
    this.canvas.addEventListener("keydown", (event) => {
      const move = ARROWS[event.key];
      if (move === void 0) return;
      event.preventDefault();
      event.stopPropagation();
      const step = this.step * (event.shiftKey ? 10 : 1);
      this.#go(this.place.row + move[0] * step, this.place.column + move[1] * step, onPoint);
    });
  }
  /**
   * @param {number} row
   * @param {number} column
   * @param {(place: Place) => void} onPoint
   */
  #go(row, column, onPoint) {
    if (this.height === 0 || this.width === 0) return;
    this.place = {
      row: Math.min(Math.max(row, 0), this.height - 1),
      column: Math.min(Math.max(column, 0), this.width - 1)
    };
    onPoint(this.place);
  }
  /**
   * @param {number} height
   * @param {number} width
   * @returns {Uint32Array}  the pixels to write, one 32-bit number each
   */
  #room(height, width) {
    if (this.image === void 0 || this.height !== height || this.width !== width) {
      this.height = height;
      this.width = width;
      this.canvas.width = width;
      this.canvas.height = height;
      this.element.style.setProperty("--cv-aspect", `${width} / ${height}`);
      this.image = this.context.createImageData(width, height);
    }
    return new Uint32Array(this.image.data.buffer);
  }
  /**
   * Paint one plane of numbers.
   *
   * @param {ArrayLike<number>} data  height * width numbers
   * @param {number} height
   * @param {number} width
   * @param {Scale} scale
   */
  show(data, height, width, scale) {
    colourise(data, scale, this.#room(height, width));
    this.context.putImageData(
      /** @type {ImageData} */
      this.image,
      0,
      0
    );
  }
  /**
   * Paint red, green and blue planes, each 0 .. 1.
   *
   * @param {ArrayLike<number>} data  3 * height * width numbers
   * @param {number} height
   * @param {number} width
   */
  showRgb(data, height, width) {
    colouriseRgb(data, this.#room(height, width));
    this.context.putImageData(
      /** @type {ImageData} */
      this.image,
      0,
      0
    );
  }
  /**
   * Paint a plane of intensities, 0 .. 1, and over it a plane of amounts that tints it.
   *
   * @param {ArrayLike<number>} base  height * width numbers
   * @param {ArrayLike<number>} heat  height * width numbers; where it is 0 the base stays as it is
   * @param {number} height
   * @param {number} width
   * @param {Scale} scale  of the amounts
   */
  showHeat(base, heat, height, width, scale) {
    overlay(base, heat, scale, this.#room(height, width));
    this.context.putImageData(
      /** @type {ImageData} */
      this.image,
      0,
      0
    );
  }
  /**
   * Frame a block of pixels: 'you are here'. Nothing is painted.
   *
   * @param {number} row
   * @param {number} column
   * @param {number} [rows]
   * @param {number} [columns]
   */
  mark(row, column, rows = 1, columns = 1) {
    this.frame.hidden = false;
    this.#put(this.frame, row, column, rows, columns);
  }
  /**
   * @param {HTMLElement} element
   * @param {number} row
   * @param {number} column
   * @param {number} rows
   * @param {number} columns
   */
  #put({ style }, row, column, rows, columns) {
    style.left = `${column / this.width * 100}%`;
    style.top = `${row / this.height * 100}%`;
    style.width = `${columns / this.width * 100}%`;
    style.height = `${rows / this.height * 100}%`;
  }
  /**
   * Draw thin lines around blocks of pixels, below the frame. Nothing is painted.
   *
   * @param {readonly { row: number, column: number, rows: number, columns: number }[]} blocks
   */
  outline(blocks) {
    while (this.outlines.length < blocks.length) {
      const line = h("div", { class: "cv-outline" });
      this.outlines.push(line);
      this.element.insertBefore(line, this.frame);
    }
    this.outlines.forEach((line, index) => {
      const block = blocks[index];
      line.hidden = block === void 0;
      if (block !== void 0) this.#put(line, block.row, block.column, block.rows, block.columns);
    });
  }
  /** Take the frame away. */
  unmark() {
    this.frame.hidden = true;
  }
  /** @param {string} sentence  what the picture shows now */
  describe(sentence) {
    if (this.canvas.getAttribute("aria-label") !== sentence)
      this.canvas.setAttribute("aria-label", sentence);
  }
};
var Legend = class {
  /** @param {number} [decimals] */
  constructor(decimals = 2) {
    this.decimals = decimals;
    this.low = h("span", { class: "cv-number" });
    this.high = h("span", { class: "cv-number" });
    this.bar = h("span", { class: "cv-legend-bar" });
    this.element = h("div", { class: "cv-legend" }, this.low, this.bar, this.high);
    this.map = "";
  }
  /** @param {Scale} scale */
  show({ map, low, high }) {
    if (this.map !== map) {
      this.map = map;
      this.bar.style.backgroundImage = gradient(map);
    }
    say(this.low, number(low, this.decimals));
    say(this.high, number(high, this.decimals));
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

// course_utils/widgets/kernel_lab/presets.json
var presets_default = {
  identity: [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
  box: [
    [0.111111, 0.111111, 0.111111],
    [0.111111, 0.111111, 0.111111],
    [0.111111, 0.111111, 0.111111]
  ],
  Gaussian: [[0.0625, 0.125, 0.0625], [0.125, 0.25, 0.125], [0.0625, 0.125, 0.0625]],
  "Gaussian 5 × 5": [
    [3906e-6, 0.015625, 0.023438, 0.015625, 3906e-6],
    [0.015625, 0.0625, 0.09375, 0.0625, 0.015625],
    [0.023438, 0.09375, 0.140625, 0.09375, 0.023438],
    [0.015625, 0.0625, 0.09375, 0.0625, 0.015625],
    [3906e-6, 0.015625, 0.023438, 0.015625, 3906e-6]
  ],
  "Sobel x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
  "Sobel y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
  Laplacian: [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
  sharpen: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
  emboss: [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
};

// course_utils/widgets/kernel_lab/strings.json
var strings_default2 = {
  custom: "your own",
  input: "Input",
  kernel: "Kernel",
  output: "Output",
  photograph: "photograph",
  preset: "kernel",
  rows: "rows",
  columns: "columns",
  weight: "weight",
  exact: "type it",
  stride: "stride",
  padding: "padding",
  same: "padding 'same'",
  padding_mode: "pad with",
  dilation: "dilation",
  colours: "colours",
  size: "{height} × {width}",
  inputLabel: "Photograph {name}, {height} by {width} pixels with its padding; the kernel lies on rows {top} to {bottom}, columns {left} to {right}.",
  outputLabel: "Output, {height} by {width} pixels, from {low} to {high}. At row {row}, column {column} it is {value}. Arrow keys move.",
  kernelLabel: "Kernel, {rows} by {columns} weights",
  help: "Arrow keys move over the weights; plus and minus, a drag, or typing changes one.",
  onePixel: "One pixel of the output",
  where: "row {row}, column {column}",
  patch: "what lies under the kernel",
  times: "times the kernel",
  products: "products",
  sum: "their sum: {sum}",
  nothing: "Nothing fits, so there is no output.",
  badWeight: "'{text}' is no weight; a number from −10 to 10 fits, such as −1 or 0.25.",
  tryWeight: "Try it: drag a weight of the kernel up or down, or move its slider.",
  tryPreset: "Next: choose 'Sobel x' from the list of kernels, then 'Sobel y', and compare what stays dark.",
  trySum: "Next: move over the output and watch one sum being made.",
  tryStride: "Next: set the stride to 2. How many rows does the output lose?",
  tryAll: "Now build a kernel of your own that answers to nothing but diagonal lines."
};

// course_utils/widgets/kernel_lab/view.js
var PRESETS = (
  /** @type {[string, Kernel][]} */
  Object.entries(presets_default)
);
var CUSTOM = 0;
var STEP = 0.05;
var LIMITS = [-10, 10];
function presetOf(kernel) {
  const text = JSON.stringify(kernel);
  return PRESETS.findIndex(([, weights]) => JSON.stringify(weights) === text) + 1;
}
function initialize({ model, signal }) {
  onChange(
    model,
    ["kernel"],
    () => {
      const kernel = (
        /** @type {Kernel} */
        model.get("kernel")
      );
      const [row, column] = (
        /** @type {Pair} */
        model.get("selected")
      );
      const selected = [Math.min(row, kernel.length - 1), Math.min(column, kernel[0].length - 1)];
      if (selected[0] !== row || selected[1] !== column) model.set("selected", selected);
      model.set("rows", kernel.length);
      model.set("columns", kernel[0].length);
      const weight = kernel[selected[0]][selected[1]];
      model.set("weight", weight);
      model.set("_slid_weight", nearestStep(weight, STEP));
      model.set("preset", presetOf(kernel));
    },
    signal
  );
  onChange(
    model,
    ["selected"],
    () => {
      const [row, column] = (
        /** @type {Pair} */
        model.get("selected")
      );
      const weight = model.get("kernel")[row]?.[column];
      if (weight === void 0) return;
      model.set("weight", weight);
      model.set("_slid_weight", nearestStep(weight, STEP));
    },
    signal
  );
  onChange(
    model,
    ["_slid_weight"],
    () => {
      const [row, column] = (
        /** @type {Pair} */
        model.get("selected")
      );
      const kernel = (
        /** @type {Kernel} */
        model.get("kernel")
      );
      const exact = kernel[row]?.[column];
      if (exact === void 0) return;
      const weight = movedTo(model.get("_slid_weight"), exact, STEP);
      if (weight !== null) model.set("kernel", withWeight(kernel, row, column, weight));
    },
    signal
  );
  onChange(
    model,
    ["weight"],
    () => {
      const [row, column] = (
        /** @type {Pair} */
        model.get("selected")
      );
      const kernel = (
        /** @type {Kernel} */
        model.get("kernel")
      );
      const weight = model.get("weight");
      if (!Number.isFinite(weight) || kernel[row]?.[column] === void 0) return;
      if (kernel[row][column] !== weight)
        model.set("kernel", withWeight(kernel, row, column, weight));
    },
    signal
  );
  onChange(
    model,
    ["preset"],
    () => {
      const index = model.get("preset");
      if (index === CUSTOM || index === presetOf(model.get("kernel"))) return;
      update(model, { kernel: PRESETS[index - 1][1] });
    },
    signal
  );
  onChange(
    model,
    ["rows", "columns"],
    () => {
      const kernel = (
        /** @type {Kernel} */
        model.get("kernel")
      );
      const [rows, columns] = [model.get("rows"), model.get("columns")];
      if (kernel.length !== rows || kernel[0].length !== columns)
        update(model, { kernel: resizedBank([[kernel]], rows, columns)[0][0] });
    },
    signal
  );
}
function withWeight(kernel, row, column, weight) {
  return kernel.map((line, i) => i === row ? line.with(column, weight) : line);
}
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings_default2.tryWeight, strings_default2.tryPreset, strings_default2.trySum, strings_default2.tryStride],
    strings_default2.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (sentence) => say(message, sentence);
  const input = new Raster({ name: "input" });
  const output = new Raster({
    name: "output",
    onPoint: ({ row, column }) => {
      tries.did(2);
      update(model, { position: [row, column] });
    }
  });
  const legend = new Legend();
  const grid = new NumberGrid({
    name: "kernel",
    label: strings_default2.kernel,
    limits: LIMITS,
    onSelect: (row, column) => {
      const [oldRow, oldColumn] = model.get("selected");
      if (oldRow !== row || oldColumn !== column) update(model, { selected: [row, column] });
    },
    onEdit: (row, column, value) => {
      tell("");
      tries.did(0);
      update(model, { kernel: withWeight(model.get("kernel"), row, column, value) });
    },
    onRefuse: (text) => tell(fill(strings_default2.badWeight, { text }))
  });
  const patch = new NumberGrid({ name: "patch", label: strings_default2.patch });
  const factors = new NumberGrid({ name: "factors", label: strings_default2.times });
  const products = new NumberGrid({ name: "products", label: strings_default2.products });
  const sum = h("p", { class: "cv-sum cv-number", "data-sum": true });
  const where = h("span", { class: "cv-number" });
  const sizes = {
    input: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" })
  };
  const compact = (
    /** @type {boolean} */
    model.get("compact")
  );
  const unlessCompact = (...parts) => compact ? [] : parts;
  const root = h(
    "section",
    { class: "cv cv-kernel-lab", "aria-label": "KernelLab" },
    ...unlessCompact(tries.element),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.input, sizes.input),
        input.element,
        ...unlessCompact(slots("photograph"), pictures.uploadButton(message))
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.kernel),
        grid.element,
        ...unlessCompact(h("p", { class: "cv-note" }, strings_default2.help)),
        slots("weight"),
        ...unlessCompact(slots("exact", "preset", "rows", "columns"))
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.output, sizes.output),
        output.element,
        legend.element,
        ...unlessCompact(slots("stride", "padding", "same", "padding_mode", "dilation", "colours"))
      )
    ),
    message,
    ...unlessCompact(
      h("p", { class: "cv-title" }, strings_default2.onePixel, where),
      h(
        "div",
        { class: "cv-arithmetic" },
        labelled(strings_default2.patch, patch.element),
        sign("×"),
        labelled(strings_default2.times, factors.element),
        sign("="),
        labelled(strings_default2.products, products.element),
        sum
      )
    )
  );
  el.append(root);
  let kept;
  let room;
  let refused = false;
  const refuse = (reason) => {
    refused = true;
    tell(reason);
    output.element.dataset.nothing = "yes";
    output.describe(strings_default2.nothing);
    output.unmark();
    input.unmark();
    say(sizes.output, "");
    say(sum, "");
  };
  const showInput = ({ data, height, width }) => {
    input.show(data, height, width, { map: "grey", low: 0, high: 1 });
    say(sizes.input, fill(strings_default2.size, { height, width }));
  };
  function paint() {
    const kernel = (
      /** @type {Kernel} */
      model.get("kernel")
    );
    const weights = kernel.flat();
    const size = [kernel.length, kernel[0].length];
    const [lowest, highest] = [Math.min(...weights), Math.max(...weights)];
    const most = Math.max(-lowest, highest) || 1;
    const kernelScale = { map: "signed", low: -most, high: most };
    grid.show(weights, ...size, kernelScale);
    const [selectedRow, selectedColumn] = (
      /** @type {Pair} */
      model.get("selected")
    );
    grid.select(selectedRow, selectedColumn);
    const picture = pictures.current();
    if (picture === null) {
      refuse(strings_default.noUpload);
      return;
    }
    const mode = PADDING_MODES[model.get("padding_mode")];
    const checked = convGeometry(picture.height, picture.width, size, {
      stride: model.get("stride"),
      padding: model.get("same") ? "same" : model.get("padding"),
      dilation: model.get("dilation"),
      paddingMode: mode
    });
    if (!checked.ok) {
      kept = void 0;
      showInput(picture);
      refuse(checked.reason);
      return;
    }
    if (refused) {
      refused = false;
      tell("");
    }
    delete output.element.dataset.nothing;
    const { geometry } = checked;
    const key = JSON.stringify([geometry.border, mode]);
    if (kept?.picture !== picture || kept.key !== key) {
      kept = { picture, key, padded: pad(picture, geometry.border, mode) };
      showInput(kept.padded);
    }
    const { padded } = kept;
    const result = correlate(padded, weights, size, geometry, null, room);
    room = result.data;
    const total = weights.reduce((a, b) => a + b, 0);
    const colours = model.get("colours");
    const signed = colours === 2 || colours === 0 && lowest < 0 && Math.abs(total) < 0.25;
    const [low, high] = range(result.data);
    const reach2 = Math.max(-low, high) || 1;
    const scale = signed ? { map: "signed", low: -reach2, high: reach2 } : { map: "grey", low: 0, high: 1 };
    output.show(result.data, result.height, result.width, scale);
    legend.show(scale);
    say(sizes.output, fill(strings_default2.size, { height: result.height, width: result.width }));
    paintPixel(padded, result, geometry, kernelScale);
  }
  function paintPixel(padded, result, geometry, kernelScale) {
    const kernel = (
      /** @type {Kernel} */
      model.get("kernel")
    );
    const weights = kernel.flat();
    const size = [kernel.length, kernel[0].length];
    const [wantedRow, wantedColumn] = (
      /** @type {Pair} */
      model.get("position")
    );
    const row = Math.min(wantedRow, result.height - 1);
    const column = Math.min(wantedColumn, result.width - 1);
    output.place = { row, column };
    const top = row * geometry.stride[0];
    const left = column * geometry.stride[1];
    const [down, across] = geometry.dilation;
    const under = kernel.flatMap(
      (line, i) => line.map((_, j) => padded.data[(top + i * down) * padded.width + left + j * across])
    );
    const terms = under.map((value2, k) => value2 * weights[k]);
    const largest = Math.max(...terms.map(Math.abs)) || 1;
    patch.show(under, ...size, { map: "grey", low: 0, high: 1 });
    factors.show(weights, ...size, kernelScale);
    products.show(terms, ...size, { map: "signed", low: -largest, high: largest });
    const value = result.data[row * result.width + column];
    say(sum, fill(strings_default2.sum, { sum: number(value, 3) }));
    say(where, fill(strings_default2.where, { row, column }));
    const rows = (size[0] - 1) * down + 1;
    const columns = (size[1] - 1) * across + 1;
    input.mark(top, left, rows, columns);
    output.mark(row, column);
    input.describe(
      fill(strings_default2.inputLabel, {
        name: pictures.name(),
        height: padded.height,
        width: padded.width,
        top,
        bottom: top + rows - 1,
        left,
        right: left + columns - 1
      })
    );
    const [low, high] = range(result.data);
    output.describe(
      fill(strings_default2.outputLabel, {
        height: result.height,
        width: result.width,
        low: number(low),
        high: number(high),
        row,
        column,
        value: number(value, 3)
      })
    );
  }
  const request = paintWhileVisible(root, paint, signal);
  const watched = [
    "kernel",
    "selected",
    "position",
    "stride",
    "padding",
    "same",
    "padding_mode",
    "dilation",
    "colours",
    "photograph_index",
    "_upload"
  ];
  onChange(model, watched, request, signal);
  onChange(model, ["weight"], () => tries.did(0), signal);
  onChange(
    model,
    ["preset"],
    () => {
      if (PRESETS[model.get("preset") - 1]?.[0].startsWith("Sobel y")) tries.did(1);
    },
    signal
  );
  onChange(model, ["stride"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
