/**
 * ParameterCounter: a network composed by hand, its shapes, parameters and work.
 */
import { fill, h, mountControls, onChange, say, slots, tryNext, update } from "../_core/dom.js";
import { paintWhileVisible } from "../_core/frame.js";
import { elements, networkSteps } from "../_core/ops.js";
import { code } from "./code.js";
import fields from "./fields.json";
import { LayerList } from "./layer_list.js";
import presets from "./presets.json";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").NetworkLayer} Layer */
/** @typedef {keyof typeof fields} Kind */

const MOST_LAYERS = 40;
const MOST_OUTPUTS = 256;
const INPUT = { channels: 1024, rows: 512, columns: 512 };
const NAMES = Object.keys(presets);
const OWN = NAMES.length; // the index of a network that is none of them

/**
 * A layer with all its fields: those that are not given are what is usual.
 *
 * @param {Partial<Layer> & { kind: Kind }} given
 * @returns {Layer}
 */
export function whole(given) {
  /** @type {any} */
  const full = { kind: given.kind };
  for (const [name, bounds] of Object.entries(fields[given.kind])) {
    const usual =
      typeof bounds === "boolean" ? bounds : name === "stride" && full.size ? full.size : bounds[2];
    full[name] = /** @type {any} */ (given)[name] ?? usual;
  }
  return full;
}

/** @param {Layer | undefined} layer @returns {"filters" | "outputs" | null} */
const counted = (layer) =>
  layer?.kind === "conv" ? "filters" : layer?.kind === "linear" ? "outputs" : null;

const PLAIN = NAMES.map((name) => {
  const { input, layers } = /** @type {any} */ (presets)[name];
  return JSON.stringify([input, layers.map(whole)]);
});

/**
 * Which preset a network is.
 *
 * @param {number[]} input
 * @param {readonly Layer[]} layers
 */
function presetOf(input, layers) {
  const at = PLAIN.indexOf(JSON.stringify([input, layers.map(/** @type {any} */ (whole))]));
  return at < 0 ? OWN : at;
}

/**
 * Take other layers, and let what else is shown follow them.
 *
 * @param {Model} model
 * @param {{ layers?: Layer[], input?: number[], selected?: number }} change
 */
function settle(model, change) {
  const layers = change.layers ?? model.get("layers");
  const input = change.input ?? model.get("input_shape");
  const selected = Math.max(
    0,
    Math.min(change.selected ?? model.get("selected"), layers.length - 1),
  );
  const name = counted(layers[selected]);
  const outputs = name === null ? model.get("outputs") : layers[selected][name];
  update(model, {
    layers,
    input_shape: input,
    selected,
    outputs: Math.min(outputs, MOST_OUTPUTS),
    preset: presetOf(input, layers),
  });
}

/** Once a model: what follows from a control. */
function initialize(/** @type {{ model: Model }} */ { model }) {
  const moved = () => {
    const layers = /** @type {Layer[]} */ (model.get("layers"));
    const selected = model.get("selected");
    const name = counted(layers[selected]);
    const said = model.get("outputs");
    if (name === null) return;
    const now = /** @type {number} */ (layers[selected][name]);
    if (said === Math.min(now, MOST_OUTPUTS)) return;
    settle(model, { layers: layers.with(selected, { ...layers[selected], [name]: said }) });
  };
  const chosen = () => {
    const preset = model.get("preset");
    const layers = model.get("layers");
    if (preset === OWN || preset === presetOf(model.get("input_shape"), layers)) return;
    const known = /** @type {any} */ (presets)[NAMES[preset]];
    settle(model, { layers: known.layers.map(whole), input: known.input, selected: 0 });
  };
  model.on("change:outputs", moved);
  model.on("change:preset", chosen);
  return () => {
    model.off("change:outputs", moved);
    model.off("change:preset", chosen);
  };
}

/** @param {number} value */
const grouped = (value) => value.toLocaleString("en-US");
/** @param {readonly number[]} shape */
const shown = (shape) => shape.join(" × ");
/** @param {number} count  float32 numbers */
const kilobytes = (count) => fill(strings.kilobytes, { count: grouped(Math.ceil(count / 256)) });

