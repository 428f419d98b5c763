/**
 * ChannelLab: three channels in, several filters out; every part of the sum to be seen.
 */
import {
  fill,
  h,
  mountControls,
  number,
  onChange,
  say,
  sign,
  slots,
  tryNext,
  update,
} from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { NumberGrid } from "../_core/grid.js";
import { ChannelSums, convGeometry, pad, plane, roundUp } from "../_core/ops.js";
import { Pictures } from "../_core/pictures.js";
import { Legend, Raster } from "../_core/raster.js";
import shared from "../_core/strings.json";
import { initialize, PRESETS, presetOf, withWeight } from "./bank.js";
import strings from "./strings.json";

/** @typedef {import("../_core/ops.js").Bank} Bank */
/** @typedef {import("../_core/ops.js").FilterResult} FilterResult */
/** @typedef {import("../_core/ops.js").Geometry} Geometry */
/** @typedef {import("../_core/ops.js").Pair} Pair */
/** @typedef {import("../_core/ops.js").Volume} Volume */
/** @typedef {import("../_core/colour.js").Scale} Scale */
/** @typedef {import("./bank.js").Tap} Tap */

const CHANNELS = strings.channels;
const TINTS = /** @type {const} */ (["red", "green", "blue"]);
const MOST_FILTERS = 4;
/** Milliseconds without a change after which the hand is taken to rest. */
const RESTS = 40;
/** @type {[number, number]} */
const LIMITS = [-4, 4];

/** @param {string} text */
function note(text) {
  return h("p", { class: "cv-note" }, text);
}

/** @param {number} value  as a summand: in brackets where it is negative */
function summand(value) {
  const text = number(value, 3);
  return text.startsWith("−") ? `(${text})` : text;
}

/** Paints a raster only when its numbers or its colours have changed. */
class Painter {
  /** @param {Raster} raster */
  constructor(raster) {
    this.raster = raster;
    this.key = "";
    /** @type {ArrayLike<number> | undefined} */
    this.data = undefined;
  }

