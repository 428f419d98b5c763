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
function pair(value) {
  return typeof value === "number" ? [value, value] : value;
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

// course_utils/widgets/_core/ops/pooling.js
function poolSize(size, window, stride, padding = 0, ceilMode = false) {
  const room = size + 2 * padding - window + (ceilMode ? stride - 1 : 0);
  const count = Math.floor(room / stride) + 1;
  return ceilMode && (count - 1) * stride >= size + padding ? count - 1 : count;
}
function fixedSpans(size, window, stride, padding, ceilMode) {
  const count = poolSize(size, window, stride, padding, ceilMode);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => {
    const from = index * stride - padding;
    const to = Math.min(from + window, size + padding);
    return { from, start: Math.max(from, 0), end: Math.min(to, size), counted: to - from };
  });
}
function adaptiveSpans(size, bins) {
  return Array.from({ length: bins }, (_, index) => {
    const start = Math.floor(index * size / bins);
    const end = Math.ceil((index + 1) * size / bins);
    return { from: start, start, end, counted: end - start };
  });
}
function poolWindows(height, width, window, options = {}) {
  const size = pair(window);
  const stride = pair(options.stride ?? size);
  const padding = pair(options.padding ?? 0);
  const ceilMode = options.ceilMode ?? false;
  const refuse = (reason) => ({ ok: (
    /** @type {const} */
    false
  ), reason });
  for (
    const [name, values, least] of
    /** @type {[string, Pair, number][]} */
    [
      ["size of the window", size, 1],
      ["stride", stride, 1],
      ["padding", padding, 0]
    ]
  ) {
    const bad = values.find((value) => !Number.isInteger(value) || value < least);
    if (bad !== void 0)
      return refuse(`The ${name} is ${bad}; it must be a whole number of at least ${least}.`);
  }
  for (const axis of [0, 1]) {
    const most = Math.floor(size[axis] / 2);
    if (padding[axis] > most)
      return refuse(
        `The padding is ${padding[axis]}, but at most half of the window of ${size[axis]} fits: ${most}. A window of padding alone would see nothing.`
      );
  }
  const sizes = (
    /** @type {Pair} */
    [height, width]
  );
  const [rows, columns] = [0, 1].map(
    (axis) => fixedSpans(sizes[axis], size[axis], stride[axis], padding[axis], ceilMode)
  );
  if (rows.length === 0 || columns.length === 0)
    return refuse(
      `The window of ${size[0]} × ${size[1]} is larger than the padded input of ${height + 2 * padding[0]} × ${width + 2 * padding[1]}: take a smaller window${ceilMode ? "" : ", or ceil mode"}.`
    );
  return { ok: true, windows: { rows, columns } };
}
function largest(values, offset, step, spans, queue, found) {
  let head = 0;
  let tail = 0;
  let next = 0;
  for (let k = 0; k < spans.length; k++) {
    const { start, end } = spans[k];
    for (; next < end; next++) {
      const value = values[offset + next * step];
      const all = Number.isNaN(value);
      while (tail > head && (all || values[offset + queue[tail - 1] * step] < value)) tail -= 1;
      queue[tail++] = next;
    }
    while (queue[head] < start) head += 1;
    found[k] = queue[head];
  }
}
function largestApart(values, offset, step, spans, found) {
  for (let k = 0; k < spans.length; k++) {
    const { start, end } = spans[k];
    let at = start;
    let best = values[offset + start * step];
    for (let next = start + 1; next < end; next++) {
      const value = values[offset + next * step];
      if (value > best || Number.isNaN(value)) {
        best = value;
        at = next;
      }
    }
    found[k] = at;
  }
}
var apart = (spans) => spans.every(({ start }, k) => k === 0 || start >= spans[k - 1].end);
function maxPool(volume, { rows, columns }) {
  const { channels: channels2, height, width, data } = volume;
  const across = columns.length;
  const out = new Float32Array(channels2 * rows.length * across);
  const winners = new Int32Array(out.length);
  const best = new Float32Array(height * across);
  const where = new Int32Array(height * across);
  const queue = new Int32Array(Math.max(height, width));
  const found = new Int32Array(Math.max(rows.length, across));
  const [rowsApart, columnsApart] = [apart(rows), apart(columns)];
  for (let c = 0; c < channels2; c++) {
    const plane = c * height * width;
    for (let y = 0; y < height; y++) {
      const line = plane + y * width;
      if (columnsApart) largestApart(data, line, 1, columns, found);
      else largest(data, line, 1, columns, queue, found);
      for (let x = 0; x < across; x++) {
        where[y * across + x] = y * width + found[x];
        best[y * across + x] = data[line + found[x]];
      }
    }
    for (let x = 0; x < across; x++) {
      if (rowsApart) largestApart(best, x, across, rows, found);
      else largest(best, x, across, rows, queue, found);
      for (let y = 0; y < rows.length; y++) {
        const from = found[y] * across + x;
        const target = (c * rows.length + y) * across + x;
        out[target] = best[from];
        winners[target] = where[from];
      }
    }
  }
  return { output: { data: out, channels: channels2, height: rows.length, width: across }, winners };
}
function windowSums(data, offset, height, width, { rows, columns }, squared) {
  const wide = width + 1;
  const prefix = new Float64Array((height + 1) * wide);
  for (let y = 0; y < height; y++) {
    let line = 0;
    const source = offset + y * width;
    const target = (y + 1) * wide + 1;
    for (let x = 0; x < width; x++) {
      const value = data[source + x];
      line += squared ? value * value : value;
      prefix[target + x] = prefix[target - wide + x] + line;
    }
  }
  const sums = new Float64Array(rows.length * columns.length);
  let k = 0;
  for (const { start: top, end: bottom } of rows)
    for (const { start: left, end: right } of columns)
      sums[k++] = prefix[bottom * wide + right] - prefix[top * wide + right] - prefix[bottom * wide + left] + prefix[top * wide + left];
  return sums;
}
function divisor(row, column, countPadding) {
  return countPadding ? row.counted * column.counted : (row.end - row.start) * (column.end - column.start);
}
function averagePool(volume, windows, countPadding = true) {
  const { channels: channels2, height, width, data } = volume;
  const { rows, columns } = windows;
  const out = new Float32Array(channels2 * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels2; c++) {
    const sums = windowSums(data, c * height * width, height, width, windows, false);
    let source = 0;
    for (const row of rows)
      for (const column of columns) out[k++] = sums[source++] / divisor(row, column, countPadding);
  }
  return { data: out, channels: channels2, height: rows.length, width: columns.length };
}
function l2Pool(volume, windows, area) {
  const { channels: channels2, height, width, data } = volume;
  const { rows, columns } = windows;
  const out = new Float32Array(channels2 * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels2; c++) {
    const sums = windowSums(data, c * height * width, height, width, windows, true);
    let source = 0;
    for (const row of rows)
      for (const column of columns) {
        const mean = Math.max(sums[source++], 0) / divisor(row, column, true);
        out[k++] = Math.sqrt(mean * area);
      }
  }
  return { data: out, channels: channels2, height: rows.length, width: columns.length };
}
function maxPoolGradient(gradient2, winners, { channels: channels2, height, width }) {
  const out = new Float64Array(channels2 * height * width);
  const each = winners.length / channels2;
  for (let c = 0; c < channels2; c++)
    for (let k = c * each; k < (c + 1) * each; k++)
      out[c * height * width + winners[k]] += gradient2[k];
  return Float32Array.from(out);
}
function spreadShares(shares, offset, height, width, { rows, columns }) {
  const wide = width + 1;
  const table2 = new Float64Array((height + 1) * wide);
  let k = offset;
  for (const { start: top, end: bottom } of rows)
    for (const { start: left, end: right } of columns) {
      const share = shares[k++];
      table2[top * wide + left] += share;
      table2[top * wide + right] -= share;
      table2[bottom * wide + left] -= share;
      table2[bottom * wide + right] += share;
    }
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += table2[y * wide + x];
      table2[y * wide + x] = line + (y > 0 ? table2[(y - 1) * wide + x] : 0);
    }
  }
  return table2;
}
function averagePoolGradient(gradient2, volume, windows, countPadding = true) {
  const { channels: channels2 } = volume;
  const { rows, columns } = windows;
  const shares = new Float64Array(channels2 * rows.length * columns.length);
  let k = 0;
  for (let c = 0; c < channels2; c++)
    for (const row of rows)
      for (const column of columns) {
        shares[k] = gradient2[k] / divisor(row, column, countPadding);
        k += 1;
      }
  return gathered(shares, volume, windows, null);
}
function l2PoolGradient(gradient2, volume, output, windows, area) {
  const { rows, columns } = windows;
  const shares = new Float64Array(output.data.length);
  let k = 0;
  for (let c = 0; c < volume.channels; c++)
    for (const row of rows)
      for (const column of columns) {
        const value = output.data[k];
        if (value !== 0) shares[k] = gradient2[k] * area / (divisor(row, column, true) * value);
        k += 1;
      }
  return gathered(shares, volume, windows, volume.data);
}
function gathered(shares, { channels: channels2, height, width }, windows, factors) {
  const out = new Float32Array(channels2 * height * width);
  const each = windows.rows.length * windows.columns.length;
  const dust = 1e-12 * shares.reduce((most, share) => Math.max(most, Math.abs(share)), 0);
  let k = 0;
  for (let c = 0; c < channels2; c++) {
    const table2 = spreadShares(shares, c * each, height, width, windows);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const sum = table2[y * (width + 1) + x];
        const value = Math.abs(sum) < dust ? 0 : sum;
        out[k] = factors === null ? value : value * factors[k];
        k += 1;
      }
  }
  return out;
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

