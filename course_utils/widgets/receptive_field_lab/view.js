/**
 * ReceptiveFieldLab: a stack of layers, and what one unit of the last of them sees.
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
  boxProfile,
  centralShare,
  fieldOf,
  LARGEST_KERNEL,
  layOut,
  marginals,
  nearestUnit,
  nestedFields,
  outerShare,
  RandomInfluence,
  range,
  reach,
  receptiveField,
  spread,
} from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Plot } from "../_core/plot.js";
import { Legend, Raster } from "../_core/raster.js";
import shared from "../_core/strings.json";
import { LayerTable } from "./layer_table.js";
import presets from "./presets.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Axis} Axis */
/** @typedef {import("../_core/ops.js").Layer} Layer */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("./layer_table.js").Triple} Triple */
/** @typedef {{ start: number, length: number }} Field */

const PRESETS = /** @type {[string, Triple[]][]} */ (Object.entries(presets));
const NAMES = /** @type {const} */ (["kernel", "stride", "dilation"]);
const MOST_LAYERS = 8;
/** @type {Triple} */
const MOST = [LARGEST_KERNEL, 4, 16];
/** @type {Triple} */
const PLAIN = [3, 1, 1];
/** Sides of the close-up, in pixels: a few steps, so that a field is seen to grow between them. */
const CLOSE_UPS = [16, 32, 64, 128, 256];
const RANDOM = 1;
/** Milliseconds of a frame in which random weights may be drawn. */
const DRAWING = 4;

/** @param {readonly Triple[]} stack */
const presetOf = (stack) => {
  const text = JSON.stringify(stack);
  return PRESETS.findIndex(([, layers]) => JSON.stringify(layers) === text) + 1;
};

/**
 * @param {readonly Triple[]} stack
 * @param {number} depth
 * @returns {Triple[]}  cut, or with the last layer repeated
 */
function ofDepth(stack, depth) {
  const last = stack.at(-1) ?? PLAIN;
  return Array.from({ length: depth }, (_, index) => stack[index] ?? last);
}

/**
 * Keep the traits of the controls in line with the stack, whichever of them was moved.
 *
 * @param {{ model: Model, signal: AbortSignal }} props
 */
function initialize({ model, signal }) {
  const follow = () => {
    const stack = /** @type {Triple[]} */ (model.get("layers"));
    model.set("depth", stack.length);
    model.set("preset", presetOf(stack));
    if (stack.length === 0) return;
    const chosen = Math.min(model.get("chosen"), stack.length - 1);
    model.set("chosen", chosen);
    NAMES.forEach((name, k) => {
      model.set(name, stack[chosen][k]);
    });
  };
  onChange(model, ["layers", "chosen"], follow, signal);
  NAMES.forEach((name, k) => {
    onChange(
      model,
      [name],
      () => {
        const stack = /** @type {Triple[]} */ (model.get("layers"));
        const chosen = model.get("chosen");
        const layer = stack[chosen];
        const value = model.get(name);
        if (layer === undefined || layer[k] === value) return;
        model.set("layers", stack.with(chosen, /** @type {Triple} */ (layer.with(k, value))));
      },
      signal,
    );
  });
  onChange(
    model,
    ["depth"],
    () => {
      const stack = /** @type {Triple[]} */ (model.get("layers"));
      if (stack.length !== model.get("depth"))
        update(model, { layers: ofDepth(stack, model.get("depth")) });
    },
    signal,
  );
  onChange(
    model,
    ["preset"],
    () => {
      const index = model.get("preset");
      if (index === 0 || index === presetOf(model.get("layers"))) return;
      update(model, { layers: PRESETS[index - 1][1] });
    },
    signal,
  );
}

/**
 * @param {readonly Triple[]} stack
 * @returns {Layer[]}
 */
const asLayers = (stack) =>
  stack.map(([kernel, stride, dilation]) => ({ kernel, stride, dilation }));

/**
 * What a stack does on a photograph, as far as it fits along both axes.
 *
 * @param {readonly Triple[]} stack
 * @param {number} height
 * @param {number} width
 * @param {boolean} same
 * @returns {{ rows: Axis, columns: Axis }}
 */
function onPhotograph(stack, height, width, same) {
  const layers = asLayers(stack);
  const fits = Math.min(
    layOut(layers, height, same).layers.length,
    layOut(layers, width, same).layers.length,
  );
  const fitting = layers.slice(0, fits);
  return { rows: layOut(fitting, height, same), columns: layOut(fitting, width, same) };
}

