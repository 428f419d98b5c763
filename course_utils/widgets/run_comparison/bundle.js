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

// course_utils/widgets/run_comparison/points.js
var TAG_WIDTH = 14;
var TAG_HEIGHT = 10;
function pointsOf(runs, across, hidden) {
  return runs.flatMap((run, k) => {
    const whole = run[across];
    if (whole === null || hidden.includes(run.name)) return [];
    const end = { run: k, x: whole, accuracy: run.accuracy, spread: run.spread, last: true };
    const before = run.curve.filter(([share]) => share > 0 && share < 1).map(([share, accuracy, spread]) => ({
      run: k,
      x: share * whole,
      accuracy,
      spread,
      last: false
    }));
    return [...before, end];
  });
}
function nearest(places, x, y) {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  places.forEach(([px, py], k) => {
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance < least) [best, least] = [k, distance];
  });
  return best;
}
function moved(points, at, key) {
  if (at < 0 || at >= points.length) return points.length - 1;
  const { run } = points[at];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const next = at + (key === "ArrowLeft" ? -1 : 1);
    return points[next]?.run === run ? next : at;
  }
  const names = [...new Set(points.map((point) => point.run))];
  const other = names[names.indexOf(run) + (key === "ArrowUp" ? -1 : 1)];
  return other === void 0 ? at : points.findLastIndex((point) => point.run === other);
}
function tagsOf(places) {
  const bearers = places.map(() => []);
  places.forEach((place, k) => {
    if (place === null) return;
    const [x, y] = place;
    const bearer = places.findIndex(
      (other, at) => other !== null && (at === k || bearers[at].length > 0) && Math.abs(other[0] - x) < TAG_WIDTH && Math.abs(other[1] - y) < TAG_HEIGHT
    );
    bearers[bearer].push(k + 1);
  });
  return bearers.map((numbers) => numbers.join(", "));
}

// course_utils/widgets/run_comparison/strings.json
var strings_default = {
  across: "across",
  scale: "its axis",
  linear: "linear",
  log: "logarithmic",
  smoothing: "smoothing",
  seconds: "seconds",
  steps: "steps",
  images: "images",
  accuracyTitle: "Test accuracy in %, by {across} of training",
  accuracyNote: "bars: ± one standard deviation over seeds",
  lossTitle: "Training loss, by step",
  lossNote: "mean over seeds and of {smoothing} steps",
  noLosses: "These runs tell no losses.",
  accuracyLabel: "Test accuracy by {across}: {list}. Arrow keys read the points.",
  lossLabel: "Training loss, mean of {smoothing} steps, at the end: {list}.",
  entry: "{name} {value}",
  hint: "Point at the plot, or use the arrow keys on it, to read a point.",
  reading: "{name}: {accuracy} after {x} {across}{seeds}",
  seeds: ", {count} seeds",
  unknown: "–",
  missing: "Not drawn, because their {across} are not known: {names}.",
  nothing: "No run is drawn: tick one in the table.",
  table: "Runs",
  show: "show {name}",
  run: "run",
  seedsHead: "seeds",
  accuracyHead: "accuracy, %",
  secondsHead: "seconds",
  speedupHead: "speedup",
  tableNote: "Speedup: the seconds of the first run over its own. Time within a run is taken to pass evenly.",
  tries: [
    "Try it: read the last point of each run. Which is ahead, and after how long?",
    "Next: lay the runs out over steps, then over images. Who is ahead of whom now?",
    "Next: move the smoothing from 1 to 1,000. Which differences of loss remain?",
    "Next: hide all but two runs whose bars overlap. Could chance alone have ordered them?"
  ],
  triesDone: "Which change paid most for a second of training?"
};