// course_utils/widgets/pooling_lab/strings.json
var strings_default2 = {
  input: "Photograph",
  output: "Output",
  route: "Where the gradient goes",
  photograph: "photograph",
  mode: "keep",
  size: "size",
  stride: "stride",
  tied: "stride = size",
  padding: "padding",
  ceil_mode: "ceil mode: a last window may hang over",
  count_include_pad: "padding counts in the mean",
  bins: "bins",
  sizes: "{height} × {width}",
  reached: "reaches {share} %",
  routeNote: "What each pixel gets back when every output sends back a 1.",
  oneWindow: "One window",
  where: "output row {row}, column {column}; {rows} × {columns} cells from row {top}, column {left}",
  values: "its cells",
  weights: "weight, and share of the gradient",
  times: "×",
  result: {
    max: "the largest: {value}",
    average: "their mean: {value}",
    L2: "root of the sum of squares: {value}"
  },
  large: {
    max: "The window has {count} cells, too many to write out. The largest, {value}, stands at row {row}, column {column}; all of the gradient goes there.",
    average: "The window has {count} cells, too many to write out. Their mean is {value}; each gets 1/{divisor} of the gradient.",
    L2: "The window has {count} cells, too many to write out. The root of the sum of their squares is {value}; each gets its own value over that."
  },
  inputLabel: "Photograph {name}, {height} by {width} pixels; the window covers {rows} rows from row {top}, {columns} columns from column {left}.",
  outputLabel: "Output of {mode} pooling, {height} by {width} pixels. At row {row}, column {column} it is {value}. Arrow keys move.",
  routeLabel: "Gradient of the photograph, up to {high}; {share} % of the pixels get some.",
  nothing: "Nothing fits, so there is no output.",
  tryMode: "Try it: change 'keep' from max to average and compare the tripod's legs.",
  trySize: "Next: raise the size. How much of the picture survives at 16?",
  tryHover: "Next: move over the output and see which cell of the window won.",
  tryRoute: "Next: untie the stride and set it to 1, with size 3: some pixels win in many windows, most in none.",
  tryAll: "Now find the smallest window at which you no longer see that a man is there, for max and for average."
};

