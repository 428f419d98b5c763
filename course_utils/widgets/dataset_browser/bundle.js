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

// course_utils/widgets/_core/ops/dataset.js
var VALUES = 256;
function ofClasses(labels, classes) {
  const wanted = new Set(classes);
  const found = new Int32Array(labels.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++)
    if (wanted.size === 0 || wanted.has(labels[i])) found[count++] = i;
  return found.slice(0, count);
}
function classCounts(labels, classes) {
  const counts = new Int32Array(classes);
  for (let i = 0; i < labels.length; i++) counts[labels[i]] += 1;
  return counts;
}
function byteHistogram(image) {
  const counts = new Float64Array(3 * VALUES);
  for (let i = 0; i < image.length; i += 3)
    for (let c = 0; c < 3; c++) counts[c * VALUES + image[i + c]] += 1;
  return counts;
}
function channelMoments(counts) {
  const mean = [0, 0, 0];
  const std = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    let all = 0;
    let sum = 0;
    for (let v = 0; v < VALUES; v++) {
      all += counts[c * VALUES + v];
      sum += counts[c * VALUES + v] * v;
    }
    mean[c] = sum / all;
    let squares = 0;
    for (let v = 0; v < VALUES; v++) squares += counts[c * VALUES + v] * (v - mean[c]) ** 2;
    std[c] = Math.sqrt(squares / all);
  }
  return { mean, std };
}
function binShares(counts, channel, bins) {
  const shares = new Float64Array(bins);
  const width = VALUES / bins;
  let all = 0;
  for (let v = 0; v < VALUES; v++) {
    const count = counts[channel * VALUES + v];
    shares[Math.floor(v / width)] += count;
    all += count;
  }
  return shares.map((count) => count / all);
}
function sumOfRows(rows, size, classes) {
  const sum = new Float64Array(size);
  const chosen = classes.length > 0 ? classes : Array.from({ length: rows.length / size }, (_, k) => k);
  for (const row of chosen) for (let i = 0; i < size; i++) sum[i] += rows[row * size + i];
  return sum;
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

// course_utils/widgets/dataset_browser/strings.json
var strings_default = {
  part: "images",
  parts: {
    training: "training ({count})",
    test: "test ({count})"
  },
  enlarge: "enlarge",
  partNames: ["training", "test"],
  classes: "Classes",
  classesNote: "each with its mean image, and how many images it has",
  several: "several at once",
  all: "all",
  allImages: "all images",
  meanImage: "mean image",
  meanOf: "The mean image of {name}",
  wall: "The wall",
  wallCount: "{from} – {to} of {count}",
  wallNone: "no image",
  wallName: "The images that are shown. Arrow keys move from one to the next, Page Up and Page Down by a screen.",
  wallLabel: "Thumbnails of {from} to {to} of {count} {part} images, {which}, {columns} in a row. Selected is image {index}: {name}.",
  wallNoneLabel: "There is no {part} image of {which}.",
  allClasses: "all classes",
  hint: "Point to look, click to keep; or use the arrow keys.",
  waiting: "Images are on their way from the kernel.",
  silent: "Images must come from the kernel, which does not answer: it is busy or was stopped. What was seen before can still be seen.",
  title: "{part} image {index}: {name}",
  theImage: "the image, {width} × {height}",
  theMean: "mean of {count}: {which}",
  meanLabel: "The mean of the {count} {part} images of {which}.",
  imageLabel: "{name}, enlarged.",
  channelLabel: "The {channel} channel of {name}.",
  red: "red",
  green: "green",
  blue: "blue",
  noPixel: "Point at a pixel of the image to read its three numbers.",
  pixel: "Row {row}, column {column}: red {red}, green {green}, blue {blue}, each of 255.",
  numbers: "How the numbers spread",
  moments: "Mean and standard deviation of each channel, 0 to 255",
  channel: "0 – 255",
  ofImage: "this image",
  ofShown: "all shown",
  mean: "mean",
  std: "std",
  momentsOf: "{channel} mean {mean}, standard deviation {std}",
  imageHistogram: "Share of the pixels of this image by value",
  allHistogram: "The same of {which}",
  normalise: "Divided by 255, {which} have mean ({mean}) and standard deviation ({std}). These are what Normalize(mean, std) takes to bring each channel to mean 0 and standard deviation 1; the article puts 0.5 for all of them.",
  none: "–",
  nearest: "Most like {of}",
  findNearest: "find the training images most like it",
  nearestNote: "{same} of {count} are of the same class; other classes are in bold. Each number: the root of the mean squared difference of the bytes.",
  nearestWait: "The kernel compares it with every training image.",
  nearestLabel: "training image {index}: {name}, difference {apart}",
  tries: [
    "Try it: press a class and look along its wall. What do all its images share, and what of it is left in their mean?",
    "Next: point at images until you find one whose class you would not have guessed, and click to keep it.",
    "Next: let the kernel find the training images most like it. Are they of the same class, or do only their colours agree?",
    "Next: change to the test images. Are their counts, means and standard deviations those of the training images?"
  ],
  triesDone: "Which two classes would you expect a network to mix up, and which would it tell apart by colour alone?"
};

// course_utils/widgets/dataset_browser/classes.js
var grouped = (value) => value.toLocaleString("en-GB");
var Classes = class {
  /**
   * @param {readonly string[]} names
   * @param {(chosen: number[]) => void} onChoose  none: all classes
   */
  constructor(names, onChoose) {
    this.names = names;
    this.chosen = [];
    this.several = h("input", { type: "checkbox" });
    const choose = (k, more) => {
      const rest = this.chosen.filter((other) => other !== k);
      const on = rest.length < this.chosen.length;
      if (k < 0) onChoose([]);
      else if (more) onChoose(on ? rest : [...rest, k].sort((a, b) => a - b));
      else onChoose(on && rest.length === 0 ? [] : [k]);
    };
    this.buttons = [strings_default.all, ...names].map((name, at) => {
      const raster = new Raster({ name: `mean-${at}` });
      raster.describe(strings_default.meanImage);
      const count = h("span", { class: "cv-note cv-number" });
      const button = h(
        "button",
        {
          class: "cv-class",
          type: "button",
          onclick: (event) => {
            const { ctrlKey, metaKey, shiftKey } = (
              /** @type {MouseEvent} */
              event
            );
            choose(at - 1, this.several.checked || ctrlKey || metaKey || shiftKey);
          }
        },
        raster.element,
        h("span", {}, name),
        count
      );
      return { raster, button, count };
    });
    this.element = h(
      "div",
      { class: "cv-classes", role: "group", "aria-label": strings_default.classes },
      ...this.buttons.map(({ button }) => button)
    );
    this.more = h("label", { class: "cv-several cv-note" }, this.several, strings_default.several);
  }
  /**
   * @param {readonly number[]} chosen
   * @param {ArrayLike<number>} counts  images of each class
   */
  show(chosen, counts) {
    this.chosen = [...chosen];
    this.buttons.forEach(({ button, count }, at) => {
      const on = at === 0 ? chosen.length === 0 : chosen.includes(at - 1);
      button.setAttribute("aria-pressed", String(on));
      const many = at === 0 ? Array.from(counts).reduce((sum, n) => sum + n, 0) : counts[at - 1];
      say(count, grouped(many));
    });
  }
  /**
   * @param {(k: number) => ArrayLike<number>} mean  three planes, 0 .. 1, of a class; −1: of all
   * @param {[number, number]} shape
   */
  showMeans(mean, [height, width]) {
    this.buttons.forEach(({ raster, button }, at) => {
      raster.showRgb(mean(at - 1), height, width);
      button.title = fill(strings_default.meanOf, {
        name: at === 0 ? strings_default.allImages : this.names[at - 1]
      });
    });
  }
};

// course_utils/widgets/dataset_browser/nearest.js
var Nearest = class {
  /**
   * @param {Model} model
   * @param {object} options
   * @param {() => void} options.onAsk
   * @param {() => void} options.onNews  an answer came
   * @param {AbortSignal} options.signal
   */
  constructor(model, { onAsk, onNews, signal }) {
    this.model = model;
    this.found = /* @__PURE__ */ new Map();
    this.asked = /* @__PURE__ */ new Set();
    this.key = "";
    this.list = h("ul", { class: "cv-nearest", "data-gallery": "nearest" });
    this.note = h("p", { class: "cv-note", role: "status" });
    this.button = h(
      "button",
      {
        class: "cv-button",
        type: "button",
        onclick: () => {
          this.#ask();
          onAsk();
        }
      },
      strings_default.findNearest
    );
    this.element = h("div", { class: "cv-nearest-panel" }, this.button, this.list, this.note);
    this.items = [];
    const take = ({ nearest, part, places, apart }) => {
      if (nearest === void 0) return;
      this.found.set(`${part} ${nearest}`, { places, apart });
      onNews();
    };
    model.on("msg:custom", take);
    signal.addEventListener("abort", () => model.off("msg:custom", take));
  }
  /** Places of the images that are shown. */
  get places() {
    return this.found.get(this.key)?.places ?? [];
  }
  #ask() {
    if (this.found.has(this.key)) return;
    const [part, index] = this.key.split(" ");
    this.asked.add(this.key);
    try {
      this.model.send({ nearest: Number(index), part });
    } catch {
      say(this.note, strings_default.silent);
      return;
    }
    say(this.note, strings_default.nearestWait);
  }
  /**
   * @param {string} part
   * @param {number} index  the image that others are compared with
   * @param {number} label  its class
   * @param {ArrayLike<number>} labels  of the training images
   * @param {readonly string[]} names
   * @param {ImageBank} bank  of the training images
   */
  show(part, index, label2, labels, names, bank) {
    this.key = `${part} ${index}`;
    const found = this.found.get(this.key);
    const { places, apart } = found ?? { places: [], apart: [] };
    while (this.items.length < places.length) {
      const canvas = h("canvas", { class: "cv-thumbnail", role: "img" });
      const [name, far] = [h("span", {}), h("span", { class: "cv-note cv-number" })];
      const item = h("li", {}, canvas, name, far);
      this.items.push({ item, canvas, name, apart: far, painted: -1 });
      this.list.append(item);
    }
    this.items.forEach((entry, k) => {
      const { item, canvas, name, apart: far } = entry;
      item.hidden = k >= places.length;
      if (item.hidden) return;
      const said = { index: places[k], name: names[labels[places[k]]], apart: number(apart[k], 1) };
      say(name, said.name);
      say(far, said.apart);
      item.classList.toggle("cv-other", labels[places[k]] !== label2);
      canvas.setAttribute("aria-label", fill(strings_default.nearestLabel, said));
      if (entry.painted === places[k]) return;
      entry.painted = showImage(canvas, bank, places[k]) ? places[k] : -1;
    });
    const same = places.filter((place) => labels[place] === label2).length;
    if (found !== void 0)
      say(this.note, fill(strings_default.nearestNote, { same, count: places.length }));
    else if (!this.asked.has(this.key)) say(this.note, "");
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

// course_utils/widgets/dataset_browser/numbers.js
var BINS = 32;
var CHANNELS = (
  /** @type {const} */
  ["red", "green", "blue"]
);
function fillPlane(bytes, channel, scale, plane) {
  for (let i = 0; i < plane.length; i++) plane[i] = bytes[3 * i + channel] / scale;
}
function planes(bytes) {
  const area = bytes.length / 3;
  const data = new Float32Array(bytes.length);
  for (let c = 0; c < 3; c++) fillPlane(bytes, c, 255, data.subarray(c * area, (c + 1) * area));
  return data;
}
var Numbers = class {
  /** @param {[number, number]} shape */
  constructor(shape) {
    this.shape = shape;
    this.image = void 0;
    this.plane = new Float32Array(shape[0] * shape[1]);
    this.pixel = h("p", { class: "cv-note cv-number cv-pixel", "aria-live": "polite" });
    this.whole = new Raster({
      name: "image",
      onPoint: ({ row, column }) => this.#point(row, column)
    });
    this.channels = CHANNELS.map((name) => ({ name, raster: new Raster({ name }) }));
    this.ofImage = new Plot({ name: "image", height: 96, margin: true });
    this.ofAll = new Plot({ name: "all", height: 96, margin: true });
    this.ofAllTitle = h("span", {});
    this.cells = CHANNELS.map(() => [0, 1, 2, 3].map(() => h("td", {})));
    this.table = h(
      "table",
      { class: "cv-table cv-moments", "aria-label": strings_default.moments },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          ...[strings_default.ofImage, strings_default.ofShown].map(
            (text) => h("th", { scope: "colgroup", colspan: 2 }, text)
          )
        ),
        h(
          "tr",
          {},
          h("th", { scope: "col" }, strings_default.channel),
          ...[0, 1].flatMap(
            () => [strings_default.mean, strings_default.std].map((text) => h("th", { scope: "col" }, text))
          )
        )
      ),
      h(
        "tbody",
        {},
        ...CHANNELS.map(
          (name, c) => h(
            "tr",
            {},
            h("th", { scope: "row" }, h("span", { class: `cv-dot cv-${name}` }), strings_default[name]),
            ...this.cells[c]
          )
        )
      )
    );
  }
  /**
   * @param {number} row
   * @param {number} column
   */
  #point(row, column) {
    this.whole.place = { row, column };
    for (const raster of [this.whole, ...this.channels.map(({ raster: raster2 }) => raster2)])
      raster.mark(row, column);
    this.#sayPixel();
  }
  #sayPixel() {
    if (this.image === void 0 || this.whole.frame.hidden) {
      say(this.pixel, strings_default.noPixel);
      return;
    }
    const { row, column } = this.whole.place;
    const [red, green, blue] = this.image.subarray(3 * (row * this.shape[1] + column));
    say(this.pixel, fill(strings_default.pixel, { row, column, red, green, blue }));
  }
  /**
   * @param {Uint8Array | undefined} image  (height, width, 3); undefined: it is on its way
   * @param {string} name  what it is, in words
   */
  showImage(image, name) {
    const [height, width] = this.shape;
    if (image !== this.image || image === void 0) {
      this.image = image;
      this.whole.showRgb(
        image === void 0 ? new Float32Array(3 * height * width) : planes(image),
        height,
        width
      );
      this.channels.forEach(({ name: map, raster }, c) => {
        if (image === void 0) this.plane.fill(0);
        else fillPlane(image, c, 1, this.plane);
        raster.show(this.plane, height, width, { map, low: 0, high: 255 });
      });
      this.#showMoments(
        image === void 0 ? void 0 : byteHistogram(image),
        this.ofImage,
        0,
        strings_default.imageHistogram
      );
      this.#sayPixel();
    }
    this.whole.describe(fill(strings_default.imageLabel, { name }));
    for (const { name: map, raster } of this.channels)
      raster.describe(fill(strings_default.channelLabel, { channel: strings_default[map], name }));
  }
  /**
   * @param {ArrayLike<number>} counts  (3, 256), of all images that are shown
   * @param {string} which  what they are, in words
   */
  showAll(counts, which) {
    say(this.ofAllTitle, fill(strings_default.allHistogram, { which }));
    this.#showMoments(counts, this.ofAll, 2, fill(strings_default.allHistogram, { which }));
  }
  /**
   * @param {ArrayLike<number> | undefined} counts
   * @param {Plot} plot
   * @param {number} at  the column of the table
   * @param {string} title
   */
  #showMoments(counts, plot, at, title) {
    const { mean, std } = counts === void 0 ? { mean: [], std: [] } : channelMoments(counts);
    const shares = CHANNELS.map(
      (_, c) => counts === void 0 ? new Float64Array(0) : binShares(counts, c, BINS)
    );
    const top = Math.max(0.1, Math.ceil(10 * Math.max(...shares.flatMap((one) => [...one]))) / 10);
    plot.range([0, BINS], [0, top]);
    plot.ticks(
      [0, 64, 128, 192, 255].map((value) => ({
        at: value === 255 ? BINS : value / 256 * BINS,
        text: String(value)
      })),
      [0, top].map((share) => ({ at: share, text: `${Math.round(100 * share)} %` }))
    );
    const said = [];
    for (const [c, name] of CHANNELS.entries()) {
      plot.steps(`cv-${name}`, shares[c]);
      const texts = counts === void 0 ? [strings_default.none, strings_default.none] : [number(mean[c], 1), number(std[c], 1)];
      texts.forEach((text, k) => {
        say(this.cells[c][at + k], text);
      });
      said.push(fill(strings_default.momentsOf, { channel: strings_default[name], mean: texts[0], std: texts[1] }));
    }
    plot.describe(`${title}: ${said.join("; ")}.`);
  }
};

