/**
 * The images of a cell: small canvases, painted from bytes that the kernel sends when asked.
 *
 * What has come once is kept, so that a cell that was open before needs no kernel.
 */
import { fill, h, number, say } from "../_core/dom.js";
import strings from "./strings.json";

/** @typedef {import("../_core/dom.js").Model} Model */
/** @typedef {import("../_core/ops.js").Predictions} Predictions */

/** How long the kernel may take before that is said, in milliseconds. */
const PATIENCE = 2000;

export class Gallery {
  /**
   * @param {Model} model
   * @param {Predictions} predictions
   * @param {readonly string[]} names
   * @param {AbortSignal} signal
   */
  constructor(model, predictions, names, signal) {
    this.model = model;
    this.predictions = predictions;
    this.names = names;
    /** @type {Map<number, ImageData>} */
    this.pixels = new Map();
    /** @type {readonly number[]} */
    this.indices = [];
    this.worst = false;
    this.list = h("ul", { class: "cv-gallery", "data-gallery": "images" });
    this.message = h("p", { class: "cv-message", role: "status" });
    this.element = h("div", {}, this.list, this.message);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {{ item: HTMLElement, canvas: HTMLCanvasElement, first: HTMLElement, second: HTMLElement, index: number, painted: boolean }[]} */
    this.items = [];
    const take = (/** @type {any} */ content, /** @type {DataView[]} */ buffers) =>
      this.#take(content, buffers);
    model.on("msg:custom", take);
    signal.addEventListener("abort", () => {
      model.off("msg:custom", take);
      clearTimeout(this.timer);
    });
  }

  /**
   * @param {{ images?: number[], shape?: [number, number] }} content
   * @param {DataView[]} buffers
   */
  #take({ images, shape }, buffers) {
    if (images === undefined || shape === undefined) return;
    const [height, width] = shape;
    const bytes = buffers[0];
    images.forEach((index, place) => {
      const image = new ImageData(width, height);
      const start = place * height * width * 3;
      for (let i = 0; i < height * width; i++) {
        for (let c = 0; c < 3; c++) image.data[i * 4 + c] = bytes.getUint8(start + i * 3 + c);
        image.data[i * 4 + 3] = 255;
      }
      this.pixels.set(index, image);
    });
    this.#paint();
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
    this.#paint();
    this.#ask();
  }

  #missing() {
    return this.indices.filter((index) => !this.pixels.has(index));
  }

  /** Ask the kernel for what is not here yet. */
  #ask() {
    clearTimeout(this.timer);
    const missing = this.#missing();
    if (missing.length === 0) return;
    this.timer = setTimeout(() => this.#tell(strings.silent), PATIENCE);
    try {
      this.model.send({ images: missing });
    } catch {
      // JupyterLab throws where the kernel was shut down; the learner reads that, in words.
      this.#tell(strings.silent);
    }
  }

  /** @param {string} waiting  what to say while images are missing */
  #tell(waiting) {
    const missing = this.#missing().length > 0;
    say(this.message, missing ? waiting : "");
    this.list.setAttribute("aria-busy", String(missing));
    if (!missing) clearTimeout(this.timer);
  }

  #paint() {
    for (const entry of this.items) {
      if (entry.item.hidden || entry.painted) continue;
      const image = this.pixels.get(entry.index);
      const context = entry.canvas.getContext("2d");
      if (context === null) throw new Error("This browser gives no 2-D canvas.");
      if (image === undefined) {
        // Nothing of the image that stood here before may stay under another one's name.
        context.clearRect(0, 0, entry.canvas.width, entry.canvas.height);
        continue;
      }
      entry.canvas.width = image.width;
      entry.canvas.height = image.height;
      context.putImageData(image, 0, 0);
      entry.painted = true;
    }
    this.#tell(strings.waiting);
  }
}
