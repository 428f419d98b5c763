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
function whenHidden(element, callback, signal) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries[entries.length - 1].isIntersecting) callback();
  });
  observer.observe(element);
  const behind = () => {
    if (document.hidden) callback();
  };
  document.addEventListener("visibilitychange", behind, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
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

// course_utils/widgets/_core/ops/steps.js
function turned(kernel) {
  return kernel.map((line) => line.toReversed()).toReversed();
}
function paddedMatrix(matrix, border) {
  const height = matrix.length;
  const width = matrix[0].length;
  const data = Float32Array.from(matrix.flat());
  return pad({ data, channels: 1, height, width }, border);
}
function stepAt(step, { stride, dilation, width: columns }, [kh, kw], width) {
  const row = Math.floor(step / columns);
  const column = step % columns;
  const cells = [];
  for (let i = 0; i < kh; i++)
    for (let j = 0; j < kw; j++)
      cells.push(
        (row * stride[0] + i * dilation[0]) * width + column * stride[1] + j * dilation[1]
      );
  return { row, column, cells };
}
function sizeTerms(size, kernel, stride, padding, dilation) {
  const room = size + 2 * padding - reach(kernel, dilation);
  return { size, kernel, stride, padding, dilation, room, output: Math.floor(room / stride) + 1 };
}

// course_utils/widgets/convolution_stepper/player.js
var Player = class {
  /** @param {PlayerOptions} options */
  constructor({ strings, where, go, speed }) {
    this.strings = strings;
    this.where = where;
    this.go = go;
    this.speed = speed;
    this.timer = void 0;
    const button = (name, act) => h(
      "button",
      { class: "cv-button", type: "button", "data-act": name, onclick: act },
      strings[name]
    );
    const move = (to) => () => {
      this.pause();
      this.#move(to(this.where()));
    };
    this.buttons = {
      toStart: button(
        "toStart",
        move(() => 0)
      ),
      back: button(
        "back",
        move(({ step }) => step - 1)
      ),
      play: button("play", () => this.timer === void 0 ? this.play() : this.pause()),
      forward: button(
        "forward",
        move(({ step }) => step + 1)
      ),
      toEnd: button(
        "toEnd",
        move(({ last }) => last)
      )
    };
    this.element = h("div", { class: "cv-row" }, ...Object.values(this.buttons));
  }
  /** @param {number} step */
  #move(step) {
    const { last } = this.where();
    this.go(Math.min(Math.max(step, 0), last));
    this.show();
  }
  /** From the start again when it stands at the end. */
  play() {
    const { step, last } = this.where();
    if (last === 0) return;
    if (step >= last) this.#move(0);
    const tick = () => {
      const place = this.where();
      if (place.step < place.last) this.#move(place.step + 1);
      if (this.where().step >= this.where().last) this.pause();
      else this.timer = setTimeout(tick, 1e3 / this.speed());
    };
    this.timer = setTimeout(tick, 1e3 / this.speed());
    this.show();
  }
  pause() {
    clearTimeout(this.timer);
    this.timer = void 0;
    this.show();
  }
  /** Which buttons do something now. */
  show() {
    const { step, last } = this.where();
    const { toStart, back, play, forward, toEnd } = this.buttons;
    for (
      const [button, idle] of
      /** @type {[HTMLButtonElement, boolean][]} */
      [
        [toStart, step <= 0],
        [back, step <= 0],
        [forward, step >= last],
        [toEnd, step >= last],
        [play, last === 0]
      ]
    )
      if (button.getAttribute("aria-disabled") !== String(idle))
        button.setAttribute("aria-disabled", String(idle));
    say(play, this.timer === void 0 ? this.strings.play : this.strings.pause);
  }
  /**
   * Stop when it can no longer be seen, and when the view ends.
   *
   * @param {Element} element
   * @param {AbortSignal} signal
   */
  stopWhenHidden(element, signal) {
    const stop = () => {
      if (this.timer !== void 0) this.pause();
    };
    whenHidden(element, stop, signal);
    signal.addEventListener("abort", stop);
  }
};

