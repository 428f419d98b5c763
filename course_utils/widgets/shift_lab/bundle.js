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

// course_utils/widgets/_core/ops/shift.js
var REDUCTIONS = (
  /** @type {const} */
  ["max", "average", "strided", "blurred"]
);
var LOBES = 3;
var sinc = (x) => x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
function lanczosTaps(fraction) {
  const taps = new Float64Array(2 * LOBES);
  if (fraction === 0) {
    taps[LOBES] = 1;
    return taps;
  }
  let total = 0;
  for (let i = -LOBES; i < LOBES; i++) {
    const x = i + fraction;
    const weight = sinc(x) * sinc(x / LOBES);
    taps[i + LOBES] = weight;
    total += weight;
  }
  return taps.map((weight) => weight / total);
}
function movedAlong(data, height, width, shift, down) {
  const whole = Math.floor(shift);
  const [a, b, c, d, e, f] = lanczosTaps(shift - whole);
  const out = new Float32Array(data.length);
  const size = down ? height : width;
  const from = Int32Array.from({ length: size + 2 * LOBES }, (_, i) => {
    const cell = ((i - LOBES - whole) % size + size) % size;
    return down ? cell * width : cell;
  });
  for (let y = 0; y < height; y++) {
    const line = y * width;
    for (let x = 0; x < width; x++) {
      const n = down ? y : x;
      const base = down ? x : line;
      out[line + x] = a * data[base + from[n]] + b * data[base + from[n + 1]] + c * data[base + from[n + 2]] + d * data[base + from[n + 3]] + e * data[base + from[n + 4]] + f * data[base + from[n + 5]];
    }
  }
  return out;
}
function moved(plane, shift, direction) {
  const { height, width } = plane;
  let { data } = plane;
  if (shift === 0) return plane;
  if (direction !== "down") data = movedAlong(data, height, width, shift, false);
  if (direction !== "across") data = movedAlong(data, height, width, shift, true);
  return { ...plane, data };
}
function divisible(plane, factor) {
  const height = plane.height - plane.height % factor;
  const width = plane.width - plane.width % factor;
  if (height === 0 || width === 0) return null;
  if (height === plane.height && width === plane.width) return plane;
  const top = Math.floor((plane.height - height) / 2);
  const left = Math.floor((plane.width - width) / 2);
  const data = new Float32Array(height * width);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * plane.width + left;
    data.set(plane.data.subarray(start, start + width), y * width);
  }
  return { data, channels: 1, height, width };
}
function triangle(factor) {
  return Array.from(
    { length: 2 * factor - 1 },
    (_, i) => (factor - Math.abs(i - factor + 1)) / factor ** 2
  );
}
function around(size, kernel) {
  const half = (kernel - 1) / 2;
  return Int32Array.from(
    { length: size + kernel - 1 },
    (_, n) => ((n - half) % size + size) % size
  );
}
function wrapped({ data, height, width }, weights, kernel, stride) {
  const lines = around(height, kernel[0]);
  const cells = around(width, kernel[1]);
  const rows = height / stride[0];
  const columns = width / stride[1];
  const out = new Float32Array(rows * columns);
  const row = new Float64Array(columns);
  for (let y = 0; y < rows; y++) {
    row.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      if (weight === 0) continue;
      const line = lines[y * stride[0] + Math.floor(k / kernel[1])] * width;
      let cell = k % kernel[1];
      for (let x = 0; x < columns; x++) {
        row[x] += weight * data[line + cells[cell]];
        cell += stride[1];
      }
    }
    out.set(row, y * columns);
  }
  return { data: out, channels: 1, height: rows, width: columns };
}
function reduced(plane, reduction, factor, kernel) {
  switch (reduction) {
    case "max":
    case "average": {
      const checked = poolWindows(plane.height, plane.width, factor);
      if (!checked.ok) throw new RangeError(checked.reason);
      return reduction === "max" ? maxPool(plane, checked.windows).output : averagePool(plane, checked.windows);
    }
    case "strided":
      return wrapped(plane, kernel, [3, 3], [factor, factor]);
    case "blurred": {
      const answered = wrapped(plane, kernel, [3, 3], [1, 1]);
      const weights = triangle(factor);
      const across = wrapped(answered, weights, [1, weights.length], [1, factor]);
      return wrapped(across, weights, [weights.length, 1], [factor, 1]);
    }
  }
}
function relativeChange(output, reference) {
  const { length } = reference;
  let difference = 0;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    difference += (output[i] - reference[i]) ** 2;
    total += reference[i];
    squares += reference[i] ** 2;
  }
  const variance = Math.max(squares / length - (total / length) ** 2, 0);
  if (difference / length < 1e-12) return 0;
  return Math.sqrt(difference / length / variance);
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
function gradient(map) {
  return `linear-gradient(to right, ${palette_default[map].join(", ")})`;
}

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

