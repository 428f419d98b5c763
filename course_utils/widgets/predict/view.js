/**
 * Predict: a question, its choices, and an answer that shows only after one is committed.
 */
import { fill, h, keepKeys, onChange, say, update } from "../_core/dom.js";
import strings from "./strings.json";

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal }) {
  const choices = /** @type {string[]} */ (model.get("choices"));
  // The form keeps these radio buttons apart from those of another question on the page.
  const inputs = choices.map((_, value) => h("input", { type: "radio", name: "choice", value }));
  const marks = choices.map(() => h("span", { class: "cv-mark" }));
  const labels = choices.map((choice, index) =>
    h("label", {}, inputs[index], h("span", {}, choice), marks[index]),
  );
  const commit = h("button", { class: "cv-button", type: "submit" }, strings.commit);
  const reveal = h("p", { class: "cv-reveal", role: "status", tabindex: -1 });
  const form = h(
    "form",
    { class: "cv cv-predict", "aria-label": strings.title },
    h("fieldset", {}, h("legend", {}, model.get("question")), ...labels),
    commit,
    reveal,
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
      const mark = index === answer ? strings.answer : index === committed ? strings.yours : "";
      say(marks[index], open ? "" : mark);
    });
    commit.disabled = chosen() < 0;
    commit.hidden = !open;
    if (open) {
      say(reveal, strings.hint);
      return;
    }
    const verdict =
      committed === answer
        ? strings.right
        : fill(strings.wrong, { chosen: choices[committed], answer: choices[answer] });
    say(reveal, `${verdict} ${model.get("because")}`);
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen() < 0 || model.get("committed") >= 0) return;
    update(model, { committed: chosen() });
    reveal.focus(); // the button that had the focus is gone
  });
  onChange(model, ["committed"], show, signal);
  keepKeys(form);
  el.append(form);
  show();
}

export default { render };
