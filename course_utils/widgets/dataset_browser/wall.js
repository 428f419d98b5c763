/**
 * A wall of thumbnails, as many as there are: only the rows in sight are painted.
 *
 * One canvas as large as the window holds the rows in sight, a pixel of the image a pixel of the
 * canvas, and CSS scales it up. Over it lies an empty, scrolling element as high as all rows
 * together, which gives the scroll bar, the wheel and the finger.
 */
import { h } from "../_core/dom.js";
import { paste } from "../_core/images.js";

/** @typedef {import("../_core/images.js").ImageBank} ImageBank */

/** Pixels of the canvas between two thumbnails. */
const GAP = 1;
/** Pixels of the page around all of them, so that a frame at the edge is whole. */
const EDGE = 4;
/** Where an image is still to come: a shade that suits a light and a dark page. */
const COMING = 0x40808080;

export class Wall {
  /**
   * @param {object} options
   * @param {[number, number]} options.shape  height and width of an image
   * @param {(place: number | null) => void} options.onPoint  the pointer is over this image; null:
   *   over none
   * @param {(place: number) => void} options.onPick  this image was chosen, by pointer or key
   * @param {() => void} options.onMove  other rows are in sight now
   */
  constructor({ shape, onPoint, onPick, onMove }) {
    this.shape = shape;
    this.hooks = { onPoint, onPick, onMove };
    this.count = 0;
    this.columns = 1;
    this.enlarge = 1;
    /** Of the window, in pixels of the page; how far it is scrolled. Kept, since asking the page for
     * them between two changes would lay it out anew each time. */
    this.width = 0;
    this.height = 0;
    this.top = 0;
    /** The image where the arrow keys start. */
    this.place = 0;
    this.canvas = h("canvas", { class: "cv-wall-canvas", role: "img", "data-raster": "wall" });
    const context = this.canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no 2-D canvas.");
    this.context = context;
    /** @type {ImageData | undefined} */
    this.image = undefined;
    this.frame = h("div", { class: "cv-frame", hidden: true });
    this.kept = h("div", { class: "cv-outline", hidden: true });
    this.sheet = h("div", { class: "cv-wall-sheet" }, this.canvas, this.kept, this.frame);
    this.room = h("div", { class: "cv-wall-room" });
    this.scroller = h(
      "div",
      { class: "cv-wall-scroller", role: "application", tabindex: 0, "data-wall": "scroller" },
      this.room,
    );
    this.element = h("div", { class: "cv-wall" }, this.sheet, this.scroller);
    this.#listen();
  }

  get pitch() {
    return { row: this.shape[0] + GAP, column: this.shape[1] + GAP };
  }

  get rows() {
    return Math.ceil(this.count / this.columns);
  }

  /** The first row in sight, perhaps in part, and how many there can be. */
  get sight() {
    const height = this.pitch.row * this.enlarge;
    const first = Math.floor(Math.max(this.top - EDGE, 0) / height);
    return { first, rows: Math.ceil(this.height / height) + 1 };
  }

  /** Places of the first image that is painted and of the one after the last. */
  get span() {
    const { first, rows } = this.sight;
    return this.#between(first, first + rows);
  }

