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

// course_utils/widgets/_core/ops/confusion.js
function confusionCounts({ labels, predicted, confidence }, classes, threshold) {
  const counts = new Int32Array(classes * classes);
  let kept = 0;
  for (let i = 0; i < labels.length; i++) {
    if (confidence[i] < threshold) continue;
    counts[labels[i] * classes + predicted[i]] += 1;
    kept += 1;
  }
  let right = 0;
  for (let k = 0; k < classes; k++) right += counts[k * classes + k];
  return { counts, kept, right };
}
function calibrationBins({ labels, predicted, confidence }, bins) {
  const count = new Int32Array(bins);
  const sure = new Float64Array(bins);
  const right = new Float64Array(bins);
  for (let i = 0; i < labels.length; i++) {
    const bin = Math.min(Math.max(Math.ceil(confidence[i] * bins) - 1, 0), bins - 1);
    count[bin] += 1;
    sure[bin] += confidence[i];
    if (labels[i] === predicted[i]) right[bin] += 1;
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    error += Math.abs(right[bin] - sure[bin]);
    sure[bin] /= count[bin];
    right[bin] /= count[bin];
  }
  return { count, confidence: sure, right, error: error / labels.length };
}
function surestOfCell({ labels, predicted, confidence }, actual, taken) {
  const found = [];
  for (let i = 0; i < labels.length; i++)
    if (labels[i] === actual && predicted[i] === taken) found.push(i);
  return found.sort((a, b) => confidence[b] - confidence[a] || a - b);
}
function surestMistakes({ labels, predicted, confidence }) {
  const found = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] !== predicted[i]) found.push(i);
  return found.sort((a, b) => confidence[b] - confidence[a] || a - b);
}

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

// course_utils/widgets/_core/images.js
var PATIENCE = 2e3;
var ImageBank = class {
  /**
   * @param {Model} model
   * @param {object} options
   * @param {string} [options.part]  which images: it comes back with the answer
   * @param {number} options.most  images in one message
   * @param {number} [options.room]  images that are kept; those that came first go first
   * @param {() => void} options.onNews  images came, or the kernel does not answer
   * @param {AbortSignal} options.signal
   */
  constructor(model, { part = "", most, room = Number.POSITIVE_INFINITY, onNews, signal }) {
    this.model = model;
    this.options = { part, most, room, onNews };
    this.pixels = /* @__PURE__ */ new Map();
    this.shape = [0, 0];
    this.wish = [];
    this.silent = false;
    this.timer = void 0;
    const take = (content, buffers) => this.#take(content, buffers);
    model.on("msg:custom", take);
    signal.addEventListener("abort", () => {
      model.off("msg:custom", take);
      this.#answered();
    });
  }
  /**
   * Say which images are needed now, the most urgent first; an earlier wish is forgotten.
   *
   * @param {readonly number[]} indices
   */
  want(indices) {
    this.wish = indices;
    this.#ask();
  }
  /** Tell whether some of the images that are needed now are not here. */
  missing() {
    return this.wish.some((index) => !this.pixels.has(index));
  }
  #ask() {
    if (this.timer !== void 0) return;
    const { part, most, onNews } = this.options;
    const images = [];
    for (const index of this.wish) {
      if (!this.pixels.has(index)) images.push(index);
      if (images.length === most) break;
    }
    if (images.length === 0) return;
    const giveUp = () => {
      this.#answered();
      this.silent = true;
      onNews();
    };
    this.silent = false;
    this.timer = setTimeout(giveUp, PATIENCE);
    try {
      this.model.send({ images, part });
    } catch {
      giveUp();
    }
  }
  #answered() {
    clearTimeout(this.timer);
    this.timer = void 0;
  }
  /**
   * @param {{ images?: number[], part?: string, shape?: [number, number] }} content
   * @param {DataView[]} buffers
   */
  #take({ images, part, shape }, buffers) {
    if (images === void 0 || shape === void 0) return;
    if ((part ?? "") !== this.options.part) return;
    this.#answered();
    this.silent = false;
    this.shape = shape;
    const size = shape[0] * shape[1] * 3;
    const [{ buffer, byteOffset }] = buffers;
    images.forEach((index, place) => {
      if (this.pixels.has(index)) return;
      const start = byteOffset + place * size;
      this.pixels.set(index, new Uint8Array(buffer.slice(start, start + size)));
    });
    for (const index of this.pixels.keys()) {
      if (this.pixels.size <= this.options.room) break;
      this.pixels.delete(index);
    }
    this.options.onNews();
    this.#ask();
  }
};
function paste(image, [height, width], pixels, start, stride) {
  let from = 0;
  for (let row = 0; row < height; row++) {
    let to = start + row * stride;
    for (let column = 0; column < width; column++, from += 3, to++)
      pixels[to] = 4278190080 | image[from + 2] << 16 | image[from + 1] << 8 | image[from];
  }
}
function showImage(canvas, bank, index) {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser gives no 2-D canvas.");
  const image = bank.pixels.get(index);
  if (image === void 0) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return false;
  }
  const [height, width] = bank.shape;
  canvas.width = width;
  canvas.height = height;
  const data = new ImageData(width, height);
  paste(image, bank.shape, new Uint32Array(data.data.buffer), 0, width);
  context.putImageData(data, 0, 0);
  return true;
}

