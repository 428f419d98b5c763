/**
 * The photograph that a visualizer works on: one of the course's, or a picture of the learner's.
 *
 * The course's photographs come once, as raw bytes, so that choosing another one asks nobody. A
 * picture of the learner's is read, shrunk and levelled to 8 bits by the browser (which knows every
 * format, depth and size that a browser can show) and only its small result goes to the kernel.
 */
import { fill, h, say, update } from "./dom.js";
import strings from "./strings.json";

/** @typedef {import("./ops.js").Volume} Volume */
/** @typedef {import("./dom.js").Model} Model */

const LONGEST = 256;
const LARGEST_FILE = 200e6;

/**
 * Bytes to a volume with numbers from 0 to 1.
 *
 * @param {DataView} bytes  shape (height, width, channels), as a picture file orders them
 * @param {number} offset
 * @param {number} channels
 * @param {number} height
 * @param {number} width
 * @returns {Volume}
 */
function toVolume(bytes, offset, channels, height, width) {
  const area = height * width;
  const data = new Float32Array(channels * area);
  const source = new Uint8Array(bytes.buffer, bytes.byteOffset + offset, channels * area);
  for (let i = 0; i < area; i++)
    for (let c = 0; c < channels; c++) data[c * area + i] = source[i * channels + c] / 255;
  return { data, channels, height, width };
}

export class Pictures {
  /** @param {Model} model  with the traits of `PictureTraits` in pictures.py */
  constructor(model) {
    this.model = model;
    /** @type {Map<string, Volume>} */
    this.known = new Map();
    /** @type {DataView | undefined} */
    this.upload = undefined;
  }

  /** @returns {Volume | null}  null while 'your picture' is chosen and there is none */
  current() {
    const { model } = this;
    const index = model.get("photograph_index");
    const channels = model.get("_channels");
    const names = model.get("_names");
    if (index < names.length) {
      let volume = this.known.get(names[index]);
      if (volume === undefined) {
        const size = model.get("_size");
        const offset = index * size * size * channels;
        volume = toVolume(model.get("_library"), offset, channels, size, size);
        this.known.set(names[index], volume);
      }
      return volume;
    }
    const [height, width] = model.get("_upload_shape");
    if (height === 0) return null;
    const bytes = model.get("_upload");
    let volume = this.known.get("");
    if (volume === undefined || this.upload !== bytes) {
      volume = toVolume(bytes, 0, channels, height, width);
      this.upload = bytes;
      this.known.set("", volume);
    }
    return volume;
  }

  /** @returns {string}  the name of what is shown */
  name() {
    return this.model.get("_names")[this.model.get("photograph_index")] ?? strings.yours;
  }

  /**
   * A button that takes a picture file.
   *
   * @param {HTMLElement} message  where a refusal, or what was done, is said
   */
  uploadButton(message) {
    const input = h("input", { type: "file", accept: "image/*", class: "cv-sr", tabindex: -1 });
    const button = h("button", { class: "cv-button", type: "button" }, strings.upload);
    button.addEventListener("click", () => input.click());
    input.setAttribute("aria-label", strings.upload);
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      input.value = "";
      if (file === undefined) return;
      say(message, "");
      const done = await this.take(file);
      // What the visualizer itself has found to say about the picture weighs more.
      if (message.textContent === "") say(message, done);
    });
    return h("div", { class: "cv-upload" }, button, input);
  }

  /**
   * @param {File} file
   * @returns {Promise<string>}  what happened, in a sentence; after a refusal nothing has changed
   */
  async take(file) {
    if (file.size > LARGEST_FILE)
      return fill(strings.tooLarge, { name: file.name, size: Math.round(file.size / 1e6) });
    let bitmap;
    try {
      bitmap = await createImageBitmap(file);
    } catch {
      return fill(strings.noPicture, { name: file.name });
    }
    const full = `${bitmap.width} × ${bitmap.height}`;
    const factor = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * factor));
    const height = Math.max(1, Math.round(bitmap.height * factor));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    if (context === null) return fill(strings.noPicture, { name: file.name });
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff"; // what is transparent lies on white paper
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const { data } = context.getImageData(0, 0, width, height);
    const channels = this.model.get("_channels");
    const bytes = new Uint8Array(width * height * channels);
    for (let i = 0; i < width * height; i++) {
      const [red, green, blue] = [data[4 * i], data[4 * i + 1], data[4 * i + 2]];
      if (channels === 3) bytes.set([red, green, blue], 3 * i);
      // The weights of Rec. 709, with which scikit-image makes a photograph grey, too.
      else bytes[i] = Math.round(0.2125 * red + 0.7154 * green + 0.0721 * blue);
    }
    // The shape goes first: the bytes are painted as soon as they are there.
    update(this.model, {
      _upload_shape: [height, width],
      _upload: new DataView(bytes.buffer),
      photograph_index: this.model.get("_names").length,
    });
    const now = `${width} × ${height}`;
    return fill(full === now ? strings.taken : strings.shrunk, { name: file.name, full, now });
  }
}
