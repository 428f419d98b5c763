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
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey || event.shiftKey && event.key === "Enter";
    if (!command && event.key !== "Escape") event.stopPropagation();
  });
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
  answer: "the answer",
  yours: "your prediction",
  right: "As you predicted.",
  wrong: "You predicted “{chosen}”; it is “{answer}”.",
  hint: "Choose, then commit: the answer shows after that."
};

// course_utils/widgets/predict/view.js
function render({ model, el, signal }) {
  const choices = (
    /** @type {string[]} */
    model.get("choices")
  );
  const inputs = choices.map((_, value) => h("input", { type: "radio", name: "choice", value }));
  const marks = choices.map(() => h("span", { class: "cv-mark" }));
  const labels = choices.map(
    (choice, index) => h("label", {}, inputs[index], h("span", {}, choice), marks[index])
  );
  const commit = h("button", { class: "cv-button", type: "submit" }, strings_default.commit);
  const reveal = h("p", { class: "cv-reveal", role: "status", tabindex: -1 });
  const form = h(
    "form",
    { class: "cv cv-predict", "aria-label": strings_default.title },
    h("fieldset", {}, h("legend", {}, model.get("question")), ...labels),
    commit,
    reveal
  );
  const chosen = () => inputs.findIndex((input) => input.checked);
  function show() {
    const committed = model.get("committed");
    const open = committed < 0;
    const answer = model.get("answer");
    if (!open) inputs[committed].checked = true;
    inputs.forEach((input, index) => {
      input.disabled = !open;
      labels[index].classList.toggle("cv-answer", !open && index === answer);
      const mark = index === answer ? strings_default.answer : index === committed ? strings_default.yours : "";
      say(marks[index], open ? "" : mark);
    });
    commit.disabled = chosen() < 0;
    commit.hidden = !open;
    if (open) {
      say(reveal, strings_default.hint);
      return;
    }
    const verdict = committed === answer ? strings_default.right : fill(strings_default.wrong, { chosen: choices[committed], answer: choices[answer] });
    say(reveal, `${verdict} ${model.get("because")}`);
  }
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen() < 0 || model.get("committed") >= 0) return;
    update(model, { committed: chosen() });
    reveal.focus();
  });
  onChange(model, ["committed"], show, signal);
  keepKeys(form);
  el.append(form);
  show();
}
var view_default = { render };
export {
  view_default as default
};