// course_utils/widgets/convolution_stepper/presets.json
var presets_default = {
  image: {
    "slanted edge": [
      [1, 1, 2, 7, 8, 8],
      [1, 2, 1, 8, 7, 8],
      [0, 1, 2, 8, 8, 9],
      [1, 0, 1, 2, 8, 8],
      [1, 1, 0, 1, 2, 7],
      [2, 1, 1, 0, 1, 2]
    ],
    "one bright cell": [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0]
    ],
    ramp: [
      [0, 1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5, 6],
      [2, 3, 4, 5, 6, 7],
      [3, 4, 5, 6, 7, 8],
      [4, 5, 6, 7, 8, 9]
    ],
    flat: [[5, 5, 5, 5, 5], [5, 5, 5, 5, 5], [5, 5, 5, 5, 5], [5, 5, 5, 5, 5], [5, 5, 5, 5, 5]]
  },
  kernel: {
    "Sobel x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    counting: [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    ones: [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
    Laplacian: [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    difference: [[-1, 1]]
  }
};

// course_utils/widgets/convolution_stepper/strings.json
var strings_default = {
  custom: "your own",
  image: "Image",
  kernel: "Kernel",
  output: "Output",
  image_preset: "image",
  kernel_preset: "kernel",
  image_rows: "rows",
  image_columns: "columns",
  kernel_rows: "rows",
  kernel_columns: "columns",
  stride: "stride",
  padding: "padding",
  dilation: "dilation",
  flip: "flip the kernel (true convolution)",
  guess: "hide the sum until I ask for it",
  step: "position",
  speed: "steps / s",
  size: "{height} × {width}",
  sizePadded: "{height} × {width}, padded to {rows} × {columns}",
  help: "Drag a cell, type a number, or use plus and minus.",
  imageLabel: "Image with its padding",
  kernelLabel: "Kernel",
  turnedLabel: "Kernel as it lies on the image, turned by half a turn",
  outputLabel: "Output; arrow keys choose the position",
  turned: "as it lies on the image",
  flipOff: "Laid on the image as it is: cross-correlation, which PyTorch calls convolution.",
  flipOn: "Turned by half a turn before it is laid on the image: convolution.",
  flipSame: "Turned by half a turn this kernel is the same: the flip changes nothing.",
  toStart: "To the start",
  back: "Back",
  play: "Play",
  pause: "Pause",
  forward: "Step",
  toEnd: "To the end",
  reveal: "Show the sum",
  products: "The sum at this position",
  where: "row {row}, column {column}: position {step} of {last}",
  sum: "= {sum}",
  unknown: "= ?",
  formula: "Output size = ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1",
  rowsFormula: "rows: ⌊({size} + 2·{padding} − {dilation}·({kernel} − 1) − 1) / {stride}⌋ + 1 = {output}",
  columnsFormula: "columns: ⌊({size} + 2·{padding} − {dilation}·({kernel} − 1) − 1) / {stride}⌋ + 1 = {output}",
  rowsNone: "rows: {size} + 2·{padding} − {dilation}·({kernel} − 1) − 1 = {room}, below 0: nothing fits",
  columnsNone: "columns: {size} + 2·{padding} − {dilation}·({kernel} − 1) − 1 = {room}, below 0: nothing fits",
  badImage: "'{text}' does not fit a cell of the image; a whole number from −99 to 99 does.",
  badKernel: "'{text}' is no weight here; a whole number from −9 to 9 fits.",
  tryStep: "Try it: press Step, and say the next number before it appears.",
  tryBright: "Next: choose the image 'one bright cell' and the kernel 'counting', and go to the end. Where does the 9 stand?",
  tryFlip: "Next: tick the flip. Compare the output with the kernel.",
  tryStride: "Next: set the stride to 2 and watch the formula. Which positions are left out?",
  tryAll: "Now find a padding and a dilation with which a 3 × 3 kernel gives an output of the image's size."
};