  /**
   * @param {ArrayLike<number>} data
   * @param {number} version  of the data; another one means other numbers
   * @param {{ height: number, width: number }} size
   * @param {Scale} scale
   */
  show(data, version, { height, width }, scale) {
    const key = `${version} ${height} ${width} ${scale.map} ${scale.low} ${scale.high}`;
    if (this.key === key && this.data === data) return;
    this.key = key;
    this.data = data;
    this.raster.show(data, height, width, scale);
  }
}

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const pictures = new Pictures(model);
  const sums = new ChannelSums();
  const tries = tryNext(
    [strings.tryWeight, strings.tryPoint, strings.tryFilter, strings.tryGrey],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  const tell = (/** @type {string} */ sentence) => say(message, sentence);

  const input = new Raster({ name: "input" });
  const planes = CHANNELS.map((channel) => new Raster({ name: `plane ${channel}` }));
  const parts = CHANNELS.map((channel) => new Painter(new Raster({ name: `part ${channel}` })));
  const output = new Painter(
    new Raster({
      name: "output",
      onPoint: ({ row, column }) => {
        tries.did(1);
        update(model, { position: [row, column] });
      },
    }),
  );
  const partsLegend = new Legend();
  const legend = new Legend();
  const kernels = CHANNELS.map(
    (channel, c) =>
      new NumberGrid({
        name: `kernel ${channel}`,
        label: fill(strings.kernelName, { channel }),
        limits: LIMITS,
        onSelect: (row, column) => {
          const tap = [c, row, column];
          if (String(model.get("selected")) !== String(tap)) update(model, { selected: tap });
        },
        onEdit: (row, column, value) => {
          tell("");
          const tap = /** @type {Tap} */ ([c, row, column]);
          update(model, {
            weight: withWeight(model.get("weight"), model.get("filter"), tap, value),
          });
        },
        onRefuse: (text) => tell(fill(strings.badWeight, { text })),
      }),
  );
  const patches = CHANNELS.map(
    (channel) =>
      new NumberGrid({
        name: `patch ${channel}`,
        label: fill(strings.patchName, { channel }),
      }),
  );
  const partSums = CHANNELS.map(() => h("p", { class: "cv-number" }));
  const total = h("p", { class: "cv-total cv-number", "data-sum": true });
  const where = h("span", { class: "cv-number" });
  const titles = { filter: h("span"), output: h("span") };
  const sizes = {
    input: h("span", { class: "cv-number" }),
    filter: h("span", { class: "cv-number" }),
    output: h("span", { class: "cv-number" }),
    maps: h("span", { class: "cv-number" }),
  };
  const shapes = h("p", { class: "cv-number", "data-shapes": true });
  const parameters = h("p", { class: "cv-number", "data-parameters": true });

  const maps = Array.from({ length: MOST_FILTERS }, (_, f) => {
    const painter = new Painter(new Raster({ name: `map ${f}` }));
    const name = h("span");
    const button = h(
      "button",
      {
        class: "cv-map",
        type: "button",
        role: "radio",
        onclick: () => update(model, { filter: f }),
      },
      painter.raster.element,
      name,
    );
    return { painter, name, button };
  });
  const mapList = h(
    "div",
    { class: "cv-maps", role: "radiogroup", "aria-label": strings.maps },
    ...maps.map(({ button }) => button),
  );
  mapList.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const count = model.get("weight").length;
    const filter = (model.get("filter") + by + count) % count;
    update(model, { filter });
    maps[filter].button.focus();
  });

  const root = h(
    "section",
    { class: "cv cv-channel-lab", "aria-label": "ChannelLab" },
    tries.element,
    h(
      "div",
      { class: "cv-stages" },
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, strings.input, sizes.input),
        input.element,
        slots("photograph"),
        pictures.uploadButton(message),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title cv-wide" }, titles.filter, sizes.filter),
        ...CHANNELS.map((channel, c) =>
          h(
            "div",
            { class: "cv-channel" },
            note(fill(strings.plane, { channel })),
            note(strings.kernel),
            note(strings.part),
            planes[c].element,
            sign("∗"),
            kernels[c].element,
            sign("="),
            parts[c].raster.element,
          ),
        ),
        h("div", { class: "cv-row" }, note(strings.partsLegend), partsLegend.element),
        note(strings.help),
        slots("filter", "preset", "chosen_weight", "exact", "rows", "columns"),
      ),
      h(
        "div",
        { class: "cv-panel" },
        h("p", { class: "cv-title" }, titles.output, sizes.output),
        note(strings.sumNote),
        output.raster.element,
        legend.element,
        slots("chosen_bias", "stride", "padding"),
        h("p", { class: "cv-title" }, strings.maps, sizes.maps),
        mapList,
        slots("filters"),
      ),
    ),
    message,
    h("div", { class: "cv-shapes" }, shapes, parameters),
    h("p", { class: "cv-title cv-left" }, strings.onePixel, where),
    h(
      "div",
      { class: "cv-pixel" },
      ...CHANNELS.map((_, c) =>
        h("div", {}, note(patches[c].options.label), patches[c].element, partSums[c]),
      ),
    ),
    total,
  );
  el.append(root);

  /**
   * The padded photograph, kept while neither photograph nor padding changes.
   * @type {{ picture: Volume, padding: number, padded: Volume } | undefined}
   */
  let kept;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /**
   * Do what the eye is not on once the hand rests: the maps of the filters that are not in hand.
   *
   * @param {() => void} work
   */
  function later(work) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!signal.aborted) work();
    }, RESTS);
  }
  /** What the last paint could not do, so that its sentence goes when the reason goes. */
  let refused = false;

  const refuse = (/** @type {string} */ reason) => {
    refused = true;
    tell(reason);
    for (const { raster } of [output, ...parts]) {
      raster.element.dataset.nothing = "yes";
      raster.describe(strings.nothing);
      raster.unmark();
    }
    for (const raster of [input, ...planes]) raster.unmark();
    for (const element of [sizes.output, sizes.maps, shapes, total, where]) say(element, "");
  };

  function paint() {
    const bank = /** @type {Bank} */ (model.get("weight"));
    const bias = /** @type {number[]} */ (model.get("bias"));
    const chosen = Math.min(model.get("filter"), bank.length - 1);
    /** @type {Pair} */
    const size = [bank[0][0].length, bank[0][0][0].length];
    showKernels(bank[chosen], chosen, size);

    const picture = pictures.current();
    if (picture === null) {
      refuse(shared.noUpload);
      return;
    }
    const padding = model.get("padding");
    const result = convGeometry(picture.height, picture.width, size, {
      stride: model.get("stride"),
      padding,
    });
    if (!result.ok) {
      refuse(result.reason);
      return;
    }
    if (refused) {
      refused = false;
      tell("");
      for (const { raster } of [output, ...parts]) delete raster.element.dataset.nothing;
    }
    const { geometry } = result;
    if (kept?.picture !== picture || kept.padding !== padding) {
      kept = { picture, padding, padded: pad(picture, geometry.border) };
      showInput(kept.padded);
    }
    const { padded } = kept;
    const ask = /** @type {const} */ ([padded, bank, bias, geometry]);
    const current = sums.update(chosen, ...ask);
    const partScale = showParts(current, geometry);
    const scale = showMap(chosen, current, bank, geometry);
    output.show(current.map, current.mapVersion, geometry, scale);
    legend.show(scale);
    showMapNames(bank, chosen, geometry);
    showPixel(padded, bank, bias, chosen, current, geometry);
    later(() => {
      bank.forEach((_, f) => {
        if (!sums.isCurrent(f, ...ask)) showMap(f, sums.update(f, ...ask), bank, geometry);
      });
    });
    partsLegend.show(partScale);
    say(
      shapes,
      fill(strings.shapes, {
        channels: CHANNELS.length,
        height: picture.height,
        width: picture.width,
        filters: bank.length,
        rows: size[0],
        columns: size[1],
        outHeight: geometry.height,
        outWidth: geometry.width,
      }),
    );
    say(
      parameters,
      fill(strings.parameters, {
        filters: bank.length,
        channels: CHANNELS.length,
        rows: size[0],
        columns: size[1],
        count: bank.length * (CHANNELS.length * size[0] * size[1] + 1),
      }),
    );
  }

  /**
   * @param {Bank[number]} filter
   * @param {number} chosen
   * @param {Pair} size
   */
  function showKernels(filter, chosen, size) {
    const most = Math.max(...filter.flat(2).map(Math.abs)) || 1;
    /** @type {Scale} */
    const scale = { map: "signed", low: -most, high: most };
    const [channel, row, column] = /** @type {Tap} */ (model.get("selected"));
    kernels.forEach((grid, c) => {
      grid.show(filter[c].flat(), ...size, scale);
      if (c === channel) grid.select(row, column);
      else grid.release();
    });
    say(titles.filter, fill(strings.filterTitle, { filter: chosen }));
    say(titles.output, fill(strings.output, { filter: chosen }));
    say(sizes.filter, shape(CHANNELS.length, ...size));
  }

  /** @param {Volume} padded */
  function showInput(padded) {
    const { data, height, width } = padded;
    input.showRgb(data, height, width);
    planes.forEach((raster, c) => {
      raster.show(plane(padded, c).data, height, width, { map: TINTS[c], low: 0, high: 1 });
    });
    say(sizes.input, shape(CHANNELS.length, height, width));
    input.describe(fill(strings.inputLabel, { name: pictures.name(), height, width }));
  }

  /**
   * One scale for the three of them, so that what is added can be compared.
   *
   * @param {FilterResult} result
   * @param {Geometry} geometry
   * @returns {Scale}
   */
  function showParts(result, geometry) {
    const most = roundUp(Math.max(...result.partRanges.flat().map(Math.abs)));
    /** @type {Scale} */
    const scale = { map: "signed", low: -most, high: most };
    parts.forEach((painter, c) => {
      painter.show(result.parts[c], result.partVersions[c], geometry, scale);
    });
    return scale;
  }

  /**
   * @param {number} filter
   * @param {FilterResult} result
   * @param {Bank} bank
   * @param {Geometry} geometry
   */
  function showMap(filter, { map, mapRange, mapVersion }, bank, geometry) {
    const scale = scaleOf(mapRange, bank[filter]);
    maps[filter].painter.show(map, mapVersion, geometry, scale);
    return scale;
  }

  /**
   * @param {Bank} bank
   * @param {number} chosen
   * @param {Geometry} geometry
   */
  function showMapNames(bank, chosen, { height, width }) {
    maps.forEach(({ painter, name, button }, f) => {
      button.hidden = f >= bank.length;
      if (button.hidden) return;
      const preset = PRESETS[presetOf(bank[f]) - 1]?.[0] ?? strings.custom;
      say(name, fill(strings.mapName, { filter: f, name: preset }));
      painter.raster.describe(fill(strings.mapLabel, { filter: f, name: preset }));
      button.setAttribute("aria-checked", String(f === chosen));
      button.tabIndex = f === chosen ? 0 : -1;
    });
    say(sizes.output, shape(height, width));
    say(sizes.maps, shape(bank.length, height, width));
  }

  /**
   * One number of the output map, and how it came about.
   *
   * @param {Volume} padded
   * @param {Bank} bank
   * @param {readonly number[]} bias
   * @param {number} chosen
   * @param {FilterResult} result
   * @param {Geometry} geometry
   */
  function showPixel(padded, bank, bias, chosen, result, geometry) {
    /** @type {Pair} */
    const size = [bank[0][0].length, bank[0][0][0].length];
    const [wantedRow, wantedColumn] = /** @type {Pair} */ (model.get("position"));
    const row = Math.min(wantedRow, geometry.height - 1);
    const column = Math.min(wantedColumn, geometry.width - 1);
    output.raster.place = { row, column };
    const [top, left] = [row * geometry.stride[0], column * geometry.stride[1]];
    const at = row * geometry.width + column;
    const here = { top, bottom: top + size[0] - 1, left, right: left + size[1] - 1 };
    input.mark(top, left, ...size);
    CHANNELS.forEach((channel, c) => {
      const { data, width, height } = plane(padded, c);
      const under = [];
      for (let i = 0; i < size[0]; i++)
        for (let j = 0; j < size[1]; j++) under.push(data[(top + i) * width + left + j]);
      patches[c].show(under, ...size, { map: TINTS[c], low: 0, high: 1 });
      const value = number(result.parts[c][at], 3);
      say(partSums[c], fill(strings.partSum, { sum: value }));
      planes[c].mark(top, left, ...size);
      parts[c].raster.mark(row, column);
      const name = pictures.name();
      planes[c].describe(fill(strings.planeLabel, { channel, name, height, width, ...here }));
      const [low, high] = result.partRanges[c];
      parts[c].raster.describe(
        fill(strings.partLabel, { channel, value, low: number(low), high: number(high) }),
      );
    });
    output.raster.mark(row, column);
    const value = number(result.map[at], 3);
    const [red, green, blue] = result.parts.map((part) => summand(part[at]));
    say(
      total,
      fill(strings.total, { red, green, blue, bias: summand(bias[chosen]), total: value }),
    );
    say(where, fill(strings.where, { row, column }));
    const [low, high] = result.mapRange;
    output.raster.describe(
      fill(strings.outputLabel, {
        filter: chosen,
        height: geometry.height,
        width: geometry.width,
        low: number(low),
        high: number(high),
        row,
        column,
        value,
      }),
    );
  }

  const request = paintWhileVisible(root, paint, signal);
  const watched = [
    "weight",
    "bias",
    "filter",
    "selected",
    "position",
    "stride",
    "padding",
    "photograph_index",
    "_upload",
  ];
  onChange(model, watched, request, signal);
  onChange(model, ["weight"], () => tries.did(0), signal);
  onChange(model, ["filter"], () => tries.did(2), signal);
  onChange(
    model,
    ["weight"],
    () => {
      const bank = /** @type {Bank} */ (model.get("weight"));
      const name = PRESETS[presetOf(bank[model.get("filter")]) - 1]?.[0] ?? "";
      if (bank[0][0].length === 1 && name.startsWith("colour to grey")) tries.did(3);
    },
    signal,
  );
  paint();
  await mountControls(model, root, signal);
}

/** @param {...number} numbers */
function shape(...numbers) {
  return fill(strings.shape, { shape: numbers.join(", ") });
}

/**
 * Signed colours where a weight or a result is negative; else grey, from 0 to 1 or beyond.
 *
 * @param {Pair} range  of the map
 * @param {Bank[number]} filter
 * @returns {Scale}
 */
function scaleOf([low, high], filter) {
  const most = roundUp(Math.max(-low, high));
  const signed = low < 0 || filter.some((kernel) => kernel.some((line) => line.some((w) => w < 0)));
  return signed
    ? { map: "signed", low: -most, high: most }
    : { map: "grey", low: 0, high: Math.max(1, most) };
}

export default { initialize, render };
