/**
 * ShiftLab: a photograph that moves by fractions of a pixel, and four ways to make it smaller.
 */
import { fill, h, mountControls, number, onChange, say, slots, tryNext } from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { divisible, moved, REDUCTIONS, range, reduced, relativeChange } from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Plot } from "../_core/plot.js";
import { Legend, Raster } from "../_core/raster.js";
import shared from "../_core/strings.json";
import kernels from "./kernels.json";
import strings from "./strings.json";

/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/ops.js").Direction} Direction */
/** @typedef {import("../_core/colour.js").Scale} Scale */

const KERNELS = Object.values(kernels);
const DIRECTIONS = /** @type {Direction[]} */ (["across", "down", "diagonally"]);
/** Traits from which the curves follow. */
const SETTING = ["factor", "kernel", "direction", "measure"];
const LONGEST = 8;
/** Pixels between two points of the curves. */
const SPACING = 0.125;
const POINTS = LONGEST / SPACING + 1;
/** Milliseconds of a frame in which the curves may grow. */
const DRAWING = 5;
/** @type {Scale} */
const GREY = { map: "grey", low: 0, high: 1 };
/** @type {Scale} */
const CHANGE = { map: "signed", low: -0.5, high: 0.5 };
/**
 * Of a kernel whose weights cancel, such as Sobel's: its numbers are larger.
 * @type {Scale}
 */
const SIGNED_CHANGE = { map: "signed", low: -2, high: 2 };
const SVG = "http://www.w3.org/2000/svg";

/**
 * What follows from everything but the shift.
 *
 * @typedef {object} Setting
 * @property {Volume} picture  the photograph, cut so that the factor divides it
 * @property {Direction} direction
 * @property {number} factor
 * @property {readonly number[]} kernel
 * @property {boolean} along  compare with the first output moved along
 * @property {Volume[]} first  the four outputs before the shift
 * @property {number[][]} curves  the change at each point so far, a list for each output
 */

/**
 * @param {Setting} setting
 * @param {number} shift
 */
function shiftedBy({ picture, direction, factor, kernel, along, first }, shift) {
  const input = moved(picture, shift, direction);
  const outputs = REDUCTIONS.map((reduction) => reduced(input, reduction, factor, kernel));
  const references = along ? first.map((one) => moved(one, shift / factor, direction)) : first;
  const changes = outputs.map(({ data }, k) => relativeChange(data, references[k].data));
  return { input, outputs, references, changes };
}

/**
 * A piece of a curve, as the key of its name.
 *
 * @param {string} way
 */
function keyOf(way) {
  const element = document.createElementNS(SVG, "svg");
  element.setAttribute("viewBox", "0 0 30 8");
  element.setAttribute("class", "cv-key");
  element.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("class", `cv-${way}`);
  path.setAttribute("d", "M0 4H30");
  element.append(path);
  return element;
}