/**
 * The blocks that can be told apart on the photograph: each stands well inside the next one drawn.
 *
 * @template {{ rows: number, columns: number }} Block
 * @param {readonly Block[]} blocks  growing
 * @returns {Block[]}  without the last, which is marked
 */
function apart(blocks) {
  let outer = blocks.at(-1);
  return blocks
    .slice(0, -1)
    .reverse()
    .filter((block) => {
      const clear = outer !== undefined && outer.columns - block.columns >= 8 && block.columns > 4;
      if (clear) outer = block;
      return clear;
    });
}

/** @param {Field} field */
const middle = ({ start, length }) => start + length / 2;

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const tries = tryNext(
    [strings.tryDepth, strings.tryDilated, strings.tryMove, strings.tryRandom],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (/** @type {string} */ sentence) => say(message, sentence);
  const stackNow = () => /** @type {Triple[]} */ (model.get("layers"));
  const setStack = (/** @type {Triple[]} */ layers, chosen = model.get("chosen")) => {
    tell("");
    update(model, { layers, chosen: Math.max(0, Math.min(chosen, layers.length - 1)) });
  };

  const photograph = new Raster({
    name: "photograph",
    hover: false,
    onPoint: ({ row, column }) => {
      tries.did(2);
      update(model, { position: [row, column] });
    },
  });
  const influence = new Raster({ name: "influence" });
  const zoom = h("div", { class: "cv-zoom" }, influence.element);
  const legend = new Legend(3);
  const plot = new Plot({ name: "profile", height: 90 });
  const table = new LayerTable({
    most: MOST,
    onChoose: (layer) => {
      if (model.get("chosen") !== layer) update(model, { chosen: layer });
    },
    onEdit: (layer, triple) => setStack(stackNow().with(layer, triple), layer),
    onMove: (layer, by) => move(layer, by),
    onRemove: (layer) => remove(layer),
    onRefuse: tell,
  });

  function add() {
    const stack = stackNow();
    if (stack.length >= MOST_LAYERS) {
      tell(fill(strings.full, { most: MOST_LAYERS }));
      return;
    }
    const at = Math.min(model.get("chosen") + 1, stack.length);
    setStack(stack.toSpliced(at, 0, stack[at - 1] ?? PLAIN), at);
  }
  /** @param {number} layer */
  function remove(layer) {
    if (stackNow().length > 0) setStack(stackNow().toSpliced(layer, 1), layer);
  }
  /**
   * @param {number} layer
   * @param {number} by
   */
  function move(layer, by) {
    const stack = stackNow();
    const to = layer + by;
    if (to < 0 || to >= stack.length) return;
    setStack(stack.with(layer, stack[to]).with(to, stack[layer]), to);
  }
  const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
    h("button", { class: "cv-button", type: "button", onclick: act }, text);
  const buttons = {
    add: button(strings.add, add),
    remove: button(strings.remove, () => remove(model.get("chosen"))),
    up: button(strings.up, () => move(model.get("chosen"), -1)),
    down: button(strings.down, () => move(model.get("chosen"), 1)),
    keep: button(strings.keep, () => {
      const kept = /** @type {Triple[]} */ (model.get("kept"));
      const same = JSON.stringify(kept) === JSON.stringify(stackNow());
      update(model, { kept: same ? [] : stackNow() });
    }),
  };
  const notes = {
    sees: h("span", { class: "cv-number" }),
    closeUp: h("span", { class: "cv-number" }),
    kept: h("span", { hidden: true }, strings.legendKept),
  };
  const statistics = /** @type {const} */ ([
    "statField",
    "statDeviation",
    "statEven",
    "statShare",
    "statArea",
    "statWeights",
  ]).map((name) => ({ name: strings[name], now: h("td"), kept: h("td") }));
  const keptHead = h("th", { scope: "col" }, strings.kept);
  const measured = h(
    "table",
    { class: "cv-table cv-measured", "aria-label": strings.statistics },
    h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, strings.this), keptHead)),
    h(
      "tbody",
      {},
      ...statistics.map(({ name, now, kept }) =>
        h("tr", {}, h("th", { scope: "row" }, name), now, kept),
      ),
    ),
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
        h("p", { class: "cv-title" }, strings.photographTitle, notes.sees),
        photograph.element,
        slots("photograph"),
        pictures.uploadButton(message),
        h("p", { class: "cv-title" }, strings.statistics),
        measured,
        h("div", { class: "cv-row" }, buttons.keep),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.stackTitle),
        table.element,
        h("p", { class: "cv-note" }, strings.formula),
        h("div", { class: "cv-row" }, buttons.add, buttons.remove, buttons.up, buttons.down),
        slots("depth", "kernel", "stride", "dilation", "padding", "preset"),
        h("p", { class: "cv-note" }, strings.stackHelp),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.fieldTitle, notes.closeUp),
        zoom,
        plot.element,
        legend.element,
        h("p", { class: "cv-note" }, strings.legendTitle, " ", notes.kept),
        slots("weights", "draws", "seed"),
      ),
    ),
    message,
  );
  el.append(root);
  /** @type {NodeListOf<HTMLElement>} */
  const randomSlots = root.querySelectorAll('[data-control="draws"], [data-control="seed"]');

  /** @type {Float32Array | undefined} */
  let room;
  /** @type {Float32Array | undefined} */
  let keptRoom;
  /** What the last paint said, so that its sentence goes when the reason goes. */
  let said = "";

  /**
   * The draws made so far, by stack, unit and seed: this stack's and the kept one's.
   * @type {Map<string, RandomInfluence>}
   */
  let drawn = new Map();
  /** @type {typeof drawn} */
  let used = new Map();
  let finished = true;

  /**
   * Weights drawn at random, as many draws as the frame has time for; the next one goes on.
   *
   * @param {Axis} rows
   * @param {Axis} columns
   * @param {[number, number]} unit
   * @param {Float32Array} [out]
   */
  function randomShare(rows, columns, unit, out) {
    const wanted = model.get("draws");
    const seed = model.get("seed");
    const key = JSON.stringify([rows, columns, unit, seed]);
    let random = drawn.get(key);
    if (random === undefined || random.draws > wanted)
      random = new RandomInfluence(rows, columns, unit, seed);
    used.set(key, random);
    const start = performance.now();
    while (random.draws === 0 || (random.draws < wanted && performance.now() - start < DRAWING))
      random.draw();
    if (random.draws < wanted) finished = false;
    return random.share(out);
  }

  /**
   * @param {{ rows: Axis, columns: Axis }} stack
   * @param {[number, number]} position
   * @param {boolean} random
   * @param {Float32Array} [out]
   */
  function measure({ rows, columns }, position, random, out) {
    const row = nearestUnit(rows, position[0]);
    const column = nearestUnit(columns, position[1]);
    const share = random
      ? randomShare(rows, columns, [row.unit, column.unit], out)
      : outerShare(boxProfile(rows, row.unit), boxProfile(columns, column.unit), out);
    const height = rows.sizes[0];
    const width = columns.sizes[0];
    const fields = {
      rows: fieldOf(rows, rows.layers.length, row.unit),
      columns: fieldOf(columns, columns.layers.length, column.unit),
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
      weights: rows.layers.reduce((total, { kernel }) => total + kernel ** 2, 0),
    };
  }
  /** @typedef {ReturnType<typeof measure>} Measured */

  function paint() {
    const picture = pictures.current();
    if (picture === null) {
      said = shared.noUpload;
      tell(said);
      return;
    }
    const { height, width } = picture;
    const stack = stackNow();
    const same = model.get("padding") === 1;
    const random = model.get("weights") === RANDOM;
    const laid = onPhotograph(stack, height, width, same);
    const position = /** @type {[number, number]} */ (model.get("position"));
    const now = measure(laid, position, random, room);
    room = now.share;
    const keptStack = /** @type {Triple[]} */ (model.get("kept"));
    const kept =
      keptStack.length === 0
        ? null
        : measure(onPhotograph(keptStack, height, width, same), position, random, keptRoom);
    keptRoom = kept?.share;
    drawn = used;
    used = new Map();
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
    buttons.add.disabled = stack.length >= MOST_LAYERS;
  }

  /**
   * @param {readonly Triple[]} stack
   * @param {{ rows: Axis, columns: Axis }} laid
   * @param {Measured} now
   * @param {number} height
   * @param {number} width
   */
  function remark(stack, { rows, columns }, now, height, width) {
    const fits = rows.layers.length;
    if (stack.length === 0) return strings.empty;
    if (fits < stack.length) {
      const [kernel, , dilation] = stack[fits];
      const size = Math.min(rows.sizes[fits], columns.sizes[fits]);
      return fill(strings.tooLarge, {
        layer: fits + 1,
        reach: reach(kernel, dilation),
        size,
        fits,
      });
    }
    const field = Math.max(now.fields.rows.length, now.fields.columns.length);
    return field > Math.min(height, width) ? fill(strings.overhang, { field }) : "";
  }

  /**
   * @param {readonly Triple[]} stack
   * @param {{ rows: Axis, columns: Axis }} laid
   * @param {number} height
   * @param {number} width
   */
  function showStack(stack, { rows, columns }, height, width) {
    const grown = receptiveField(asLayers(stack));
    const size = (/** @type {number} */ a, /** @type {number} */ b) =>
      a === b ? String(a) : fill(strings.size, { height: a, width: b });
    const following = stack.map(([kernel, , dilation], index) => {
      const before = grown[index - 1] ?? { field: 1, jump: 1 };
      const fits = index < rows.layers.length;
      return {
        field: fill(strings.grow, {
          before: before.field,
          dilation,
          taps: kernel - 1,
          jump: before.jump,
          field: grown[index].field,
        }),
        jump: String(grown[index].jump),
        map: fits ? size(rows.sizes[index + 1], columns.sizes[index + 1]) : "–",
        fits,
      };
    });
    table.show(stack, following, size(height, width), model.get("chosen"));
  }

  /**
   * @param {Volume} picture
   * @param {{ rows: Axis, columns: Axis }} laid
   * @param {Measured} now
   */
  function showPhotograph(picture, { rows, columns }, now) {
    const { height, width } = picture;
    const { peak } = now;
    photograph.showHeat(picture.data, now.share, height, width, {
      map: "sequential",
      low: 0,
      high: peak,
    });
    const down = nestedFields(rows, now.row.unit);
    const across = nestedFields(columns, now.column.unit);
    const blocks = down.map(({ start, length }, level) => ({
      row: start,
      rows: length,
      column: across[level].start,
      columns: across[level].length,
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
    say(notes.sees, fill(strings.sees, { height: top.length, width: left.length }));
    photograph.describe(
      fill(strings.photographLabel, {
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
        right: left.start + left.length - 1,
      }),
    );
  }

  /**
   * @param {Measured} now
   * @param {Measured | null} kept
   * @param {number} height
   * @param {number} width
   */
  function showInfluence(now, kept, height, width) {
    const { peak } = now;
    influence.show(now.share, height, width, { map: "sequential", low: 0, high: peak });
    legend.show({ map: "sequential", low: 0, high: 100 * peak });

    const { rows: top, columns: left } = now.fields;
    const longest = Math.max(top.length, left.length, kept?.fields.columns.length ?? 0);
    const whole = Math.max(height, width);
    const side = Math.min(CLOSE_UPS.find((size) => size >= longest * 1.15) ?? whole, whole);
    const corner = (/** @type {Field} */ field, /** @type {number} */ size) =>
      size <= side
        ? (size - side) / 2
        : Math.min(Math.max(Math.round(middle(field) - side / 2), 0), size - side);
    const y = corner(top, height);
    const x = corner(left, width);
    const { style } = influence.element;
    style.width = `${(100 * width) / side}%`;
    style.height = `${(100 * height) / side}%`;
    style.left = `${(-100 * x) / side}%`;
    style.top = `${(-100 * y) / side}%`;
    say(notes.closeUp, fill(strings.closeUp, { size: side }));

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
      field: left.length,
    };
    influence.describe(fill(strings.influenceLabel, values));
    plot.describe(fill(strings.plotLabel, { ...values, peak: number(100 * high, 1) }));
  }

  /**
   * @param {Measured} now
   * @param {Measured | null} kept
   */
  function showStatistics(now, kept) {
    const lines = (/** @type {Measured} */ { fields, deviation, central, weights }) => {
      const field = fields.columns.length;
      return [
        String(field),
        number(deviation),
        number(Math.sqrt((field ** 2 - 1) / 12)),
        number(100 * central.share, 1),
        number(100 * central.area, 1),
        String(weights),
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
    say(buttons.keep, same && stackNow().length > 0 ? strings.forget : strings.keep);
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
    "_upload",
  ];
  onChange(model, watched, request, signal);
  onChange(
    model,
    ["depth"],
    () => {
      if (model.get("depth") === MOST_LAYERS) tries.did(0);
    },
    signal,
  );
  onChange(
    model,
    ["preset"],
    () => {
      if (PRESETS[model.get("preset") - 1]?.[0].includes("1, 2, 4")) tries.did(1);
    },
    signal,
  );
  onChange(model, ["draws"], () => tries.did(3), signal);
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
