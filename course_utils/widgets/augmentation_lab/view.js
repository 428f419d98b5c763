/**
 * AugmentationLab: a batch of small images, what chance makes of it, and what each image drew.
 */
import {
  fill,
  h,
  mountControls,
  number,
  onChange,
  say,
  slots,
  tryNext,
  update,
} from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import {
  AUGMENT_STEPS,
  AUGMENTED_BATCH,
  augmentedSteps,
  drawAugmentation,
} from "../_core/ops/augment.js";
import { Raster } from "../_core/raster.js";
import { keepExact } from "../_core/slider.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/ops/augment.js").AugmentSettings} AugmentSettings */
/** @typedef {import("../_core/ops/augment.js").Drawn} Drawn */
/** @typedef {keyof typeof strings.steps} Step */

const SIZE = 32;
const ACROSS = 4;
/** From one image of a sheet to the next, and the whole sheet, with two pixels between images. */
const PITCH = SIZE + 2;
const SHEET = ACROSS * PITCH - 2;
const MOST_BATCHES = 100;
const STEPS = /** @type {Step[]} */ (Object.keys(AUGMENT_STEPS));
const OFF = { crop: 1, flip: 0, rotation: 0, shift: 0, cutout: 0 };
const COLOURS_OFF = { brightness: 0, contrast: 0, saturation: 0 };
const ALL_OFF = /** @type {Record<Step, number>} */ ({ ...OFF, ...COLOURS_OFF });
/** The sliders of fractions, as on the Python side. */
const FRACTIONS = ["crop", "flip", "brightness", "contrast", "saturation"];
const STEP = 0.05;
const SETTINGS = [...STEPS, "padding"];

/**
 * @param {DataView} bytes  16 images, (32, 32, 3) each
 * @returns {Volume[]}
 */
function volumes(bytes) {
  const area = SIZE * SIZE;
  return Array.from({ length: AUGMENTED_BATCH }, (_, k) => {
    const data = new Float32Array(3 * area);
    for (let i = 0; i < area; i++)
      for (let c = 0; c < 3; c++) data[c * area + i] = bytes.getUint8((k * area + i) * 3 + c) / 255;
    return { data, channels: 3, height: SIZE, width: SIZE };
  });
}

/**
 * Put an image into its place of a sheet.
 *
 * @param {Volume} image
 * @param {number} place
 * @param {Float32Array} sheet  3 planes
 */
function paste({ data }, place, sheet) {
  const start = Math.floor(place / ACROSS) * PITCH * SHEET + (place % ACROSS) * PITCH;
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < SIZE; y++) {
      const line = (c * SIZE + y) * SIZE;
      sheet.set(data.subarray(line, line + SIZE), c * SHEET * SHEET + start + y * SHEET);
    }
}

/**
 * What an image drew for each step, in words.
 *
 * @param {Drawn} drawn
 * @param {Record<Step, number>} settings
 * @returns {Record<Step, string>}
 */
function words(drawn, settings) {
  const { drew } = strings;
  const { crop, rotation, shift, cutout } = drawn;
  const turned = { angle: number(Math.abs(rotation), 1) };
  const moves = [
    shift.rows !== 0 && fill(shift.rows < 0 ? drew.up : drew.down, { rows: Math.abs(shift.rows) }),
    shift.columns !== 0 &&
      fill(shift.columns < 0 ? drew.toLeft : drew.toRight, { columns: Math.abs(shift.columns) }),
  ].filter((move) => move !== false);
  const factor = (/** @type {number} */ value) => fill(drew.factor, { factor: number(value) });
  const said = {
    crop: crop.side === SIZE ? drew.whole : fill(drew.crop, crop),
    flip: drawn.flip ? drew.flip : drew.noFlip,
    rotation: fill(rotation < 0 ? drew.right : drew.left, turned),
    shift: moves.join(", ") || drew.stay,
    brightness: factor(drawn.brightness),
    contrast: factor(drawn.contrast),
    saturation: factor(drawn.saturation),
    cutout: fill(drew.cutout, cutout),
  };
  for (const step of STEPS) if (settings[step] === ALL_OFF[step]) said[step] = strings.off;
  return said;
}

/** @param {number} value  as short as it goes, as the Python side writes it */
const plainly = (value) => String(Number(value.toFixed(4)));

/**
 * @param {Record<Step, number>} settings
 * @param {number} padding  its index
 */
function code(settings, padding) {
  const { python, modes } = strings;
  const values = {
    ...Object.fromEntries(STEPS.map((step) => [step, plainly(settings[step])])),
    mode: modes[padding],
  };
  const on = STEPS.filter((step) => settings[step] !== ALL_OFF[step]);
  return [python.begin, ...on.map((step) => fill(python[step], values)), python.end].join("\n");
}

