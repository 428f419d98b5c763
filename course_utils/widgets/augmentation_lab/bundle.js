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

// course_utils/widgets/_core/ops/receptive_field.js
function randomWeight(seed, index) {
  let z = Math.imul(seed, 2654435769) + Math.imul(index + 1, 1831565813) | 0;
  z = Math.imul(z ^ z >>> 15, z | 1);
  z ^= z + Math.imul(z ^ z >>> 7, z | 61);
  return ((z ^ z >>> 14) >>> 0) / 2147483648 - 1;
}

// course_utils/widgets/_core/ops/augment.js
var like = ({ channels: channels2, height, width }, data) => ({ data, channels: channels2, height, width });
function hflip(volume) {
  const { data, width } = volume;
  const out = new Float32Array(data.length);
  for (let line = 0; line < data.length; line += width)
    for (let x = 0; x < width; x++) out[line + x] = data[line + width - 1 - x];
  return like(volume, out);
}
function sources(size, by, reflect) {
  return Int32Array.from({ length: size }, (_, at) => {
    const from = at - by;
    if (from >= 0 && from < size) return from;
    if (!reflect) return -1;
    return from < 0 ? -from : 2 * (size - 1) - from;
  });
}
function padCrop(volume, rows, columns, reflect) {
  const { data, channels: channels2, height, width } = volume;
  const out = new Float32Array(data.length);
  const fromRow = sources(height, rows, reflect);
  const fromColumn = sources(width, columns, reflect);
  let target = 0;
  for (let c = 0; c < channels2; c++)
    for (let y = 0; y < height; y++) {
      const line = (c * height + fromRow[y]) * width;
      for (let x = 0; x < width; x++, target++)
        if (fromRow[y] >= 0 && fromColumn[x] >= 0) out[target] = data[line + fromColumn[x]];
    }
  return like(volume, out);
}
function erase(volume, top, left, rows, columns) {
  const { data, channels: channels2, height, width } = volume;
  const out = data.slice();
  for (let c = 0; c < channels2; c++)
    for (let y = top; y < Math.min(top + rows, height); y++) {
      const line = (c * height + y) * width;
      out.fill(0, line + left, line + Math.min(left + columns, width));
    }
  return like(volume, out);
}
var clamped = (value) => Math.min(Math.max(value, 0), 1);
function adjustBrightness(volume, factor) {
  const { data } = volume;
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = clamped(data[i] * factor);
  return like(volume, out);
}
var luma = (data, at, area) => 0.2989 * data[at] + 0.587 * data[at + area] + 0.114 * data[at + 2 * area];
function adjustContrast(volume, factor) {
  const { data, height, width } = volume;
  const area = height * width;
  let sum = 0;
  for (let i = 0; i < area; i++) sum += luma(data, i, area);
  const rest = (1 - factor) * (sum / area);
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) out[i] = clamped(data[i] * factor + rest);
  return like(volume, out);
}
function adjustSaturation(volume, factor) {
  const { data, height, width } = volume;
  const area = height * width;
  const out = new Float32Array(data.length);
  for (let i = 0; i < area; i++) {
    const rest = (1 - factor) * luma(data, i, area);
    for (let at = i; at < data.length; at += area) out[at] = clamped(data[at] * factor + rest);
  }
  return like(volume, out);
}
function rotate(volume, degrees) {
  const { data, channels: channels2, height, width } = volume;
  const area = height * width;
  const out = new Float32Array(data.length);
  const angle = degrees * Math.PI / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fromX = cos * (x - middleX) - sin * (y - middleY) + middleX;
      const fromY = sin * (x - middleX) + cos * (y - middleY) + middleY;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [shareX, shareY] = [fromX - left, fromY - top];
      for (let j = 0; j < 2; j++) {
        const row = top + j;
        if (row < 0 || row >= height) continue;
        for (let i = 0; i < 2; i++) {
          const column = left + i;
          if (column < 0 || column >= width) continue;
          const weight = (j ? shareY : 1 - shareY) * (i ? shareX : 1 - shareX);
          for (let c = 0; c < channels2; c++)
            out[c * area + y * width + x] += weight * data[c * area + row * width + column];
        }
      }
    }
  return like(volume, out);
}
function between(size, first, length) {
  const low = new Int32Array(size);
  const high = new Int32Array(size);
  const share = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    const from = Math.max((at + 0.5) * length / size - 0.5, 0);
    const whole = Math.floor(from);
    low[at] = first + whole;
    high[at] = first + Math.min(whole + 1, length - 1);
    share[at] = from - whole;
  }
  return { low, high, share };
}
function resizedCrop(volume, top, left, rows, columns) {
  const { data, channels: channels2, height, width } = volume;
  const out = new Float32Array(data.length);
  const down = between(height, top, rows);
  const across = between(width, left, columns);
  let target = 0;
  for (let c = 0; c < channels2; c++)
    for (let y = 0; y < height; y++) {
      const upper = (c * height + down.low[y]) * width;
      const lower = (c * height + down.high[y]) * width;
      const v = down.share[y];
      for (let x = 0; x < width; x++) {
        const [l, r, u] = [across.low[x], across.high[x], across.share[x]];
        const above = data[upper + l] * (1 - u) + data[upper + r] * u;
        const below = data[lower + l] * (1 - u) + data[lower + r] * u;
        out[target++] = above * (1 - v) + below * v;
      }
    }
  return like(volume, out);
}
var AUGMENTED_BATCH = 16;
var DRAWS = 12;
function drawAugmentation(settings, seed, batch, image, size) {
  const first = (batch * AUGMENTED_BATCH + image) * DRAWS;
  const u = Array.from({ length: DRAWS }, (_, k) => (randomWeight(seed, first + k) + 1) / 2);
  const whole = (share, count) => Math.floor(share * count);
  const around = (share, most) => (2 * share - 1) * most;
  const { crop, flip, rotation, shift, brightness, contrast, saturation, cutout } = settings;
  const side = Math.max(1, Math.floor(size * Math.sqrt(crop + u[0] * (1 - crop)) + 0.5));
  return {
    crop: { side, top: whole(u[1], size - side + 1), left: whole(u[2], size - side + 1) },
    flip: u[3] < flip,
    rotation: around(u[4], rotation),
    shift: {
      rows: whole(u[5], 2 * shift + 1) - shift,
      columns: whole(u[6], 2 * shift + 1) - shift
    },
    brightness: 1 + around(u[7], brightness),
    contrast: 1 + around(u[8], contrast),
    saturation: 1 + around(u[9], saturation),
    cutout: {
      side: cutout,
      top: whole(u[10], size - cutout + 1),
      left: whole(u[11], size - cutout + 1)
    }
  };
}
var AUGMENT_STEPS = {
  crop: (volume, { crop: { side, top, left } }) => side === volume.height ? volume : resizedCrop(volume, top, left, side, side),
  flip: (volume, { flip }) => flip ? hflip(volume) : volume,
  rotation: (volume, { rotation }) => rotation === 0 ? volume : rotate(volume, rotation),
  shift: (volume, { shift: { rows, columns } }, reflect) => rows === 0 && columns === 0 ? volume : padCrop(volume, rows, columns, reflect),
  brightness: (volume, { brightness }) => brightness === 1 ? volume : adjustBrightness(volume, brightness),
  contrast: (volume, { contrast }) => contrast === 1 ? volume : adjustContrast(volume, contrast),
  saturation: (volume, { saturation }) => saturation === 1 ? volume : adjustSaturation(volume, saturation),
  cutout: (volume, { cutout: { side, top, left } }) => side === 0 ? volume : erase(volume, top, left, side, side)
};
function augmentedSteps(volume, drawn, reflect) {
  let now = volume;
  return Object.values(AUGMENT_STEPS).map((step) => {
    now = step(now, drawn, reflect);
    return now;
  });
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
  const clamped2 = Math.min(Math.max(share, 0), 1);
  return Math.floor(clamped2 * (LEVELS - 1) + 0.5);
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
function keepExact(model, name, { step, least, most }, signal) {
  const slid = `_slid_${name}`;
  const held = () => Math.min(Math.max(model.get(name), least), most);
  onChange(model, [name], () => model.set(slid, nearestStep(held(), step)), signal);
  onChange(
    model,
    [slid],
    () => {
      const moved = movedTo(model.get(slid), held(), step);
      if (moved !== null) model.set(name, moved);
    },
    signal
  );
}

// course_utils/widgets/augmentation_lab/strings.json
var strings_default = {
  originals: "The batch",
  augmented: "The batch, augmented",
  transforms: "What chance may do, in this order",
  count: "{count} images, 32 × 32",
  batchOf: "batch {batch}, seed {seed}",
  batch: "batch",
  next: "Next batch",
  all: "All off",
  usual: "Flip and shift",
  crop: "crop",
  flip: "flip",
  rotation: "rotation",
  shift: "shift",
  padding: "filled by",
  brightness: "brightness",
  contrast: "contrast",
  saturation: "colour",
  cutout: "cutout",
  explained: "Crop: smallest share of the area. Flip: a probability. Rotation: most degrees, to either side. Shift: most pixels each way. Brightness, contrast, colour: a factor within 1 ± this. Cutout: side of the black square, pixels.",
  stepsTitle: "Image {number}, {name}: what it drew",
  original: "original",
  steps: {
    crop: "crop, enlarge",
    flip: "flip",
    rotation: "rotate",
    shift: "shift",
    brightness: "brightness",
    contrast: "contrast",
    saturation: "colour",
    cutout: "cutout"
  },
  off: "off",
  asItIs: "as it is",
  drew: {
    crop: "{side} × {side} from row {top}, column {left}",
    whole: "all of it",
    flip: "flipped",
    noFlip: "not flipped",
    left: "{angle}° anticlockwise",
    right: "{angle}° clockwise",
    up: "{rows} up",
    down: "{rows} down",
    toLeft: "{columns} left",
    toRight: "{columns} right",
    stay: "by 0 pixels",
    factor: "× {factor}",
    cutout: "{side} × {side} at row {top}, column {left}"
  },
  stepLabel: "{step}: {words}.",
  originalsLabel: "The batch: {count} images in 4 rows of 4. Image {number}, {name}, is looked at.",
  augmentedLabel: "The same images augmented. Image {number}, {name}: {words}.",
  pair: "{step}: {words}",
  code: "The same in torchvision",
  codeNote: "It draws from the same ranges, with random numbers of its own.",
  python: {
    begin: "import torch\nfrom torchvision.transforms import InterpolationMode, v2\n\naugment = v2.Compose([\n    v2.ToImage(),\n    v2.ToDtype(torch.float32, scale=True),",
    crop: "    v2.RandomResizedCrop(32, scale=({crop}, 1), ratio=(1, 1)),",
    flip: "    v2.RandomHorizontalFlip({flip}),",
    rotation: "    v2.RandomRotation({rotation}, interpolation=InterpolationMode.BILINEAR, fill=None),",
    shift: '    v2.RandomCrop(32, padding={shift}, padding_mode="{mode}"),',
    brightness: "    v2.ColorJitter(brightness={brightness}),",
    contrast: "    v2.ColorJitter(contrast={contrast}),",
    saturation: "    v2.ColorJitter(saturation={saturation}),",
    cutout: "    v2.RandomErasing(1, scale=({cutout}**2 / 32**2,) * 2, ratio=(1, 1)),",
    end: "])"
  },
  modes: ["reflect", "constant"],
  question: "Which of these would change the class? A car that is flipped. A ship upside down. A digit 6 that is turned by 180°. A frog that lost its colour.",
  tryNextBatch: "Try it: press 'Next batch' a few times. Could you still name every image?",
  tryRotation: "Next: turn 'rotation' up to 180. Which of these images would now be something else, as a digit 6 turned upside down is a 9?",
  tryPadding: "Next: set 'shift' to 8 and change 'filled by'. What does a network see at the border each time?",
  tryLook: "Next: point at an image, or move there with the arrow keys, and read what it drew.",
  tryAll: "Now find the strongest setting at which you would still name each image."
};

// course_utils/widgets/augmentation_lab/view.js
var SIZE = 32;
var ACROSS = 4;
var PITCH = SIZE + 2;
var SHEET = ACROSS * PITCH - 2;
var MOST_BATCHES = 100;
var STEPS = (
  /** @type {Step[]} */
  Object.keys(AUGMENT_STEPS)
);
var OFF = { crop: 1, flip: 0, rotation: 0, shift: 0, cutout: 0 };
var COLOURS_OFF = { brightness: 0, contrast: 0, saturation: 0 };
var ALL_OFF = (
  /** @type {Record<Step, number>} */
  { ...OFF, ...COLOURS_OFF }
);
var FRACTIONS = ["crop", "flip", "brightness", "contrast", "saturation"];
var STEP = 0.05;
var SETTINGS = [...STEPS, "padding"];
function volumes(bytes) {
  const area = SIZE * SIZE;
  return Array.from({ length: AUGMENTED_BATCH }, (_, k) => {
    const data = new Float32Array(3 * area);
    for (let i = 0; i < area; i++)
      for (let c = 0; c < 3; c++) data[c * area + i] = bytes.getUint8((k * area + i) * 3 + c) / 255;
    return { data, channels: 3, height: SIZE, width: SIZE };
  });
}
function paste({ data }, place, sheet) {
  const start = Math.floor(place / ACROSS) * PITCH * SHEET + place % ACROSS * PITCH;
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < SIZE; y++) {
      const line = (c * SIZE + y) * SIZE;
      sheet.set(data.subarray(line, line + SIZE), c * SHEET * SHEET + start + y * SHEET);
    }
}
function words(drawn, settings) {
  const { drew } = strings_default;
  const { crop, rotation, shift, cutout } = drawn;
  const turned = { angle: number(Math.abs(rotation), 1) };
  const moves = [
    shift.rows !== 0 && fill(shift.rows < 0 ? drew.up : drew.down, { rows: Math.abs(shift.rows) }),
    shift.columns !== 0 && fill(shift.columns < 0 ? drew.toLeft : drew.toRight, { columns: Math.abs(shift.columns) })
  ].filter((move) => move !== false);
  const factor = (value) => fill(drew.factor, { factor: number(value) });
  const said = {
    crop: crop.side === SIZE ? drew.whole : fill(drew.crop, crop),
    flip: drawn.flip ? drew.flip : drew.noFlip,
    rotation: fill(rotation < 0 ? drew.right : drew.left, turned),
    shift: moves.join(", ") || drew.stay,
    brightness: factor(drawn.brightness),
    contrast: factor(drawn.contrast),
    saturation: factor(drawn.saturation),
    cutout: fill(drew.cutout, cutout)
  };
  for (const step of STEPS) if (settings[step] === ALL_OFF[step]) said[step] = strings_default.off;
  return said;
}
var plainly = (value) => String(Number(value.toFixed(4)));
function code(settings, padding) {
  const { python, modes } = strings_default;
  const values = {
    ...Object.fromEntries(STEPS.map((step) => [step, plainly(settings[step])])),
    mode: modes[padding]
  };
  const on = STEPS.filter((step) => settings[step] !== ALL_OFF[step]);
  return [python.begin, ...on.map((step) => fill(python[step], values)), python.end].join("\n");
}
function initialize({ model, signal }) {
  for (const name of FRACTIONS)
    keepExact(model, name, { step: STEP, least: name === "crop" ? 0.1 : 0, most: 1 }, signal);
}
async function render({ model, el, signal }) {
  const images = volumes(model.get("_images"));
  const tries = tryNext(
    [strings_default.tryNextBatch, strings_default.tryRotation, strings_default.tryPadding, strings_default.tryLook],
    strings_default.tryAll
  );
  const onPoint = ({ row, column }) => {
    const at = (pixel) => Math.min(Math.floor(pixel / PITCH), ACROSS - 1);
    const selected = at(row) * ACROSS + at(column);
    tries.did(3);
    if (selected !== model.get("selected")) update(model, { selected });
  };
  const before = new Raster({ name: "originals", onPoint });
  const after = new Raster({ name: "augmented", onPoint });
  for (const raster of [before, after]) raster.step = PITCH;
  const original = new Raster({ name: "original" });
  const steps = STEPS.map((step) => ({
    step,
    raster: new Raster({ name: step }),
    note: h("span", { class: "cv-note cv-number", "data-drew": step })
  }));
  const stepsTitle = h("h4", { class: "cv-title" });
  const batchOf = h("span", { class: "cv-number" });
  const listing = h("pre", { class: "cv-code", tabindex: 0, "aria-label": strings_default.code });
  const button = (name, press) => h("button", { class: "cv-button", type: "button", onclick: press }, name);
  const next = () => update(model, { batch: (model.get("batch") + 1) % MOST_BATCHES });
  const root = h(
    "section",
    { class: "cv cv-augmentation-lab", "aria-label": "AugmentationLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel cv-sheet" },
        h(
          "h4",
          { class: "cv-title" },
          strings_default.originals,
          h("span", { class: "cv-number" }, fill(strings_default.count, { count: AUGMENTED_BATCH }))
        ),
        before.element
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings_default.transforms),
        slots(...STEPS.flatMap((step) => step === "shift" ? [step, "padding"] : [step])),
        h(
          "div",
          { class: "cv-row" },
          button(strings_default.all, () => update(model, ALL_OFF)),
          button(strings_default.usual, () => update(model, { ...ALL_OFF, flip: 0.5, shift: 4 }))
        )
      ),
      h(
        "div",
        { class: "cv-panel cv-sheet" },
        h("h4", { class: "cv-title" }, strings_default.augmented, batchOf),
        after.element,
        slots("batch"),
        h("div", { class: "cv-row" }, button(strings_default.next, next))
      )
    ),
    h("p", { class: "cv-question" }, strings_default.question),
    h(
      "div",
      { class: "cv-lower" },
      stepsTitle,
      h(
        "ol",
        { class: "cv-steps" },
        h("li", {}, original.element, h("strong", {}, strings_default.original)),
        ...steps.map(
          ({ step, raster, note }) => h("li", {}, raster.element, h("strong", {}, strings_default.steps[step]), note)
        )
      ),
      h("p", { class: "cv-note" }, strings_default.explained)
    ),
    h(
      "div",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, strings_default.code),
      listing,
      h("p", { class: "cv-note" }, strings_default.codeNote)
    )
  );
  el.append(root);
  const sheet = new Float32Array(3 * SHEET * SHEET);
  images.forEach((image, place) => {
    paste(image, place, sheet);
  });
  before.showRgb(sheet, SHEET, SHEET);
  function paint() {
    const settings = (
      /** @type {Record<Step, number>} */
      Object.fromEntries(STEPS.map((step) => [step, model.get(step)]))
    );
    const [seed, batch, padding] = ["seed", "batch", "padding"].map((name) => model.get(name));
    const reflect = padding === 0;
    const chosen = model.get("selected");
    const ranges = (
      /** @type {AugmentSettings} */
      { ...settings, reflect }
    );
    let looked = (
      /** @type {{ drawn: Drawn, through: Volume[] } | null} */
      null
    );
    for (const [place, image] of images.entries()) {
      const drawn = drawAugmentation(ranges, seed, batch, place, SIZE);
      const through = augmentedSteps(image, drawn, reflect);
      paste(through[through.length - 1], place, sheet);
      if (place === chosen) looked = { drawn, through };
    }
    after.showRgb(sheet, SHEET, SHEET);
    if (looked !== null) showSteps(chosen, looked.drawn, looked.through, settings);
    say(batchOf, fill(strings_default.batchOf, { batch, seed }));
    say(listing, code(settings, padding));
  }
  function showSteps(chosen, drawn, through, settings) {
    const [row, column] = [Math.floor(chosen / ACROSS) * PITCH, chosen % ACROSS * PITCH];
    for (const raster of [before, after]) {
      raster.place = { row, column };
      raster.mark(row, column, SIZE, SIZE);
    }
    const who = { number: chosen, name: model.get("_names")[chosen], count: AUGMENTED_BATCH };
    const said = words(drawn, settings);
    const on = STEPS.filter((step) => said[step] !== strings_default.off);
    const all = on.map(
      (step) => fill(strings_default.pair, { step: strings_default.steps[step], words: said[step] })
    );
    say(stepsTitle, fill(strings_default.stepsTitle, who));
    before.describe(fill(strings_default.originalsLabel, who));
    after.describe(
      fill(strings_default.augmentedLabel, { ...who, words: all.join("; ") || strings_default.asItIs })
    );
    original.showRgb(images[chosen].data, SIZE, SIZE);
    original.describe(fill(strings_default.stepLabel, { step: strings_default.original, words: who.name }));
    steps.forEach(({ step, raster, note }, k) => {
      raster.showRgb(through[k].data, SIZE, SIZE);
      raster.describe(fill(strings_default.stepLabel, { step: strings_default.steps[step], words: said[step] }));
      say(note, said[step]);
    });
  }
  const request = paintWhileVisible(root, paint, signal);
  onChange(model, [...SETTINGS, "seed", "batch", "selected"], request, signal);
  onChange(model, ["batch"], () => tries.did(0), signal);
  onChange(
    model,
    ["rotation"],
    () => {
      if (model.get("rotation") === 180) tries.did(1);
    },
    signal
  );
  onChange(model, ["padding"], () => tries.did(2), signal);
  paint();
  await mountControls(model, root, signal);
}
var view_default = { initialize, render };
export {
  view_default as default
};