// course_utils/widgets/confusion_explorer/strings.json
var strings_default = {
  threshold: "threshold",
  matrix: "Confusion matrix",
  matrixNote: "rows: what it is; columns: what the network says",
  matrixLabel: "Confusion matrix, {classes} by {classes}, of the images with a confidence of at least {threshold}. Rows: actual class; columns: predicted class.",
  cellLabel: "{actual} taken for {predicted}: {count}",
  rightLabel: "{actual} recognised: {count}",
  actual: "actual",
  predicted: "predicted",
  rightLegend: "right",
  wrongLegend: "mistakes",
  cursorWrong: "{actual} taken for {predicted}: {count} of {of} ({share}). Enter shows them.",
  cursorRight: "{actual} recognised: {count} of {of} ({share}). Enter shows them.",
  kept: "kept",
  keptValue: "{kept} of {all} ({share})",
  accuracy: "right, of those kept",
  none: "–",
  images: "Images",
  imagesOf: "{actual} taken for {predicted}",
  imagesRight: "{actual}, recognised",
  imagesWorst: "Worst mistakes",
  imagesNote: "{shown} of {count}, the surest first",
  noImages: "none with a confidence of at least {threshold}",
  worstButton: "worst mistakes",
  imageLabel: "test image {index}: {actual}, taken for {predicted} with {confidence}",
  says: "says {name}",
  is: "is {name}",
  waiting: "The images are on their way from the kernel.",
  silent: "These images must come from the kernel, which does not answer: it is busy or was stopped. Cells that were opened before still show theirs.",
  calibration: "Calibration of all images",
  calibrationNote: "share right by confidence; dashed: what fits",
  calibrationLabel: "Calibration: {bins}. Expected calibration error {error}.",
  bin: "confidence {confidence}, right {right}, {count} images",
  counts: "Images by confidence",
  countsLabel: "Images by confidence, in ten bins from 0 to 1: {counts}.",
  thresholdNote: "The line is the threshold.",
  error: "expected calibration error",
  bins: "the ten bins in numbers",
  binHead: "confidence",
  countHead: "images",
  meanHead: "mean",
  shareHead: "right",
  perClass: "Right by class, of those kept",
  perClassLabel: "Share right by actual class, at a threshold of {threshold}",
  tries: [
    "Try it: open the darkest orange cell. Would you have known better?",
    "Next: press 'worst mistakes'. Of these the network was sure.",
    "Next: raise the threshold until 95 % of the images kept are right. How many are left?",
    "Next: compare the calibration curve with the dashed line. Is the network too sure, or not sure enough?"
  ],
  triesDone: "Which two classes would you tell apart first, and what would that gain in all?"
};