// course_utils/widgets/dataset_browser/wall.js
var GAP = 1;
var EDGE = 4;
var COMING = 1082163328;
var Wall = class {
  /**
   * @param {object} options
   * @param {[number, number]} options.shape  height and width of an image
   * @param {(place: number | null) => void} options.onPoint  the pointer is over this image; null:
   *   over none
   * @param {(place: number) => void} options.onPick  this image was chosen, by pointer or key
   * @param {() => void} options.onMove  other rows are in sight now
   */
  constructor({ shape, onPoint, onPick, onMove }) {
    this.shape = shape;
    this.hooks = { onPoint, onPick, onMove };
    this.count = 0;
    this.columns = 1;
    this.enlarge = 1;
    this.width = 0;
    this.height = 0;
    this.top = 0;
    this.place = 0;
    this.canvas = h("canvas", { class: "cv-wall-canvas", role: "img", "data-raster": "wall" });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    this.image = void 0;
    this.frame = h("div", { class: "cv-frame", hidden: true });
    this.kept = h("div", { class: "cv-outline", hidden: true });
    this.sheet = h("div", { class: "cv-wall-sheet" }, this.canvas, this.kept, this.frame);
    this.room = h("div", { class: "cv-wall-room" });
    this.scroller = h(
      "div",
      { class: "cv-wall-scroller", role: "application", tabindex: 0, "data-wall": "scroller" },
      this.room
    );
    this.element = h("div", { class: "cv-wall" }, this.sheet, this.scroller);
    this.#listen();
  }
  get pitch() {
    return { row: this.shape[0] + GAP, column: this.shape[1] + GAP };
  }
  get rows() {
    return Math.ceil(this.count / this.columns);
  }
  /** The first row in sight, perhaps in part, and how many there can be. */
  get sight() {
    const height = this.pitch.row * this.enlarge;
    const first = Math.floor(Math.max(this.top - EDGE, 0) / height);
    return { first, rows: Math.ceil(this.height / height) + 1 };
  }
  /** Places of the first image that is painted and of the one after the last. */
  get span() {
    const { first, rows } = this.sight;
    return this.#between(first, first + rows);
  }
  /** Of the first image in sight, perhaps in part, and of the one after the last. */
  get seen() {
    const height = this.pitch.row * this.enlarge;
    return this.#between(
      Math.floor(Math.max(this.top - EDGE, 0) / height),
      Math.ceil((this.top - EDGE + this.height) / height)
    );
  }
  /**
   * @param {number} first
   * @param {number} end  rows
   */
  #between(first, end) {
    return {
      from: Math.min(first * this.columns, this.count),
      to: Math.min(end * this.columns, this.count)
    };
  }
  #listen() {
    const { scroller } = this;
    const at = (event) => {
      const box = scroller.getBoundingClientRect();
      const across = (event.clientX - box.left - EDGE) / (this.pitch.column * this.enlarge);
      const down = event.clientY - box.top - EDGE + this.top;
      const place = Math.floor(down / (this.pitch.row * this.enlarge)) * this.columns;
      const found = place + Math.floor(across);
      return across >= 0 && across < this.columns && down >= 0 && found < this.count ? found : null;
    };
    scroller.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse") this.hooks.onPoint(at(event));
    });
    scroller.addEventListener("pointerleave", () => this.hooks.onPoint(null));
    scroller.addEventListener("click", (event) => {
      const place = at(event);
      if (place !== null) this.hooks.onPick(place);
    });
    scroller.addEventListener("scroll", () => {
      this.top = scroller.scrollTop;
      this.hooks.onMove();
    });
    scroller.addEventListener("keydown", (event) => this.#key(event));
  }
  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.count === 0) return;
    const screen = Math.max(Math.floor(this.height / (this.pitch.row * this.enlarge)), 1);
    const steps = (
      /** @type {Record<string, number>} */
      {
        ArrowLeft: -1,
        ArrowRight: 1,
        ArrowUp: -this.columns,
        ArrowDown: this.columns,
        PageUp: -screen * this.columns,
        PageDown: screen * this.columns,
        Home: -this.count,
        End: this.count
      }
    );
    const step = steps[event.key];
    if (step === void 0) return;
    event.preventDefault();
    const place = Math.min(Math.max(this.place + step, 0), this.count - 1);
    this.reveal(place);
    this.hooks.onPick(place);
  }
  /**
   * Lay the wall out: the image that stands first in sight stays near the top.
   *
   * @param {number} count  of all images
   * @param {number} enlarge  pixels of the page for each pixel of an image
   * @returns {boolean}  whether anything is otherwise now
   */
  lay(count, enlarge) {
    const { row, column } = this.pitch;
    const columns = Math.max(Math.floor((this.width - 2 * EDGE + enlarge) / (column * enlarge)), 1);
    if (count === this.count && enlarge === this.enlarge && columns === this.columns) return false;
    const first = count === this.count ? this.span.from : 0;
    this.count = count;
    this.enlarge = enlarge;
    this.columns = columns;
    this.room.style.height = `${this.rows * row * enlarge + 2 * EDGE}px`;
    this.scrollTo(Math.floor(first / columns) * row * enlarge);
    return true;
  }
  /**
   * Ask the page how large the window is.
   *
   * @returns {boolean}  whether there is one: not where the wall is hidden
   */
  measure() {
    const { clientWidth, clientHeight } = this.scroller;
    if (clientWidth === 0) return false;
    this.width = clientWidth;
    this.height = clientHeight;
    return true;
  }
  /** @param {number} top  pixels of the page */
  scrollTo(top) {
    const end = this.rows * this.pitch.row * this.enlarge + 2 * EDGE - this.height;
    const to = Math.max(Math.min(top, end), 0);
    if (to === this.top) return;
    this.top = to;
    this.scroller.scrollTop = to;
  }
  /**
   * Scroll no further than is needed for an image to be wholly in sight.
   *
   * @param {number} place
   */
  reveal(place) {
    const height = this.pitch.row * this.enlarge;
    const top = Math.floor(place / this.columns) * height;
    const end = top + height + 2 * EDGE;
    if (top < this.top) this.scrollTo(top);
    else if (end > this.top + this.height) this.scrollTo(end - this.height);
  }
  /**
   * Paint the rows in sight.
   *
   * @param {ArrayLike<number>} places  of all images of the wall, in the part
   * @param {ImageBank} bank
   */
  paint(places, bank) {
    const { row, column } = this.pitch;
    const { first, rows } = this.sight;
    const [height, width] = [rows * row, this.columns * column];
    if (this.image?.height !== height || this.image.width !== width) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = this.context.createImageData(width, height);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    pixels.fill(0);
    const { from, to } = this.span;
    for (let place = from; place < to; place++) {
      const line = Math.floor((place - from) / this.columns);
      const start = line * row * width + (place - from) % this.columns * column;
      const image = bank.pixels.get(places[place]);
      if (image !== void 0) paste(image, this.shape, pixels, start, width);
      else
        for (let y = 0; y < this.shape[0]; y++)
          pixels.fill(COMING, start + y * width, start + y * width + this.shape[1]);
    }
    this.context.putImageData(this.image, 0, 0);
    this.canvas.style.width = `${width * this.enlarge}px`;
    this.canvas.style.height = `${height * this.enlarge}px`;
    this.canvas.style.top = `${first * row * this.enlarge}px`;
    this.follow();
  }
  /** Move the sheet with the scroll bar; nothing is painted. */
  follow() {
    this.sheet.style.transform = `translate(${EDGE}px, ${EDGE - this.top}px)`;
  }
  /**
   * Frame the image that is looked at, and outline the chosen one where that is another.
   *
   * @param {number} here
   * @param {number} kept
   */
  mark(here, kept) {
    this.place = kept;
    this.#put(this.frame, here);
    this.#put(this.kept, here === kept ? -1 : kept);
  }
  /**
   * @param {HTMLElement} element
   * @param {number} place
   */
  #put(element, place) {
    element.hidden = place < 0 || place >= this.count;
    if (element.hidden) return;
    const { row, column } = this.pitch;
    const { style } = element;
    style.left = `${place % this.columns * column * this.enlarge}px`;
    style.top = `${Math.floor(place / this.columns) * row * this.enlarge}px`;
    style.width = `${this.shape[1] * this.enlarge}px`;
    style.height = `${this.shape[0] * this.enlarge}px`;
  }
};

