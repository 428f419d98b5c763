/**
 * ConfusionExplorer: what a network takes for what, the images behind each number, and calibration.
 *
 * The browser holds class, prediction and confidence of every test image and counts them itself;
 * only pixels come from the kernel, cell by cell.
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
import { calibrationBins, confusionCounts, surestMistakes, surestOfCell } from "../_core/ops.js";
import { Plot } from "../_core/plot.js";
import { Gallery } from "./gallery.js";
import { grouped, Matrix } from "./matrix.js";
import strings from "./strings.json";

const BINS = 10;
/** Images shown of a cell. */
const MOST = 40;
/** The share of right ones that a try asks for, and how many must be left. */
const GOAL = 0.95;

/** @param {number} share */
const percent = (share) => (Number.isNaN(share) ? strings.none : `${number(100 * share, 1)} %`);

/** @param {DataView} view */
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** @param {import("../_core/dom.js").Model} model */
function predictionsOf(model) {
  return {
    labels: bytesOf(model.get("_labels")),
    predicted: bytesOf(model.get("_taken")),
    // A copy: a view on four bytes must start at a multiple of four.
    confidence: new Float32Array(bytesOf(model.get("_confidence")).slice().buffer),
  };
}

/** A thin legend: white for 0 up to the colour of the largest count. @param {string} kind */
function legend(kind) {
  const high = h("span", { class: "cv-number" });
  const bar = h("span", { class: `cv-legend-bar cv-legend-${kind}` });
  const name = kind === "right" ? strings.rightLegend : strings.wrongLegend;
  return { high, element: h("div", { class: "cv-legend" }, h("span", {}, `${name} 0`), bar, high) };
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const names = /** @type {string[]} */ (model.get("classes"));
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

  const tries = tryNext(strings.tries, strings.triesDone);
  const matrix = new Matrix(names, {
    onPoint: tell,
    onOpen: (row, column) => update(model, { cell: [row, column] }),
  });
  const cursor = h("p", { class: "cv-note cv-cursor", "aria-live": "polite" });
  const legends = { right: legend("right"), wrong: legend("wrong") };
  say(legends.right.high, grouped(most.right));
  say(legends.wrong.high, grouped(most.wrong));
  const facts = Object.fromEntries(
    ["kept", "accuracy", "error"].map((name) => [
      name,
      h("span", { class: "cv-number", "data-fact": name }),
    ]),
  );
  const fact = (/** @type {"kept" | "accuracy" | "error"} */ name) =>
    h("div", {}, h("span", {}, strings[name]), facts[name]);

  const gallery = new Gallery(model, predictions, names, signal);
  const galleryTitle = h("span", {});
  const galleryNote = h("span", { class: "cv-note cv-number" });
  const worst = h(
    "button",
    {
      class: "cv-button",
      type: "button",
      onclick: () => update(model, { cell: model.get("cell").length ? [] : [...matrix.cursor] }),
    },
    strings.worstButton,
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
      h("span", { role: "cell", class: "cv-bar-cell" }, track, share),
    ];
    return { bar, share, element: h("div", { role: "row", class: "cv-class" }, ...cells) };
  });
  const perClass = h(
    "div",
    { role: "table", "data-grid": "perClass" },
    ...bars.map(({ element }) => element),
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
          strings.matrix,
          h("span", { class: "cv-note" }, strings.matrixNote),
        ),
        matrix.element,
        cursor,
        h("div", { class: "cv-legends" }, legends.right.element, legends.wrong.element),
        slots("threshold"),
        h("div", { class: "cv-facts" }, fact("kept"), fact("accuracy")),
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, galleryTitle, galleryNote),
        h("div", { class: "cv-row" }, worst),
        gallery.element,
      ),
      h(
        "section",
        { class: "cv-panel" },
        h("h4", { class: "cv-title" }, strings.perClass),
        perClass,
      ),
      h(
        "section",
        { class: "cv-panel" },
        h(
          "h4",
          { class: "cv-title" },
          strings.calibration,
          h("span", { class: "cv-note" }, strings.calibrationNote),
        ),
        curve.element,
        h("p", { class: "cv-note" }, `${strings.counts}. ${strings.thresholdNote}`),
        histogram.element,
        h("div", { class: "cv-facts" }, fact("error")),
        h("details", {}, h("summary", {}, strings.bins), binTable()),
      ),
    ),
  );
  el.append(root);
  const [firstRow, firstColumn] = model.get("cell");
  matrix.point(firstRow ?? 0, firstColumn ?? 0);

  function binTable() {
    const heads = [strings.binHead, strings.countHead, strings.meanHead, strings.shareHead];
    const rows = [...bins.count].map((count, bin) => {
      const texts = [
        `${number(bin / BINS, 1)} – ${number((bin + 1) / BINS, 1)}`,
        grouped(count),
        count === 0 ? strings.none : number(bins.confidence[bin], 3),
        count === 0 ? strings.none : number(bins.right[bin], 3),
      ];
      return h("tr", {}, ...texts.map((text) => h("td", {}, text)));
    });
    return h(
      "table",
      { class: "cv-table", "aria-label": strings.bins },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows),
    );
  }

  /**
   * Say what the cell under the cursor means.
   *
   * @param {number} row
   * @param {number} column
   */
  function tell(row, column) {
    const of = counts.slice(row * classes, (row + 1) * classes).reduce((sum, n) => sum + n, 0);
    const count = counts[row * classes + column];
    const sentence = row === column ? strings.cursorRight : strings.cursorWrong;
    say(
      cursor,
      fill(sentence, {
        actual: names[row],
        predicted: names[column],
        count: grouped(count),
        of: grouped(of),
        share: percent(of === 0 ? Number.NaN : count / of),
      }),
    );
  }

  let opened = "";
  /** @type {number[]} */
  let order = [];

  function paint() {
    const threshold = model.get("threshold");
    const cell = /** @type {[number, number]} */ (model.get("cell"));
    const isWorst = cell.length < 2;
    const found = confusionCounts(predictions, classes, threshold);
    counts = found.counts;
    matrix.show(counts, most, isWorst ? null : cell);
    const said = number(threshold);
    matrix.element.setAttribute(
      "aria-label",
      fill(strings.matrixLabel, { classes, threshold: said }),
    );
    tell(...matrix.cursor);
    const share = percent(found.kept / all);
    say(
      facts.kept,
      fill(strings.keptValue, { kept: grouped(found.kept), all: grouped(all), share }),
    );
    say(facts.accuracy, percent(found.right / found.kept));
    paintClasses(said);
    paintGallery(isWorst, cell, threshold);
    paintCalibration(threshold);
    if (found.kept > 0 && found.right / found.kept >= GOAL && threshold > 0) tries.did(2);
  }

  /** @param {string} threshold */
  function paintClasses(threshold) {
    perClass.setAttribute("aria-label", fill(strings.perClassLabel, { threshold }));
    bars.forEach(({ bar, share }, k) => {
      const row = counts.subarray(k * classes, (k + 1) * classes);
      const right = row[k] / row.reduce((sum, n) => sum + n, 0);
      say(share, percent(right));
      const width = `${Number.isNaN(right) ? 0 : (100 * right).toFixed(2)}%`;
      if (bar.style.width !== width) bar.style.width = width;
    });
  }

  /**
   * @param {boolean} isWorst
   * @param {[number, number]} cell  the open one, where there is one
   * @param {number} threshold
   */
  function paintGallery(isWorst, [actual, predicted], threshold) {
    const key = isWorst ? "worst" : `${actual} ${predicted}`;
    if (key !== opened) {
      opened = key;
      order = isWorst ? surestMistakes(predictions) : surestOfCell(predictions, actual, predicted);
    }
    // The surest stand first, so those that are sure enough are the first ones.
    let kept = order.length;
    while (kept > 0 && predictions.confidence[order[kept - 1]] < threshold) kept -= 1;
    const pair = { actual: names[actual], predicted: names[predicted] };
    const title = actual === predicted ? strings.imagesRight : strings.imagesOf;
    say(galleryTitle, isWorst ? strings.imagesWorst : fill(title, pair));
    const shown = order.slice(0, Math.min(kept, MOST));
    say(
      galleryNote,
      kept === 0
        ? fill(strings.noImages, { threshold: number(threshold) })
        : fill(strings.imagesNote, { shown: shown.length, count: grouped(kept) }),
    );
    worst.setAttribute("aria-pressed", String(isWorst));
    gallery.show(shown, isWorst);
  }

  /** @param {number} threshold */
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
      xs.map((x, k) => [x, ys[k]]),
    );
    curve.line("cv-threshold", [threshold, threshold], [0, 1]);
    curve.describe(calibrationWords);
    const top = Math.max(...bins.count);
    histogram.range([0, 1], [0, top]);
    histogram.ticks(across, [
      { at: 0, text: "0" },
      { at: top, text: grouped(top) },
    ]);
    histogram.columns("cv-columns", [...bins.count], 0, 1 / BINS);
    histogram.line("cv-threshold", [threshold, threshold], [0, top]);
    histogram.describe(countWords);
    say(facts.error, number(bins.error, 3));
  }
  const calibrationWords = fill(strings.calibrationLabel, {
    bins: [...bins.count.keys()]
      .filter((bin) => bins.count[bin] > 0)
      .map((bin) =>
        fill(strings.bin, {
          confidence: number(bins.confidence[bin], 3),
          right: number(bins.right[bin], 3),
          count: grouped(bins.count[bin]),
        }),
      )
      .join("; "),
    error: number(bins.error, 3),
  });
  const countWords = fill(strings.countsLabel, { counts: [...bins.count].map(grouped).join(", ") });

  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["threshold", "cell"], request, signal);
  onChange(model, ["cell"], () => tries.did(model.get("cell").length ? 0 : 1), signal);
  curve.fit(() => paintCalibration(model.get("threshold")), signal);
  histogram.fit(() => paintCalibration(model.get("threshold")), signal);
  paint();
  await mountControls(model, root, signal);
}

export default { render };
