/**
 * LinearLab: a plane of two inputs, the regions that a layer or two of weights make of it, lines to
 * drag, and the plane as the hidden units fold it.
 */
import { fill, h, mountControls, number, onChange, say, slots, tryNext } from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { NumberGrid } from "../_core/grid.js";
import { linear } from "../_core/ops.js";
import {
  dataOf,
  drawAnew,
  initialize,
  lastOf,
  linesOf,
  networkOf,
  setLast,
  setLine,
  setTogether,
  traitsOf,
} from "./controls.js";
import { nearest, segment, ties, zeroLines } from "./geometry.js";
import { Handles } from "./handles.js";
import { descended, Evaluation, lossOf, MOST_HIDDEN, winner } from "./network.js";
import { keyOf, Plane } from "./plane.js";
import { gradientOf } from "./regions.js";
import strings from "./strings.json";

/** @typedef {import("./geometry.js").Line} Line */
/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {import("./network.js").Network} Network */

const EDGE = 3;
/** Pixels of the plane along each axis. */
const SIDE = 128;
/** Of the folded plane. */
const FOLDED_SIDE = 64;
/** Pixels between the places where borders are looked for. */
const SPACING = 2;
const FIT_STEPS = 300;
const STEPS_A_FRAME = 5;
/** From a line to the pointer, in units of the plane, for the line to be taken hold of. */
const GRASP = 0.25;
const LIMITS = /** @type {[number, number]} */ ([-1000, 1000]);
const TOPS = [0.5, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100];

/**
 * The middles of the pixels of a box, row by row from the top left.
 *
 * @param {Box} box
 * @param {number} side
 */
function centres({ x: [left, right], y: [bottom, top] }, side) {
  const x = new Float64Array(side * side * 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = 2 * (row * side + column);
      x[at] = left + ((column + 0.5) / side) * (right - left);
      x[at + 1] = top - ((row + 0.5) / side) * (top - bottom);
    }
  return x;
}

/**
 * Short strokes on the side of a line where it is positive.
 *
 * @param {[Point, Point]} part
 * @param {Line} line
 * @param {Plane} plane
 */
