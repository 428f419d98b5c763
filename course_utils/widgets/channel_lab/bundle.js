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
  const plane2 = padded.height * width;
  for (let f = 0; f < filters; f++) {
    let count = 0;
    for (let c = 0; c < channels2; c++)
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++) {
          const w = weight[f * area + (c * kh + i) * kw + j];
          if (w === 0) continue;
          offsets[count] = c * plane2 + i * dilation[0] * width + j * dilation[1];
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
function plane({ data, height, width }, channel) {
  const area = height * width;
  const part = data.subarray(channel * area, (channel + 1) * area);
  return { data: part, channels: 1, height, width };
}
function sumWithBias(parts, bias, out) {
  if (parts.length === 3) {
    const [a, b, c] = parts;
    for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i] + c[i] + bias;
    return;
  }
  out.fill(bias);
  for (const part of parts) for (let i = 0; i < out.length; i++) out[i] += part[i];
}
var ChannelSums = class {
  constructor() {
    this.results = [];
    this.made = [];
    this.version = 0;
  }
  /**
   * Bring the result of one filter up to date.
   *
   * @param {number} filter
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias  one number a filter
   * @param {Geometry} geometry
   * @returns {FilterResult}
   */
  update(filter, padded, bank, bias, geometry) {
    const kernels = bank[filter];
    const size = [kernels[0].length, kernels[0][0].length];
    const length = geometry.height * geometry.width;
    let result = this.results[filter];
    if (result?.map.length !== length) {
      result = emptyResult(kernels.length, length);
      this.results[filter] = result;
      this.made[filter] = { padded: null, shape: "", kernels: [], bias: Number.NaN };
    }
    const made = this.made[filter];
    const shape2 = shapeKey(size, geometry);
    if (made.padded !== padded || made.shape !== shape2) {
      made.padded = padded;
      made.shape = shape2;
      made.kernels = [];
    }
    let changed = made.bias !== bias[filter];
    kernels.forEach((kernel, c) => {
      const weights = kernel.flat();
      const key = weights.join();
      if (made.kernels[c] === key) return;
      made.kernels[c] = key;
      correlate(plane(padded, c), weights, size, geometry, null, result.parts[c]);
      result.partRanges[c] = range(result.parts[c]);
      result.partVersions[c] = ++this.version;
      changed = true;
    });
    if (changed) {
      made.bias = bias[filter];
      sumWithBias(result.parts, bias[filter], result.map);
      result.mapRange = range(result.map);
      result.mapVersion = ++this.version;
    }
    return result;
  }
  /**
   * Whether the result of a filter is up to date.
   *
   * @param {number} filter
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias
   * @param {Geometry} geometry
   */
  isCurrent(filter, padded, bank, bias, geometry) {
    const made = this.made[filter];
    const kernels = bank[filter];
    return made?.padded === padded && made.bias === bias[filter] && made.shape === shapeKey([kernels[0].length, kernels[0][0].length], geometry) && kernels.every((kernel, c) => made.kernels[c] === kernel.flat().join());
  }
};
function shapeKey(size, { stride, dilation, height, width }) {
  return [size, stride, dilation, height, width].join();
}
function emptyResult(channels2, length) {
  const each = Array.from({ length: channels2 });
  return {
    parts: each.map(() => new Float32Array(length)),
    partRanges: each.map(() => [0, 0]),
    partVersions: each.map(() => 0),
    map: new Float32Array(length),
    mapRange: [0, 0],
    mapVersion: 0
  };
}
function roundUp(value) {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((end) => share <= end + 1e-9) ?? 10;
  return Number((step * power).toPrecision(6));
}
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

