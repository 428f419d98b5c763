// course_utils/widgets/_core/curve.js
function trailingMean(values, window) {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    if (i >= window) sum -= values[i - window];
    means[i] = sum / Math.min(i + 1, window);
  }
  return means;
}
function roundAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9)) ?? 10) * power;
}
function evenMarks(high, count) {
  const step = roundAbove(high / count);
  const marks = [];
  for (let k = 0; k * step <= high * (1 + 1e-9); k++) marks.push(Number((k * step).toPrecision(6)));
  return marks;
}
function logMarks(low, high) {
  const marks = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++)
    for (const factor of [1, 2, 5]) {
      const mark = Number((factor * 10 ** power).toPrecision(6));
      if (mark >= low * (1 - 1e-9) && mark <= high * (1 + 1e-9)) marks.push(mark);
    }
  return marks;
}

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

// course_utils/widgets/training_dashboard/chart.js
var Chart = class {
  /** @param {string} name  by which a test finds the plot */
  constructor(name) {
    this.plot = new Plot({ name });
    this.plot.element.setAttribute("preserveAspectRatio", "none");
    this.marks = h("div", { "aria-hidden": true });
    this.element = h("div", { class: "cv-chart" }, this.plot.element, this.marks);
    this.pool = [];
    this.shown = 0;
  }
  /**
   * @param {object} axes
   * @param {[number, number]} axes.x
   * @param {[number, number]} axes.y
   * @param {readonly Mark[]} axes.across  marks below
   * @param {readonly Mark[]} axes.up  marks on the left, each with a line
   * @param {Mark} axes.guess  a dashed line
   */
  axes({ x, y, across, up, guess }) {
    this.plot.range(x, y);
    const left = ({ at }) => 100 * (at - x[0]) / (x[1] - x[0]);
    const top = ({ at }) => 100 * (1 - (at - y[0]) / (y[1] - y[0]));
    const place = [
      // A number at the right edge ends there, so that a phone does not cut it off.
      ...across.map((mark) => ({
        kind: left(mark) > 95 ? "x cv-mark-last" : "x",
        text: mark.text,
        css: `left:${left(mark)}%`
      })),
      ...up.map((mark) => ({ kind: "y", text: mark.text, css: `top:${top(mark)}%` })),
      { kind: "guess", text: guess.text, css: `top:${top(guess)}%` }
    ];
    place.forEach(({ kind, text, css }, index) => {
      this.pool[index] ??= this.marks.appendChild(h("span"));
      const mark = this.pool[index];
      const className = `cv-mark cv-number cv-mark-${kind}`;
      if (mark.className !== className) mark.className = className;
      if (mark.getAttribute("style") !== css) mark.setAttribute("style", css);
      say(mark, text);
      mark.hidden = false;
    });
    for (const spare of this.pool.slice(place.length)) spare.hidden = true;
    const xs = up.flatMap((_, k) => k % 2 === 0 ? [x[0], x[1]] : [x[1], x[0]]);
    const ys = up.flatMap(({ at }) => [at, at]);
    this.plot.line("cv-grid-lines", xs, ys);
    this.plot.line("cv-guess", x, [guess.at, guess.at]);
  }
  /**
   * A dot at each point: a line of no length, which a round end makes visible.
   *
   * @param {readonly number[]} xs
   * @param {readonly number[]} ys
   */
  dots(xs, ys) {
    const seen = this.shown;
    xs.forEach((x, k) => {
      this.plot.line(`cv-dots cv-dot-${k}`, [x, x], [ys[k], ys[k]]);
    });
    for (let k = xs.length; k < seen; k++) this.plot.line(`cv-dots cv-dot-${k}`, [], []);
    this.shown = xs.length;
  }
};

