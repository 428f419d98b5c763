/**
 * The images of a dataset, asked from the kernel a few at a time and kept while there is room.
 *
 * One wish is on its way at a time, and the next one is for what is missing by then: however fast
 * the hand, the kernel never has a queue of what nobody looks at any more.
 */

/** @typedef {import("./dom.js").Model} Model */

/** How long the kernel may take before that is said, in milliseconds. */
const PATIENCE = 2000;

export class ImageBank {
  /**
   * @param {Model} model
   * @param {object} options
   * @param {string} [options.part]  which images: it comes back with the answer
   * @param {number} options.most  images in one message
   * @param {number} [options.room]  images that are kept; those that came first go first
   * @param {() => void} options.onNews  images came, or the kernel does not answer
   * @param {AbortSignal} options.signal
   */
  constructor(model, { part = "", most, room = Number.POSITIVE_INFINITY, onNews, signal }) {
    this.model = model;
    this.options = { part, most, room, onNews };
    /** @type {Map<number, Uint8Array>} */
    this.pixels = new Map();
    /** @type {[number, number]} */
    this.shape = [0, 0];
    /** @type {readonly number[]} */
    this.wish = [];
    /** The kernel was asked and has not answered in time. */
    this.silent = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const take = (/** @type {any} */ content, /** @type {DataView[]} */ buffers) =>
      this.#take(content, buffers);
    model.on("msg:custom", take);
    signal.addEventListener("abort", () => {
      model.off("msg:custom", take);
      this.#answered();
    });
  }

  /**
   * Say which images are needed now, the most urgent first; an earlier wish is forgotten.
   *
   * @param {readonly number[]} indices
   */
  want(indices) {
    this.wish = indices;
    this.#ask();
  }

  /** Tell whether some of the images that are needed now are not here. */
  missing() {
    return this.wish.some((index) => !this.pixels.has(index));
  }

  #ask() {
    if (this.timer !== undefined) return;
    const { part, most, onNews } = this.options;
    const images = [];
    for (const index of this.wish) {
      if (!this.pixels.has(index)) images.push(index);
      if (images.length === most) break;
    }
    if (images.length === 0) return;
    const giveUp = () => {
      this.#answered();
      this.silent = true;
      onNews();
    };
    this.silent = false;
    this.timer = setTimeout(giveUp, PATIENCE);
    try {
      this.model.send({ images, part });
    } catch {
      // JupyterLab throws where the kernel was shut down; the learner reads that, in words.
      giveUp();
    }
  }

  #answered() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /**
   * @param {{ images?: number[], part?: string, shape?: [number, number] }} content
   * @param {DataView[]} buffers
   */
  #take({ images, part, shape }, buffers) {
    if (images === undefined || shape === undefined) return;
    if ((part ?? "") !== this.options.part) return;
    this.#answered();
    this.silent = false;
    this.shape = shape;
    const size = shape[0] * shape[1] * 3;
    const [{ buffer, byteOffset }] = buffers;
    images.forEach((index, place) => {
      if (this.pixels.has(index)) return;
      // A copy: a view would keep the whole message for as long as one image of it is kept.
      const start = byteOffset + place * size;
      this.pixels.set(index, new Uint8Array(buffer.slice(start, start + size)));
    });
    for (const index of this.pixels.keys()) {
      if (this.pixels.size <= this.options.room) break;
      this.pixels.delete(index);
    }
    this.options.onNews();
    this.#ask();
  }
}

/**
 * Write an image into the pixels of a canvas.
 *
 * @param {Uint8Array} image  (height, width, 3)
 * @param {[number, number]} shape  height and width
 * @param {Uint32Array} pixels
 * @param {number} start  where its first pixel goes
 * @param {number} stride  from one row of the canvas to the next
 */
export function paste(image, [height, width], pixels, start, stride) {
  let from = 0;
  for (let row = 0; row < height; row++) {
    let to = start + row * stride;
    for (let column = 0; column < width; column++, from += 3, to++)
      pixels[to] = 0xff000000 | (image[from + 2] << 16) | (image[from + 1] << 8) | image[from];
  }
}

/**
 * Show one image on a canvas of its own, or nothing where it is not here yet: what stood there
 * before may not stay under another one's name.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBank} bank
 * @param {number} index
 * @returns {boolean}  whether it is here
 */
export function showImage(canvas, bank, index) {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser gives no 2-D canvas.");
  const image = bank.pixels.get(index);
  if (image === undefined) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return false;
  }
  const [height, width] = bank.shape;
  canvas.width = width;
  canvas.height = height;
  const data = new ImageData(width, height);
  paste(image, bank.shape, new Uint32Array(data.data.buffer), 0, width);
  context.putImageData(data, 0, 0);
  return true;
}