// course_utils/widgets/channel_lab/presets.json
var presets_default = {
  "grey edge": [
    [[-0.333333, 0, 0.333333], [-0.666667, 0, 0.666667], [-0.333333, 0, 0.333333]],
    [[-0.333333, 0, 0.333333], [-0.666667, 0, 0.666667], [-0.333333, 0, 0.333333]],
    [[-0.333333, 0, 0.333333], [-0.666667, 0, 0.666667], [-0.333333, 0, 0.333333]]
  ],
  "red against green": [
    [
      [0.111111, 0.111111, 0.111111],
      [0.111111, 0.111111, 0.111111],
      [0.111111, 0.111111, 0.111111]
    ],
    [
      [-0.111111, -0.111111, -0.111111],
      [-0.111111, -0.111111, -0.111111],
      [-0.111111, -0.111111, -0.111111]
    ],
    [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
  ],
  blur: [
    [
      [0.037037, 0.037037, 0.037037],
      [0.037037, 0.037037, 0.037037],
      [0.037037, 0.037037, 0.037037]
    ],
    [
      [0.037037, 0.037037, 0.037037],
      [0.037037, 0.037037, 0.037037],
      [0.037037, 0.037037, 0.037037]
    ],
    [[0.037037, 0.037037, 0.037037], [0.037037, 0.037037, 0.037037], [0.037037, 0.037037, 0.037037]]
  ],
  "only blue": [[[0]], [[0]], [[1]]],
  "only red": [[[1]], [[0]], [[0]]],
  "colour to grey (1 × 1)": [[[0.2125]], [[0.7154]], [[0.0721]]]
};

// course_utils/widgets/channel_lab/bank.js
var PRESETS = (
  /** @type {[string, Filter][]} */
  Object.entries(presets_default)
);
var CUSTOM = 0;
var STEP = 0.01;
function resized(filter, rows, columns) {
  return resizedBank([filter], rows, columns)[0];
}
function presetOf(filter) {
  const [rows, columns] = [filter[0].length, filter[0][0].length];
  const text = JSON.stringify(filter);
  return PRESETS.findIndex(
    ([, preset]) => preset[0].length <= rows && preset[0][0].length <= columns && JSON.stringify(resized(preset, rows, columns)) === text
  ) + 1;
}
function withWeight(bank, filter, [channel, row, column], weight) {
  const kernel = bank[filter][channel];
  const line = kernel[row].with(column, weight);
  return bank.with(filter, bank[filter].with(channel, kernel.with(row, line)));
}
function initialize({ model, signal }) {
  let following = false;
  const get = () => ({
    bank: (
      /** @type {Bank} */
      model.get("weight")
    ),
    bias: (
      /** @type {number[]} */
      model.get("bias")
    ),
    filter: (
      /** @type {number} */
      model.get("filter")
    ),
    tap: (
      /** @type {Tap} */
      model.get("selected")
    )
  });
  const on = (names, act) => onChange(
    model,
    names,
    () => {
      if (!following) act();
    },
    signal
  );
  function follow() {
    const { bank, bias, filter, tap } = get();
    const [rows, columns] = [bank[0][0].length, bank[0][0][0].length];
    const chosen = Math.min(filter, bank.length - 1);
    const place = (
      /** @type {Tap} */
      [
        tap[0],
        Math.min(tap[1], rows - 1),
        Math.min(tap[2], columns - 1)
      ]
    );
    following = true;
    if (bias.length !== bank.length)
      model.set(
        "bias",
        bank.map((_, f) => bias[f] ?? 0)
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
    const more = PRESETS.slice(bank.length, count).map(
      ([, preset]) => resized(preset, rows, columns)
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
    const rows = Math.max(bank[0][0].length, preset[0].length);
    const columns = Math.max(bank[0][0][0].length, preset[0][0].length);
    const roomy = resizedBank(bank, rows, columns);
    update(model, { weight: roomy.with(filter, resized(preset, rows, columns)) });
  });
}

// course_utils/widgets/channel_lab/strings.json
var strings_default2 = {
  custom: "your own",
  input: "Input",
  channels: ["red", "green", "blue"],
  filterTitle: "Filter {filter}",
  output: "Output map {filter}",
  maps: "All output maps",
  photograph: "photograph",
  filter: "filter",
  filters: "filters",
  preset: "preset",
  chosen_weight: "weight",
  exact: "type it",
  chosen_bias: "bias",
  rows: "rows",
  columns: "columns",
  stride: "stride",
  padding: "padding",
  shape: "({shape})",
  plane: "{channel} plane",
  kernel: "its kernel",
  part: "what they give",
  kernelLabel: "Kernel of filter {filter} for the {channel} channel",
  kernelName: "Kernel for the {channel} channel",
  patchName: "{channel} patch",
  help: "Arrow keys move over the weights; plus and minus, a drag, or typing changes one.",
  sumNote: "The three are added, and the bias:",
  partsLegend: "colours of the three",
  onePixel: "One number of the output map",
  where: "row {row}, column {column}",
  partSum: "patch × kernel = {sum}",
  total: "{red} + {green} + {blue} + bias {bias} = {total}",
  shapes: "input ({channels}, {height}, {width}) ∗ weight ({filters}, {channels}, {rows}, {columns}) + bias ({filters},) → output ({filters}, {outHeight}, {outWidth})",
  parameters: "{filters}·({channels}·{rows}·{columns} + 1) = {count} parameters",
  inputLabel: "Photograph {name} in colour, {height} by {width} pixels.",
  planeLabel: "The {channel} plane of {name}, {height} by {width} numbers from 0 to 1; the kernel lies on rows {top} to {bottom}, columns {left} to {right}.",
  partLabel: "The {channel} plane convolved with its kernel, from {low} to {high}; at the place looked at it is {value}.",
  outputLabel: "Output map {filter}, {height} by {width} numbers from {low} to {high}. At row {row}, column {column} it is {value}. Arrow keys move.",
  mapLabel: "Output map {filter} ({name})",
  mapName: "{filter}: {name}",
  nothing: "Nothing fits, so there is no output.",
  badWeight: "'{text}' is no weight; a number from −4 to 4 fits, such as −1 or 0.25.",
  tryWeight: "Try it: drag a weight of the red kernel. One of the three results follows, and the sum with it.",
  tryPoint: "Next: move over the output map and watch three sums and a bias become one number.",
  tryFilter: "Next: choose filter 1, 'red against green'. What is orange in its map, what is blue?",
  tryGrey: "Next: choose the preset 'colour to grey (1 × 1)', then set rows and columns to 1: three weights make a grey photograph.",
  tryAll: "Now build a filter that answers to yellow: bright where red and green are, dark where blue is."
};

// course_utils/widgets/channel_lab/view.js
var CHANNELS = strings_default2.channels;
var TINTS = (
  /** @type {const} */
  ["red", "green", "blue"]
);
var MOST_FILTERS = 4;
var RESTS = 40;
var LIMITS = [-4, 4];
function note(text) {
  return h("p", { class: "cv-note" }, text);
}
function summand(value) {
  const text = number(value, 3);
  return text.startsWith("−") ? `(${text})` : text;
}
var Painter = class {
  /** @param {Raster} raster */
  constructor(raster) {
    this.raster = raster;
    this.key = "";
    this.data = void 0;
  }
  /**
   * @param {ArrayLike<number>} data
   * @param {number} version  of the data; another one means other numbers
   * @param {{ height: number, width: number }} size
   * @param {Scale} scale
   */
  show(data, version, { height, width }, scale) {
    const key = `${version} ${height} ${width} ${scale.map} ${scale.low} ${scale.high}`;
    if (this.key === key && this.data === data) return;
    this.key = key;
    this.data = data;
    this.raster.show(data, height, width, scale);
  }
};
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const sums = new ChannelSums();
  const tries = tryNext(
    [strings_default2.tryWeight, strings_default2.tryPoint, strings_default2.tryFilter, strings_default2.tryGrey],
    strings_default2.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (sentence) => say(message, sentence);
  const input = new Raster({ name: "input" });
  const planes = CHANNELS.map((channel) => new Raster({ name: `plane ${channel}` }));
  const parts = CHANNELS.map((channel) => new Painter(new Raster({ name: `part ${channel}` })));
  const output = new Painter(
    new Raster({
      name: "output",
      onPoint: ({ row, column }) => {
        tries.did(1);
        update(model, { position: [row, column] });
      }
    })
  );
  const partsLegend = new Legend();
  const legend = new Legend();
  const kernels = CHANNELS.map(
    (channel, c) => new NumberGrid({
      name: `kernel ${channel}`,
      label: fill(strings_default2.kernelName, { channel }),
      limits: LIMITS,
      onSelect: (row, column) => {
        const tap = [c, row, column];
        if (String(model.get("selected")) !== String(tap)) update(model, { selected: tap });
      },
      onEdit: (row, column, value) => {
        tell("");
        const tap = (
          /** @type {Tap} */
          [c, row, column]
        );
        update(model, {
          weight: withWeight(model.get("weight"), model.get("filter"), tap, value)
        });
      },
      onRefuse: (text) => tell(fill(strings_default2.badWeight, { text }))
    })
  );
  const patches = CHANNELS.map(
    (channel) => new NumberGrid({
      name: `patch ${channel}`,
      label: fill(strings_default2.patchName, { channel })
    })
  );
  const partSums = CHANNELS.map(() => h("p", { class: "cv-number" }));
  const total = h("p", { class: "cv-total cv-number", "data-sum": true });
  const where = h("span", { class: "cv-number" });
  const titles = { filter: h("span"), output: h("span") };
  const sizes = {
    input: h("span", { class: "cv-number" }),
    filter: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
    maps: h("span", { class: "cv-number" })
  };
  const shapes = h("p", { class: "cv-number", "data-shapes": true });
  const parameters = h("p", { class: "cv-number", "data-parameters": true });
  const maps = Array.from({ length: MOST_FILTERS }, (_, f) => {
    const painter = new Painter(new Raster({ name: `map ${f}` }));
    const name = h("span");
    const button = h(
      "button",
      {
        class: "cv-map",
        type: "button",
        role: "radio",
        onclick: () => update(model, { filter: f })
      },
      painter.raster.element,
      name
    );
    return { painter, name, button };
  });
  const mapList = h(
    "div",
    { class: "cv-maps", role: "radiogroup", "aria-label": strings_default2.maps },
    ...maps.map(({ button }) => button)
  );
  mapList.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by === void 0) return;
    event.preventDefault();
    event.stopPropagation();
    const count = model.get("weight").length;
    const filter = (model.get("filter") + by + count) % count;
    update(model, { filter });
    maps[filter].button.focus();
  });
  const root = h(
    "section",
    { class: "cv cv-channel-lab", "aria-label": "ChannelLab" },
    tries.element,
    h(
      "div",
      { class: "cv-stages" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.input, sizes.input),
        input.element,
        slots("photograph"),
        pictures.uploadButton(message)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title cv-wide" }, titles.filter, sizes.filter),
        ...CHANNELS.map(
          (channel, c) => h(
            "div",
            { class: "cv-channel" },
            note(fill(strings_default2.plane, { channel })),
            note(strings_default2.kernel),
            note(strings_default2.part),
            planes[c].element,
            sign("∗"),
            kernels[c].element,
            sign("="),
            parts[c].raster.element
          )
        ),
        h("div", { class: "cv-row" }, note(strings_default2.partsLegend), partsLegend.element),
        note(strings_default2.help),
        slots("filter", "preset", "chosen_weight", "exact", "rows", "columns")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, titles.output, sizes.output),
        note(strings_default2.sumNote),
        output.raster.element,
        legend.element,
        slots("chosen_bias", "stride", "padding"),
        h("p", { class: "cv-title" }, strings_default2.maps, sizes.maps),
        mapList,
        slots("filters")
      )
    ),
    message,
    h("div", { class: "cv-shapes" }, shapes, parameters),
    h("p", { class: "cv-title cv-left" }, strings_default2.onePixel, where),
    h(
      "div",
      { class: "cv-pixel" },
      ...CHANNELS.map(
        (_, c) => h("div", {}, note(patches[c].options.label), patches[c].element, partSums[c])
      )
    ),
    total
  );
  el.append(root);
  let kept;
  let waiting;
  function later(work) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!signal.aborted) work();
    }, RESTS);
  }
  let refused = false;
  const refuse = (reason) => {
    refused = true;
    tell(reason);
    for (const { raster } of [output, ...parts]) {
      raster.element.dataset.nothing = "yes";
      raster.describe(strings_default2.nothing);
      raster.unmark();
    }
    for (const raster of [input, ...planes]) raster.unmark();
    for (const element of [sizes.output, sizes.maps, shapes, total, where]) say(element, "");
  };
  function paint() {
    const bank = (
      /** @type {Bank} */
      model.get("weight")
    );
    const bias = (
      /** @type {number[]} */
      model.get("bias")
    );
    const chosen = Math.min(model.get("filter"), bank.length - 1);
    const size = [bank[0][0].length, bank[0][0][0].length];
    showKernels(bank[chosen], chosen, size);
    const picture = pictures.current();
    if (picture === null) {
      refuse(strings_default.noUpload);
      return;
    }
    const padding = model.get("padding");
    const result = convGeometry(picture.height, picture.width, size, {
      stride: model.get("stride"),
      padding
    });
    if (!result.ok) {
      refuse(result.reason);
      return;
    }
    if (refused) {
      refused = false;
      tell("");
      for (const { raster } of [output, ...parts]) delete raster.element.dataset.nothing;
    }
    const { geometry } = result;
    if (kept?.picture !== picture || kept.padding !== padding) {
      kept = { picture, padding, padded: pad(picture, geometry.border) };
      showInput(kept.padded);
    }
    const { padded } = kept;
    const ask = (
      /** @type {const} */
      [padded, bank, bias, geometry]
    );
    const current = sums.update(chosen, ...ask);
    const partScale = showParts(current, geometry);
    const scale = showMap(chosen, current, bank, geometry);
    output.show(current.map, current.mapVersion, geometry, scale);
    legend.show(scale);
    showMapNames(bank, chosen, geometry);
    showPixel(padded, bank, bias, chosen, current, geometry);
    later(() => {
      bank.forEach((_, f) => {
        if (!sums.isCurrent(f, ...ask)) showMap(f, sums.update(f, ...ask), bank, geometry);
      });
    });
    partsLegend.show(partScale);
    say(
      shapes,
      fill(strings_default2.shapes, {
        channels: CHANNELS.length,
        height: picture.height,
        width: picture.width,
        filters: bank.length,
        rows: size[0],
        columns: size[1],
        outHeight: geometry.height,
        outWidth: geometry.width
      })
    );
    say(
      parameters,
      fill(strings_default2.parameters, {
        filters: bank.length,
        channels: CHANNELS.length,
        rows: size[0],
        columns: size[1],
        count: bank.length * (CHANNELS.length * size[0] * size[1] + 1)
      })
    );
  }
  function showKernels(filter, chosen, size) {
    const most = Math.max(...filter.flat(2).map(Math.abs)) || 1;
    const scale = { map: "signed", low: -most, high: most };
    const [channel, row, column] = (
      /** @type {Tap} */
      model.get("selected")
    );
    kernels.forEach((grid, c) => {
      grid.show(filter[c].flat(), ...size, scale);
      if (c === channel) grid.select(row, column);
      else grid.release();
    });
    say(titles.filter, fill(strings_default2.filterTitle, { filter: chosen }));
    say(titles.output, fill(strings_default2.output, { filter: chosen }));
    say(sizes.filter, shape(CHANNELS.length, ...size));
  }
  function showInput(padded) {
    const { data, height, width } = padded;
    input.showRgb(data, height, width);
    planes.forEach((raster, c) => {
      raster.show(plane(padded, c).data, height, width, { map: TINTS[c], low: 0, high: 1 });
    });
    say(sizes.input, shape(CHANNELS.length, height, width));
    input.describe(fill(strings_default2.inputLabel, { name: pictures.name(), height, width }));
  }
  function showParts(result, geometry) {
    const most = roundUp(Math.max(...result.partRanges.flat().map(Math.abs)));
    const scale = { map: "signed", low: -most, high: most };
    parts.forEach((painter, c) => {
      painter.show(result.parts[c], result.partVersions[c], geometry, scale);
    });
    return scale;
  }
  function showMap(filter, { map, mapRange, mapVersion }, bank, geometry) {
    const scale = scaleOf(mapRange, bank[filter]);
    maps[filter].painter.show(map, mapVersion, geometry, scale);
    return scale;
  }
  function showMapNames(bank, chosen, { height, width }) {
    maps.forEach(({ painter, name, button }, f) => {
      button.hidden = f >= bank.length;
      if (button.hidden) return;
      const preset = PRESETS[presetOf(bank[f]) - 1]?.[0] ?? strings_default2.custom;
      say(name, fill(strings_default2.mapName, { filter: f, name: preset }));
      painter.raster.describe(fill(strings_default2.mapLabel, { filter: f, name: preset }));
      button.setAttribute("aria-checked", String(f === chosen));
      button.tabIndex = f === chosen ? 0 : -1;
    });
    say(sizes.output, shape(height, width));
    say(sizes.maps, shape(bank.length, height, width));
  }
  function showPixel(padded, bank, bias, chosen, result, geometry) {
    const size = [bank[0][0].length, bank[0][0][0].length];
    const [wantedRow, wantedColumn] = (
      /** @type {Pair} */
      model.get("position")
    );
    const row = Math.min(wantedRow, geometry.height - 1);
    const column = Math.min(wantedColumn, geometry.width - 1);
    output.raster.place = { row, column };
    const [top, left] = [row * geometry.stride[0], column * geometry.stride[1]];
    const at = row * geometry.width + column;
    const here = { top, bottom: top + size[0] - 1, left, right: left + size[1] - 1 };
    input.mark(top, left, ...size);
    CHANNELS.forEach((channel, c) => {
      const { data, width, height } = plane(padded, c);
      const under = [];
      for (let i = 0; i < size[0]; i++)
        for (let j = 0; j < size[1]; j++) under.push(data[(top + i) * width + left + j]);
      patches[c].show(under, ...size, { map: TINTS[c], low: 0, high: 1 });
      const value2 = number(result.parts[c][at], 3);
      say(partSums[c], fill(strings_default2.partSum, { sum: value2 }));
      planes[c].mark(top, left, ...size);
      parts[c].raster.mark(row, column);
      const name = pictures.name();
      planes[c].describe(fill(strings_default2.planeLabel, { channel, name, height, width, ...here }));
      const [low2, high2] = result.partRanges[c];
      parts[c].raster.describe(
        fill(strings_default2.partLabel, { channel, value: value2, low: number(low2), high: number(high2) })
      );
    });
    output.raster.mark(row, column);
    const value = number(result.map[at], 3);
    const [red, green, blue] = result.parts.map((part) => summand(part[at]));
    say(
      total,
      fill(strings_default2.total, { red, green, blue, bias: summand(bias[chosen]), total: value })
    );
    say(where, fill(strings_default2.where, { row, column }));
    const [low, high] = result.mapRange;
    output.raster.describe(
      fill(strings_default2.outputLabel, {
        filter: chosen,
        height: geometry.height,
        width: geometry.width,
        low: number(low),
        high: number(high),
        row,
        column,
        value
      })
    );
  }
  const request = paintWhileVisible(root, paint, signal);
  const watched = [
    "weight",
    "bias",
    "filter",
    "selected",
    "position",
    "stride",
    "padding",
    "photograph_index",
    "_upload"
  ];
  onChange(model, watched, request, signal);
  onChange(model, ["weight"], () => tries.did(0), signal);
  onChange(model, ["filter"], () => tries.did(2), signal);
  onChange(
    model,
    ["weight"],
    () => {
      const bank = (
        /** @type {Bank} */
        model.get("weight")
      );
      const name = PRESETS[presetOf(bank[model.get("filter")]) - 1]?.[0] ?? "";
      if (bank[0][0].length === 1 && name.startsWith("colour to grey")) tries.did(3);
    },
    signal
  );
  paint();
  await mountControls(model, root, signal);
}
function shape(...numbers) {
  return fill(strings_default2.shape, { shape: numbers.join(", ") });
}
function scaleOf([low, high], filter) {
  const most = roundUp(Math.max(-low, high));
  const signed = low < 0 || filter.some((kernel) => kernel.some((line) => line.some((w) => w < 0)));
  return signed ? { map: "signed", low: -most, high: most } : { map: "grey", low: 0, high: Math.max(1, most) };
}
var view_default = { initialize, render };
export {
  view_default as default
};