// course_utils/widgets/confusion_explorer/gallery.js
var MOST = 40;
var Gallery = class {
  /**
   * @param {Model} model
   * @param {Predictions} predictions
   * @param {readonly string[]} names
   * @param {AbortSignal} signal
   */
  constructor(model, predictions, names, signal) {
    this.predictions = predictions;
    this.names = names;
    this.bank = new ImageBank(model, { most: MOST, onNews: () => this.#paint(), signal });
    this.indices = [];
    this.worst = false;
    this.list = h("ul", { class: "cv-gallery", "data-gallery": "images" });
    this.message = h("p", { class: "cv-message", role: "status" });
    this.element = h("div", {}, this.list, this.message);
    this.items = [];
  }
  /**
   * @param {readonly number[]} indices  of the images to show, in order
   * @param {boolean} worst  they are of many cells: say which
   */
  show(indices, worst) {
    const same = worst === this.worst && indices.length === this.indices.length && indices.every((index, place) => index === this.indices[place]);
    if (same) return;
    this.indices = indices;
    this.worst = worst;
    while (this.items.length < indices.length) {
      const canvas = h("canvas", { class: "cv-thumbnail", role: "img" });
      const first = h("span", { class: "cv-number" });
      const second = h("span", {});
      const item = h("li", {}, canvas, first, second);
      this.items.push({ item, canvas, first, second, index: -1, painted: false });
      this.list.append(item);
    }
    this.items.forEach((entry, place) => {
      const hidden = place >= indices.length;
      if (entry.item.hidden !== hidden) entry.item.hidden = hidden;
      if (hidden) return;
      const index = indices[place];
      const { labels, predicted, confidence } = this.predictions;
      const [actual, taken] = [this.names[labels[index]], this.names[predicted[index]]];
      const sure = number(confidence[index], 3);
      say(entry.first, worst ? `${taken} ${sure}` : sure);
      say(entry.second, worst ? fill(strings_default.is, { name: actual }) : "");
      if (entry.index === index) return;
      entry.index = index;
      entry.painted = false;
      entry.canvas.setAttribute(
        "aria-label",
        fill(strings_default.imageLabel, { index, actual, predicted: taken, confidence: sure })
      );
    });
    this.list.classList.toggle("cv-of-many", worst);
    this.bank.want(indices);
    this.#paint();
  }
  #paint() {
    for (const entry of this.items) {
      if (entry.item.hidden || entry.painted) continue;
      if (showImage(entry.canvas, this.bank, entry.index)) entry.painted = true;
    }
    const missing = this.bank.missing();
    say(this.message, missing ? this.bank.silent ? strings_default.silent : strings_default.waiting : "");
    this.list.setAttribute("aria-busy", String(missing));
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
function swatch(value, scale) {
  const pixel = TABLES[scale.map][Number.isFinite(value) ? level(value, scale) : 0];
  const [red, green, blue] = [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255];
  const luminance = 0.299 * red + 0.587 * green + 0.114 * blue;
  return {
    background: `rgb(${red} ${green} ${blue})`,
    ink: luminance > 140 ? "#111" : "#fff"
  };
}

// course_utils/widgets/confusion_explorer/matrix.js
var REACH = 1.5;
var ARROWS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1]
};
var grouped = (value) => value.toLocaleString("en-GB");
var Matrix = class {
  /**
   * @param {readonly string[]} names  of the classes
   * @param {object} hooks
   * @param {(row: number, column: number) => void} hooks.onPoint  the cursor stands here now
   * @param {(row: number, column: number) => void} hooks.onOpen
   */
  constructor(names, { onPoint, onOpen }) {
    this.names = names;
    this.classes = names.length;
    this.hooks = { onPoint, onOpen };
    this.cursor = [0, 0];
    this.cells = [];
    this.shown = [];
    const head = h(
      "div",
      { role: "row", class: "cv-matrix-row cv-matrix-head" },
      h("span", { role: "columnheader", class: "cv-corner", "aria-label": strings_default.actual }),
      ...names.map(
        (name) => h("span", { role: "columnheader", class: "cv-column-name" }, h("span", {}, name))
      )
    );
    const rows = names.map((name, row) => {
      const line = names.map((_, column) => {
        const cell = h("span", {
          role: "gridcell",
          class: row === column ? "cv-cell cv-diagonal" : "cv-cell",
          tabindex: -1,
          onclick: () => {
            this.point(row, column);
            cell.focus();
            onOpen(row, column);
          },
          onfocus: () => this.point(row, column)
        });
        this.cells.push(cell);
        return cell;
      });
      return h(
        "div",
        { role: "row", class: "cv-matrix-row" },
        h("span", { role: "rowheader", class: "cv-row-name", title: name }, name),
        ...line
      );
    });
    this.element = h(
      "div",
      { role: "grid", class: "cv-matrix cv-number", "data-grid": "confusion" },
      head,
      ...rows
    );
    this.element.style.setProperty("--cv-columns", String(this.classes));
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }
  /** @param {KeyboardEvent} event */
  #key(event) {
    const [row, column] = this.cursor;
    const move = ARROWS[event.key];
    if (move !== void 0) {
      const within = (at) => Math.min(Math.max(at, 0), this.classes - 1);
      const [down, across] = [within(row + move[0]), within(column + move[1])];
      this.point(down, across);
      this.cells[down * this.classes + across].focus();
    } else if (event.key === "Enter" || event.key === " ") this.hooks.onOpen(row, column);
    else return;
    event.preventDefault();
  }
  /**
   * Move the cursor, which is where the Tab key comes in.
   *
   * @param {number} row
   * @param {number} column
   */
  point(row, column) {
    this.cells[this.cursor[0] * this.classes + this.cursor[1]].tabIndex = -1;
    this.cursor = [row, column];
    this.cells[row * this.classes + column].tabIndex = 0;
    this.hooks.onPoint(row, column);
  }
  /**
   * @param {ArrayLike<number>} counts
   * @param {{ right: number, wrong: number }} most  the counts that get the strongest colours
   * @param {[number, number] | null} open  the cell whose images are shown
   */
  show(counts, most, open) {
    const opened = open === null ? -1 : open[0] * this.classes + open[1];
    for (let at = 0; at < this.cells.length; at++) {
      const row = Math.floor(at / this.classes);
      const column = at % this.classes;
      const right = row === column;
      const count = counts[at];
      const key = `${count} ${right ? most.right : most.wrong} ${at === opened}`;
      if (this.shown[at] === key) continue;
      this.shown[at] = key;
      const cell = this.cells[at];
      say(cell, String(count));
      const share = right ? -count / most.right : count / most.wrong;
      cell.style.background = swatch(share, { map: "signed", low: -REACH, high: REACH }).background;
      cell.classList.toggle("cv-here", at === opened);
      cell.setAttribute("aria-selected", String(at === opened));
      cell.setAttribute(
        "aria-label",
        fill(right ? strings_default.rightLabel : strings_default.cellLabel, {
          actual: this.names[row],
          predicted: this.names[column],
          count: grouped(count)
        })
      );
    }
  }
};