  /** Of the first image in sight, perhaps in part, and of the one after the last. */
  get seen() {
    const height = this.pitch.row * this.enlarge;
    return this.#between(
      Math.floor(Math.max(this.top - EDGE, 0) / height),
      Math.ceil((this.top - EDGE + this.height) / height),
    );
  }

  /**
   * @param {number} first
   * @param {number} end  rows
   */
  #between(first, end) {
    return {
      from: Math.min(first * this.columns, this.count),
      to: Math.min(end * this.columns, this.count),
    };
  }

  #listen() {
    const { scroller } = this;
    const at = (/** @type {PointerEvent | MouseEvent} */ event) => {
      const box = scroller.getBoundingClientRect();
      const across = (event.clientX - box.left - EDGE) / (this.pitch.column * this.enlarge);
      const down = event.clientY - box.top - EDGE + this.top;
      const place = Math.floor(down / (this.pitch.row * this.enlarge)) * this.columns;
      const found = place + Math.floor(across);
      return across >= 0 && across < this.columns && down >= 0 && found < this.count ? found : null;
    };
    scroller.addEventListener("pointermove", (event) => {
      // A finger that moves scrolls; it chooses where it taps.
      if (event.pointerType === "mouse") this.hooks.onPoint(at(event));
    });
    scroller.addEventListener("pointerleave", () => this.hooks.onPoint(null));
    scroller.addEventListener("click", (event) => {
      const place = at(event);
      if (place !== null) this.hooks.onPick(place);
    });
    scroller.addEventListener("scroll", () => {
      this.top = scroller.scrollTop;
      this.hooks.onMove();
    });
    scroller.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.count === 0) return;
    const screen = Math.max(Math.floor(this.height / (this.pitch.row * this.enlarge)), 1);
    const steps = /** @type {Record<string, number>} */ ({
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -this.columns,
      ArrowDown: this.columns,
      PageUp: -screen * this.columns,
      PageDown: screen * this.columns,
      Home: -this.count,
      End: this.count,
    });
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = Math.min(Math.max(this.place + step, 0), this.count - 1);
    this.reveal(place);
    this.hooks.onPick(place);
  }

  /**
   * Lay the wall out: the image that stands first in sight stays near the top.
   *
   * @param {number} count  of all images
   * @param {number} enlarge  pixels of the page for each pixel of an image
   * @returns {boolean}  whether anything is otherwise now
   */
  lay(count, enlarge) {
    const { row, column } = this.pitch;
    const columns = Math.max(Math.floor((this.width - 2 * EDGE + enlarge) / (column * enlarge)), 1);
    if (count === this.count && enlarge === this.enlarge && columns === this.columns) return false;
    const first = count === this.count ? this.span.from : 0;
    this.count = count;
    this.enlarge = enlarge;
    this.columns = columns;
    this.room.style.height = `${this.rows * row * enlarge + 2 * EDGE}px`;
    this.scrollTo(Math.floor(first / columns) * row * enlarge);
    return true;
  }

  /**
   * Ask the page how large the window is.
   *
   * @returns {boolean}  whether there is one: not where the wall is hidden
   */
  measure() {
    const { clientWidth, clientHeight } = this.scroller;
    if (clientWidth === 0) return false;
    this.width = clientWidth;
    this.height = clientHeight;
    return true;
  }

  /** @param {number} top  pixels of the page */
  scrollTo(top) {
    const end = this.rows * this.pitch.row * this.enlarge + 2 * EDGE - this.height;
    const to = Math.max(Math.min(top, end), 0);
    if (to === this.top) return;
    this.top = to;
    this.scroller.scrollTop = to;
  }

  /**
   * Scroll no further than is needed for an image to be wholly in sight.
   *
   * @param {number} place
   */
  reveal(place) {
    const height = this.pitch.row * this.enlarge;
    const top = Math.floor(place / this.columns) * height;
    const end = top + height + 2 * EDGE;
    if (top < this.top) this.scrollTo(top);
    else if (end > this.top + this.height) this.scrollTo(end - this.height);
  }

  /**
   * Paint the rows in sight.
   *
   * @param {ArrayLike<number>} places  of all images of the wall, in the part
   * @param {ImageBank} bank
   */
  paint(places, bank) {
    const { row, column } = this.pitch;
    const { first, rows } = this.sight;
    const [height, width] = [rows * row, this.columns * column];
    if (this.image?.height !== height || this.image.width !== width) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = this.context.createImageData(width, height);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    pixels.fill(0);
    const { from, to } = this.span;
    for (let place = from; place < to; place++) {
      const line = Math.floor((place - from) / this.columns);
      const start = line * row * width + ((place - from) % this.columns) * column;
      const image = bank.pixels.get(places[place]);
      if (image !== undefined) paste(image, this.shape, pixels, start, width);
      else
        for (let y = 0; y < this.shape[0]; y++)
          pixels.fill(COMING, start + y * width, start + y * width + this.shape[1]);
    }
    this.context.putImageData(this.image, 0, 0);
    this.canvas.style.width = `${width * this.enlarge}px`;
    this.canvas.style.height = `${height * this.enlarge}px`;
    this.canvas.style.top = `${first * row * this.enlarge}px`;
    this.follow();
  }

  /** Move the sheet with the scroll bar; nothing is painted. */
  follow() {
    this.sheet.style.transform = `translate(${EDGE}px, ${EDGE - this.top}px)`;
  }

  /**
   * Frame the image that is looked at, and outline the chosen one where that is another.
   *
   * @param {number} here
   * @param {number} kept
   */
  mark(here, kept) {
    this.place = kept;
    this.#put(this.frame, here);
    this.#put(this.kept, here === kept ? -1 : kept);
  }

  /**
   * @param {HTMLElement} element
   * @param {number} place
   */
  #put(element, place) {
    element.hidden = place < 0 || place >= this.count;
    if (element.hidden) return;
    const { row, column } = this.pitch;
    const { style } = element;
    style.left = `${(place % this.columns) * column * this.enlarge}px`;
    style.top = `${Math.floor(place / this.columns) * row * this.enlarge}px`;
    style.width = `${this.shape[1] * this.enlarge}px`;
    style.height = `${this.shape[0] * this.enlarge}px`;
  }
}
