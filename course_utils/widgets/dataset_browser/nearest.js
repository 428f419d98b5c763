/**
 * The training images most like an image, as the kernel has found them.
 */
import { fill, h, number, say } from "../_core/dom.js";
import { showImage } from "../_core/images.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/images.js").ImageBank} ImageBank */
/** @typedef {{ places: number[], apart: number[] }} Found */

export class Nearest {
  /**
   * @param {Model} model
   * @param {object} options
   * @param {() => void} options.onAsk
   * @param {() => void} options.onNews  an answer came
   * @param {AbortSignal} options.signal
   */
  constructor(model, { onAsk, onNews, signal }) {
    this.model = model;
    /** What has been found: by part and place. @type {Map<string, Found>} */
    this.found = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
    this.key = "";
    this.list = h("ul", { class: "cv-nearest", "data-gallery": "nearest" });
    this.note = h("p", { class: "cv-note", role: "status" });
    this.button = h(
      "button",
      {
        class: "cv-button",
        type: "button",
        onclick: () => {
          this.#ask();
          onAsk();
        },
      },
      strings.findNearest,
    );
    this.element = h("div", { class: "cv-nearest-panel" }, this.button, this.list, this.note);
    /** @type {{ item: HTMLElement, canvas: HTMLCanvasElement, name: HTMLElement, apart: HTMLElement, painted: number }[]} */
    this.items = [];
    const take = (/** @type {any} */ { nearest, part, places, apart }) => {
      if (nearest === undefined) return;
      this.found.set(`${part} ${nearest}`, { places, apart });
      onNews();
    };
    model.on("msg:custom", take);
    signal.addEventListener("abort", () => model.off("msg:custom", take));
  }

  /** Places of the images that are shown. */
  get places() {
    return this.found.get(this.key)?.places ?? [];
  }

  #ask() {
    if (this.found.has(this.key)) return;
    const [part, index] = this.key.split(" ");
    this.asked.add(this.key);
    try {
      this.model.send({ nearest: Number(index), part });
    } catch {
      say(this.note, strings.silent); // the kernel was shut down
      return;
    }
    say(this.note, strings.nearestWait);
  }

  /**
   * @param {string} part
   * @param {number} index  the image that others are compared with
   * @param {number} label  its class
   * @param {ArrayLike<number>} labels  of the training images
   * @param {readonly string[]} names
   * @param {ImageBank} bank  of the training images
   */
  show(part, index, label, labels, names, bank) {
    this.key = `${part} ${index}`;
    const found = this.found.get(this.key);
    const { places, apart } = found ?? { places: [], apart: [] };
    while (this.items.length < places.length) {
      const canvas = h("canvas", { class: "cv-thumbnail", role: "img" });
      const [name, far] = [h("span", {}), h("span", { class: "cv-note cv-number" })];
      const item = h("li", {}, canvas, name, far);
      this.items.push({ item, canvas, name, apart: far, painted: -1 });
      this.list.append(item);
    }
    this.items.forEach((entry, k) => {
      const { item, canvas, name, apart: far } = entry;
      item.hidden = k >= places.length;
      if (item.hidden) return;
      const said = { index: places[k], name: names[labels[places[k]]], apart: number(apart[k], 1) };
      say(name, said.name);
      say(far, said.apart);
      item.classList.toggle("cv-other", labels[places[k]] !== label);
      canvas.setAttribute("aria-label", fill(strings.nearestLabel, said));
      if (entry.painted === places[k]) return;
      entry.painted = showImage(canvas, bank, places[k]) ? places[k] : -1;
    });
    const same = places.filter((place) => labels[place] === label).length;
    if (found !== undefined)
      say(this.note, fill(strings.nearestNote, { same, count: places.length }));
    else if (!this.asked.has(this.key)) say(this.note, "");
  }
}