// course_utils/widgets/confusion_explorer/view.js
var BINS = 10;
var MOST2 = 40;
var GOAL = 0.95;
var percent = (share) => Number.isNaN(share) ? strings_default.none : `${number(100 * share, 1)} %`;
var bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
function predictionsOf(model) {
  return {
    labels: bytesOf(model.get("_labels")),
    predicted: bytesOf(model.get("_taken")),
    // A copy: a view on four bytes must start at a multiple of four.
    confidence: new Float32Array(bytesOf(model.get("_confidence")).slice().buffer)
  };
}
function legend(kind) {
  const high = h("span", { class: "cv-number" });
  const bar = h("span", { class: `cv-legend-bar cv-legend-${kind}` });
  const name = kind === "right" ? strings_default.rightLegend : strings_default.wrongLegend;
  return { high, element: h("div", { class: "cv-legend" }, h("span", {}, `${name} 0`), bar, high) };
}
async function render({ model, el, signal }) {
  const names = (
    /** @type {string[]} */
    model.get("classes")
  );
  const classes = names.length;
  const predictions = predictionsOf(model);
  const all = predictions.labels.length;
  const whole = confusionCounts(predictions, classes, 0);
  const most = { right: 1, wrong: 1 };
  whole.counts.forEach((count, at) => {
    const kind = at % (classes + 1) === 0 ? "right" : "wrong";
    most[kind] = Math.max(most[kind], count);
  });
  let counts = whole.counts;
  const tries = tryNext(strings_default.tries, strings_default.triesDone);
  const matrix = new Matrix(names, {
    onPoint: tell,
    onOpen: (row, column) => update(model, { cell: [row, column] })
  });
  const cursor = h("p", { class: "cv-note cv-cursor", "aria-live": "polite" });
  const legends = { right: legend("right"), wrong: legend("wrong") };
  say(legends.right.high, grouped(most.right));
  say(legends.wrong.high, grouped(most.wrong));
  const facts = Object.fromEntries(
    ["kept", "accuracy", "error"].map((name) => [
      name,
      h("span", { class: "cv-number", "data-fact": name })
    ])
  );
  const fact = (name) => h("div", {}, h("span", {}, strings_default[name]), facts[name]);
  const gallery = new Gallery(model, predictions, names, signal);
  const galleryTitle = h("span", {});
  const galleryNote = h("span", { class: "cv-note cv-number" });
  const worst = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => update(model, { cell: model.get("cell").length ? [] : [...matrix.cursor] })
    },
    strings_default.worstButton
  );
  const bins = calibrationBins(predictions, BINS);
  const curve = new Plot({ name: "calibration", height: 200, margin: true });
  const histogram = new Plot({ name: "confidence", height: 90, margin: true });
  const bars = names.map((name) => {
    const bar = h("span", { class: "cv-bar" });
    const share = h("span", { class: "cv-number" });
    const track = h("span", { class: "cv-track" }, bar);
    const cells = [
      h("span", { role: "rowheader" }, name),
      h("span", { role: "cell", class: "cv-bar-cell" }, track, share)
    ];
    return { bar, share, element: h("div", { role: "row", class: "cv-class" }, ...cells) };
  });
  const perClass = h(
    "div",
    { role: "table", "data-grid": "perClass" },
    ...bars.map(({ element }) => element)
  );
  const root = h(
    "section",
    { class: "cv cv-confusion-explorer", "aria-label": "ConfusionExplorer" },
    tries.element,
    h("p", { class: "cv-note" }, model.get("sentence")),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings_default.matrix,
          h("span", { class: "cv-note" }, strings_default.matrixNote)
        ),
        matrix.element,
        cursor,
        h("div", { class: "cv-legends" }, legends.right.element, legends.wrong.element),
        slots("threshold"),
        h("div", { class: "cv-facts" }, fact("kept"), fact("accuracy"))
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, galleryTitle, galleryNote),
        h("div", { class: "cv-row" }, worst),
        gallery.element
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.perClass),
        perClass
      ),
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings_default.calibration,
          h("span", { class: "cv-note" }, strings_default.calibrationNote)
        ),
        curve.element,
        h("p", { class: "cv-note" }, `${strings_default.counts}. ${strings_default.thresholdNote}`),
        histogram.element,
        h("div", { class: "cv-facts" }, fact("error")),
        h("details", {}, h("summary", {}, strings_default.bins), binTable())
      )
    )
  );
  el.append(root);
  const [firstRow, firstColumn] = model.get("cell");
  matrix.point(firstRow ?? 0, firstColumn ?? 0);
  function binTable() {
    const heads = [strings_default.binHead, strings_default.countHead, strings_default.meanHead, strings_default.shareHead];
    const rows = [...bins.count].map((count, bin) => {
      const texts = [
        `${number(bin / BINS, 1)} – ${number((bin + 1) / BINS, 1)}`,
        grouped(count),
        count === 0 ? strings_default.none : number(bins.confidence[bin], 3),
        count === 0 ? strings_default.none : number(bins.right[bin], 3)
      ];
      return h("tr", {}, ...texts.map((text) => h("td", {}, text)));
    });
    return h(
      "table",
      { class: "cv-table", "aria-label": strings_default.bins },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows)
    );
  }
  function tell(row, column) {
    const of = counts.slice(row * classes, (row + 1) * classes).reduce((sum, n) => sum + n, 0);
    const count = counts[row * classes + column];
    const sentence = row === column ? strings_default.cursorRight : strings_default.cursorWrong;
    say(
      cursor,
      fill(sentence, {
        actual: names[row],
        predicted: names[column],
        count: grouped(count),
        of: grouped(of),
        share: percent(of === 0 ? Number.NaN : count / of)
      })
    );
  }
  let opened = "";
  let order = [];
  function paint() {
    const threshold = model.get("threshold");
    const cell = (
      /** @type {[number, number]} */
      model.get("cell")
    );
    const isWorst = cell.length < 2;
    const found = confusionCounts(predictions, classes, threshold);
    counts = found.counts;
    matrix.show(counts, most, isWorst ? null : cell);
    const said = number(threshold);
    matrix.element.setAttribute(
      "aria-label",
      fill(strings_default.matrixLabel, { classes, threshold: said })
    );
    tell(...matrix.cursor);
    const share = percent(found.kept / all);
    say(
      facts.kept,
      fill(strings_default.keptValue, { kept: grouped(found.kept), all: grouped(all), share })
    );
    say(facts.accuracy, percent(found.right / found.kept));
    paintClasses(said);
    paintGallery(isWorst, cell, threshold);
    paintCalibration(threshold);
    if (found.kept > 0 && found.right / found.kept >= GOAL && threshold > 0) tries.did(2);
  }
  function paintClasses(threshold) {
    perClass.setAttribute("aria-label", fill(strings_default.perClassLabel, { threshold }));
    bars.forEach(({ bar, share }, k) => {
      const row = counts.subarray(k * classes, (k + 1) * classes);
      const right = row[k] / row.reduce((sum, n) => sum + n, 0);
      say(share, percent(right));
      const width = `${Number.isNaN(right) ? 0 : (100 * right).toFixed(2)}%`;
      if (bar.style.width !== width) bar.style.width = width;
    });
  }
  function paintGallery(isWorst, [actual, predicted], threshold) {
    const key = isWorst ? "worst" : `${actual} ${predicted}`;
    if (key !== opened) {
      opened = key;
      order = isWorst ? surestMistakes(predictions) : surestOfCell(predictions, actual, predicted);
    }
    let kept = order.length;
    while (kept > 0 && predictions.confidence[order[kept - 1]] < threshold) kept -= 1;
    const pair2 = { actual: names[actual], predicted: names[predicted] };
    const title = actual === predicted ? strings_default.imagesRight : strings_default.imagesOf;
    say(galleryTitle, isWorst ? strings_default.imagesWorst : fill(title, pair2));
    const shown = order.slice(0, Math.min(kept, MOST2));
    say(
      galleryNote,
      kept === 0 ? fill(strings_default.noImages, { threshold: number(threshold) }) : fill(strings_default.imagesNote, { shown: shown.length, count: grouped(kept) })
    );
    worst.setAttribute("aria-pressed", String(isWorst));
    gallery.show(shown, isWorst);
  }
  function paintCalibration(threshold) {
    const filled = [...bins.count.keys()].filter((bin) => bins.count[bin] > 0);
    const across = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: number(at, 1) }));
    curve.range([0, 1], [0, 1]);
    curve.ticks(across, across);
    curve.line("cv-fits", [0, 1], [0, 1]);
    const xs = filled.map((bin) => bins.confidence[bin]);
    const ys = filled.map((bin) => bins.right[bin]);
    curve.line("cv-calibrated", xs, ys);
    curve.dots(
      "cv-dots",
      xs.map((x, k) => [x, ys[k]])
    );
    curve.line("cv-threshold", [threshold, threshold], [0, 1]);
    curve.describe(calibrationWords);
    const top = Math.max(...bins.count);
    histogram.range([0, 1], [0, top]);
    histogram.ticks(across, [
      { at: 0, text: "0" },
      { at: top, text: grouped(top) }
    ]);
    histogram.columns("cv-columns", [...bins.count], 0, 1 / BINS);
    histogram.line("cv-threshold", [threshold, threshold], [0, top]);
    histogram.describe(countWords);
    say(facts.error, number(bins.error, 3));
  }
  const calibrationWords = fill(strings_default.calibrationLabel, {
    bins: [...bins.count.keys()].filter((bin) => bins.count[bin] > 0).map(
      (bin) => fill(strings_default.bin, {
        confidence: number(bins.confidence[bin], 3),
        right: number(bins.right[bin], 3),
        count: grouped(bins.count[bin])
      })
    ).join("; "),
    error: number(bins.error, 3)
  });
  const countWords = fill(strings_default.countsLabel, { counts: [...bins.count].map(grouped).join(", ") });
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["threshold", "cell"], request, signal);
  onChange(model, ["cell"], () => tries.did(model.get("cell").length ? 0 : 1), signal);
  curve.fit(() => paintCalibration(model.get("threshold")), signal);
  histogram.fit(() => paintCalibration(model.get("threshold")), signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { render };
export {
  view_default as default
};