// course_utils/widgets/pooling_lab/view.js
var MODES = (
  /** @type {{ kept: Kept, windows: "fixed" | "global" | "adaptive" }[]} */
  [
    { kept: "max", windows: "fixed" },
    { kept: "average", windows: "fixed" },
    { kept: "L2", windows: "fixed" },
    { kept: "average", windows: "global" },
    { kept: "max", windows: "global" },
    { kept: "average", windows: "adaptive" },
    { kept: "max", windows: "adaptive" }
  ]
);
var NAMES = [
  "max",
  "average",
  "L2",
  "global average",
  "global max",
  "adaptive average",
  "adaptive max"
];
var WATCHED = [
  "mode",
  "size",
  "stride",
  "tied",
  "padding",
  "ceil_mode",
  "count_include_pad",
  "bins"
];
var WRITTEN = 6;
var GREY = { map: "grey", low: 0, high: 1 };
function windowsOf(model, { height, width }) {
  const mode = MODES[model.get("mode")];
  if (mode.windows !== "fixed") {
    const bins = mode.windows === "global" ? 1 : model.get("bins");
    return {
      ok: true,
      windows: { rows: adaptiveSpans(height, bins), columns: adaptiveSpans(width, bins) }
    };
  }
  const size = model.get("size");
  return poolWindows(height, width, size, {
    stride: model.get("tied") ? size : model.get("stride"),
    padding: mode.kept === "L2" ? 0 : model.get("padding"),
    ceilMode: model.get("ceil_mode")
  });
}
function pool(model, picture, windows) {
  const { kept, windows: kind } = MODES[model.get("mode")];
  const area = model.get("size") ** 2;
  const countPadding = kind !== "fixed" || model.get("count_include_pad");
  const rest = { kept, windows, area, countPadding, winners: null };
  if (kept === "max") return { ...rest, ...maxPool(picture, windows) };
  if (kept === "L2") return { ...rest, output: l2Pool(picture, windows, area) };
  return { ...rest, output: averagePool(picture, windows, countPadding) };
}
function gradientOf(picture, { kept, windows, output, winners, area, countPadding }) {
  const ones = new Float32Array(output.data.length).fill(1);
  if (kept === "max") return maxPoolGradient(
    ones,
    /** @type {Int32Array} */
    winners,
    picture
  );
  if (kept === "L2") return l2PoolGradient(ones, picture, output, windows, area);
  return averagePoolGradient(ones, picture, windows, countPadding);
}
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings_default2.tryMode, strings_default2.trySize, strings_default2.tryHover, strings_default2.tryRoute],
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
  const route = new Raster({ name: "gradient" });
  const legends = { output: new Legend(), route: new Legend() };
  const notes = {
    input: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
    route: h("span", { class: "cv-number" }),
    where: h("span", { class: "cv-number" })
  };
  const cells = new NumberGrid({ name: "cells", label: strings_default2.values, blanks: true });
  const weights = new NumberGrid({ name: "weights", label: strings_default2.weights, blanks: true });
  const sum = h("p", { class: "cv-sum cv-number", "data-result": true });
  const large = h("p", { class: "cv-note cv-number" });
  const written = [
    labelled(strings_default2.values, cells.element),
    sign(strings_default2.times),
    labelled(strings_default2.weights, weights.element),
    sign("="),
    sum
  ];
  const root = h(
    "section",
    { class: "cv cv-pooling-lab", "aria-label": "PoolingLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.input, notes.input),
        input.element,
        slots("photograph"),
        pictures.uploadButton(message)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.output, notes.output),
        output.element,
        legends.output.element,
        slots(
          "mode",
          "size",
          "tied",
          "stride",
          "padding",
          "bins",
          "ceil_mode",
          "count_include_pad"
        )
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.route, notes.route),
        route.element,
        legends.route.element,
        h("p", { class: "cv-note" }, strings_default2.routeNote)
      )
    ),
    message,
    h("p", { class: "cv-title" }, strings_default2.oneWindow, notes.where),
    h("div", { class: "cv-window" }, ...written, large)
  );
  el.append(root);
  const slot = (name) => (
    /** @type {HTMLElement} */
    root.querySelector(`[data-control="${name}"]`)
  );
  let key = "";
  let picture = null;
  let pooled = null;
  let refused = false;
  function showControls() {
    const { kept, windows } = MODES[model.get("mode")];
    const fixed = windows === "fixed";
    for (
      const [name, heeded] of
      /** @type {[string, boolean][]} */
      [
        ["size", fixed],
        ["tied", fixed],
        ["stride", fixed && !model.get("tied")],
        ["padding", fixed && kept !== "L2"],
        ["ceil_mode", fixed],
        ["count_include_pad", fixed && kept === "average" && model.get("padding") > 0],
        ["bins", windows === "adaptive"]
      ]
    )
      slot(name).hidden = !heeded;
  }
  function refuse(reason) {
    refused = true;
    pooled = null;
    key = "";
    tell(reason);
    for (const raster of [output, route]) {
      raster.element.dataset.nothing = "yes";
      raster.describe(strings_default2.nothing);
    }
    output.unmark();
    route.unmark();
    input.unmark();
    for (const note of [notes.output, notes.route, notes.where]) say(note, "");
    for (const part of written) part.hidden = true;
    say(large, strings_default2.nothing);
  }
  function paint() {
    const now = JSON.stringify(WATCHED.map((name) => model.get(name)));
    const current = pictures.current();
    if (now !== key || current !== picture) {
      showControls();
      picture = current;
      if (current === null) {
        refuse(strings_default.noUpload);
        return;
      }
      const checked = windowsOf(model, current);
      const { height, width } = current;
      input.show(current.data, height, width, GREY);
      say(notes.input, fill(strings_default2.sizes, { height, width }));
      if (!checked.ok) {
        refuse(checked.reason);
        return;
      }
      key = now;
      pooled = pool(model, current, checked.windows);
      showOutput(current, pooled);
    }
    if (picture !== null && pooled !== null) showWindow(picture, pooled);
  }
  function showOutput(photograph, result) {
    if (refused) {
      refused = false;
      tell("");
      for (const raster of [output, route]) delete raster.element.dataset.nothing;
    }
    const { data, height, width } = result.output;
    const scale = result.kept === "L2" ? { ...GREY, high: model.get("size") } : GREY;
    output.show(data, height, width, scale);
    legends.output.show(scale);
    say(notes.output, fill(strings_default2.sizes, { height, width }));
    const gradient2 = gradientOf(photograph, result);
    const high = range(gradient2)[1];
    const amounts = { map: "sequential", low: 0, high };
    route.show(gradient2, photograph.height, photograph.width, amounts);
    legends.route.show(amounts);
    let reached = 0;
    for (let i = 0; i < gradient2.length; i++) if (gradient2[i] > 0) reached += 1;
    const share = number(100 * reached / gradient2.length, 1);
    say(notes.route, fill(strings_default2.reached, { share }));
    route.describe(fill(strings_default2.routeLabel, { high: number(high), share }));
  }
  function showWindow(photograph, result) {
    const { kept, windows, output: out, winners, area, countPadding } = result;
    const position = (
      /** @type {Pair} */
      model.get("position")
    );
    const row = Math.min(Math.max(position[0], 0), out.height - 1);
    const column = Math.min(Math.max(position[1], 0), out.width - 1);
    output.place = { row, column };
    output.mark(row, column);
    const down = windows.rows[row];
    const across = windows.columns[column];
    const index = row * out.width + column;
    const value = out.data[index];
    const fixed = MODES[model.get("mode")].windows === "fixed";
    const rows = fixed ? model.get("size") : down.end - down.start;
    const columns = fixed ? model.get("size") : across.end - across.start;
    for (const raster of [input, route]) raster.mark(down.from, across.from, rows, columns);
    const few = rows <= WRITTEN && columns <= WRITTEN;
    for (const part of written) part.hidden = !few;
    large.hidden = few;
    const by = divisor(down, across, countPadding);
    const winner = winners === null ? -1 : winners[index];
    if (few) {
      const inside = [];
      const shares = [];
      for (let y = down.from; y < down.from + rows; y++)
        for (let x = across.from; x < across.from + columns; x++) {
          const real = y >= down.start && y < down.end && x >= across.start && x < across.end;
          const at = y * photograph.width + x;
          const cell = real ? photograph.data[at] : Number.NaN;
          inside.push(cell);
          if (!real) shares.push(Number.NaN);
          else if (kept === "max") shares.push(at === winner ? 1 : 0);
          else if (kept === "average") shares.push(1 / by);
          else shares.push(value === 0 ? 0 : area * cell / (by * value));
        }
      cells.show(inside, rows, columns, GREY);
      weights.show(shares, rows, columns, { map: "sequential", low: 0, high: 1 });
      const chosen = shares.indexOf(1);
      for (const grid of [cells, weights]) {
        grid.cells.forEach((cell, k) => {
          cell.classList.toggle("cv-here", kept === "max" && k === chosen);
        });
      }
      say(sum, fill(strings_default2.result[kept], { value: number(value, 3) }));
    } else
      say(
        large,
        fill(strings_default2.large[kept], {
          count: rows * columns,
          value: number(value, 3),
          divisor: by,
          row: Math.floor(winner / photograph.width),
          column: winner % photograph.width
        })
      );
    say(
      notes.where,
      fill(strings_default2.where, {
        row,
        column,
        rows,
        columns,
        top: number(down.from, 0),
        left: number(across.from, 0)
      })
    );
    input.describe(
      fill(strings_default2.inputLabel, {
        name: pictures.name(),
        height: photograph.height,
        width: photograph.width,
        rows,
        columns,
        top: down.from,
        left: across.from
      })
    );
    output.describe(
      fill(strings_default2.outputLabel, {
        mode: NAMES[model.get("mode")],
        height: out.height,
        width: out.width,
        row,
        column,
        value: number(value, 3)
      })
    );
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, [...WATCHED, "position", "photograph_index", "_upload"], request, signal);
  onChange(model, ["mode"], () => tries.did(0), signal);
  onChange(
    model,
    ["size"],
    () => {
      if (model.get("size") >= 16) tries.did(1);
    },
    signal
  );
  onChange(
    model,
    ["stride"],
    () => {
      if (model.get("stride") === 1) tries.did(3);
    },
    signal
  );
  paint();
  await mountControls(model, root, signal);
}
var view_default = { render };
export {
  view_default as default
};
