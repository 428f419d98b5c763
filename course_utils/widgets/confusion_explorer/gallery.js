/**
 * The images of a cell: small canvases, painted from bytes that the kernel sends when asked.
 *
 * What has come once is kept, so that a cell that was open before needs no kernel.
 */
import { fill, h, number, say } from "../_core/dom.js";
import { ImageBank, showImage } from "../_core/images.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Predictions} Predictions */

/** Images in one message, as on the Python side. */
const MOST = 40;

export class Gallery {
  /**
   * @param {Model} model
   * @param {Predictions} predictions
   * @param {readonly string[]} names
   * @param {AbortSignal} signal
   */
  constructor(model, predictions, names, signal) {
    this.predictions = predictions;
    this.names = names;
    this.bank = new ImageBank(model, { most: MOST, onNews: () => this.#paint(), signal });
    /** @type {readonly number[]} */
    this.indices = [];
    this.worst = false;
    this.list = h("ul", { class: "cv-gallery", "data-gallery": "images" });
    this.message = h("p", { class: "cv-message", role: "status" });
    this.element = h("div", {}, this.list, this.message);
    /** @type {{ item: HTMLElement, canvas: HTMLCanvasElement, first: HTMLElement, second: HTMLElement, index: number, painted: boolean }[]} */
    this.items = [];
  }

  /**
   * @param {readonly number[]} indices  of the images to show, in order
   * @param {boolean} worst  they are of many cells: say which
   */
  show(indices, worst) {
    const same =
      worst === this.worst &&
      indices.length === this.indices.length &&
      indices.every((index, place) => index === this.indices[place]);
    if (same) return;
    this.indices = indices;
    this.worst = worst;
    while (this.items.length < indices.length) {
      const canvas = h("canvas", { class: "cv-thumbnail", role: "img" });
      const first = h("span", { class: "cv-number" });
      const second = h("span", {});
      const item = h("li", {}, canvas, first, second);
      this.items.push({ item, canvas, first, second, index: -1, painted: false });
      this.list.append(item);
    }
    this.items.forEach((entry, place) => {
      const hidden = place >= indices.length;
      if (entry.item.hidden !== hidden) entry.item.hidden = hidden;
      if (hidden) return;
      const index = indices[place];
      const { labels, predicted, confidence } = this.predictions;
      const [actual, taken] = [this.names[labels[index]], this.names[predicted[index]]];
      const sure = number(confidence[index], 3);
      say(entry.first, worst ? `${taken} ${sure}` : sure);
      say(entry.second, worst ? fill(strings.is, { name: actual }) : "");
      if (entry.index === index) return;
      entry.index = index;
      entry.painted = false;
      entry.canvas.setAttribute(
        "aria-label",
        fill(strings.imageLabel, { index, actual, predicted: taken, confidence: sure }),
      );
    });
    this.list.classList.toggle("cv-of-many", worst);
    this.bank.want(indices);
    this.#paint();
  }

  #paint() {
    for (const entry of this.items) {
      if (entry.item.hidden || entry.painted) continue;
      if (showImage(entry.canvas, this.bank, entry.index)) entry.painted = true;
    }
    const missing = this.bank.missing();
    say(this.message, missing ? (this.bank.silent ? strings.silent : strings.waiting) : "");
    this.list.setAttribute("aria-busy", String(missing));
  }
}
