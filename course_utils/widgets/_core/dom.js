/**
 * Elements, and what every view needs of the page: slots for controls, a clean end, the theme.
 */

/** @typedef {import("@anywidget/types").AnyModel<any>} Model */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | EventListener | undefined>} [attributes]
 *   `on…` functions are listeners; `true` is an empty attribute, `false` and undefined are left out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * A place for an ipywidgets control, filled by `mountControls`.
 *
 * @param {...string} names  keys of the visualizer's `controls` trait, in order
 */
export function slots(...names) {
  return h(
    "div",
    { class: "cv-controls" },
    ...names.map((name) => h("div", { "data-control": name })),
  );
}

/**
 * A sign between two things that are shown side by side, such as '='.
 *
 * @param {string} text
 */
export function sign(text) {
  return h("span", { class: "cv-sign", "aria-hidden": "true" }, text);
}

/**
 * A thing under its name.
 *
 * @param {string} name
 * @param {Element} element
 */
export function labelled(name, element) {
  return h("div", {}, h("p", { class: "cv-note" }, name), element);
}

/**
 * Keep a plain key within the visualizer: JupyterLab would take arrows, Enter and letters as
 * commands of the notebook, and move away from what is being used. Combinations with Control, Meta
 * and Shift-Enter stay JupyterLab's.
 *
 * @param {HTMLElement} root
 */
export function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey || (event.shiftKey && event.key === "Enter");
    if (!command && event.key !== "Escape") event.stopPropagation();
  });
}

/**
 * Fill the slots below `root` with the views of the visualizer's ipywidgets controls.
 *
 * The controls belong to ipywidgets (sliders, dropdowns), whose views are Lumino widgets: they draw
 * themselves when they hear that they are attached, so that message is passed on here.
 *
 * @param {Model} model  `controls` maps a name to "IPY_MODEL_<id>"
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export async function mountControls(model, root, signal) {
  keepKeys(root);
  /** @type {Record<string, string>} */
  const references = model.get("controls") ?? {};
  const manager = /** @type {any} */ (model.widget_manager);
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
      const tell = (/** @type {string} */ type) =>
        widget.processMessage({ type, isConflatable: false, conflate: () => false });
      tell("before-attach");
      slot.append(view.el);
      tell("after-attach");
      nameSlider(view.el);
      signal.addEventListener("abort", () => {
        // By now the output may have left the page; Lumino must not try to take the view from it.
        tell("before-detach");
        tell("after-detach");
        view.remove();
      });
    }),
  );
}

/** How many views of a control are being made right now. @type {WeakMap<object, number>} */
const making = new WeakMap();

/**
 * Make the view of a control so that showing it changes nothing.
 *
 * A slider of ipywidgets works its number out from where its handle stands, and reports that as soon
 * as it is shown: 1.0000000000000002 for 1. So it may not report while it is made, and rounds from
 * then on.
 *
 * @param {any} manager
 * @param {any} control  its model
 */
async function quietView(manager, control) {
  const others = making.get(control) ?? 0;
  if (others === 0 && control.get("continuous_update") !== true)
    return manager.create_view(control);
  making.set(control, others + 1);
  control.attributes.continuous_update = false; // past `set`, which would tell the kernel
  try {
    const view = await manager.create_view(control);
    const exact = view._validate_slide_value;
    if (exact !== undefined)
      view._validate_slide_value = (/** @type {number} */ value) => Number(exact(value).toFixed(6));
    return view;
  } finally {
    const left = (making.get(control) ?? 1) - 1;
    making.set(control, left);
    if (left === 0) control.attributes.continuous_update = true;
  }
}

/**
 * Tell a screen reader what a slider is: ipywidgets writes its name beside it and ties it to neither
 * the handle nor the number, which can be typed into.
 *
 * @param {HTMLElement} view  of an ipywidgets control of any kind
 */
function nameSlider(view) {
  const label = view.querySelector(".widget-label");
  if (label === null) return;
  label.id ||= `cv-label-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  for (const part of view.querySelectorAll("[role=slider], .widget-readout")) {
    part.setAttribute("aria-labelledby", label.id);
    if (!part.hasAttribute("role")) part.setAttribute("role", "textbox");
  }
}

/**
 * Call back when any of the traits changes, until the view ends.
 *
 * @param {Model} model
 * @param {readonly string[]} names
 * @param {() => void} callback
 * @param {AbortSignal} signal
 */
export function onChange(model, names, callback, signal) {
  for (const name of names) model.on(`change:${name}`, callback);
  signal.addEventListener("abort", () => {
    for (const name of names) model.off(`change:${name}`, callback);
  });
}

/**
 * Set traits and send them to the kernel in one message.
 *
 * @param {Model} model
 * @param {Record<string, unknown>} values
 */
export function update(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/**
 * Put a text into an element if it is not there already: an unchanged node costs no layout, and a
 * live region repeats nothing.
 *
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Fill the gaps of a sentence from a strings table: `fill("{a} of {b}", {a: 1, b: 2})`.
 *
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * A number with a fixed number of decimals and a real minus sign, so that columns do not jump.
 *
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 2) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
  const text = value.toFixed(decimals);
  const zero = Number(text) === 0;
  return zero ? text.replace("-", "") : text.replace("-", "−");
}

/**
 * The line that tries are told on: what to do next, ticked off as it is done.
 *
 * @param {readonly string[]} tries  one sentence each
 * @param {string} finished  what stands there once all are done
 */
export function tryNext(tries, finished) {
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
    },
  };
}