// course_utils/widgets/training_dashboard/strings.json
var strings_default = {
  smoothing: "smoothing",
  scale: "loss axis",
  linear: "linear",
  log: "logarithmic",
  step: "step",
  stepValue: "{step} of {steps}",
  epochs: "epochs",
  loss: "loss",
  learning_rate: "learning rate",
  rate: "images a second",
  left: "time left",
  accuracy: "test accuracy",
  unknown: "–",
  lossTitle: "Loss by step",
  lossNote: "line: mean of {smoothing} steps; grey: {raw}",
  eachStep: "each step",
  spread: "lowest to highest of {width} steps",
  accuracyTitle: "Test accuracy by step, in %",
  accuracyNote: "after each epoch, and at the end",
  guessing: "guessing",
  waiting: "Waiting for the first step.",
  training: "Training.",
  evaluating: "Training. No step for more than three seconds: the network is being evaluated.",
  pausing: "Pausing after this step.",
  paused: "Paused at step {step}; the clock stands still.",
  goingOn: "Going on.",
  stopping: "Stopping after this step.",
  stopped: "Stopped after {steps} steps and {time} of training. Run the cell again to go on, if it keeps checkpoints.",
  interrupted: "Interrupted after {steps} steps. Run the cell again to go on, if it keeps checkpoints.",
  diverged: "Stopped: the loss or a weight is no longer a finite number. The cell below says why that may be.",
  failed: "Stopped by an error, which stands below the cell that trains.",
  finished: "Finished after {steps} steps and {time} of training.",
  silent: "No step for more than three seconds: the network is being evaluated, or training was stopped.",
  unheard: "The kernel does not hear the button while it trains here. Interrupt the kernel instead (■ above): the run ends after its step.",
  pause: "Pause",
  go_on: "Go on",
  stop: "Stop",
  filtersTitle: "Filters of the first layer",
  filtersNote: "grey is 0; one scale for all",
  filtersLabel: "The {count} filters of the first layer at step {step}, {height} by {width} pixels each, as colours.",
  lossLabel: "Loss over the steps: {loss} at step {step} of {steps}, mean of the last {smoothing} steps; it began at {first}. Guessing would give {guess}.",
  lossWaiting: "Loss over the steps; no step has been taken yet.",
  accuracyLabel: "Test accuracy in percent, by step: {list}. Guessing would give {guess}.",
  accuracyEntry: "{accuracy} at step {step}",
  accuracyWaiting: "Test accuracy in percent; not measured yet.",
  tries: [
    "Try it: run the training below, and come back here while it runs.",
    "Next: take the smoothing down to 1. That is all the optimiser sees at a step.",
    "Next: make the loss axis logarithmic. Where does a halving of the loss stand now?",
    "Next: pause the run, look at the filters, and let it go on. Its clock stands still meanwhile."
  ],
  triesDone: "You have seen how rough single steps are, and that their mean falls all the same."
};

