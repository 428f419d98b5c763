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

// course_utils/widgets/_core/ops/channels.js
function plane({ data, height, width }, channel) {
  const area = height * width;
  const part = data.subarray(channel * area, (channel + 1) * area);
  return { data: part, channels: 1, height, width };
}

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

// course_utils/widgets/_core/ops/flatten.js
function flatIndex({ channel, row, column }, { channels: channels2, height, width }, order) {
  return order === "CHW" ? (channel * height + row) * width + column : (row * width + column) * channels2 + channel;
}
function elementAt(index, { channels: channels2, height, width }, order) {
  const [channel, pixel] = order === "CHW" ? [Math.floor(index / (height * width)), index % (height * width)] : [index % channels2, Math.floor(index / channels2)];
  return { channel, row: Math.floor(pixel / width), column: pixel % width };
}
function flatten(volume, order) {
  if (order === "CHW") return volume.data.slice();
  const { channels: channels2, height, width, data } = volume;
  const area = height * width;
  const out = new Float32Array(channels2 * area);
  for (let c = 0; c < channels2; c++)
    for (let pixel = 0; pixel < area; pixel++) out[pixel * channels2 + c] = data[c * area + pixel];
  return out;
}

// course_utils/widgets/_core/ops/pooling.js
function adaptiveSpans(size, bins) {
  return Array.from({ length: bins }, (_, index) => {
    const start = Math.floor(index * size / bins);
    const end = Math.ceil((index + 1) * size / bins);
    return { from: start, start, end, counted: end - start };
  });
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

// course_utils/widgets/flatten_view/strings.json
var strings_default2 = {
  image: "Image (C, H, W)",
  vector: "Vector",
  back: "Reshaped back",
  scores: "Scores of a linear layer",
  channels: "channels C",
  height: "height H",
  width: "width W",
  index: "index",
  order: "flattened as",
  read: "read back as",
  photograph: "photograph",
  planes: ["red", "green", "blue"],
  grey: "grey",
  planeTitle: "channel {c}, {name}",
  shape: "({c}, {h}, {w})",
  elements: "{n} numbers",
  chw: "index = (c · H + h) · W + w = ({c} · {H} + {h}) · {W} + {w} = {index}",
  hwc: "index = (h · W + w) · C + c = ({h} · {W} + {w}) · {C} + {c} = {index}",
  value: "x[{c}, {h}, {w}] = v[{index}] = {value}",
  vectorNote: "Read like text: left to right, then the next line.",
  weights: "One row of weights for each photograph, made for the order (C, H, W): its template less its mean, divided by its length. Bias 0.",
  scoreHead: ["class", "as (C, H, W)", "as flattened"],
  winner: "Highest: {before} as (C, H, W), {after} as flattened.",
  readNote: "Reshaping moves no number of the vector, so the scores stay; the picture does not.",
  planeLabel: "Channel {c}, {name}, {H} by {W} pixels; at row {h}, column {w}: {value}.",
  planeOther: "Channel {c}, {name}, {H} by {W} pixels.",
  vectorLabel: "Vector of {n} numbers; index {index}, which is channel {c}, row {h}, column {w}: {value}.",
  backLabel: "The vector reshaped to {shape}: {state}.",
  same: "the picture as it was",
  scrambled: "scrambled",
  tryIndex: "Try it: move along the vector and watch where its number sits in the image.",
  tryOrder: "Next: flatten with the channels last. Which photograph does the layer see now?",
  tryShape: "Next: make the image taller than wide, and read it back with H and W exchanged.",
  tryAll: "Now find an image shape for which both orders give the same vector."
};

// course_utils/widgets/flatten_view/view.js
var MOST_CHANNELS = 3;
var LINE = 32;
var TINTS = (
  /** @type {const} */
  ["red", "green", "blue"]
);
var GREY = (
  /** @type {const} */
  { map: "grey", low: 0, high: 1 }
);
var SHAPE = ["channels", "height", "width"];
function shapeOf(model) {
  const [channels2, height, width] = SHAPE.map((name) => Number(model.get(name)));
  return { channels: channels2, height, width };
}
function initialize({ model, signal }) {
  onChange(
    model,
    SHAPE,
    () => {
      const { channels: channels2, height, width } = shapeOf(model);
      const last = channels2 * height * width - 1;
      update(model, { index: Math.min(model.get("index"), last), _last: last });
    },
    signal
  );
}
function reduce(picture, { channels: channels2, height, width }) {
  const area = picture.height * picture.width;
  let data = picture.data.subarray(0, channels2 * area);
  if (channels2 === 1)
    data = Float32Array.from(
      { length: area },
      (_, i) => (picture.data[i] + picture.data[area + i] + picture.data[2 * area + i]) / 3
    );
  return averagePool(
    { ...picture, channels: channels2, data },
    {
      rows: adaptiveSpans(picture.height, height),
      columns: adaptiveSpans(picture.width, width)
    }
  );
}
function templates(photographs) {
  const size = photographs[0].data.length;
  const weight = new Float64Array(photographs.length * size);
  photographs.forEach(({ data }, row) => {
    const mean = data.reduce((sum, value) => sum + value, 0) / size;
    const length = Math.hypot(...data.map((value) => value - mean)) || 1;
    for (let i = 0; i < size; i++) weight[row * size + i] = (data[i] - mean) / length;
  });
  return weight;
}
function lineOf(count) {
  let line = Math.min(LINE, count);
  while (count % line) line--;
  return line;
}
function library(model) {
  const size = model.get("_size");
  const bytes = model.get("_library");
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const area = size * size;
  return Array.from({ length: model.get("_names").length }, (_, k) => {
    const data = new Float32Array(3 * area);
    for (let i = 0; i < area; i++)
      for (let c = 0; c < 3; c++) data[c * area + i] = all[(k * area + i) * 3 + c] / 255;
    return { data, channels: 3, height: size, width: size };
  });
}
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const photographs = library(model);
  const names = (
    /** @type {string[]} */
    model.get("_names")
  );
  const tries = tryNext([strings_default2.tryIndex, strings_default2.tryOrder, strings_default2.tryShape], strings_default2.tryAll);
  const message = h("p", { class: "cv-message", role: "status" });
  const order = () => (
    /** @type {Order} */
    model.get("order") === 0 ? "CHW" : "HWC"
  );
  const planes = Array.from({ length: MOST_CHANNELS }, (_, c) => {
    const raster = new Raster({
      name: `plane ${c}`,
      onPoint: ({ row, column }) => {
        const element = { channel: c, row, column };
        update(model, { index: flatIndex(element, shapeOf(model), order()) });
      }
    });
    const title = h("p", { class: "cv-note" });
    return { raster, title, box: h("div", {}, title, raster.element) };
  });
  const vector = new Raster({
    name: "vector",
    onPoint: ({ row, column }) => update(model, { index: row * vector.width + column })
  });
  const back = new Raster({ name: "back" });
  const legend = new Legend();
  legend.show(GREY);
  const sizes = {
    image: h("span", { class: "cv-number" }),
    vector: h("span", { class: "cv-number" }),
    back: h("span", { class: "cv-number" })
  };
  const formula = h("p", { class: "cv-formula cv-number", "data-formula": true });
  const value = h("p", { class: "cv-formula cv-number", "data-value": true });
  const winner = h("p", { class: "cv-note", role: "status" });
  const rows = names.map((name) => {
    const before = h("td", { "data-before": name });
    const after = h("td", { "data-after": name });
    return { before, after, row: h("tr", {}, h("th", { scope: "row" }, name), before, after) };
  });
  const root = h(
    "section",
    { class: "cv cv-flatten-view", "aria-label": "FlattenView" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.image, sizes.image),
        h("div", { class: "cv-planes" }, ...planes.map(({ box }) => box)),
        slots("photograph"),
        pictures.uploadButton(message),
        slots("channels", "height", "width")
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.vector, sizes.vector),
        vector.element,
        legend.element,
        h("p", { class: "cv-note" }, strings_default2.vectorNote),
        slots("index", "order"),
        formula,
        value,
        h("p", { class: "cv-title" }, strings_default2.scores),
        h(
          "table",
          { class: "cv-table", "aria-label": strings_default2.scores },
          h(
            "thead",
            {},
            h("tr", {}, ...strings_default2.scoreHead.map((text) => h("th", { scope: "col" }, text)))
          ),
          h("tbody", {}, ...rows.map(({ row }) => row))
        ),
        winner,
        h("p", { class: "cv-note" }, strings_default2.weights)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.back, sizes.back),
        back.element,
        slots("read"),
        h("p", { class: "cv-note" }, strings_default2.readNote)
      )
    ),
    message
  );
  el.append(root);
  let weightKey = "";
  let weight = new Float64Array();
  let shownKey = "";
  let source;
  let image;
  let flat = new Float32Array();
  function paint() {
    const picture = pictures.current();
    if (picture === null) {
      say(message, strings_default.noUpload);
      return;
    }
    say(message, "");
    const shape = shapeOf(model);
    const key = `${Object.values(shape)} ${model.get("order")} ${model.get("read")}`;
    if (picture !== source || key !== shownKey || image === void 0) {
      image = reduce(picture, shape);
      source = picture;
      shownKey = key;
      showAll(image);
    }
    showIndex(image);
  }
  function showAll(volume) {
    const { channels: channels2, height, width } = volume;
    flat = flatten(volume, order());
    planes.forEach(({ raster, title, box }, c) => {
      box.hidden = c >= channels2;
      if (box.hidden) return;
      const map = channels2 === 1 ? "grey" : TINTS[c];
      raster.show(plane(volume, c).data, height, width, { map, low: 0, high: 1 });
      say(title, fill(strings_default2.planeTitle, { c, name: nameOf(c, channels2) }));
    });
    const line = lineOf(flat.length);
    vector.show(flat, flat.length / line, line, GREY);
    const [h0, w0] = model.get("read") === 0 ? [height, width] : [width, height];
    if (channels2 === 1) back.show(flat, h0, w0, GREY);
    else {
      const rgb = new Float32Array(3 * h0 * w0);
      rgb.set(flat);
      back.showRgb(rgb, h0, w0);
    }
    const shape = fill(strings_default2.shape, { c: channels2, h: h0, w: w0 });
    const same = h0 === height && w0 === width && flat.every((number2, i) => number2 === volume.data[i]);
    back.describe(
      fill(strings_default2.backLabel, { shape, state: same ? strings_default2.same : strings_default2.scrambled })
    );
    say(sizes.image, fill(strings_default2.shape, { c: channels2, h: height, w: width }));
    say(sizes.vector, fill(strings_default2.elements, { n: flat.length }));
    say(sizes.back, shape);
    showScores(volume);
  }
  function showScores(volume) {
    const { channels: channels2, height, width } = volume;
    const key = `${channels2} ${height} ${width}`;
    if (key !== weightKey) {
      weightKey = key;
      weight = templates(photographs.map((photograph) => reduce(photograph, volume)));
    }
    const size = { rows: 1, inputs: flat.length, outputs: names.length };
    const before = linear(volume.data, weight, null, size);
    const after = linear(flat, weight, null, size);
    const first = before.indexOf(Math.max(...before));
    const best = after.indexOf(Math.max(...after));
    rows.forEach((cells, k) => {
      say(cells.before, number(before[k], 3));
      say(cells.after, number(after[k], 3));
      cells.before.classList.toggle("cv-best", k === first);
      cells.after.classList.toggle("cv-best", k === best);
    });
    say(winner, fill(strings_default2.winner, { before: names[first], after: names[best] }));
  }
  function showIndex(volume) {
    const { channels: channels2, height, width } = volume;
    const index = Math.min(model.get("index"), flat.length - 1);
    const { channel, row, column } = elementAt(index, volume, order());
    vector.place = { row: Math.floor(index / vector.width), column: index % vector.width };
    vector.mark(vector.place.row, vector.place.column);
    back.mark(Math.floor(index % (back.height * back.width) / back.width), index % back.width);
    const numbers = {
      c: channel,
      h: row,
      w: column,
      C: channels2,
      H: height,
      W: width,
      n: flat.length,
      index,
      value: number(flat[index], 3)
    };
    planes.forEach(({ raster }, c) => {
      const name = nameOf(c, channels2);
      raster.place = { row, column };
      if (c === channel) raster.mark(row, column);
      else raster.unmark();
      const sentence = c === channel ? strings_default2.planeLabel : strings_default2.planeOther;
      raster.describe(fill(sentence, { ...numbers, c, name }));
    });
    say(formula, fill(order() === "CHW" ? strings_default2.chw : strings_default2.hwc, numbers));
    say(value, fill(strings_default2.value, numbers));
    vector.describe(fill(strings_default2.vectorLabel, numbers));
  }
  const request = paintWhileVisible(root, paint, signal);
  const watched = [...SHAPE, "index", "order", "read", "photograph_index", "_upload"];
  onChange(model, watched, request, signal);
  onChange(model, ["index"], () => tries.did(0), signal);
  onChange(model, ["order"], () => tries.did(1), signal);
  onChange(model, ["read"], () => tries.did(2), signal);
  paint();
  await mountControls(model, root, signal);
}
function nameOf(channel, channels2) {
  return channels2 === 1 ? strings_default2.grey : strings_default2.planes[channel];
}
var view_default = { initialize, render };
export {
  view_default as default
};