/** @param {import("@anywidget/types").RenderProps<any>} props */
async function render({ model, el, signal }) {
  const tries = tryNext(
    [strings.tryShare, strings.tryOutputs, strings.tryIllegal, strings.tryGlobal],
    strings.tryAll,
  );
  const message = h("p", { class: "cv-message", role: "status" });
  /** What a hand did wrong; it stands until the next change. */
  let refusal = "";
  const refuse = (/** @type {string} */ sentence) => {
    refusal = sentence;
    paint();
  };
  const layersNow = () => /** @type {Layer[]} */ ([...model.get("layers")]);

  const list = new LayerList({
    onChoose: (selected) => {
      if (selected !== model.get("selected")) settle(model, { selected });
    },
    onEdit: (at, layer) => settle(model, { layers: layersNow().with(at, layer), selected: at }),
    onMove: (at, by) => {
      const layers = layersNow();
      const [layer] = layers.splice(at, 1);
      layers.splice(at + by, 0, layer);
      settle(model, { layers, selected: at + by });
    },
    onRemove: (at) => {
      tries.did(0);
      settle(model, { layers: layersNow().toSpliced(at, 1) });
    },
    onRefuse: refuse,
  });

  const kind = h(
    "select",
    { class: "cv-select", "aria-label": strings.addKind },
    ...Object.entries(strings.kinds).map(([value, text]) => h("option", { value }, text)),
  );
  const add = h("button", { class: "cv-button", type: "button" }, strings.add);
  add.addEventListener("click", () => {
    const layers = layersNow();
    if (layers.length >= MOST_LAYERS) {
      refuse(fill(strings.full, { most: MOST_LAYERS }));
      return;
    }
    const at = layers.length === 0 ? 0 : model.get("selected") + 1;
    const made = whole({ kind: /** @type {Kind} */ (kind.value) });
    settle(model, { layers: layers.toSpliced(at, 0, made), selected: at });
    list.focus(at);
  });

  const sizes = Object.entries(INPUT).map(([name, most], axis) => {
    const title = strings.fields[/** @type {keyof typeof INPUT} */ (name)];
    const field = h("input", {
      type: "number",
      class: "cv-net-number",
      min: 1,
      max: most,
      step: 1,
      "aria-label": fill(strings.inputLabel, { name: title }),
      "data-input": name,
    });
    const typed = (/** @type {boolean} */ finished) => {
      const value = Number(field.value);
      const fits = field.value.trim() !== "" && Number.isInteger(value);
      if (fits && value >= 1 && value <= most) {
        const input = model.get("input_shape");
        if (input[axis] !== value) settle(model, { input: input.toSpliced(axis, 1, value) });
      } else if (finished) {
        refuse(fill(strings.badInput, { name: title, text: field.value || "—", least: 1, most }));
        field.value = String(model.get("input_shape")[axis]);
      }
    };
    field.addEventListener("input", () => typed(false));
    field.addEventListener("change", () => typed(true));
    return field;
  });
  const image = h("div", { class: "cv-row cv-net-image" }, h("strong", {}, strings.input));
  sizes.forEach((field, axis) => {
    image.append(...(axis > 0 ? ["×"] : []), field);
  });

  const total = h("p", { class: "cv-number" });
  const where = h("p", { class: "cv-number" });
  const listing = h("pre", { class: "cv-code", tabindex: 0, "aria-label": strings.code });
  const copied = h("span", { class: "cv-note", role: "status" });
  const copy = h("button", { class: "cv-button", type: "button" }, strings.copy);
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(listing.textContent ?? "");
      say(copied, strings.copied);
    } catch {
      say(copied, strings.notCopied); // where the page has no right to, as in some frames
    }
  });

  const root = h(
    "section",
    { class: "cv cv-parameter-counter", "aria-label": "ParameterCounter" },
    tries.element,
    h("div", { class: "cv-net-controls" }, slots("preset", "outputs")),
    image,
    list.element,
    h("div", { class: "cv-row" }, kind, add),
    h("p", { class: "cv-note" }, strings.keys),
    message,
    h("div", { class: "cv-net-totals" }, total, where),
    h("h4", { class: "cv-title" }, strings.code),
    listing,
    h("div", { class: "cv-row" }, copy, copied),
  );
  el.append(root);

  function paint() {
    const input = /** @type {number[]} */ (model.get("input_shape"));
    const layers = /** @type {Layer[]} */ (model.get("layers"));
    const steps = networkSteps(input, layers);
    const fitting = steps.filter((step) => step.ok);
    const sum = (/** @type {"parameters" | "macs"} */ name) =>
      fitting.reduce((all, step) => all + (step.ok ? step[name] : 0), 0);
    const [parameters, macs] = [sum("parameters"), sum("macs")];
    sizes.forEach((field, axis) => {
      if (document.activeElement !== field || Number(field.value) !== input[axis]) {
        const text = String(input[axis]);
        if (field.value !== text) field.value = text;
      }
    });
    let before = input;
    const path = [input[1]];
    const rows = layers.map((layer, at) => {
      const step = steps[at];
      if (!step.ok) {
        const words = strings.problems[/** @type {keyof typeof strings.problems} */ (step.reason)];
        return { problem: fill(words, step.values), waits: step.reason === "waits" };
      }
      let remark = "";
      if (layer.kind === "linear" && before.length > 1)
        remark = fill(strings.onRows, { inputs: before[before.length - 1] });
      if (layer.kind === "flatten" && before.length === 3)
        remark = fill(strings.flat, {
          shape: shown(before),
          count: grouped(elements(before)),
          path: path.join(" → "),
        });
      if (step.shape.length === 3 && step.shape[1] !== path[path.length - 1])
        path.push(step.shape[1]);
      before = step.shape;
      return {
        shape: shown(step.shape),
        parameters: step.parameters,
        macs: step.macs,
        shares: [step.parameters / Math.max(parameters, 1), step.macs / Math.max(macs, 1)],
        memory: kilobytes(elements(step.shape)),
        remark,
      };
    });
    list.show(layers, rows, model.get("selected"));

    const stuck = steps.findIndex((step) => !step.ok);
    if (stuck >= 0) {
      tries.did(2);
      const { problem } = /** @type {{ problem: string }} */ (rows[stuck]);
      const name = strings.kinds[layers[stuck].kind];
      say(message, refusal || fill(strings.stuck, { layer: stuck + 1, kind: name, problem }));
    } else say(message, refusal);
    refusal = "";
    say(
      total,
      fill(strings.total, {
        parameters: grouped(parameters),
        macs: grouped(macs),
        weights: kilobytes(parameters),
        activations: kilobytes(
          fitting.reduce((all, step) => all + (step.ok ? elements(step.shape) : 0), 0),
        ),
      }),
    );
    const dense = steps.filter((step, at) => step.ok && layers[at].kind === "linear");
    const share = (/** @type {"parameters" | "macs"} */ name, /** @type {number} */ all) =>
      (
        (100 * dense.reduce((part, step) => part + (step.ok ? step[name] : 0), 0)) /
        Math.max(all, 1)
      ).toFixed(1);
    say(
      where,
      dense.length === 0
        ? ""
        : fill(strings.where, {
            share: share("parameters", parameters),
            work: share("macs", macs),
          }),
    );
    say(listing, code(input, layers, steps));
  }

  const request = paintWhileVisible(root, paint, signal);
  onChange(model, ["layers", "input_shape", "selected"], request, signal);
  onChange(
    model,
    ["outputs"],
    () => {
      if (counted(model.get("layers")[model.get("selected")]) === null) refuse(strings.noOutputs);
      else tries.did(1);
    },
    signal,
  );
  onChange(
    model,
    ["preset"],
    () => NAMES[model.get("preset")] === NAMES[1] && tries.did(3),
    signal,
  );
  paint();
  await mountControls(model, root, signal);
}

export default { initialize, render };
