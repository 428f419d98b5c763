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

// course_utils/widgets/predict/strings.json
var strings_default = {
  title: "Predict",
  commit: "Commit",
  right: "As you predicted.",
  wrong: "You predicted “{chosen}”; it is “{answer}”.",
  hint: "Choose, then commit: the answer shows after that."
};

// course_utils/widgets/predict/view.js
var groups = 0;
function render({ model, el, signal }) {
  groups += 1;
  const name = `cv-predict-${groups}`;
  const choices = (
    /** @type {string[]} */
    model.get("choices")
  );
  const inputs = choices.map((_, index) => h("input", { type: "radio", name, value: index }));
  const labels = choices.map(
    (choice, index) => h("label", {}, inputs[index], h("span", {}, choice))
  );
  const commit = h(
    "button",
    { class: "cv-button", type: "button", disabled: true },
    strings_default.commit
  );
  const reveal = h("p", { class: "cv-reveal", role: "status" }, strings_default.hint);
  const chosen = () => inputs.findIndex((input) => input.checked);
  for (const input of inputs)
    input.addEventListener("change", () => {
      commit.disabled = model.get("committed") >= 0;
    });
  commit.addEventListener("click", () => {
    if (chosen() >= 0) update(model, { committed: chosen() });
  });
  function show() {
    const committed = model.get("committed");
    if (committed < 0) return;
    const answer = model.get("answer");
    inputs[committed].checked = true;
    for (const input of inputs) input.disabled = true;
    commit.hidden = true;
    labels[answer].dataset.right = "yes";
    const verdict = committed === answer ? strings_default.right : fill(strings_default.wrong, { chosen: choices[committed], answer: choices[answer] });
    say(reveal, `${verdict} ${model.get("because")}`);
  }
  onChange(model, ["committed"], show, signal);
  el.append(
    h(
      "section",
      { class: "cv cv-predict", "aria-label": strings_default.title },
      h("fieldset", {}, h("legend", {}, model.get("question")), ...labels),
      commit,
      reveal
    )
  );
  show();
}
var view_default = { render };
export {
  view_default as default
};
