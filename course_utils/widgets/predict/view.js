/**
 * Predict: a question, its choices, and an answer that shows only after one is committed.
 */
import { fill, h, onChange, say, update } from "../_core/dom.js";
import strings from "./strings.json";

let groups = 0;

/** @param {import("@anywidget/types").RenderProps<any>} props */
function render({ model, el, signal }) {
  groups += 1;
  const name = `cv-predict-${groups}`;
  const choices = /** @type {string[]} */ (model.get("choices"));
  const inputs = choices.map((_, index) => h("input", { type: "radio", name, value: index }));
  const labels = choices.map((choice, index) =>
    h("label", {}, inputs[index], h("span", {}, choice)),
  );
  const commit = h(
    "button",
    { class: "cv-button", type: "button", disabled: true },
    strings.commit,
  );
  const reveal = h("p", { class: "cv-reveal", role: "status" }, strings.hint);
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
    const verdict =
      committed === answer
        ? strings.right
        : fill(strings.wrong, { chosen: choices[committed], answer: choices[answer] });
    say(reveal, `${verdict} ${model.get("because")}`);
  }

  onChange(model, ["committed"], show, signal);
  el.append(
    h(
      "section",
      { class: "cv cv-predict", "aria-label": strings.title },
      h("fieldset", {}, h("legend", {}, model.get("question")), ...labels),
      commit,
      reveal,
    ),
  );
  show();
}

export default { render };