function strokes([[x, y], [u, v]], [w1, w2], plane) {
  const length = Math.hypot(u - x, v - y);
  const size = Math.hypot(w1, w2);
  const count = Math.floor(length / 0.5);
  let d = "";
  for (let i = 0; i < count; i++) {
    const share = (i + 0.5) / count;
    /** @type {Point} */
    const foot = [x + share * (u - x), y + share * (v - y)];
    d += plane.path([foot, [foot[0] + (0.13 * w1) / size, foot[1] + (0.13 * w2) / size]]);
  }
  return d;
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings.tryDrag, strings.tryRings, strings.tryHidden, strings.tryFit],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const plane = new Plane({ name: "plane", side: SIDE });
  const folded = new Plane({ name: "folded", side: FOLDED_SIDE });
  const whole = new Evaluation(centres(plane.box, SIDE));
  const labels = Array.from({ length: MOST_HIDDEN }, (_, unit) =>
    h("span", { class: "cv-line-label", "aria-hidden": "true", hidden: true }, `h${unit + 1}`),
  );
  plane.element.append(...labels);
  const save = () => model.save_changes();

  const handles = new Handles(plane, (line) => {
    tries.did(0);
    const network = networkOf(model);
    if (between(network)) {
      // Half of the change to either class, so that what is common to both stays.
      const [w1, w2, b] = line.map((value, i) => (value - boundary(network)[i]) / 2);
      const [first, second] = linesOf(network);
      setTogether(model, {
        weight: [
          [first[0] - w1, first[1] - w2],
          [second[0] + w1, second[1] + w2],
        ],
        bias: [first[2] - b, second[2] + b],
      });
    } else setLine(model, model.get("row"), line);
    save();
  });
  plane.drawing.addEventListener("pointerdown", (event) => {
    const network = networkOf(model);
    const at = plane.at(event);
    const lines = between(network) ? [boundary(network)] : linesOf(network);
    const away = lines.map((line) => {
      const [x, y] = nearest(line, at);
      return line[0] === 0 && line[1] === 0 ? Infinity : Math.hypot(x - at[0], y - at[1]);
    });
    const row = away.indexOf(Math.min(...away));
    if (away[row] > GRASP) return;
    event.preventDefault();
    if (!between(network) && row !== model.get("row")) {
      model.set("row", row);
      save();
    }
    handles.line = lines[row];
    handles.follow(plane.drawing, event, (point) => handles.moveTo(point));
  });

  const first = new NumberGrid({
    name: "first",
    label: strings.gridFirst,
    limits: LIMITS,
    onSelect: (row) => {
      if (row === model.get("row")) return;
      model.set("row", row);
      save();
    },
    onEdit: (row, column, value) => {
      say(message, "");
      const line = linesOf(networkOf(model))[row];
      setLine(model, row, /** @type {any} */ (line.map((old, i) => (i === column ? value : old))));
      save();
    },
    onRefuse: (text) => say(message, fill(strings.badWeight, { text })),
  });
  const second = new NumberGrid({
    name: "last",
    label: strings.gridLast,
    limits: LIMITS,
    onSelect: (row, column) => {
      const [oldRow, oldColumn] = model.get("selected");
      if (row === oldRow && column === oldColumn) return;
      model.set("selected", [row, column]);
      save();
    },
    onEdit: (row, column, value) => {
      setLast(model, row, column, value);
      save();
    },
    onRefuse: (text) => say(message, fill(strings.badWeight, { text })),
  });

  const texts = {
    right: h("span", { class: "cv-number", "data-right": true }),
    percent: h("span", { class: "cv-number" }),
    loss: h("span", { class: "cv-number", "data-loss": true }),
    steps: h("span", { class: "cv-number cv-note" }),
    first: h("span", {}),
    firstHand: h("span", { class: "cv-number" }),
    firstNote: h("p", { class: "cv-note" }),
    lastHand: h("span", { class: "cv-number" }),
    folded: h("p", { class: "cv-note" }),
  };
  const keys = [0, 1, 2].map((k) =>
    h(
      "span",
      { class: "cv-mark-key" },
      keyOf(k),
      h("span", {}, fill(strings.classKey, { k })),
      h("span", { class: "cv-legend-bar", style: `background-image: ${gradientOf(k)}` }),
    ),
  );
  const low = h("span", { class: "cv-number" });
  const fit = h("button", { class: "cv-button", type: "button", onclick: toggleFit }, strings.fit);
  const one = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => {
        halt();
        if (descend(1)) save();
      },
    },
    strings.one,
  );
  const anew = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => {
        halt();
        drawAnew(model);
        save();
      },
    },
    strings.anew,
  );
  const lastPart = h(
    "div",
    { class: "cv-panel" },
    h("p", { class: "cv-title" }, strings.layerLast, texts.lastHand),
    second.element,
    h("p", { class: "cv-note" }, strings.gridLast),
    slots("chosen_weight"),
  );
  const axes = slots("fold_x", "fold_y");
  const foldedPart = h("div", { class: "cv-panel" }, folded.element, axes);
  const root = h(
    "section",
    { class: "cv cv-linear-lab", "aria-label": "LinearLab" },
    tries.element,
    h(
      "div",
      { class: "cv-flow" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.plane),
        plane.element,
        h("p", { class: "cv-note" }, strings.planeNote),
        h(
          "p",
          { class: "cv-stats" },
          texts.right,
          h("span", {}, `${strings.right} (`, texts.percent, ")"),
          h("span", {}, `${strings.loss} `, texts.loss),
        ),
        slots("data"),
        h(
          "div",
          { class: "cv-marks" },
          ...keys,
          h("span", { class: "cv-mark-key" }, keyOf("wrong"), h("span", {}, strings.wrongKey)),
        ),
        h("p", { class: "cv-note" }, `${strings.strength}, `, low, "."),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, texts.first, texts.firstHand),
        first.element,
        texts.firstNote,
        slots("w1", "w2", "b"),
        h("p", { class: "cv-note" }, strings.help),
        slots("hidden", "seed"),
        h("div", { class: "cv-row" }, fit, one, anew, texts.steps),
        slots("learning_rate"),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.folded),
        foldedPart,
        texts.folded,
        lastPart,
      ),
    ),
    message,
  );
  el.append(root);

  let trouble = "";
  /** @type {{ set: unknown, x: Float64Array, labels: number[], name: string, parted: boolean }} */
  let data = { set: null, x: new Float64Array(0), labels: [], name: "", parted: true };
  let points = new Evaluation(data.x);
  let foldedKey = "";
  let foldedX = new Float64Array(0);
  let foldedScores = new Float64Array(0);

  function refresh() {
    const found = dataOf(model);
    if (found.x === data.set) return;
    data = { ...found, set: found.x, x: Float64Array.from(found.x.flat()) };
    points = new Evaluation(data.x);
  }

  /** @param {Network} network  whether the line in hand is the border between two classes */
  function between({ hidden, classes }) {
    return hidden === 0 && classes === 2;
  }

  /** @param {Network} network  @returns {Line} */
  function boundary(network) {
    const [a, b] = linesOf(network);
    return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  }

  /**
   * @param {number} steps
   * @returns {boolean}  whether all weights stayed finite
   */
  function descend(steps) {
    refresh();
    let network = networkOf(model);
    const rate = model.get("learning_rate");
    let done = 0;
    for (; done < steps; done++) {
      const next = descended(network, data, rate);
      const all = [next.weight, next.bias, next.hidden_weight, next.hidden_bias].flat(2);
      if (!all.every((value) => Math.abs(value) <= LIMITS[1])) {
        trouble = strings.notFinite;
        break;
      }
      network = next;
    }
    setTogether(model, { ...traitsOf(network), steps: model.get("steps") + done });
    request();
    return done === steps;
  }

  let left = 0;
  function halt() {
    if (left > 0) save();
    left = 0;
    trouble = "";
    say(fit, strings.fit);
  }
  function toggleFit() {
    if (left > 0) {
      halt();
      return;
    }
    trouble = "";
    tries.did(3);
    left = FIT_STEPS;
    say(fit, strings.stop);
    frame();
  }
  function frame() {
    if (left <= 0 || signal.aborted) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const steps = still ? left : Math.min(STEPS_A_FRAME, left);
    left -= steps;
    const fine = descend(steps);
    if (left > 0 && fine) {
      requestAnimationFrame(frame);
      return;
    }
    left = 0;
    say(fit, strings.fit);
    save();
  }

  function paint() {
    refresh();
    const network = networkOf(model);
    const { classes, hidden } = network;
    const lines = linesOf(network);
    const row = Math.min(model.get("row"), lines.length - 1);
    whole.run(network);
    plane.paint(whole.scores, classes);
    points.run(network);
    const wrong = data.labels.map(
      (label, i) => winner(points.scores, i * classes, classes) !== label,
    );
    const right = wrong.filter((one) => !one).length;
    const { loss } = lossOf(points.scores, data.labels, classes);
    plane.points(data.x, data.labels, wrong);
    drawLines(network, lines, row);
    showNumbers(network, lines, row, right, loss);
    lastPart.hidden = hidden === 0;
    foldedPart.hidden = hidden === 0;
    axes.hidden = hidden < 2;
    if (hidden > 0) fold(network, wrong, right);
    else {
      folded.describe(strings.foldedOff);
      if (foldedKey !== "off") folded.clear();
      foldedKey = "off";
      say(texts.folded, strings.foldedNone);
    }
    const noLine = hidden === 0 && !data.parted ? strings.noLine : "";
    const inHand = between(network) ? boundary(network) : lines[row];
    const zero = inHand[0] === 0 && inHand[1] === 0 ? strings.zero : "";
    say(message, trouble || zero || deadUnits(hidden) || noLine);
  }

  /**
   * Which units give 0 at every point, in a sentence; empty where none does.
   *
   * @param {number} hidden
   */
  function deadUnits(hidden) {
    const units = [];
    for (let unit = 0; unit < hidden; unit++) {
      let at = unit;
      while (at < points.hidden.length && points.hidden[at] === 0) at += hidden;
      if (at >= points.hidden.length) units.push(`h${unit + 1}`);
    }
    return units.length > 0 ? fill(strings.dead, { units: units.join(", ") }) : "";
  }

  /**
   * @param {Network} network
   * @param {readonly Line[]} lines
   * @param {number} row
   */
  function drawLines(network, lines, row) {
    const { hidden, classes, weight, bias } = network;
    let d = "";
    if (hidden === 0) for (const part of ties(weight, bias, plane.box)) d += plane.path(part);
    else for (let k = 0; k < classes - (classes === 2 ? 1 : 0); k++) d += border(classes, k);
    plane.draw("cv-tie-ground", d);
    plane.draw("cv-tie", d);
    let [folds, chosen] = ["", ""];
    lines.forEach((line, k) => {
      const part =
        between(network) || (hidden === 0 && k !== row) ? null : segment(line, plane.box);
      if (k < labels.length) labels[k].hidden = part === null || hidden === 0;
      if (part === null) return;
      const path = plane.path(part) + strokes(part, line, plane);
      if (k === row) chosen = path;
      else folds += path;
      if (hidden > 0) {
        const share = 0.12 + 0.05 * k;
        const at = (/** @type {0 | 1} */ i) => part[0][i] + share * (part[1][i] - part[0][i]);
        plane.put(labels[k], [at(0), at(1)]);
        labels[k].classList.toggle("cv-here", k === row);
      }
    });
    for (let k = lines.length; k < labels.length; k++) labels[k].hidden = true;
    plane.draw("cv-fold", folds);
    plane.draw("cv-chosen-ground", chosen);
    plane.draw("cv-chosen", chosen);
    const what = between(network)
      ? strings.boundary
      : hidden > 0
        ? fill(strings.unitLine, { k: row + 1 })
        : fill(strings.classLine, { k: row });
    handles.show(between(network) ? boundary(network) : lines[row], what);
  }

  const gap = new Float64Array((SIDE / SPACING) ** 2);
  /**
   * The border of a class's region, from the scores at some of the pixels.
   *
   * @param {number} classes
   * @param {number} k
   */
  function border(classes, k) {
    const size = SIDE / SPACING;
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const at = (row * SPACING * SIDE + column * SPACING) * classes;
        let other = Number.NEGATIVE_INFINITY;
        for (let j = 0; j < classes; j++)
          if (j !== k && whole.scores[at + j] > other) other = whole.scores[at + j];
        gap[row * size + column] = whole.scores[at + k] - other;
      }
    let d = "";
    const cell = 300 / size;
    const half = cell / (2 * SPACING);
    const place = (/** @type {number} */ value) => (half + value * cell).toFixed(1);
    zeroLines(gap, size, (row, column, x, y, u, v) => {
      d += `M${place(column + x)} ${place(row + y)}L${place(column + u)} ${place(row + v)}`;
    });
    return d;
  }

  /**
   * @param {Network} network
   * @param {readonly Line[]} lines
   * @param {number} row
   * @param {number} right
   * @param {number} loss
   */
  function showNumbers(network, lines, row, right, loss) {
    const { hidden, classes } = network;
    const count = data.labels.length;
    say(texts.right, fill(strings.rightOf, { right, count }));
    say(texts.percent, fill(strings.percent, { percent: number((100 * right) / count, 0) }));
    say(texts.loss, number(loss, 3));
    say(texts.steps, fill(strings.stepsDone, { steps: model.get("steps") }));
    say(low, `${number(1 / classes)} to 1`);
    keys[2].hidden = classes < 3;
    plane.describe(
      fill(strings.planeLabel, { count, classes, data: data.name, right, wrong: count - right }),
    );
    const flat = lines.flatMap((line) => [...line]);
    const most = Math.max(...flat.map(Math.abs)) || 1;
    first.show(flat, lines.length, 3, { map: "signed", low: -most, high: most });
    const column = first.selected[0] === row ? first.selected[1] : 0;
    first.select(row, Math.min(column, 2));
    say(texts.first, hidden > 0 ? strings.layerFirst : strings.layerOnly);
    say(texts.firstNote, hidden > 0 ? strings.gridFirst : strings.gridOnly);
    say(
      texts.firstHand,
      hidden > 0 ? fill(strings.handFirst, { k: row + 1 }) : fill(strings.handOnly, { k: row }),
    );
    if (hidden === 0) return;
    const last = lastOf(network);
    const largest = Math.max(...last.flat().map(Math.abs)) || 1;
    second.show(last.flat(), classes, hidden + 1, { map: "signed", low: -largest, high: largest });
    const [r, c] = /** @type {[number, number]} */ (model.get("selected"));
    const [k, unit] = [Math.min(r, classes - 1), Math.min(c, hidden)];
    second.select(k, unit);
    say(
      texts.lastHand,
      unit === hidden
        ? fill(strings.handBias, { row: k })
        : fill(strings.handLast, { row: k, column: unit + 1 }),
    );
  }

  /**
   * The points and the plane's own grid where two of the hidden units put them.
   *
   * @param {Network} network
   * @param {readonly boolean[]} wrong
   * @param {number} right
   */
  function fold({ hidden, classes, weight, bias, hidden_weight, hidden_bias }, wrong, right) {
    const single = hidden === 1;
    const a = Math.min(model.get("fold_x"), hidden - 1);
    const b = Math.min(model.get("fold_y"), hidden - 1);
    const unit = (/** @type {number} */ k, /** @type {number} */ x, /** @type {number} */ y) =>
      Math.max(hidden_weight[k][0] * x + hidden_weight[k][1] * y + hidden_bias[k], 0);
    const top = (/** @type {number} */ k) => {
      const [v1, v2] = hidden_weight[k];
      const most = EDGE * (Math.abs(v1) + Math.abs(v2)) + hidden_bias[k];
      return TOPS.find((end) => end >= most) ?? most;
    };
    const ends = { right: top(a), top: single ? 1 : top(b) };
    folded.box = { x: [-0.05 * ends.right, ends.right], y: [-0.05 * ends.top, ends.top] };
    const count = data.labels.length;
    const x = new Float64Array(2 * count);
    for (let i = 0; i < count; i++) {
      x[2 * i] = points.hidden[i * hidden + a];
      x[2 * i + 1] = single ? 0.3 + 0.2 * data.labels[i] : points.hidden[i * hidden + b];
    }
    const known = single || (hidden === 2 && a !== b);
    if (known) {
      const key = JSON.stringify(folded.box);
      if (key !== foldedKey) {
        foldedKey = key;
        foldedX = centres(folded.box, FOLDED_SIDE);
      }
      const seen = weight.map((row) => (single ? [row[0], 0] : [row[a], row[b]]));
      const rows = FOLDED_SIDE * FOLDED_SIDE;
      if (foldedScores.length !== rows * classes) foldedScores = new Float64Array(rows * classes);
      const shape = { rows, inputs: 2, outputs: classes };
      folded.paint(linear(foldedX, seen.flat(), bias, shape, foldedScores), classes);
      let d = "";
      for (const part of ties(seen, bias, folded.box)) d += folded.path(part);
      folded.draw("cv-tie-ground", d);
      folded.draw("cv-tie", d);
    } else {
      foldedKey = "";
      folded.clear();
      folded.draw("cv-tie-ground", "");
      folded.draw("cv-tie", "");
    }
    // A straight line of the plane lands as a line with a corner at each fold.
    let grid = "";
    for (let at = -EDGE; at <= EDGE && !single; at++)
      for (const axis of [0, 1]) {
        const stops = [-EDGE, EDGE];
        for (const k of [a, b]) {
          const along = hidden_weight[k][1 - axis];
          const stop = -(hidden_weight[k][axis] * at + hidden_bias[k]) / along;
          if (Math.abs(stop) < EDGE) stops.push(stop);
        }
        stops.sort((p, q) => p - q);
        grid += folded.path(
          stops.map((stop) => {
            const [u, v] = axis === 0 ? [at, stop] : [stop, at];
            return [unit(a, u, v), unit(b, u, v)];
          }),
        );
      }
    folded.draw("cv-mesh", grid);
    folded.points(x, data.labels, wrong);
    const names = { x: a + 1, y: b + 1, right: ends.right, top: ends.top };
    say(texts.folded, fill(single ? strings.foldedOne : strings.foldedNote, names));
    folded.describe(fill(strings.foldedLabel, { ...names, right, count }));
  }

  const request = paintWhileVisible(root, paint, signal);
  const watched = ["weight", "bias", "hidden_weight", "hidden_bias", "data", "row", "selected"];
  onChange(model, [...watched, "fold_x", "fold_y", "steps"], request, signal);
  onChange(
    model,
    ["data", "hidden", "seed"],
    () => {
      left = 0;
      trouble = "";
      say(fit, strings.fit);
    },
    signal,
  );
  onChange(
    model,
    ["data"],
    () => {
      if (!dataOf(model).parted) tries.did(1);
    },
    signal,
  );
  onChange(
    model,
    ["hidden"],
    () => {
      if (model.get("hidden") > 0) tries.did(2);
    },
    signal,
  );
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