// course_utils/widgets/convolution_stepper/view.js
var PARTS = (
  /** @type {const} */
  ["image", "kernel"]
);
var PRESETS = {
  image: (
    /** @type {[string, Rows][]} */
    Object.entries(presets_default.image)
  ),
  kernel: (
    /** @type {[string, Rows][]} */
    Object.entries(presets_default.kernel)
  )
};
var DROP = 140;
function presetOf(part, matrix) {
  const text = JSON.stringify(matrix);
  return PRESETS[part].findIndex(([, rows]) => JSON.stringify(rows) === text) + 1;
}
function resized(matrix, rows, columns) {
  return Array.from(
    { length: rows },
    (_, row) => Array.from({ length: columns }, (_2, column) => matrix[row]?.[column] ?? 0)
  );
}
function withCell(matrix, row, column, value) {
  return matrix.map((line, i) => i === row ? line.with(column, value) : line);
}
function checked(model) {
  const image = (
    /** @type {Rows} */
    model.get("image")
  );
  const kernel = (
    /** @type {Rows} */
    model.get("kernel")
  );
  return convGeometry(image.length, image[0].length, [kernel.length, kernel[0].length], {
    stride: model.get("stride"),
    padding: model.get("padding"),
    dilation: model.get("dilation")
  });
}
function initialize({ model, signal }) {
  let following = false;
  const follow = () => {
    following = true;
    for (const part of PARTS) {
      const matrix = (
        /** @type {Rows} */
        model.get(part)
      );
      model.set(`${part}_rows`, matrix.length);
      model.set(`${part}_columns`, matrix[0].length);
      model.set(`${part}_preset`, presetOf(part, matrix));
    }
    following = false;
    const result = checked(model);
    const last = result.ok ? result.geometry.height * result.geometry.width - 1 : 0;
    model.set("step", Math.min(model.get("step"), last));
    model.set("last", last);
  };
  onChange(model, [...PARTS, "stride", "padding", "dilation"], follow, signal);
  for (const part of PARTS) {
    onChange(
      model,
      [`${part}_preset`],
      () => {
        const index = model.get(`${part}_preset`);
        if (following || index === 0 || index === presetOf(part, model.get(part))) return;
        update(model, { [part]: PRESETS[part][index - 1][1] });
      },
      signal
    );
    onChange(
      model,
      [`${part}_rows`, `${part}_columns`],
      () => {
        const matrix = (
          /** @type {Rows} */
          model.get(part)
        );
        const [rows, columns] = [model.get(`${part}_rows`), model.get(`${part}_columns`)];
        if (following || matrix.length === rows && matrix[0].length === columns) return;
        update(model, { [part]: resized(matrix, rows, columns) });
      },
      signal
    );
  }
}
function signedScale(values) {
  const most = Math.max(...values.map(Math.abs)) || 1;
  return { map: "signed", low: -most, high: most };
}
function imageScale(values) {
  if (Math.min(...values) < 0) return signedScale(values);
  return { map: "grey", low: 0, high: Math.max(...values, 1) };
}
function factor(value) {
  return value < 0 ? `(${number(value, 0)})` : number(value, 0);
}
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings_default.tryStep, strings_default.tryBright, strings_default.tryFlip, strings_default.tryStride],
    strings_default.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (sentence) => say(message, sentence);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let tap = -1;
  let revealed = -1;
  const hold = (index) => {
    if (tap === index) return;
    tap = index;
    request();
  };
  const image = new NumberGrid({
    name: "image",
    label: strings_default.imageLabel,
    whole: true,
    limits: [-99, 99],
    onEdit: (row, column, value) => {
      tell("");
      const padding = model.get("padding");
      const at = (
        /** @type {Pair} */
        [row - padding, column - padding]
      );
      update(model, { image: withCell(model.get("image"), ...at, value) });
    },
    onRefuse: (text) => tell(fill(strings_default.badImage, { text }))
  });
  const kernel = new NumberGrid({
    name: "kernel",
    label: strings_default.kernelLabel,
    whole: true,
    limits: [-9, 9],
    onEdit: (row, column, value) => {
      tell("");
      update(model, { kernel: withCell(model.get("kernel"), row, column, value) });
    },
    onRefuse: (text) => tell(fill(strings_default.badKernel, { text }))
  });
  const laid = new NumberGrid({ name: "turned", label: strings_default.turnedLabel, whole: true });
  const output = new NumberGrid({
    name: "output",
    label: strings_default.outputLabel,
    whole: true,
    blanks: true,
    onSelect: (row, column) => {
      const step = row * output.columns + column;
      if (step !== model.get("step")) {
        player.pause();
        update(model, { step });
      }
    }
  });
  const sizes = {
    image: h("span", { class: "cv-number" }),
    kernel: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" })
  };
  const flipNote = h("p", { class: "cv-note" });
  const laidPart = h("div", {}, laid.element, h("p", { class: "cv-note" }, strings_default.turned));
  const formulas = {
    rows: h("p", { class: "cv-formula cv-number" }),
    columns: h("p", { class: "cv-formula cv-number" })
  };
  const terms = h("div", { class: "cv-terms cv-number", "data-terms": true });
  const sum = h("p", { class: "cv-sum cv-number", "data-sum": true });
  const where = h("p", { class: "cv-note cv-number" });
  const reveal = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      "data-act": "reveal",
      onclick: () => {
        revealed = model.get("step");
        paint();
        drop();
        player.buttons.forward.focus();
      }
    },
    strings_default.reveal
  );
  const player = new Player({
    strings: strings_default,
    where: () => ({ step: model.get("step"), last: model.get("last") }),
    go: (step) => {
      tries.did(0);
      const forward = step === model.get("step") + 1;
      update(model, { step });
      if (forward && !model.get("guess")) drop();
    },
    speed: () => model.get("speed")
  });
  const root = h(
    "section",
    { class: "cv cv-convolution-stepper", "aria-label": "ConvolutionStepper" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.image, sizes.image),
        image.element,
        h("p", { class: "cv-note" }, strings_default.help)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.kernel, sizes.kernel),
        h("div", { class: "cv-kernels" }, kernel.element, laidPart),
        h("p", { class: "cv-title" }, strings_default.products),
        terms,
        h("div", { class: "cv-total cv-row" }, sum, reveal),
        slots("guess")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.output, sizes.output),
        output.element,
        where
      )
    ),
    message,
    h("div", { class: "cv-player cv-row" }, player.element, slots("step"), slots("speed")),
    h(
      "div",
      { class: "cv-flow cv-choices" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.image),
        slots("image_preset", "image_rows", "image_columns")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.kernel),
        slots("kernel_preset", "kernel_rows", "kernel_columns", "flip"),
        flipNote
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default.output),
        slots("stride", "padding", "dilation"),
        h("p", { class: "cv-note" }, strings_default.formula),
        formulas.rows,
        formulas.columns
      )
    )
  );
  el.append(root);
  function drop() {
    const cell = output.cells[model.get("step")];
    if (calm.matches || cell === void 0) return;
    const from = sum.getBoundingClientRect();
    const to = cell.getBoundingClientRect();
    const flying = h("span", { class: "cv-flying cv-number" }, cell.textContent ?? "");
    flying.style.left = `${from.left}px`;
    flying.style.top = `${from.top}px`;
    root.append(flying);
    const dx = to.left + to.width / 2 - from.left - flying.offsetWidth / 2;
    const dy = to.top + to.height / 2 - from.top - flying.offsetHeight / 2;
    const flight = flying.animate(
      [{ transform: "none" }, { transform: `translate(${dx}px, ${dy}px)` }],
      { duration: DROP, easing: "ease-in" }
    );
    flight.onfinish = () => flying.remove();
    flight.oncancel = () => flying.remove();
  }
  let refused = false;
  let marked = [];
  function paint() {
    const cells = (
      /** @type {Rows} */
      model.get("image")
    );
    const typed = (
      /** @type {Rows} */
      model.get("kernel")
    );
    const flip = model.get("flip");
    const weights = flip ? turned(typed) : typed;
    const size = [typed.length, typed[0].length];
    const padding = model.get("padding");
    const height = cells.length + 2 * padding;
    const width = cells[0].length + 2 * padding;
    const border = { top: padding, bottom: padding, left: padding, right: padding };
    const result = checked(model);
    showImage(cells, border, width);
    const kernelScale = signedScale(typed.flat());
    kernel.show(typed.flat(), ...size, kernelScale);
    laidPart.hidden = !flip;
    if (flip) laid.show(weights.flat(), ...size, kernelScale);
    const alike = JSON.stringify(turned(typed)) === JSON.stringify(typed);
    say(flipNote, alike ? strings_default.flipSame : flip ? strings_default.flipOn : strings_default.flipOff);
    const sizeText = { height: cells.length, width: cells[0].length, rows: height, columns: width };
    say(sizes.image, fill(padding > 0 ? strings_default.sizePadded : strings_default.size, sizeText));
    say(sizes.kernel, fill(strings_default.size, { height: size[0], width: size[1] }));
    showFormulas(cells, size);
    for (const cell of marked) {
      cell.classList.remove("cv-here", "cv-tap");
      delete cell.dataset.weight;
    }
    marked = [];
    if (result.ok) {
      if (refused) tell("");
      refused = false;
      showStep(weights, size, result.geometry, flip);
    } else {
      refused = true;
      tell(result.reason);
      say(sizes.output, "");
      say(sum, "");
      say(where, "");
      terms.replaceChildren();
      output.element.hidden = true;
      reveal.hidden = true;
    }
    player.show();
  }
  function showImage(cells, border, width) {
    const { data, height } = paddedMatrix(cells, border);
    const outside = (row, column) => row < border.top || column < border.left || row >= height - border.bottom || column >= width - border.right;
    image.fixed = outside;
    const edge = border.left === 0 ? "" : `repeat(${border.left}, minmax(8px, var(--cv-cell)))`;
    const template = `${edge} repeat(${cells[0].length}, minmax(24px, var(--cv-cell))) ${edge}`;
    if (image.element.style.getPropertyValue("--cv-template") !== template)
      image.element.style.setProperty("--cv-template", template);
    image.show(data, height, width, imageScale(cells.flat()));
    image.cells.forEach((cell, index) => {
      cell.classList.toggle("cv-pad", outside(Math.floor(index / width), index % width));
    });
  }
  function showFormulas(cells, size) {
    const [stride, padding, dilation] = ["stride", "padding", "dilation"].map(
      (name) => model.get(name)
    );
    const show = (element, sentences, cellCount, weightCount) => {
      const values = sizeTerms(cellCount, weightCount, stride, padding, dilation);
      const none = values.room < 0;
      element.classList.toggle("cv-none", none);
      say(element, fill(sentences[none ? 1 : 0], { ...values, room: number(values.room, 0) }));
    };
    show(formulas.rows, [strings_default.rowsFormula, strings_default.rowsNone], cells.length, size[0]);
    show(formulas.columns, [strings_default.columnsFormula, strings_default.columnsNone], cells[0].length, size[1]);
  }
  function showStep(weights, size, geometry, flip) {
    const under = paddedMatrix(
      /** @type {Rows} */
      model.get("image"),
      geometry.border
    );
    const flat = weights.flat();
    const { data } = correlate(under, flat, size, geometry);
    const last = data.length - 1;
    const step = Math.min(model.get("step"), last);
    if (revealed !== step) revealed = -1;
    const hidden = model.get("guess") && revealed !== step;
    const shown = data.map((value, k) => k < step || k === step && !hidden ? value : NaN);
    output.element.hidden = false;
    const digits = Math.max(...data.map((value) => number(value, 0).length), 2);
    if (output.element.style.getPropertyValue("--cv-digits") !== `${digits}`)
      output.element.style.setProperty("--cv-digits", `${digits}`);
    output.show(shown, geometry.height, geometry.width, signedScale([...data]));
    const { row, column, cells } = stepAt(step, geometry, size, under.width);
    output.select(row, column);
    say(sizes.output, fill(strings_default.size, { height: geometry.height, width: geometry.width }));
    cells.forEach((index, k) => {
      const cell = image.cells[index];
      cell.classList.add(k === tap ? "cv-tap" : "cv-here");
      cell.dataset.weight = number(flat[k], 0);
      marked.push(cell);
    });
    if (tap >= 0 && tap < flat.length) {
      const own = kernel.cells[flip ? flat.length - 1 - tap : tap];
      own.classList.add("cv-tap");
      marked.push(own);
      if (flip) {
        laid.cells[tap].classList.add("cv-tap");
        marked.push(laid.cells[tap]);
      }
    }
    showTerms(
      cells.map((index) => under.data[index]),
      flat,
      size
    );
    say(sum, hidden ? strings_default.unknown : fill(strings_default.sum, { sum: number(data[step], 0) }));
    reveal.hidden = !hidden;
    say(where, fill(strings_default.where, { row, column, step, last }));
  }
  function showTerms(values, weights, size) {
    while (terms.children.length < values.length)
      terms.append(h("span", { class: "cv-term", "data-term": terms.children.length }));
    while (terms.children.length > values.length) terms.lastElementChild?.remove();
    if (terms.style.getPropertyValue("--cv-columns") !== `${size[1]}`)
      terms.style.setProperty("--cv-columns", `${size[1]}`);
    values.forEach((value, k) => {
      const term = terms.children[k];
      say(term, `${k === 0 ? "" : "+ "}${factor(value)}·${factor(weights[k])}`);
      term.classList.toggle("cv-nil", value * weights[k] === 0);
      term.classList.toggle("cv-tap", k === tap);
    });
  }
  const taps = (grid, turn = false) => {
    const of = (event) => {
      const cell = event.target instanceof Element ? event.target.closest(".cv-cell") : null;
      if (!(cell instanceof HTMLElement)) return;
      const index = grid.cells.indexOf(cell);
      hold(turn && model.get("flip") ? grid.cells.length - 1 - index : index);
    };
    grid.element.addEventListener("pointerover", of);
    grid.element.addEventListener("focusin", of);
    grid.element.addEventListener("pointerleave", () => hold(-1));
    grid.element.addEventListener("focusout", () => hold(-1));
  };
  const request = paintWhileVisible(root, paint, signal);
  taps(kernel, true);
  taps(laid);
  terms.addEventListener("pointerover", (event) => {
    const term = event.target instanceof HTMLElement ? event.target.dataset.term : void 0;
    hold(term === void 0 ? -1 : Number(term));
  });
  terms.addEventListener("pointerleave", () => hold(-1));
  onChange(
    model,
    ["image", "kernel", "stride", "padding", "dilation", "flip", "guess", "step"],
    request,
    signal
  );
  onChange(model, ["step"], () => tries.did(0), signal);
  onChange(
    model,
    ["step", "image", "kernel"],
    () => {
      const name = (part) => PRESETS[part][model.get(`${part}_preset`) - 1]?.[0];
      const end = model.get("step") === model.get("last");
      if (end && name("image") === "one bright cell" && name("kernel") === "counting") tries.did(1);
    },
    signal
  );
  onChange(model, ["flip"], () => tries.did(2), signal);
  onChange(model, ["stride"], () => tries.did(3), signal);
  player.stopWhenHidden(root, signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