// course_utils/widgets/training_dashboard/view.js
var SILENCE = 3;
var LOG = 1;
var FACTS = ["step", "epochs", "loss", "accuracy", "learning_rate", "rate", "left"];
var ABREAST = 8;
var FILTER_PIXELS = 40;
var grouped = (value) => Math.round(value).toLocaleString("en-GB");
function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
var sized = (value) => value === 0 ? "0" : String(Number(value.toPrecision(3)));
var percent = (share) => `${number(100 * share, 1)} %`;
function curveOf(bytes) {
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  );
  const column = (k) => numbers.filter((_, index) => index % 3 === k);
  return { lowest: column(0), mean: column(1), highest: column(2) };
}
function sheetOf(bytes, [count, height, width]) {
  const across = Math.min(count, ABREAST);
  const columns = across * (width + 1) - 1;
  const rows = Math.ceil(count / across) * (height + 1) - 1;
  const sheet = new Float32Array(3 * rows * columns);
  for (let k = 0; k < count; k++) {
    const top = Math.floor(k / across) * (height + 1);
    const left = k % across * (width + 1);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < 3; c++)
          sheet[(c * rows + top + y) * columns + left + x] = bytes.getUint8(((k * height + y) * width + x) * 3 + c) / 255;
  }
  return { sheet, rows, columns, across };
}
async function render({ model, el, signal }) {
  const facts = Object.fromEntries(
    FACTS.map((name) => [name, h("span", { class: "cv-number", "data-fact": name })])
  );
  facts.step.classList.add("cv-wide");
  const loss = new Chart("loss");
  const accuracy = new Chart("accuracy");
  const lossNote = h("span", { class: "cv-note" });
  const state = h("p", { class: "cv-message", role: "status" });
  const filters = new Raster({ name: "filters" });
  const filtersPanel = h(
    "section",
    { class: "cv-panel cv-filters", hidden: true },
    h(
      "h4",
      { class: "cv-title" },
      strings_default.filtersTitle,
      h("span", { class: "cv-note" }, strings_default.filtersNote)
    ),
    filters.element
  );
  let asked = null;
  const buttons = slots("pause", "go_on", "stop");
  const place = (name) => (
    /** @type {HTMLElement} */
    buttons.querySelector(`[data-control=${name}]`)
  );
  for (
    const ask of
    /** @type {const} */
    ["pause", "go_on", "stop"]
  )
    place(ask).addEventListener("click", () => {
      if (place(ask).querySelector("button")?.disabled !== false) return;
      asked = { ask, when: performance.now() };
      if (ask === "pause") tries.did(3);
      paintState();
    });
  const tries = tryNext(strings_default.tries, strings_default.triesDone);
  const root = h(
    "section",
    { class: "cv cv-training-dashboard", "aria-label": "TrainingDashboard" },
    tries.element,
    h(
      "div",
      { class: "cv-facts" },
      ...FACTS.map((name) => h("div", {}, h("span", {}, strings_default[name]), facts[name]))
    ),
    h("div", { class: "cv-row cv-run" }, buttons, state),
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.lossTitle, lossNote),
        loss.element,
        slots("smoothing", "scale")
      ),
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings_default.accuracyTitle,
          h("span", { class: "cv-note" }, strings_default.accuracyNote)
        ),
        accuracy.element
      )
    ),
    filtersPanel
  );
  el.append(root);
  let heard = performance.now();
  const now = () => model.get("now").step === void 0 ? null : model.get("now");
  function paint() {
    const run = now();
    const classes = model.get("classes");
    const curve = curveOf(model.get("_points"));
    const width = model.get("_width");
    const steps = curve.mean.map((_, index) => (index + 1) * width);
    const window = Math.max(1, Math.floor(model.get("smoothing") / width + 0.5));
    const smooth = trailingMean(curve.mean, window);
    paintFacts(run, smooth.at(-1));
    paintLoss(run, curve, steps, smooth, Math.log(classes), width);
    paintAccuracy(run, 1 / classes);
    paintFilters(run);
    paintState();
  }
  function paintFacts(run, lossNow) {
    const last = model.get("accuracies").at(-1);
    const unknown = strings_default.unknown;
    say(
      facts.step,
      run ? fill(strings_default.stepValue, { step: grouped(run.step), steps: grouped(run.steps) }) : unknown
    );
    say(facts.epochs, run ? number(run.epochs, 2) : unknown);
    say(facts.loss, lossNow === void 0 ? unknown : number(lossNow, 3));
    say(facts.learning_rate, run?.learning_rate == null ? unknown : sized(run.learning_rate));
    say(facts.rate, run ? grouped(run.rate) : unknown);
    say(facts.left, run ? clock(run.left) : unknown);
    say(facts.accuracy, last ? percent(last[1]) : unknown);
  }
  function paintLoss(run, curve, steps, smooth, guess, width) {
    const log = model.get("scale") === LOG;
    const most = Math.max(guess * 1.08, ...smooth);
    const least = Math.max(Math.min(guess / 2, ...smooth), 1e-6);
    const up = log ? logMarks(least / 2, most * 1.3) : evenMarks(most * 1.05, 6);
    const on = (value) => log ? Math.log10(Math.max(value, 1e-9)) : value;
    loss.axes({
      x: [0, run?.steps ?? 1],
      y: log ? [on(least * 0.8), on(most * 1.3)] : [0, most * 1.05],
      across: run ? evenMarks(run.steps, 5).map((at) => ({ at, text: grouped(at) })) : [],
      up: up.filter((at) => !log || at >= least * 0.8).map((at) => ({ at: on(at), text: String(at) })),
      guess: { at: on(guess), text: `${strings_default.guessing} ${number(guess, 2)}` }
    });
    const each = width === 1;
    const back = [...steps].reverse();
    loss.plot.line("cv-raw cv-each", each ? steps : [], each ? curve.mean.map(on) : []);
    loss.plot.line(
      "cv-raw",
      each ? [] : [...steps, ...back],
      each ? [] : [...curve.highest, ...[...curve.lowest].reverse()].map(on)
    );
    loss.plot.line("cv-smooth", steps, smooth.map(on));
    const smoothing = model.get("smoothing");
    const raw = each ? strings_default.eachStep : fill(strings_default.spread, { width });
    say(lossNote, fill(strings_default.lossNote, { smoothing: grouped(smoothing), raw }));
    loss.plot.describe(
      run && smooth.length > 0 ? fill(strings_default.lossLabel, {
        loss: number(smooth[smooth.length - 1], 3),
        step: grouped(run.step),
        steps: grouped(run.steps),
        smoothing: grouped(smoothing),
        first: number(curve.mean[0], 3),
        guess: number(guess, 2)
      }) : strings_default.lossWaiting
    );
  }
  function paintAccuracy(run, guess) {
    const measured = (
      /** @type {[number, number][]} */
      model.get("accuracies")
    );
    const steps = run?.steps ?? 1;
    accuracy.axes({
      x: [0, steps * 1.04],
      y: [0, 100],
      across: run ? evenMarks(steps, 2).map((at) => ({ at, text: grouped(at) })) : [],
      up: [0, 20, 40, 60, 80, 100].map((at) => ({ at, text: String(at) })),
      guess: { at: 100 * guess, text: `${strings_default.guessing} ${number(100 * guess, 0)} %` }
    });
    const xs = measured.map(([step]) => step);
    const ys = measured.map(([, share]) => 100 * share);
    accuracy.plot.line("cv-accuracy", xs, ys);
    accuracy.dots(xs, ys);
    accuracy.plot.describe(
      measured.length > 0 ? fill(strings_default.accuracyLabel, {
        list: measured.map(
          ([step, share]) => fill(strings_default.accuracyEntry, { accuracy: percent(share), step: grouped(step) })
        ).join(", "),
        guess: percent(guess)
      }) : strings_default.accuracyWaiting
    );
  }
  function paintFilters(run) {
    const [count, height, width] = model.get("_filter_shape");
    filtersPanel.hidden = count === void 0;
    if (count === void 0 || run === null) return;
    const drawn = sheetOf(model.get("_filters"), [count, height, width]);
    filters.showRgb(drawn.sheet, drawn.rows, drawn.columns);
    for (let x = width; x < drawn.columns; x += width + 1)
      filters.context.clearRect(x, 0, 1, drawn.rows);
    for (let y = height; y < drawn.rows; y += height + 1)
      filters.context.clearRect(0, y, drawn.columns, 1);
    filters.element.style.maxWidth = `${drawn.across * FILTER_PIXELS}px`;
    filters.describe(fill(strings_default.filtersLabel, { count, height, width, step: grouped(run.step) }));
  }
  function paintState() {
    const doing = (
      /** @type {string} */
      model.get("state")
    );
    const running = doing === "training" || doing === "paused";
    const paused = doing === "paused";
    const [gone, come] = paused ? ["pause", "go_on"] : ["go_on", "pause"];
    const held = place(gone).contains(document.activeElement);
    place("pause").hidden = paused;
    place("go_on").hidden = !paused;
    for (const button of buttons.querySelectorAll("button")) button.disabled = !running;
    if (held && running) place(come).querySelector("button")?.focus();
    say(state, sentence(doing, running));
  }
  function sentence(doing, running) {
    const run = now();
    const silent = Math.floor((performance.now() - heard) / 1e3) >= SILENCE;
    if (asked !== null && running) {
      if (performance.now() - asked.when > 1e3 * SILENCE && doing === "training" && !silent)
        return strings_default.unheard;
      return { pause: strings_default.pausing, go_on: strings_default.goingOn, stop: strings_default.stopping }[asked.ask];
    }
    if (run === null) return running || doing === "idle" ? strings_default.waiting : strings_default.failed;
    const gaps = { step: grouped(run.step), steps: grouped(run.step), time: clock(run.seconds) };
    switch (doing) {
      case "paused":
        return fill(strings_default.paused, gaps);
      case "finished":
        return fill(strings_default.finished, gaps);
      case "stopped":
        return fill(strings_default.stopped, gaps);
      case "interrupted":
        return fill(strings_default.interrupted, gaps);
      case "diverged":
        return strings_default.diverged;
      case "failed":
        return strings_default.failed;
      case "training":
        return silent ? strings_default.evaluating : strings_default.training;
    }
    if (run.step === run.steps) return fill(strings_default.finished, gaps);
    return silent ? strings_default.silent : strings_default.training;
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(
    model,
    ["now", "accuracies", "_points", "_width", "_filters", "_filter_shape"],
    request,
    signal
  );
  onChange(
    model,
    ["state"],
    () => {
      asked = null;
      paintState();
    },
    signal
  );
  onChange(model, ["smoothing", "scale"], request, signal);
  onChange(
    model,
    ["now"],
    () => {
      heard = performance.now();
      if (now()) tries.did(0);
    },
    signal
  );
  onChange(model, ["smoothing"], () => model.get("smoothing") === 1 && tries.did(1), signal);
  onChange(model, ["scale"], () => model.get("scale") === LOG && tries.did(2), signal);
  const timer = setInterval(paintState, 1e3);
  signal.addEventListener("abort", () => clearInterval(timer));
  paint();
  await mountControls(model, root, signal);
  paintState();
}
var view_default = { render };
export {
  view_default as default
};
