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
function reach(kernel, dilation) {
  return dilation * (kernel - 1) + 1;
}
function outputSize(size, kernel, stride = 1, padding = 0, dilation = 1) {
  return Math.floor((size + 2 * padding - reach(kernel, dilation)) / stride) + 1;
}
function samePadding(kernel, dilation) {
  const total = dilation * (kernel - 1);
  const before = Math.floor(total / 2);
  return [before, total - before];
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

// course_utils/widgets/_core/ops/receptive_field.js
function receptiveField(layers) {
  let field = 1;
  let jump = 1;
  return layers.map(({ kernel, stride = 1, dilation = 1 }) => {
    field += dilation * (kernel - 1) * jump;
    jump *= stride;
    return { field, jump };
  });
}
function layOut(layers, size, same = false) {
  const sizes = [size];
  const before = [];
  for (const { kernel, stride = 1, dilation = 1 } of layers) {
    const [start, end] = same ? samePadding(kernel, dilation) : [0, 0];
    const next = outputSize(sizes[sizes.length - 1] + start + end, kernel, stride, 0, dilation);
    if (next < 1) break;
    sizes.push(next);
    before.push(start);
  }
  return { layers: layers.slice(0, before.length), sizes, before };
}
function fieldOf(axis, level2, unit) {
  let start = unit;
  let length = 1;
  for (let l = level2 - 1; l >= 0; l--) {
    const { kernel, stride = 1, dilation = 1 } = axis.layers[l];
    start = start * stride - axis.before[l];
    length = (length - 1) * stride + reach(kernel, dilation);
  }
  return { start, length };
}
function nestedFields(axis, unit) {
  const fields = [];
  let index = unit;
  for (let level2 = axis.layers.length; level2 > 0; level2--) {
    fields.unshift(fieldOf(axis, level2, index));
    const { kernel, stride = 1, dilation = 1 } = axis.layers[level2 - 1];
    const middle2 = Math.floor((reach(kernel, dilation) - 1) / 2);
    index = index * stride - axis.before[level2 - 1] + middle2;
  }
  return fields;
}
function nearestUnit(axis, cell) {
  const level2 = axis.layers.length;
  const { start, length } = fieldOf(axis, level2, 0);
  const first = start + (length - 1) / 2;
  const jump = receptiveField(axis.layers).at(-1)?.jump ?? 1;
  const wanted = Math.floor((cell - first) / jump + 0.5);
  const unit = Math.min(Math.max(wanted, 0), axis.sizes[level2] - 1);
  return { unit, centre: Math.floor(first + unit * jump) };
}
function boxProfile(axis, unit) {
  let level2 = axis.layers.length;
  let weights = new Float64Array(axis.sizes[level2]);
  weights[unit] = 1;
  for (level2 -= 1; level2 >= 0; level2--) {
    const { kernel, stride = 1, dilation = 1 } = axis.layers[level2];
    const size = axis.sizes[level2];
    const below = new Float64Array(size);
    for (let y = 0; y < weights.length; y++) {
      if (weights[y] === 0) continue;
      const share = weights[y] / kernel;
      const start = y * stride - axis.before[level2];
      for (let i = 0; i < kernel; i++) {
        const at = start + i * dilation;
        if (at >= 0 && at < size) below[at] += share;
      }
    }
    weights = below;
  }
  return weights;
}
function outerShare(rows, columns, out = void 0) {
  const total = sum(rows) * sum(columns) || 1;
  const length = rows.length * columns.length;
  const result = out !== void 0 && out.length === length ? out : new Float32Array(length);
  result.fill(0);
  for (let y = 0; y < rows.length; y++) {
    if (rows[y] === 0) continue;
    const scale = rows[y] / total;
    const line = y * columns.length;
    for (let x = 0; x < columns.length; x++) result[line + x] = scale * columns[x];
  }
  return result;
}
var LARGEST_KERNEL = 11;
var MOST_LAYERS = 8;
function randomWeight(seed, index) {
  let z = Math.imul(seed, 2654435769) + Math.imul(index + 1, 1831565813) | 0;
  z = Math.imul(z ^ z >>> 15, z | 1);
  z ^= z + Math.imul(z ^ z >>> 7, z | 61);
  return ((z ^ z >>> 14) >>> 0) / 2147483648 - 1;
}
var RandomInfluence = class {
  /**
   * @param {Axis} rows
   * @param {Axis} columns  the same layers
   * @param {[number, number]} unit  row and column in the last map
   * @param {number} seed
   */
  constructor(rows, columns, unit, seed) {
    this.rows = rows;
    this.columns = columns;
    this.unit = unit;
    this.seed = seed;
    this.draws = 0;
    this.sums = new Float64Array(rows.sizes[0] * columns.sizes[0]);
  }
  /** Draw all weights once more. */
  draw() {
    const { data, box } = randomGradient(this.rows, this.columns, this.unit, this.seed, this.draws);
    const width = this.columns.sizes[0];
    let source = 0;
    for (let y = box.top; y < box.bottom; y++)
      for (let x = box.left; x < box.right; x++) this.sums[y * width + x] += data[source++] ** 2;
    this.draws += 1;
  }
  /**
   * @param {Float32Array} [out]  room for the result
   * @returns {Float32Array}  shares, one a pixel of the input
   */
  share(out = void 0) {
    const { sums } = this;
    const total = sum(sums) || 1;
    const result = out !== void 0 && out.length === sums.length ? out : new Float32Array(sums.length);
    for (let i = 0; i < sums.length; i++) result[i] = sums[i] / total;
    return result;
  }
};
function randomGradient(rows, columns, [row, column], seed, draw) {
  let data = Float64Array.of(1);
  let box = { top: row, bottom: row + 1, left: column, right: column + 1 };
  for (let level2 = rows.layers.length - 1; level2 >= 0; level2--) {
    const { kernel, stride = 1, dilation = 1 } = rows.layers[level2];
    const first = (draw * MOST_LAYERS + level2) * LARGEST_KERNEL * LARGEST_KERNEL;
    const taps = new Float64Array(kernel * kernel);
    for (let i = 0; i < kernel; i++)
      for (let j = 0; j < kernel; j++)
        taps[i * kernel + j] = randomWeight(seed, first + i * LARGEST_KERNEL + j);
    const [padTop, padLeft] = [rows.before[level2], columns.before[level2]];
    const span = reach(kernel, dilation);
    const under = {
      top: Math.max(box.top * stride - padTop, 0),
      bottom: Math.min((box.bottom - 1) * stride - padTop + span, rows.sizes[level2]),
      left: Math.max(box.left * stride - padLeft, 0),
      right: Math.min((box.right - 1) * stride - padLeft + span, columns.sizes[level2])
    };
    const height = Math.max(under.bottom - under.top, 0);
    const width = Math.max(under.right - under.left, 0);
    const below = new Float64Array(height * width);
    const offsets = Int32Array.from(
      taps,
      (_, k) => (Math.floor(k / kernel) * width + k % kernel) * dilation
    );
    let source = 0;
    for (let y = box.top; y < box.bottom; y++) {
      const top = y * stride - padTop - under.top;
      for (let x = box.left; x < box.right; x++) {
        const value = data[source++];
        if (value === 0) continue;
        const left = x * stride - padLeft - under.left;
        if (top >= 0 && left >= 0 && top + span <= height && left + span <= width) {
          const corner = top * width + left;
          for (let k = 0; k < taps.length; k++) below[corner + offsets[k]] += value * taps[k];
          continue;
        }
        for (let i = 0; i < kernel; i++) {
          const at = top + i * dilation;
          if (at < 0 || at >= height) continue;
          for (let j = 0; j < kernel; j++) {
            const to = left + j * dilation;
            if (to >= 0 && to < width) below[at * width + to] += value * taps[i * kernel + j];
          }
        }
      }
    }
    data = below;
    box = under;
  }
  return { data, box };
}
function centralShare(data, height, width, rows, columns) {
  const middle2 = ({ start, length }) => {
    const centre = start + (length - 1) / 2;
    return [Math.ceil(centre - length / 4), Math.floor(centre + length / 4)];
  };
  const [top, bottom] = middle2(rows);
  const [left, right] = middle2(columns);
  let inside = 0;
  for (let y = Math.max(top, 0); y <= Math.min(bottom, height - 1); y++)
    for (let x = Math.max(left, 0); x <= Math.min(right, width - 1); x++)
      inside += data[y * width + x];
  return {
    share: inside / (sum(data) || 1),
    area: (bottom - top + 1) * (right - left + 1) / (rows.length * columns.length)
  };
}
function spread(weights) {
  let total = 0;
  let first = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i];
    first += weights[i] * i;
  }
  if (total === 0) return { mean: 0, deviation: 0 };
  const mean = first / total;
  let second = 0;
  for (let i = 0; i < weights.length; i++) second += weights[i] * (i - mean) ** 2;
  return { mean, deviation: Math.sqrt(second / total) };
}
function marginals(data, height, width) {
  const rows = new Float64Array(height);
  const columns = new Float64Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x];
      rows[y] += value;
      columns[x] += value;
    }
  return { rows, columns };
}
function sum(values) {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
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

// course_utils/widgets/receptive_field_lab/strings.json
var strings_default2 = {
  custom: "your own",
  photographTitle: "Photograph",
  stackTitle: "Layers",
  fieldTitle: "What weighs on the unit",
  photograph: "photograph",
  preset: "stack",
  depth: "layers",
  kernel: "kernel",
  stride: "stride",
  dilation: "dilation",
  padding: "padding",
  weights: "weights",
  draws: "draws",
  seed: "seed",
  size: "{height} × {width}",
  sees: "sees {height} × {width}",
  closeUp: "close-up, {size} × {size}",
  caption: "The stack, layer by layer",
  columns: {
    layer: "",
    kernel: "k",
    stride: "s",
    dilation: "d",
    field: "field r",
    jump: "jump j",
    map: "map"
  },
  columnHelp: {
    layer: "layer",
    kernel: "kernel k",
    stride: "stride s",
    dilation: "dilation d",
    field: "receptive field r, in pixels",
    jump: "jump j: pixels from one unit to the next",
    map: "size of the map"
  },
  input: "in",
  formula: "field r = field before + d · (k − 1) · jump before; jump j = jump before · s",
  grow: "{before} + {dilation}·{taps}·{jump} = {field}",
  unfit: "does not fit",
  cell: "layer {layer}, {name}",
  stackHelp: "Type into a cell or use its arrow keys; Alt with an arrow key moves the layer, Alt and Delete removes it.",
  add: "Add",
  remove: "Remove",
  up: "Up",
  down: "Down",
  keep: "Keep to compare",
  forget: "Forget the kept one",
  badNumber: "Layer {layer} came with {name} {text}; a whole number from 1 to {most} fits.",
  full: "The stack has {most} layers; more do not fit here.",
  empty: "There is no layer: the unit is a pixel and sees itself.",
  tooLarge: "Layer {layer} reaches over {reach} cells, but the map before it has only {size}: the first {fits} layers fit and are shown. Take padding 'same', a smaller kernel or dilation, or fewer layers.",
  overhang: "The field is {field} pixels wide, wider than the photograph: what lies outside is padding and weighs nothing.",
  photographLabel: "Photograph {name}, {height} by {width} pixels. The unit at row {row}, column {column} of a map of {rows} by {columns} sees rows {top} to {bottom}, columns {left} to {right}. Arrow keys move to the next unit.",
  influenceLabel: "How much each pixel weighs on the unit: up to {peak} % a pixel, {share} % within half the field, standard deviation {deviation} pixels.",
  plotLabel: "Weight of each column of pixels: at most {peak} %, standard deviation {deviation} pixels, in a field of {field} pixels.",
  statistics: "What was measured",
  this: "this stack",
  kept: "kept",
  statField: "field in theory, px",
  statDeviation: "standard deviation, px",
  statEven: "the same, if all weighed alike, px",
  statShare: "weight in the middle half, %",
  statArea: "area of the middle half, %",
  statWeights: "weights to learn, one channel",
  legendTitle: "Share of the weight, % a pixel. Below the close-up: summed over each column of it, with an outline for a field whose pixels all weigh alike.",
  legendKept: "Dashed: the kept stack.",
  tryDepth: "Try it: drag 'layers' from 1 to 8. How many pixels does each 3 × 3 layer add?",
  tryDilated: "Next: keep this stack, choose '3 × 3, dilation 1, 2, 4' and compare: as many weights as three plain layers, twice the field.",
  tryMove: "Next: press on another place of the photograph, or move there with the arrow keys.",
  tryRandom: "Next: take random weights and raise the draws. What shape do they come to?",
  tryAll: "Now find a stack whose field covers the whole photograph, and see how much of it still weighs anything."
};

// course_utils/widgets/receptive_field_lab/layer_table.js
var NAMES = (
  /** @type {const} */
  ["kernel", "stride", "dilation"]
);
var FOLLOWING = (
  /** @type {const} */
  ["field", "jump", "map"]
);
var LayerTable = class {
  /**
   * @param {object} options
   * @param {Triple} options.most  largest kernel, stride, dilation
   * @param {(layer: number) => void} options.onChoose  this layer was taken in hand
   * @param {(layer: number, triple: Triple) => void} options.onEdit
   * @param {(layer: number, by: number) => void} options.onMove  up (-1) or down (1)
   * @param {(layer: number) => void} options.onRemove
   * @param {(sentence: string) => void} options.onRefuse
   */
  constructor(options) {
    this.options = options;
    this.layers = [];
    this.rows = [];
    const head = Object.entries(strings_default2.columns).map(
      ([name, text]) => h(
        "th",
        {
          scope: "col",
          title: strings_default2.columnHelp[
            /** @type {keyof typeof strings.columns} */
            name
          ]
        },
        text
      )
    );
    this.input = h("td");
    this.body = h(
      "tbody",
      {},
      h(
        "tr",
        { class: "cv-stack-input" },
        h("th", { scope: "row" }, strings_default2.input),
        h("td"),
        h("td"),
        h("td"),
        h("td", {}, "1"),
        h("td", {}, "1"),
        this.input
      )
    );
    this.element = h(
      "table",
      { class: "cv-table cv-stack", "aria-label": strings_default2.caption },
      h("thead", {}, h("tr", {}, ...head)),
      this.body
    );
  }
  /**
   * @param {readonly Triple[]} layers
   * @param {readonly Row[]} following  one a layer
   * @param {string} input  size of the photograph
   * @param {number} chosen
   */
  show(layers, following, input, chosen) {
    say(this.input, input);
    this.layers = layers.map((layer) => (
      /** @type {Triple} */
      [...layer]
    ));
    while (this.rows.length > layers.length) this.rows.pop()?.row.remove();
    while (this.rows.length < layers.length) this.#addRow(this.rows.length);
    this.rows.forEach(({ row, inputs, cells }, index) => {
      inputs.forEach((field, k) => {
        const text = String(layers[index][k]);
        if (field.value !== text) field.value = text;
      });
      FOLLOWING.forEach((name, k) => {
        say(cells[k], following[index][name]);
      });
      row.classList.toggle("cv-unfit", !following[index].fits);
      if (index === chosen) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
  }
  /**
   * @param {number} layer
   * @param {number} [column]
   */
  focus(layer, column = 0) {
    this.rows[layer]?.inputs[column].focus();
  }
  /** @param {number} index */
  #addRow(index) {
    const { options } = this;
    const inputs = NAMES.map((name, column) => {
      const field = h("input", {
        type: "number",
        class: "cv-number",
        min: 1,
        max: options.most[column],
        step: 1,
        "aria-label": fill(strings_default2.cell, { layer: index + 1, name: strings_default2[name] }),
        "data-layer": index,
        "data-name": name
      });
      field.addEventListener("input", () => this.#typed(field, index, column, false));
      field.addEventListener("change", () => this.#typed(field, index, column, true));
      field.addEventListener("keydown", (event) => this.#key(event, index, column));
      return field;
    });
    const cells = FOLLOWING.map(() => h("td"));
    const row = h(
      "tr",
      { "data-layer": index },
      h("th", { scope: "row" }, String(index + 1)),
      ...inputs.map((field) => h("td", {}, field)),
      ...cells
    );
    row.addEventListener("focusin", () => options.onChoose(index));
    row.addEventListener("pointerdown", () => options.onChoose(index));
    this.rows.push({ row, inputs, cells });
    this.body.append(row);
  }
  /**
   * @param {HTMLInputElement} field
   * @param {number} layer
   * @param {number} column
   * @param {boolean} finished  the field is left: a number that does not fit is refused
   */
  #typed(field, layer, column, finished) {
    const { options } = this;
    const value = Number(field.value);
    const whole = field.value.trim() !== "" && Number.isInteger(value);
    if (whole && value >= 1 && value <= options.most[column]) {
      if (value === this.layers[layer][column]) return;
      const triple = (
        /** @type {Triple} */
        this.layers[layer].with(column, value)
      );
      options.onEdit(layer, triple);
    } else if (finished) {
      options.onRefuse(
        fill(strings_default2.badNumber, {
          layer: layer + 1,
          name: strings_default2[NAMES[column]],
          text: field.value === "" ? "—" : field.value,
          most: options.most[column]
        })
      );
      field.value = String(this.layers[layer][column]);
    }
  }
  /**
   * @param {KeyboardEvent} event
   * @param {number} layer
   * @param {number} column
   */
  #key(event, layer, column) {
    event.stopPropagation();
    const by = (
      /** @type {Record<string, number>} */
      { ArrowUp: -1, ArrowDown: 1 }[event.key]
    );
    if (event.altKey && by !== void 0) {
      event.preventDefault();
      const to = layer + by;
      if (to < 0 || to >= this.layers.length) return;
      this.options.onMove(layer, by);
      this.focus(to, column);
    } else if (event.altKey && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      this.options.onRemove(layer);
      this.focus(Math.min(layer, this.layers.length - 1), column);
    }
  }
};

// course_utils/widgets/receptive_field_lab/presets.json
var presets_default = {
  "3 × 3, three times": [[3, 1, 1], [3, 1, 1], [3, 1, 1]],
  "one 7 × 7": [[7, 1, 1]],
  "3 × 3, dilation 1, 2, 4": [[3, 1, 1], [3, 1, 2], [3, 1, 4]],
  "3 × 3, dilation 2, 2, 2": [[3, 1, 2], [3, 1, 2], [3, 1, 2]],
  "3 × 3, stride 2, three times": [[3, 2, 1], [3, 2, 1], [3, 2, 1]],
  "5 × 5, halve, 5 × 5, halve": [[5, 1, 1], [2, 2, 1], [5, 1, 1], [2, 2, 1]],
  "3 × 3, eight times": [
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1],
    [3, 1, 1]
  ]
};

// course_utils/widgets/receptive_field_lab/view.js
var PRESETS = (
  /** @type {[string, Triple[]][]} */
  Object.entries(presets_default)
);
var NAMES2 = (
  /** @type {const} */
  ["kernel", "stride", "dilation"]
);
var MOST_LAYERS2 = 8;
var MOST = [LARGEST_KERNEL, 4, 16];
var PLAIN = [3, 1, 1];
var CLOSE_UPS = [16, 32, 64, 128, 256];
var RANDOM = 1;
var DRAWING = 4;
var presetOf = (stack) => {
  const text = JSON.stringify(stack);
  return PRESETS.findIndex(([, layers]) => JSON.stringify(layers) === text) + 1;
};
function ofDepth(stack, depth) {
  const last = stack.at(-1) ?? PLAIN;
  return Array.from({ length: depth }, (_, index) => stack[index] ?? last);
}
function initialize({ model, signal }) {
  const follow = () => {
    const stack = (
      /** @type {Triple[]} */
      model.get("layers")
    );
    model.set("depth", stack.length);
    model.set("preset", presetOf(stack));
    if (stack.length === 0) return;
    const chosen = Math.min(model.get("chosen"), stack.length - 1);
    model.set("chosen", chosen);
    NAMES2.forEach((name, k) => {
      model.set(name, stack[chosen][k]);
    });
  };
  onChange(model, ["layers", "chosen"], follow, signal);
  NAMES2.forEach((name, k) => {
    onChange(
      model,
      [name],
      () => {
        const stack = (
          /** @type {Triple[]} */
          model.get("layers")
        );
        const chosen = model.get("chosen");
        const layer = stack[chosen];
        const value = model.get(name);
        if (layer === void 0 || layer[k] === value) return;
        model.set("layers", stack.with(
          chosen,
          /** @type {Triple} */
          layer.with(k, value)
        ));
      },
      signal
    );
  });
  onChange(
    model,
    ["depth"],
    () => {
      const stack = (
        /** @type {Triple[]} */
        model.get("layers")
      );
      if (stack.length !== model.get("depth"))
        update(model, { layers: ofDepth(stack, model.get("depth")) });
    },
    signal
  );
  onChange(
    model,
    ["preset"],
    () => {
      const index = model.get("preset");
      if (index === 0 || index === presetOf(model.get("layers"))) return;
      update(model, { layers: PRESETS[index - 1][1] });
    },
    signal
  );
}
var asLayers = (stack) => stack.map(([kernel, stride, dilation]) => ({ kernel, stride, dilation }));
function onPhotograph(stack, height, width, same) {
  const layers = asLayers(stack);
  const fits = Math.min(
    layOut(layers, height, same).layers.length,
    layOut(layers, width, same).layers.length
  );
  const fitting = layers.slice(0, fits);
  return { rows: layOut(fitting, height, same), columns: layOut(fitting, width, same) };
}
function apart(blocks) {
  let outer = blocks.at(-1);
  return blocks.slice(0, -1).reverse().filter((block) => {
    const clear = outer !== void 0 && outer.columns - block.columns >= 8 && block.columns > 4;
    if (clear) outer = block;
    return clear;
  });
}
var middle = ({ start, length }) => start + length / 2;
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings_default2.tryDepth, strings_default2.tryDilated, strings_default2.tryMove, strings_default2.tryRandom],
    strings_default2.tryAll
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (sentence) => say(message, sentence);
  const stackNow = () => (
    /** @type {Triple[]} */
    model.get("layers")
  );
  const setStack = (layers, chosen = model.get("chosen")) => {
    tell("");
    update(model, { layers, chosen: Math.max(0, Math.min(chosen, layers.length - 1)) });
  };
  const photograph = new Raster({
    name: "photograph",
    hover: false,
    onPoint: ({ row, column }) => {
      tries.did(2);
      update(model, { position: [row, column] });
    }
  });
  const influence = new Raster({ name: "influence" });
  const zoom = h("div", { class: "cv-zoom" }, influence.element);
  const legend = new Legend(3);
  const plot = new Plot({ name: "profile", height: 90 });
  const table2 = new LayerTable({
    most: MOST,
    onChoose: (layer) => {
      if (model.get("chosen") !== layer) update(model, { chosen: layer });
    },
    onEdit: (layer, triple) => setStack(stackNow().with(layer, triple), layer),
    onMove: (layer, by) => move(layer, by),
    onRemove: (layer) => remove(layer),
    onRefuse: tell
  });
  function add() {
    const stack = stackNow();
    if (stack.length >= MOST_LAYERS2) {
      tell(fill(strings_default2.full, { most: MOST_LAYERS2 }));
      return;
    }
    const at = Math.min(model.get("chosen") + 1, stack.length);
    setStack(stack.toSpliced(at, 0, stack[at - 1] ?? PLAIN), at);
  }
  function remove(layer) {
    if (stackNow().length > 0) setStack(stackNow().toSpliced(layer, 1), layer);
  }
  function move(layer, by) {
    const stack = stackNow();
    const to = layer + by;
    if (to < 0 || to >= stack.length) return;
    setStack(stack.with(layer, stack[to]).with(to, stack[layer]), to);
  }
  const button = (text, act) => h("button", { class: "cv-button", type: "button", onclick: act }, text);
  const buttons = {
    add: button(strings_default2.add, add),
    remove: button(strings_default2.remove, () => remove(model.get("chosen"))),
    up: button(strings_default2.up, () => move(model.get("chosen"), -1)),
    down: button(strings_default2.down, () => move(model.get("chosen"), 1)),
    keep: button(strings_default2.keep, () => {
      const kept = (
        /** @type {Triple[]} */
        model.get("kept")
      );
      const same = JSON.stringify(kept) === JSON.stringify(stackNow());
      update(model, { kept: same ? [] : stackNow() });
    })
  };
  const notes = {
    sees: h("span", { class: "cv-number" }),
    closeUp: h("span", { class: "cv-number" }),
    kept: h("span", { hidden: true }, strings_default2.legendKept)
  };
  const statistics = (
    /** @type {const} */
    [
      "statField",
      "statDeviation",
      "statEven",
      "statShare",
      "statArea",
      "statWeights"
    ].map((name) => ({ name: strings_default2[name], now: h("td"), kept: h("td") }))
  );
  const keptHead = h("th", { scope: "col" }, strings_default2.kept);
  const measured = h(
    "table",
    { class: "cv-table cv-measured", "aria-label": strings_default2.statistics },
    h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, strings_default2.this), keptHead)),
    h(
      "tbody",
      {},
      ...statistics.map(
        ({ name, now, kept }) => h("tr", {}, h("th", { scope: "row" }, name), now, kept)
      )
    )
  );
  const root = h(
    "section",
    { class: "cv cv-receptive-field-lab", "aria-label": "ReceptiveFieldLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.photographTitle, notes.sees),
        photograph.element,
        slots("photograph"),
        pictures.uploadButton(message),
        h("p", { class: "cv-title" }, strings_default2.statistics),
        measured,
        h("div", { class: "cv-row" }, buttons.keep)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.stackTitle),
        table2.element,
        h("p", { class: "cv-note" }, strings_default2.formula),
        h("div", { class: "cv-row" }, buttons.add, buttons.remove, buttons.up, buttons.down),
        slots("depth", "kernel", "stride", "dilation", "padding", "preset"),
        h("p", { class: "cv-note" }, strings_default2.stackHelp)
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings_default2.fieldTitle, notes.closeUp),
        zoom,
        plot.element,
        legend.element,
        h("p", { class: "cv-note" }, strings_default2.legendTitle, " ", notes.kept),
        slots("weights", "draws", "seed")
      )
    ),
    message
  );
  el.append(root);
  const randomSlots = root.querySelectorAll('[data-control="draws"], [data-control="seed"]');
  let room;
  let keptRoom;
  let said = "";
  let drawn = /* @__PURE__ */ new Map();
  let used = /* @__PURE__ */ new Map();
  let finished = true;
  function randomShare(rows, columns, unit, out) {
    const wanted = model.get("draws");
    const seed = model.get("seed");
    const key = JSON.stringify([rows, columns, unit, seed]);
    let random = drawn.get(key);
    if (random === void 0 || random.draws > wanted)
      random = new RandomInfluence(rows, columns, unit, seed);
    used.set(key, random);
    const start = performance.now();
    while (random.draws === 0 || random.draws < wanted && performance.now() - start < DRAWING)
      random.draw();
    if (random.draws < wanted) finished = false;
    return random.share(out);
  }
  function measure({ rows, columns }, position, random, out) {
    const row = nearestUnit(rows, position[0]);
    const column = nearestUnit(columns, position[1]);
    const share = random ? randomShare(rows, columns, [row.unit, column.unit], out) : outerShare(boxProfile(rows, row.unit), boxProfile(columns, column.unit), out);
    const height = rows.sizes[0];
    const width = columns.sizes[0];
    const fields = {
      rows: fieldOf(rows, rows.layers.length, row.unit),
      columns: fieldOf(columns, columns.layers.length, column.unit)
    };
    const profiles = marginals(share, height, width);
    const down = spread(profiles.rows).deviation;
    const across = spread(profiles.columns).deviation;
    return {
      row,
      column,
      share,
      fields,
      peak: range(share)[1],
      profile: profiles.columns,
      deviation: Math.sqrt((down ** 2 + across ** 2) / 2),
      central: centralShare(share, height, width, fields.rows, fields.columns),
      weights: rows.layers.reduce((total, { kernel }) => total + kernel ** 2, 0)
    };
  }
  function paint() {
    const picture = pictures.current();
    if (picture === null) {
      said = strings_default.noUpload;
      tell(said);
      return;
    }
    const { height, width } = picture;
    const stack = stackNow();
    const same = model.get("padding") === 1;
    const random = model.get("weights") === RANDOM;
    const laid = onPhotograph(stack, height, width, same);
    const position = (
      /** @type {[number, number]} */
      model.get("position")
    );
    const now = measure(laid, position, random, room);
    room = now.share;
    const keptStack = (
      /** @type {Triple[]} */
      model.get("kept")
    );
    const kept = keptStack.length === 0 ? null : measure(onPhotograph(keptStack, height, width, same), position, random, keptRoom);
    keptRoom = kept?.share;
    drawn = used;
    used = /* @__PURE__ */ new Map();
    root.setAttribute("aria-busy", String(!finished));
    if (!finished) requestAnimationFrame(request);
    finished = true;
    showStack(stack, laid, height, width);
    showPhotograph(picture, laid, now);
    showInfluence(now, kept, height, width);
    showStatistics(now, kept);
    const reason = remark(stack, laid, now, height, width);
    if (reason !== said) {
      said = reason;
      tell(reason);
    }
    const chosen = model.get("chosen");
    for (const slot of randomSlots) slot.hidden = !random;
    buttons.remove.disabled = stack.length === 0;
    buttons.up.disabled = chosen === 0 || stack.length === 0;
    buttons.down.disabled = chosen >= stack.length - 1;
    buttons.add.disabled = stack.length >= MOST_LAYERS2;
  }
  function remark(stack, { rows, columns }, now, height, width) {
    const fits = rows.layers.length;
    if (stack.length === 0) return strings_default2.empty;
    if (fits < stack.length) {
      const [kernel, , dilation] = stack[fits];
      const size = Math.min(rows.sizes[fits], columns.sizes[fits]);
      return fill(strings_default2.tooLarge, {
        layer: fits + 1,
        reach: reach(kernel, dilation),
        size,
        fits
      });
    }
    const field = Math.max(now.fields.rows.length, now.fields.columns.length);
    return field > Math.min(height, width) ? fill(strings_default2.overhang, { field }) : "";
  }
  function showStack(stack, { rows, columns }, height, width) {
    const grown = receptiveField(asLayers(stack));
    const size = (a, b) => a === b ? String(a) : fill(strings_default2.size, { height: a, width: b });
    const following = stack.map(([kernel, , dilation], index) => {
      const before = grown[index - 1] ?? { field: 1, jump: 1 };
      const fits = index < rows.layers.length;
      return {
        field: fill(strings_default2.grow, {
          before: before.field,
          dilation,
          taps: kernel - 1,
          jump: before.jump,
          field: grown[index].field
        }),
        jump: String(grown[index].jump),
        map: fits ? size(rows.sizes[index + 1], columns.sizes[index + 1]) : "–",
        fits
      };
    });
    table2.show(stack, following, size(height, width), model.get("chosen"));
  }
  function showPhotograph(picture, { rows, columns }, now) {
    const { height, width } = picture;
    const { peak } = now;
    photograph.showHeat(picture.data, now.share, height, width, {
      map: "sequential",
      low: 0,
      high: peak
    });
    const down = nestedFields(rows, now.row.unit);
    const across = nestedFields(columns, now.column.unit);
    const blocks = down.map(({ start, length }, level2) => ({
      row: start,
      rows: length,
      column: across[level2].start,
      columns: across[level2].length
    }));
    const { rows: top, columns: left } = now.fields;
    for (const raster of [photograph, influence]) {
      raster.width = width;
      raster.height = height;
      raster.outline(raster === photograph ? apart(blocks) : blocks.slice(0, -1));
      raster.mark(top.start, left.start, top.length, left.length);
    }
    photograph.step = receptiveField(rows.layers).at(-1)?.jump ?? 1;
    photograph.place = { row: now.row.centre, column: now.column.centre };
    say(notes.sees, fill(strings_default2.sees, { height: top.length, width: left.length }));
    photograph.describe(
      fill(strings_default2.photographLabel, {
        name: pictures.name(),
        height,
        width,
        row: now.row.unit,
        column: now.column.unit,
        rows: rows.sizes[rows.layers.length],
        columns: columns.sizes[columns.layers.length],
        top: top.start,
        bottom: top.start + top.length - 1,
        left: left.start,
        right: left.start + left.length - 1
      })
    );
  }
  function showInfluence(now, kept, height, width) {
    const { peak } = now;
    influence.show(now.share, height, width, { map: "sequential", low: 0, high: peak });
    legend.show({ map: "sequential", low: 0, high: 100 * peak });
    const { rows: top, columns: left } = now.fields;
    const longest = Math.max(top.length, left.length, kept?.fields.columns.length ?? 0);
    const whole = Math.max(height, width);
    const side = Math.min(CLOSE_UPS.find((size) => size >= longest * 1.15) ?? whole, whole);
    const corner = (field, size) => size <= side ? (size - side) / 2 : Math.min(Math.max(Math.round(middle(field) - side / 2), 0), size - side);
    const y = corner(top, height);
    const x = corner(left, width);
    const { style } = influence.element;
    style.width = `${100 * width / side}%`;
    style.height = `${100 * height / side}%`;
    style.left = `${-100 * x / side}%`;
    style.top = `${-100 * y / side}%`;
    say(notes.closeUp, fill(strings_default2.closeUp, { size: side }));
    const [start, end] = [Math.max(x, 0), Math.min(x + side, width)];
    const profile = now.profile.subarray(start, end);
    const other = kept === null ? [] : kept.profile.subarray(start, end);
    const high = Math.max(...profile, ...other);
    plot.range([x, x + side], [0, high * 1.08]);
    plot.steps("cv-now", profile, start);
    plot.block("cv-even", left.start, left.start + left.length, 1 / left.length);
    plot.steps("cv-kept", other, start);
    const values = {
      peak: number(100 * peak, 3),
      share: number(100 * now.central.share, 1),
      deviation: number(now.deviation),
      field: left.length
    };
    influence.describe(fill(strings_default2.influenceLabel, values));
    plot.describe(fill(strings_default2.plotLabel, { ...values, peak: number(100 * high, 1) }));
  }
  function showStatistics(now, kept) {
    const lines = ({ fields, deviation, central, weights }) => {
      const field = fields.columns.length;
      return [
        String(field),
        number(deviation),
        number(Math.sqrt((field ** 2 - 1) / 12)),
        number(100 * central.share, 1),
        number(100 * central.area, 1),
        String(weights)
      ];
    };
    const first = lines(now);
    const second = kept === null ? null : lines(kept);
    keptHead.hidden = second === null;
    notes.kept.hidden = second === null;
    statistics.forEach((line, index) => {
      say(line.now, first[index]);
      line.kept.hidden = second === null;
      if (second !== null) say(line.kept, second[index]);
    });
    const same = JSON.stringify(model.get("kept")) === JSON.stringify(stackNow());
    say(buttons.keep, same && stackNow().length > 0 ? strings_default2.forget : strings_default2.keep);
  }
  const request = paintWhileVisible(root, paint, signal);
  const watched = [
    "layers",
    "chosen",
    "padding",
    "weights",
    "draws",
    "seed",
    "position",
    "kept",
    "photograph_index",
    "_upload"
  ];
  onChange(model, watched, request, signal);
  onChange(
    model,
    ["depth"],
    () => {
      if (model.get("depth") === MOST_LAYERS2) tries.did(0);
    },
    signal
  );
  onChange(
    model,
    ["preset"],
    () => {
      if (PRESETS[model.get("preset") - 1]?.[0].includes("1, 2, 4")) tries.did(1);
    },
    signal
  );
  onChange(model, ["draws"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