// course_utils/widgets/dataset_browser/view.js
var PARTS = ["training", "test"];
var MOST = 256;
var ROOM = 16384;
var bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
var labelsOf = (model) => model.get("_labels").map(bytesOf);
var capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
function placeOf(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = low + high >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value ? low : -1;
}
function initialize({ model, signal }) {
  const labels = labelsOf(model);
  const settle = () => {
    const places = ofClasses(labels[model.get("part")], model.get("chosen"));
    if (places.length > 0 && placeOf(places, model.get("index")) < 0)
      update(model, { index: places[0] });
  };
  onChange(model, ["part", "chosen"], settle, signal);
}
async function render({ model, el, signal }) {
  const names = (
    /** @type {string[]} */
    model.get("classes")
  );
  const shape = (
    /** @type {[number, number]} */
    model.get("_shape")
  );
  const labels = labelsOf(model);
  const counts = labels.map((some) => classCounts(some, names.length));
  const statistics = [void 0, void 0];
  const asked = [false, false];
  let news = 0;
  let pointed = null;
  let places = new Int32Array(0);
  const banks = PARTS.map(
    (part) => new ImageBank(model, {
      part,
      most: MOST,
      room: ROOM,
      onNews: () => {
        news += 1;
        tellWaiting();
        request();
      },
      signal
    })
  );
  const tries = tryNext(strings_default.tries, strings_default.triesDone);
  const classes = new Classes(names, (chosen) => {
    update(model, { chosen: chosen.length === names.length ? [] : chosen });
  });
  const wall = new Wall({
    shape,
    onPoint: (place) => {
      if (place === pointed) return;
      pointed = place;
      request();
    },
    onPick: (place) => {
      pointed = null;
      tries.did(1);
      if (places[place] !== model.get("index")) update(model, { index: places[place] });
      request();
    },
    onMove: () => {
      wall.follow();
      request();
    }
  });
  const wallCount = h("span", { class: "cv-number" });
  const message = h("p", { class: "cv-message", role: "status" });
  const title = h("span", {});
  const mean = new Raster({ name: "mean" });
  const meanName = h("p", { class: "cv-note cv-number" });
  const numbers = new Numbers(shape);
  const nearest = new Nearest(model, {
    onAsk: () => tries.did(2),
    onNews: () => {
      news += 1;
      request();
    },
    signal
  });
  const nearestTitle = h("span", {});
  const normalise = h("p", { class: "cv-note cv-number" });
  const size = { height: shape[0], width: shape[1] };
  const root = h(
    "section",
    { class: "cv cv-dataset-browser", "aria-label": "DatasetBrowser" },
    tries.element,
    h(
      "p",
      { class: model.get("stand_in") ? "cv-note cv-warning" : "cv-note" },
      model.get("sentence")
    ),
    h(
      "div",
      { class: "cv-top" },
      h(
        "h4",
        { class: "cv-title" },
        h("span", {}, strings_default.classes, " ", h("span", { class: "cv-note" }, strings_default.classesNote)),
        classes.more
      ),
      classes.element
    ),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.wall, wallCount),
        slots("part", "enlarge"),
        wall.element,
        h("p", { class: "cv-note" }, strings_default.hint),
        message
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title", "aria-live": "polite" }, title),
        h(
          "div",
          { class: "cv-pair" },
          h(
            "div",
            {},
            numbers.whole.element,
            h("p", { class: "cv-note cv-number" }, fill(strings_default.theImage, size))
          ),
          h("div", {}, mean.element, meanName)
        ),
        h(
          "div",
          { class: "cv-channels" },
          ...numbers.channels.map(
            ({ name, raster }) => h("div", {}, raster.element, h("p", { class: "cv-note" }, strings_default[name]))
          )
        ),
        numbers.pixel,
        numbers.table
      )
    ),
    h(
      "section",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, nearestTitle),
      nearest.element
    ),
    h(
      "section",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, strings_default.numbers),
      h(
        "div",
        { class: "cv-spread" },
        h("div", {}, h("p", { class: "cv-note" }, strings_default.imageHistogram), numbers.ofImage.element),
        h("div", {}, h("p", { class: "cv-note" }, numbers.ofAllTitle), numbers.ofAll.element)
      ),
      normalise
    )
  );
  el.append(root);
  function which() {
    const chosen = (
      /** @type {number[]} */
      model.get("chosen")
    );
    return chosen.length === 0 ? strings_default.allClasses : chosen.map((k) => names[k]).join(", ");
  }
  let listed = "";
  let wanted = "";
  let painted = "";
  let told = "";
  function paint() {
    const part = (
      /** @type {number} */
      model.get("part")
    );
    const chosen = (
      /** @type {number[]} */
      model.get("chosen")
    );
    const index = (
      /** @type {number} */
      model.get("index")
    );
    const enlarge = (
      /** @type {number} */
      model.get("enlarge")
    );
    const bank = banks[part];
    const list = `${part} ${chosen}`;
    if (list !== listed) {
      listed = list;
      pointed = null;
      places = ofClasses(labels[part], chosen);
      classes.show(chosen, counts[part]);
      wall.scrollTo(0);
    }
    const kept = placeOf(places, index);
    wall.lay(places.length, enlarge);
    if (told !== `${list} ${index}`) {
      told = `${list} ${index}`;
      if (kept >= 0) wall.reveal(kept);
    }
    wall.follow();
    const here = pointed !== null && pointed < places.length ? pointed : kept;
    nearest.show(PARTS[part], index, labels[part][index], labels[0], names, banks[0]);
    const { from, to } = wall.span;
    const sight = `${list} ${enlarge} ${wall.columns} ${from} ${to} ${news}`;
    if (wanted !== `${sight} ${nearest.key}`) {
      wanted = `${sight} ${nearest.key}`;
      want(part, index, from, to);
    }
    if (sight !== painted) {
      painted = sight;
      wall.paint(places, bank);
    }
    wall.mark(here, kept);
    const seen = wall.seen;
    const said = {
      from: grouped(seen.from + 1),
      to: grouped(seen.to),
      count: grouped(places.length)
    };
    const about = { part: strings_default.partNames[part], which: which() };
    say(wallCount, places.length === 0 ? strings_default.wallNone : fill(strings_default.wallCount, said));
    const name = names[labels[part][index]];
    const columns = wall.columns;
    const label2 = places.length === 0 ? strings_default.wallNoneLabel : strings_default.wallLabel;
    wall.canvas.setAttribute(
      "aria-label",
      fill(label2, { ...said, ...about, columns, index, name })
    );
    const shown = here >= 0 ? places[here] : index;
    const titled = fill(strings_default.title, {
      part: about.part,
      index: shown,
      name: names[labels[part][shown]]
    });
    say(title, capital(titled));
    const of = fill(strings_default.title, { part: about.part, index, name });
    say(nearestTitle, fill(strings_default.nearest, { of }));
    numbers.showImage(bank.pixels.get(shown), titled);
    paintAll(part, chosen, about);
    tellWaiting();
  }
  function tellWaiting() {
    const part = (
      /** @type {number} */
      model.get("part")
    );
    if (!banks[part].missing()) askStatistics(part);
    const missing = banks.filter((bank) => bank.missing());
    const silent = missing.some((bank) => bank.silent);
    say(message, silent ? strings_default.silent : missing.length > 0 ? strings_default.waiting : "");
    const waiting = missing.length > 0 || statistics[part] === void 0;
    root.setAttribute("aria-busy", String(waiting));
    root.toggleAttribute("data-waiting", waiting);
  }
  function want(part, index, from, to) {
    const more = to - from;
    const around = [
      ...places.subarray(from, to),
      ...places.subarray(to, to + more),
      ...places.subarray(Math.max(from - more, 0), from)
    ];
    const wishes = PARTS.map((_, k) => k === part ? [index, ...around] : []);
    wishes[0].push(...nearest.places);
    for (const [k, bank] of banks.entries()) bank.want(wishes[k]);
  }
  function askStatistics(part) {
    if (asked[part]) return;
    asked[part] = true;
    try {
      model.send({ statistics: true, part: PARTS[part] });
    } catch {
      say(message, strings_default.silent);
    }
  }
  let meansOf = "";
  let allOf = "";
  function paintAll(part, chosen, about) {
    const found = statistics[part];
    if (found === void 0) return;
    const [height, width] = shape;
    const area = height * width;
    const meanOf = (some) => {
      const sum = sumOfRows(found.sums, 3 * area, some);
      const count2 = sumOfRows(counts[part], 1, some)[0];
      const planes3 = new Float32Array(3 * area);
      for (let i = 0; i < area; i++)
        for (let c = 0; c < 3; c++) planes3[c * area + i] = sum[3 * i + c] / count2 / 255;
      return { planes: planes3, count: count2 };
    };
    if (meansOf !== PARTS[part]) {
      meansOf = PARTS[part];
      classes.showMeans((k) => meanOf(k < 0 ? [] : [k]).planes, shape);
    }
    if (allOf === listed) return;
    allOf = listed;
    const { planes: planes2, count } = meanOf(chosen);
    mean.showRgb(planes2, height, width);
    const said = { ...about, count: grouped(count) };
    say(meanName, fill(strings_default.theMean, said));
    mean.describe(fill(strings_default.meanLabel, said));
    const histogram = sumOfRows(found.histograms, 768, chosen);
    const whole = `all ${said.count} shown`;
    numbers.showAll(histogram, whole);
    const moments = channelMoments(histogram);
    const three = (of) => of.map((value) => number(value / 255, 4)).join(", ");
    say(
      normalise,
      fill(strings_default.normalise, { which: whole, mean: three(moments.mean), std: three(moments.std) })
    );
  }
  const take = (content, buffers) => {
    if (content.statistics !== true) return;
    const [sums, histograms] = buffers.map((view) => new Uint32Array(bytesOf(view).slice().buffer));
    statistics[PARTS.indexOf(content.part)] = { sums, histograms };
    tellWaiting();
    request();
  };
  model.on("msg:custom", take);
  signal.addEventListener("abort", () => model.off("msg:custom", take));
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["part", "chosen", "index", "enlarge"], request, signal);
  onChange(model, ["chosen"], () => model.get("chosen").length > 0 && tries.did(0), signal);
  onChange(model, ["part"], () => tries.did(3), signal);
  const observer = new ResizeObserver(() => {
    if (wall.measure()) request();
  });
  observer.observe(wall.scroller);
  signal.addEventListener("abort", () => observer.disconnect());
  for (const plot of [numbers.ofImage, numbers.ofAll]) plot.fit(redraw, signal);
  function redraw() {
    allOf = "";
    numbers.image = void 0;
    request();
  }
  wall.scroller.setAttribute("aria-label", strings_default.wallName);
  wall.measure();
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