// course_utils/widgets/shift_lab/kernels.json
var kernels_default = {
  identity: [0, 0, 0, 0, 1, 0, 0, 0, 0],
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  "Sobel x": [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  Gaussian: [0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625]
};

// course_utils/widgets/shift_lab/strings.json
var strings_default2 = {
  input: "Photograph, moved",
  photograph: "photograph",
  shift: "shift",
  direction: "direction",
  factor: "smaller by",
  kernel: "kernel",
  measure: "against",
  show: "show",
  reductions: {
    max: "max pool",
    average: "average pool",
    strided: "strided convolution",
    blurred: "convolution, blur, stride"
  },
  moved: "by {shift} px",
  change: "{change} %",
  outputsTitle: "Four ways to make it smaller",
  size: "{height} × {width}",
  curve: "Change of each output along the shift, % of the output's contrast",
  px: "px",
  measureNote: {
    along: "Change: how far each output is from its first form moved along by as much. A way that follows the photograph changes by 0.",
    was: "Change: how far each output is from what it was before the shift."
  },
  kernelNote: "The kernel belongs to the two convolutions; 'identity' takes the pixels where the stride lands as they are.",
  tooSmall: "The picture has {height} × {width} pixels; to be made {factor} times smaller it needs at least {factor} × {factor}.",
  inputLabel: "Photograph {name}, {height} by {width} pixels, moved {direction} by {shift} pixels; it wraps around.",
  outputLabel: "{name}: {height} by {width} pixels; its change is {change} % of its contrast.",
  changeLabel: "{name}: what changed, in {height} by {width} pixels, from less in blue to more in orange; {change} % of its contrast.",
  plotLabel: "Curves of the change against the shift from 0 to 8 pixels. At {shift} pixels: {values}.",
  plotValue: "{name} {change} %",
  nothing: "Nothing to show.",
  tryShift: "Try it: move the shift slowly from 0 to 4 and watch the tripod in each output.",
  tryMultiple: "Next: shift by exactly as many pixels as it is made smaller. Why do all curves come down to 0 there?",
  tryBrick: "Next: choose 'brick' and the kernel 'sharpen'. Which output flickers most?",
  tryFactor: "Next: show 'changes', and change how much smaller it is made.",
  tryAll: "Now find the photograph and the shift at which blurring before the stride helps most."
};

// course_utils/widgets/shift_lab/view.js
var KERNELS = Object.values(kernels_default);
var DIRECTIONS = (
  /** @type {Direction[]} */
  ["across", "down", "diagonally"]
);
var SETTING = ["factor", "kernel", "direction", "measure"];
var LONGEST2 = 8;
var SPACING = 0.125;
var POINTS = LONGEST2 / SPACING + 1;
var DRAWING = 5;
var GREY = { map: "grey", low: 0, high: 1 };
var CHANGE = { map: "signed", low: -0.5, high: 0.5 };
var SIGNED_CHANGE = { map: "signed", low: -2, high: 2 };
var SVG2 = "http://www.w3.org/2000/svg";
function shiftedBy({ picture, direction, factor, kernel, along, first }, shift) {
  const input = moved(picture, shift, direction);
  const outputs = REDUCTIONS.map((reduction) => reduced(input, reduction, factor, kernel));
  const references = along ? first.map((one) => moved(one, shift / factor, direction)) : first;
  const changes = outputs.map(({ data }, k) => relativeChange(data, references[k].data));
  return { input, outputs, references, changes };
}
function keyOf(way) {
  const element = document.createElementNS(SVG2, "svg");
  element.setAttribute("viewBox", "0 0 30 8");
  element.setAttribute("class", "cv-key");
  element.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG2, "path");
  path.setAttribute("class", `cv-${way}`);
  path.setAttribute("d", "M0 4H30");
  element.append(path);
  return element;
}
var percent = (change) => number(100 * change, 1);
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings_default2.tryShift, strings_default2.tryMultiple, strings_default2.tryBrick, strings_default2.tryFactor],
    strings_default2.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (sentence) => say(message, sentence);
  const input = new Raster({ name: "input" });
  const ways = REDUCTIONS.map((way) => ({
    way,
    raster: new Raster({ name: way }),
    legend: new Legend(1),
    change: h("span", { class: "cv-number", "data-change": way })
  }));
  const plot = new Plot({ name: "changes", width: 960, height: 190, margin: true });
  const notes = {
    moved: h("span", { class: "cv-number" }),
    size: h("span", { class: "cv-number" }),
    measure: h("p", { class: "cv-note" })
  };
  const root = h(
    "section",
    { class: "cv cv-shift-lab", "aria-label": "ShiftLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.input, notes.moved),
        input.element,
        slots("shift", "direction", "photograph"),
        pictures.uploadButton(message)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.outputsTitle, notes.size),
        h(
          "div",
          { class: "cv-outputs" },
          ...ways.map(
            ({ way, raster, legend, change }) => h(
              "div",
              { class: "cv-panel" },
              h(
                "p",
                { class: "cv-title" },
                h("span", {}, keyOf(way), strings_default2.reductions[way]),
                change
              ),
              raster.element,
              legend.element
            )
          )
        ),
        h("div", { class: "cv-pairs" }, slots("factor", "kernel"), slots("measure", "show")),
        h("p", { class: "cv-note" }, strings_default2.kernelNote)
      )
    ),
    message,
    h(
      "div",
      { class: "cv-curves" },
      h("p", { class: "cv-title" }, strings_default2.curve),
      plot.element,
      notes.measure
    )
  );
  el.append(root);
  let key = "";
  let photograph = null;
  let setting = null;
  let said = "";
  let drawn = { setting: (
    /** @type {Setting | null} */
    null
  ), state: "" };
  function remark(reason) {
    if (reason === said) return;
    said = reason;
    tell(reason);
  }
  function newSetting(picture) {
    const factor = model.get("factor");
    const whole = divisible(picture, factor);
    if (whole === null) return null;
    const kernel = KERNELS[model.get("kernel")];
    return {
      picture: whole,
      direction: DIRECTIONS[model.get("direction")],
      factor,
      kernel,
      along: model.get("measure") === 0,
      first: REDUCTIONS.map((reduction) => reduced(whole, reduction, factor, kernel)),
      curves: REDUCTIONS.map(() => [])
    };
  }
  function refuse(reason) {
    setting = null;
    key = "";
    remark(reason);
    for (const { raster, change } of ways) {
      raster.describe(strings_default2.nothing);
      raster.element.dataset.nothing = "yes";
      say(change, "");
    }
    for (const way of REDUCTIONS) plot.line(`cv-${way}`, [], []);
  }
  function paint() {
    const current = pictures.current();
    const now = JSON.stringify(SETTING.map((name) => model.get(name)));
    if (now !== key || current !== photograph) {
      photograph = current;
      if (current === null) {
        refuse(strings_default.noUpload);
        return;
      }
      setting = newSetting(current);
      if (setting === null) {
        const { height, width } = current;
        input.show(current.data, height, width, GREY);
        refuse(fill(strings_default2.tooSmall, { height, width, factor: model.get("factor") }));
        return;
      }
      key = now;
      remark("");
      for (const { raster } of ways) delete raster.element.dataset.nothing;
      requestAnimationFrame(grow);
    }
    if (setting === null) return;
    show(setting);
  }
  function show(now) {
    const shift = model.get("shift");
    const { input: picture, outputs, references, changes } = shiftedBy(now, shift);
    const { height, width } = picture;
    input.show(picture.data, height, width, GREY);
    say(notes.moved, fill(strings_default2.moved, { shift: number(shift) }));
    input.describe(
      fill(strings_default2.inputLabel, {
        name: pictures.name(),
        height,
        width,
        direction: now.direction,
        shift: number(shift)
      })
    );
    const differences = model.get("show") === 1;
    const signed = now.kernel.reduce((a, b) => a + b, 0) === 0;
    ways.forEach(({ way, raster, legend, change }, k) => {
      const output = outputs[k];
      const reference = references[k].data;
      const data = differences ? output.data.map((value, i) => value - reference[i]) : output.data;
      const own = signed && k > 1;
      const usual = differences ? CHANGE : GREY;
      const scale = own ? differences ? SIGNED_CHANGE : symmetric(data) : usual;
      raster.show(data, output.height, output.width, scale);
      legend.show(scale);
      const share = percent(changes[k]);
      say(change, fill(strings_default2.change, { change: share }));
      raster.describe(
        fill(differences ? strings_default2.changeLabel : strings_default2.outputLabel, {
          name: strings_default2.reductions[way],
          height: output.height,
          width: output.width,
          change: share
        })
      );
    });
    say(notes.size, fill(strings_default2.size, { height: outputs[0].height, width: outputs[0].width }));
    say(notes.measure, now.along ? strings_default2.measureNote.along : strings_default2.measureNote.was);
    showCurves(now, shift, changes);
  }
  function symmetric(data) {
    const [low, high] = range(data);
    if (low >= 0) return GREY;
    const most = Math.max(-low, high);
    return { map: "signed", low: -most, high: most };
  }
  function drawCurves(curves) {
    curves.forEach((values, k) => {
      plot.line(
        `cv-${REDUCTIONS[k]}`,
        values.map((_, i) => i * SPACING),
        values.map((value) => 100 * value)
      );
    });
  }
  function showCurves(now, shift, changes) {
    const { curves } = now;
    const most = Math.max(0, ...[...changes, ...curves.flat()].filter(Number.isFinite));
    const top = [0.1, 0.2, 0.5, 1, 2, 5, 10].find((step) => step >= most * 1.02) ?? most;
    plot.range([0, LONGEST2], [0, 100 * top]);
    plot.ticks(
      Array.from({ length: LONGEST2 + 1 }, (_, x) => ({
        at: x,
        text: x === LONGEST2 ? `${x} ${strings_default2.px}` : `${x}`
      })),
      [0, 0.5, 1].map((share) => ({ at: 100 * top * share, text: number(100 * top * share, 0) }))
    );
    const state = `${curves[0].length} ${top}`;
    if (drawn.setting !== now || drawn.state !== state) {
      drawn = { setting: now, state };
      drawCurves(curves);
    }
    plot.line("cv-here", [shift, shift], [0, 100 * top]);
    plot.dots(
      "cv-point",
      changes.map((change) => [shift, 100 * change])
    );
    plot.describe(
      fill(strings_default2.plotLabel, {
        shift: number(shift),
        values: changes.map(
          (change, k) => fill(strings_default2.plotValue, {
            name: strings_default2.reductions[REDUCTIONS[k]],
            change: percent(change)
          })
        ).join(", ")
      })
    );
  }
  function grow() {
    if (setting === null || signal.aborted) return;
    const { curves } = setting;
    const start = performance.now();
    let next = curves[0].length;
    while (next < POINTS && performance.now() - start < DRAWING) {
      const { changes } = shiftedBy(setting, next * SPACING);
      changes.forEach((change, k) => {
        curves[k].push(change);
      });
      next += 1;
    }
    root.setAttribute("aria-busy", String(next < POINTS));
    request();
    if (next < POINTS) requestAnimationFrame(grow);
  }
  const request = paintWhileVisible(root, paint, signal);
  plot.fit(() => {
    drawn.state = "";
    request();
  }, signal);
  onChange(model, [...SETTING, "shift", "show", "photograph_index", "_upload"], request, signal);
  onChange(
    model,
    ["shift"],
    () => {
      tries.did(0);
      if (model.get("shift") > 0 && model.get("shift") % model.get("factor") === 0) tries.did(1);
    },
    signal
  );
  onChange(
    model,
    ["photograph_index"],
    () => {
      if (pictures.name() === "brick") tries.did(2);
    },
    signal
  );
  onChange(model, ["factor"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { render };
export {
  view_default as default
};