/** Once a model: sliders that leave exact what Python has set. */
function initialize(/** @type {{ model: Model, signal: AbortSignal }} */ { model, signal }) {
  for (const name of FRACTIONS)
    keepExact(model, name, { step: STEP, least: name === "crop" ? 0.1 : 0, most: 1 }, signal);
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const images = volumes(model.get("_images"));
  const tries = tryNext(
    [strings.tryNextBatch, strings.tryRotation, strings.tryPadding, strings.tryLook],
    strings.tryAll,
  );
  const onPoint = (/** @type {import("../_core/raster.js").Place} */ { row, column }) => {
    const at = (/** @type {number} */ pixel) => Math.min(Math.floor(pixel / PITCH), ACROSS - 1);
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
    note: h("span", { class: "cv-note cv-number", "data-drew": step }),
  }));
  const stepsTitle = h("h4", { class: "cv-title" });
  const batchOf = h("span", { class: "cv-number" });
  const listing = h("pre", { class: "cv-code", tabindex: 0, "aria-label": strings.code });
  const button = (/** @type {string} */ name, /** @type {() => void} */ press) =>
    h("button", { class: "cv-button", type: "button", onclick: press }, name);
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
          strings.originals,
          h("span", { class: "cv-number" }, fill(strings.count, { count: AUGMENTED_BATCH })),
        ),
        before.element,
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.transforms),
        slots(...STEPS.flatMap((step) => (step === "shift" ? [step, "padding"] : [step]))),
        h(
          "div",
          { class: "cv-row" },
          button(strings.all, () => update(model, ALL_OFF)),
          button(strings.usual, () => update(model, { ...ALL_OFF, flip: 0.5, shift: 4 })),
        ),
      ),
      h(
        "div",
        { class: "cv-panel cv-sheet" },
        h("h4", { class: "cv-title" }, strings.augmented, batchOf),
        after.element,
        slots("batch"),
        h("div", { class: "cv-row" }, button(strings.next, next)),
      ),
    ),
    h("p", { class: "cv-question" }, strings.question),
    h(
      "div",
      { class: "cv-lower" },
      stepsTitle,
      h(
        "ol",
        { class: "cv-steps" },
        h("li", {}, original.element, h("strong", {}, strings.original)),
        ...steps.map(({ step, raster, note }) =>
          h("li", {}, raster.element, h("strong", {}, strings.steps[step]), note),
        ),
      ),
      h("p", { class: "cv-note" }, strings.explained),
    ),
    h(
      "div",
      { class: "cv-lower" },
      h("h4", { class: "cv-title" }, strings.code),
      listing,
      h("p", { class: "cv-note" }, strings.codeNote),
    ),
  );
  el.append(root);

  const sheet = new Float32Array(3 * SHEET * SHEET);
  images.forEach((image, place) => {
    paste(image, place, sheet);
  });
  before.showRgb(sheet, SHEET, SHEET);

  function paint() {
    const settings = /** @type {Record<Step, number>} */ (
      Object.fromEntries(STEPS.map((step) => [step, model.get(step)]))
    );
    const [seed, batch, padding] = ["seed", "batch", "padding"].map((name) => model.get(name));
    const reflect = padding === 0;
    const chosen = model.get("selected");
    const ranges = /** @type {AugmentSettings} */ ({ ...settings, reflect });
    let looked = /** @type {{ drawn: Drawn, through: Volume[] } | null} */ (null);
    for (const [place, image] of images.entries()) {
      const drawn = drawAugmentation(ranges, seed, batch, place, SIZE);
      const through = augmentedSteps(image, drawn, reflect);
      paste(through[through.length - 1], place, sheet);
      if (place === chosen) looked = { drawn, through };
    }
    after.showRgb(sheet, SHEET, SHEET);
    if (looked !== null) showSteps(chosen, looked.drawn, looked.through, settings);
    say(batchOf, fill(strings.batchOf, { batch, seed }));
    say(listing, code(settings, padding));
  }

  /**
   * @param {number} chosen
   * @param {Drawn} drawn
   * @param {Volume[]} through  the image after each step
   * @param {Record<Step, number>} settings
   */
  function showSteps(chosen, drawn, through, settings) {
    const [row, column] = [Math.floor(chosen / ACROSS) * PITCH, (chosen % ACROSS) * PITCH];
    for (const raster of [before, after]) {
      raster.place = { row, column };
      raster.mark(row, column, SIZE, SIZE);
    }
    const who = { number: chosen, name: model.get("_names")[chosen], count: AUGMENTED_BATCH };
    const said = words(drawn, settings);
    const on = STEPS.filter((step) => said[step] !== strings.off);
    const all = on.map((step) =>
      fill(strings.pair, { step: strings.steps[step], words: said[step] }),
    );
    say(stepsTitle, fill(strings.stepsTitle, who));
    before.describe(fill(strings.originalsLabel, who));
    after.describe(
      fill(strings.augmentedLabel, { ...who, words: all.join("; ") || strings.asItIs }),
    );
    original.showRgb(images[chosen].data, SIZE, SIZE);
    original.describe(fill(strings.stepLabel, { step: strings.original, words: who.name }));
    steps.forEach(({ step, raster, note }, k) => {
      raster.showRgb(through[k].data, SIZE, SIZE);
      raster.describe(fill(strings.stepLabel, { step: strings.steps[step], words: said[step] }));
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
    signal,
  );
  onChange(model, ["padding"], () => tries.did(2), signal);
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