/** @param {number} change */
const percent = (change) => number(100 * change, 1);

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings.tryShift, strings.tryMultiple, strings.tryBrick, strings.tryFactor],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (/** @type {string} */ sentence) => say(message, sentence);
  const input = new Raster({ name: "input" });
  const ways = REDUCTIONS.map((way) => ({
    way,
    raster: new Raster({ name: way }),
    legend: new Legend(1),
    change: h("span", { class: "cv-number", "data-change": way }),
  }));
  const plot = new Plot({ name: "changes", width: 960, height: 190, margin: true });
  const notes = {
    moved: h("span", { class: "cv-number" }),
    size: h("span", { class: "cv-number" }),
    measure: h("p", { class: "cv-note" }),
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
        h("p", { class: "cv-title" }, strings.input, notes.moved),
        input.element,
        slots("shift", "direction", "photograph"),
        pictures.uploadButton(message),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.outputsTitle, notes.size),
        h(
          "div",
          { class: "cv-outputs" },
          ...ways.map(({ way, raster, legend, change }) =>
            h(
              "div",
              { class: "cv-panel" },
              h(
                "p",
                { class: "cv-title" },
                h("span", {}, keyOf(way), strings.reductions[way]),
                change,
              ),
              raster.element,
              legend.element,
            ),
          ),
        ),
        h("div", { class: "cv-pairs" }, slots("factor", "kernel"), slots("measure", "show")),
        h("p", { class: "cv-note" }, strings.kernelNote),
      ),
    ),
    message,
    h(
      "div",
      { class: "cv-curves" },
      h("p", { class: "cv-title" }, strings.curve),
      plot.element,
      notes.measure,
    ),
  );
  el.append(root);

  let key = "";
  /** @type {Volume | null} */
  let photograph = null;
  /** @type {Setting | null} */
  let setting = null;
  let said = "";
  /** What the curves were drawn from last. */
  let drawn = { setting: /** @type {Setting | null} */ (null), state: "" };

  /** @param {string} reason */
  function remark(reason) {
    if (reason === said) return;
    said = reason;
    tell(reason);
  }

  /**
   * @param {Volume} picture
   * @returns {Setting | null}
   */
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
      curves: REDUCTIONS.map(() => []),
    };
  }

  /** @param {string} reason */
  function refuse(reason) {
    setting = null;
    key = "";
    remark(reason);
    for (const { raster, change } of ways) {
      raster.describe(strings.nothing);
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
        refuse(shared.noUpload);
        return;
      }
      setting = newSetting(current);
      if (setting === null) {
        const { height, width } = current;
        input.show(current.data, height, width, GREY);
        refuse(fill(strings.tooSmall, { height, width, factor: model.get("factor") }));
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

  /** @param {Setting} now */
  function show(now) {
    const shift = model.get("shift");
    const { input: picture, outputs, references, changes } = shiftedBy(now, shift);
    const { height, width } = picture;
    input.show(picture.data, height, width, GREY);
    say(notes.moved, fill(strings.moved, { shift: number(shift) }));
    input.describe(
      fill(strings.inputLabel, {
        name: pictures.name(),
        height,
        width,
        direction: now.direction,
        shift: number(shift),
      }),
    );
    const differences = model.get("show") === 1;
    const signed = now.kernel.reduce((a, b) => a + b, 0) === 0;
    ways.forEach(({ way, raster, legend, change }, k) => {
      const output = outputs[k];
      const reference = references[k].data;
      const data = differences ? output.data.map((value, i) => value - reference[i]) : output.data;
      const own = signed && k > 1;
      const usual = differences ? CHANGE : GREY;
      const scale = own ? (differences ? SIGNED_CHANGE : symmetric(data)) : usual;
      raster.show(data, output.height, output.width, scale);
      legend.show(scale);
      const share = percent(changes[k]);
      say(change, fill(strings.change, { change: share }));
      raster.describe(
        fill(differences ? strings.changeLabel : strings.outputLabel, {
          name: strings.reductions[way],
          height: output.height,
          width: output.width,
          change: share,
        }),
      );
    });
    say(notes.size, fill(strings.size, { height: outputs[0].height, width: outputs[0].width }));
    say(notes.measure, now.along ? strings.measureNote.along : strings.measureNote.was);
    showCurves(now, shift, changes);
  }

  /**
   * @param {Float32Array} data
   * @returns {Scale}
   */
  function symmetric(data) {
    const [low, high] = range(data);
    if (low >= 0) return GREY;
    const most = Math.max(-low, high);
    return { map: "signed", low: -most, high: most };
  }

  /** @param {number[][]} curves */
  function drawCurves(curves) {
    curves.forEach((values, k) => {
      plot.line(
        `cv-${REDUCTIONS[k]}`,
        values.map((_, i) => i * SPACING),
        values.map((value) => 100 * value),
      );
    });
  }

  /**
   * @param {Setting} now
   * @param {number} shift
   * @param {number[]} changes
   */
  function showCurves(now, shift, changes) {
    const { curves } = now;
    const most = Math.max(0, ...[...changes, ...curves.flat()].filter(Number.isFinite));
    const top = [0.1, 0.2, 0.5, 1, 2, 5, 10].find((step) => step >= most * 1.02) ?? most;
    plot.range([0, LONGEST], [0, 100 * top]);
    plot.ticks(
      Array.from({ length: LONGEST + 1 }, (_, x) => ({
        at: x,
        text: x === LONGEST ? `${x} ${strings.px}` : `${x}`,
      })),
      [0, 0.5, 1].map((share) => ({ at: 100 * top * share, text: number(100 * top * share, 0) })),
    );
    const state = `${curves[0].length} ${top}`;
    if (drawn.setting !== now || drawn.state !== state) {
      drawn = { setting: now, state };
      drawCurves(curves);
    }
    plot.line("cv-here", [shift, shift], [0, 100 * top]);
    plot.dots(
      "cv-point",
      changes.map((change) => [shift, 100 * change]),
    );
    plot.describe(
      fill(strings.plotLabel, {
        shift: number(shift),
        values: changes
          .map((change, k) =>
            fill(strings.plotValue, {
              name: strings.reductions[REDUCTIONS[k]],
              change: percent(change),
            }),
          )
          .join(", "),
      }),
    );
  }

  /** Work out some more points of the curves, as many as the frame has time for. */
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
    signal,
  );
  onChange(
    model,
    ["photograph_index"],
    () => {
      if (pictures.name() === "brick") tries.did(2);
    },
    signal,
  );
  onChange(model, ["factor"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}

export default { render };