// course_utils/widgets/run_comparison/view.js
var ACROSS = (
  /** @type {const} */
  ["seconds", "steps", "images"]
);
var LOG = 1;
var OF_LOSSES = 2;
var COLOURS = 8;
var SVG2 = "http://www.w3.org/2000/svg";
var grouped = (value) => Math.round(value).toLocaleString("en-GB");
var amount = (value) => value < 100 ? number(value, 1) : grouped(value);
var short = (value) => value >= 1e6 ? `${value / 1e6} M` : value >= 1e5 ? `${value / 1e3} k` : value.toLocaleString("en-GB");
var percent = (share, spread) => spread === null ? `${number(100 * share, 1)} %` : `${number(100 * share, 1)} ± ${number(100 * spread, 1)} %`;
var look = (k) => `cv-run-${k % COLOURS}${k >= COLOURS ? " cv-second" : ""}`;
function sample(k) {
  const picture = document.createElementNS(SVG2, "svg");
  picture.setAttribute("viewBox", "0 0 32 12");
  picture.setAttribute("class", "cv-sample cv-plot");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG2, "path");
  path.setAttribute("class", `cv-line ${look(k)}`);
  path.setAttribute("d", "M0 6H32");
  picture.append(path);
  return picture;
}
async function render({ model, el, signal }) {
  const runs = (
    /** @type {Run[]} */
    model.get("runs")
  );
  const bytes = (
    /** @type {DataView} */
    model.get("_losses")
  );
  const all = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  );
  let start = 0;
  const losses = runs.map(({ points: points2 }) => {
    start += points2;
    return all.subarray(start - points2, start);
  });
  const known = losses.some((one) => one.length > 0);
  const tries = tryNext(
    strings_default.tries.filter((_, k) => known || k !== OF_LOSSES),
    strings_default.triesDone
  );
  const accuracy = new Plot({ name: "accuracy", height: 280, margin: true });
  accuracy.element.setAttribute("tabindex", "0");
  const loss = new Plot({ name: "loss", height: 200, margin: true });
  const title = h("span", {});
  const lossNote = h("span", { class: "cv-note" });
  const lossPart = h(
    "div",
    {},
    h("h4", { class: "cv-title cv-loss-title" }, strings_default.lossTitle, lossNote),
    loss.element,
    slots("smoothing")
  );
  lossPart.hidden = !known;
  const reading = h("p", { class: "cv-reading cv-number", "aria-live": "polite" });
  const message = h("p", { class: "cv-message", role: "status" });
  const tags = runs.map(() => {
    const tag = document.createElementNS(SVG2, "text");
    tag.setAttribute("class", "cv-tag");
    return tag;
  });
  const boxes = runs.map(
    ({ name }) => h("input", {
      type: "checkbox",
      "aria-label": fill(strings_default.show, { name }),
      onchange: () => {
        const hidden = runs.map((run) => run.name).filter((_, k) => !boxes[k].checked);
        update(model, { hidden });
      }
    })
  );
  const heads = [
    strings_default.run,
    strings_default.seedsHead,
    strings_default.accuracyHead,
    strings_default.secondsHead,
    strings_default.speedupHead
  ];
  const table = h(
    "table",
    { class: "cv-table", "aria-label": strings_default.table, role: "table" },
    h(
      "thead",
      { role: "rowgroup" },
      h("tr", { role: "row" }, ...heads.map((head) => h("th", { role: "columnheader" }, head)))
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      ...runs.map((run, k) => {
        const { seconds, speedup } = run;
        const texts = [
          String(run.seeds),
          percent(run.accuracy, run.spread).replace(" %", ""),
          seconds === null ? strings_default.unknown : run.seconds_spread === null ? amount(seconds) : `${amount(seconds)} ± ${amount(run.seconds_spread)}`,
          speedup === null ? strings_default.unknown : `${number(speedup, speedup < 10 ? 2 : 1)} ×`
        ];
        const name = h("label", {}, boxes[k], sample(k), `${k + 1}. ${run.name}`);
        return h(
          "tr",
          { role: "row" },
          h("td", { class: "cv-run-name", role: "cell" }, name),
          ...texts.map((text) => h("td", { role: "cell" }, text))
        );
      })
    )
  );
  const root = h(
    "section",
    { class: "cv cv-run-comparison", "aria-label": "RunComparison" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          title,
          h("span", { class: "cv-note" }, strings_default.accuracyNote)
        ),
        accuracy.element,
        reading,
        slots("across", "scale")
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("div", { class: "cv-scroll" }, table),
        h("p", { class: "cv-note" }, strings_default.tableNote),
        lossPart
      )
    ),
    message
  );
  el.append(root);
  let points = [];
  let at = -1;
  let highest = 1;
  const log = () => model.get("scale") === LOG;
  const across = () => ACROSS[model.get("across")];
  const onAxis = (x) => log() ? Math.log10(x) : x;
  function placeOf({ x, accuracy: share }) {
    const [left, right] = accuracy.x;
    const [low, high] = accuracy.y;
    const wide = accuracy.width - accuracy.left;
    return [
      accuracy.left + (onAxis(x) - left) / (right - left) * wide,
      (1 - (100 * share - low) / (high - low)) * (accuracy.height - accuracy.bottom)
    ];
  }
  function paintAccuracy() {
    const hidden = (
      /** @type {string[]} */
      model.get("hidden")
    );
    const before = points[at];
    points = pointsOf(runs, across(), hidden);
    at = points.findIndex(
      (p) => p.run === before?.run && p.last === before.last && p.x === before.x
    );
    const name = strings_default[across()];
    say(title, fill(strings_default.accuracyTitle, { across: name }));
    const xs = points.map(({ x }) => x);
    highest = Math.max(...xs, 0) || 1;
    const least = Math.min(...xs, highest);
    const ups = points.map((p) => 100 * (p.accuracy + (p.spread ?? 0)));
    const downs = points.map((p) => 100 * (p.accuracy - (p.spread ?? 0)));
    const top = Math.min(100, Math.ceil((Math.max(...ups, 1) + 1) / 10) * 10);
    const bottom = Math.max(
      0,
      Math.min(top - 20, Math.floor((Math.min(...downs, 99) - 1) / 10) * 10)
    );
    const right = highest * (log() ? 1.25 : 1.06);
    accuracy.range([log() ? Math.log10(least * 0.8) : 0, onAxis(right)], [bottom, top]);
    let marks = log() ? logMarks(least * 0.8, right) : evenMarks(right, accuracy.width < 360 ? 3 : 6);
    if (log() && marks.length > 7)
      marks = marks.filter((mark) => Number.isInteger(Number(Math.log10(mark).toFixed(6))));
    const step = top - bottom > 50 ? 20 : 10;
    const up = [];
    for (let y = bottom; y <= top; y += step) up.push({ at: y, text: String(y) });
    accuracy.ticks(
      marks.map((mark) => ({ at: onAxis(mark), text: short(mark) })),
      up
    );
    runs.forEach((_, k) => {
      const mine = points.filter((point) => point.run === k);
      const places2 = mine.map(({ x }) => onAxis(x));
      const shares = mine.map((point) => 100 * point.accuracy);
      accuracy.line(`cv-line ${look(k)} cv-of-${k}`, places2, shares);
      mine.forEach(({ x, spread, accuracy: share }, index) => {
        const by = 100 * (spread ?? 0);
        const ends2 = [Math.max(bottom, 100 * share - by), Math.min(top, 100 * share + by)];
        const shown = spread === null ? [] : ends2;
        const bar = `cv-error ${look(k)} cv-of-${k}-${index}`;
        accuracy.line(bar, shown.length ? [onAxis(x), onAxis(x)] : [], shown);
      });
      const longest = runs[k].curve.length + 1;
      for (let spare = mine.length; spare < longest; spare++)
        accuracy.line(`cv-error ${look(k)} cv-of-${k}-${spare}`, [], []);
      accuracy.dots(
        `cv-dot ${look(k)} cv-of-${k}`,
        places2.map((x, index) => [x, shares[index]])
      );
    });
    const ends = points.filter(({ last }) => last);
    const places = runs.map((_, k) => {
      const end = ends.find(({ run }) => run === k);
      return end === void 0 ? null : placeOf(end);
    });
    tagsOf(places).forEach((text, k) => {
      const tag = tags[k];
      const place = places[k];
      tag.style.display = text === "" ? "none" : "";
      if (text === "" || place === null) return;
      const [x, y] = place;
      const edge = x + 6 + 6 * text.length + 6 > accuracy.width;
      tag.textContent = text;
      tag.setAttribute("text-anchor", edge ? "end" : "start");
      tag.setAttribute("x", (edge ? x - 6 : x + 6).toFixed(1));
      tag.setAttribute("y", Math.max(y - 6, 11).toFixed(1));
      if (tag.parentNode === null) accuracy.element.append(tag);
    });
    const list = ends.map(
      ({ run, accuracy: share, spread, x }) => fill(strings_default.entry, {
        name: runs[run].name,
        value: `${percent(share, spread)}, ${amount(x)} ${name}`
      })
    );
    accuracy.describe(fill(strings_default.accuracyLabel, { across: name, list: list.join("; ") }));
    const missing = runs.filter((run) => run[across()] === null && !hidden.includes(run.name));
    const names = missing.map((run) => run.name).join(", ");
    const lost = missing.length > 0 ? fill(strings_default.missing, { across: name, names }) : "";
    say(message, hidden.length === runs.length ? strings_default.nothing : lost);
    runs.forEach((run, k) => {
      boxes[k].checked = !hidden.includes(run.name);
    });
    paintReading();
  }
  function paintReading() {
    const point = points[at];
    accuracy.dots("cv-point", point === void 0 ? [] : [[onAxis(point.x), 100 * point.accuracy]]);
    if (point === void 0) {
      say(reading, strings_default.hint);
      return;
    }
    const { name, seeds } = runs[point.run];
    say(
      reading,
      fill(strings_default.reading, {
        name,
        accuracy: percent(point.accuracy, point.spread),
        x: amount(point.x),
        across: strings_default[across()],
        seeds: seeds > 1 ? fill(strings_default.seeds, { count: seeds }) : ""
      })
    );
    if (point.last) tries.did(0);
  }
  function paintLosses() {
    const smoothing = (
      /** @type {number} */
      model.get("smoothing")
    );
    const hidden = (
      /** @type {string[]} */
      model.get("hidden")
    );
    const drawn = runs.map((run, k) => {
      if (hidden.includes(run.name) || losses[k].length === 0) return null;
      return trailingMean(losses[k], Math.max(1, Math.floor(smoothing / run.width + 0.5)));
    });
    let top = 0;
    let steps = 1;
    drawn.forEach((curve, k) => {
      if (curve === null) return;
      for (const value of curve) top = Math.max(top, value);
      steps = Math.max(steps, curve.length * runs[k].width);
    });
    top = (top || 1) * 1.05;
    loss.range([0, steps], [0, top]);
    loss.ticks(
      evenMarks(steps, loss.width < 360 ? 3 : 5).map((mark) => ({ at: mark, text: short(mark) })),
      evenMarks(top, 4).map((mark) => ({ at: mark, text: String(mark) }))
    );
    drawn.forEach((curve, k) => {
      const places = (curve ?? []).map((_, index) => (index + 1) * runs[k].width);
      loss.line(`cv-line ${look(k)} cv-of-${k}`, places, curve ?? []);
    });
    const list = drawn.flatMap(
      (curve, k) => curve === null ? [] : [fill(strings_default.entry, { name: runs[k].name, value: number(curve[curve.length - 1], 3) })]
    );
    const said = grouped(smoothing);
    say(
      lossNote,
      list.length === 0 ? strings_default.noLosses : fill(strings_default.lossNote, { smoothing: said })
    );
    loss.describe(
      list.length === 0 ? strings_default.noLosses : fill(strings_default.lossLabel, { smoothing: said, list: list.join("; ") })
    );
  }
  let stale = { accuracy: true, losses: true };
  const request = paintWhileVisible(
    root,
    () => {
      const now = stale;
      stale = { accuracy: false, losses: false };
      if (now.accuracy) paintAccuracy();
      if (now.losses) paintLosses();
    },
    signal
  );
  const changed = (parts) => () => {
    stale = { ...stale, ...parts };
    request();
  };
  onChange(model, ["across", "scale"], changed({ accuracy: true }), signal);
  onChange(model, ["hidden"], changed({ accuracy: true, losses: true }), signal);
  onChange(model, ["smoothing"], changed({ losses: true }), signal);
  onChange(model, ["across"], () => tries.did(1), signal);
  onChange(model, ["smoothing"], () => model.get("smoothing") === 1e3 && tries.did(2), signal);
  onChange(
    model,
    ["hidden"],
    () => runs.length - model.get("hidden").length === 2 && tries.did(3),
    signal
  );
  accuracy.element.addEventListener("pointermove", (event) => {
    const box = accuracy.element.getBoundingClientRect();
    const scale = accuracy.width / box.width;
    at = nearest(
      points.map(placeOf),
      (event.clientX - box.left) * scale,
      (event.clientY - box.top) * scale
    );
    paintReading();
  });
  accuracy.element.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    at = moved(points, at, event.key);
    paintReading();
  });
  accuracy.fit(changed({ accuracy: true }), signal);
  loss.fit(changed({ losses: true }), signal);
  request();
  await mountControls(model, root, signal);
}
var view_default = { render };
export {
  view_default as default
};
