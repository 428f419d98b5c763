/**
 * What an image is to a network: three planes of numbers; and how they spread, in this image and in
 * all that are shown.
 */
import { fill, h, number, say } from "../_core/dom.js";
import { binShares, byteHistogram, channelMoments } from "../_core/ops.js";
import { Plot } from "../_core/plot.js";
import { Raster } from "../_core/raster.js";
import strings from "./strings.json";

const BINS = 32;
const CHANNELS = /** @type {const} */ (["red", "green", "blue"]);

/**
 * @param {ArrayLike<number>} bytes  (height, width, 3)
 * @param {number} channel
 * @param {number} scale
 * @param {Float32Array} plane
 */
function fillPlane(bytes, channel, scale, plane) {
  for (let i = 0; i < plane.length; i++) plane[i] = bytes[3 * i + channel] / scale;
}

/**
 * @param {ArrayLike<number>} bytes  (height, width, 3)
 * @returns {Float32Array}  three planes, 0 .. 1
 */
export function planes(bytes) {
  const area = bytes.length / 3;
  const data = new Float32Array(bytes.length);
  for (let c = 0; c < 3; c++) fillPlane(bytes, c, 255, data.subarray(c * area, (c + 1) * area));
  return data;
}

export class Numbers {
  /** @param {[number, number]} shape */
  constructor(shape) {
    this.shape = shape;
    /** @type {Uint8Array | undefined} */
    this.image = undefined;
    this.plane = new Float32Array(shape[0] * shape[1]);
    this.pixel = h("p", { class: "cv-note cv-number cv-pixel", "aria-live": "polite" });
    this.whole = new Raster({
      name: "image",
      onPoint: ({ row, column }) => this.#point(row, column),
    });
    this.channels = CHANNELS.map((name) => ({ name, raster: new Raster({ name }) }));
    this.ofImage = new Plot({ name: "image", height: 96, margin: true });
    this.ofAll = new Plot({ name: "all", height: 96, margin: true });
    this.ofAllTitle = h("span", {});
    this.cells = CHANNELS.map(() => [0, 1, 2, 3].map(() => h("td", {})));
    this.table = h(
      "table",
      { class: "cv-table cv-moments", "aria-label": strings.moments },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td", {}),
          ...[strings.ofImage, strings.ofShown].map((text) =>
            h("th", { scope: "colgroup", colspan: 2 }, text),
          ),
        ),
        h(
          "tr",
          {},
          h("th", { scope: "col" }, strings.channel),
          ...[0, 1].flatMap(() =>
            [strings.mean, strings.std].map((text) => h("th", { scope: "col" }, text)),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        ...CHANNELS.map((name, c) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, h("span", { class: `cv-dot cv-${name}` }), strings[name]),
            ...this.cells[c],
          ),
        ),
      ),
    );
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  #point(row, column) {
    this.whole.place = { row, column };
    for (const raster of [this.whole, ...this.channels.map(({ raster }) => raster)])
      raster.mark(row, column);
    this.#sayPixel();
  }

  #sayPixel() {
    if (this.image === undefined || this.whole.frame.hidden) {
      say(this.pixel, strings.noPixel);
      return;
    }
    const { row, column } = this.whole.place;
    const [red, green, blue] = this.image.subarray(3 * (row * this.shape[1] + column));
    say(this.pixel, fill(strings.pixel, { row, column, red, green, blue }));
  }

  /**
   * @param {Uint8Array | undefined} image  (height, width, 3); undefined: it is on its way
   * @param {string} name  what it is, in words
   */
  showImage(image, name) {
    const [height, width] = this.shape;
    if (image !== this.image || image === undefined) {
      this.image = image;
      this.whole.showRgb(
        image === undefined ? new Float32Array(3 * height * width) : planes(image),
        height,
        width,
      );
      this.channels.forEach(({ name: map, raster }, c) => {
        if (image === undefined) this.plane.fill(0);
        else fillPlane(image, c, 1, this.plane);
        raster.show(this.plane, height, width, { map, low: 0, high: 255 });
      });
      this.#showMoments(
        image === undefined ? undefined : byteHistogram(image),
        this.ofImage,
        0,
        strings.imageHistogram,
      );
      this.#sayPixel();
    }
    this.whole.describe(fill(strings.imageLabel, { name }));
    for (const { name: map, raster } of this.channels)
      raster.describe(fill(strings.channelLabel, { channel: strings[map], name }));
  }

  /**
   * @param {ArrayLike<number>} counts  (3, 256), of all images that are shown
   * @param {string} which  what they are, in words
   */
  showAll(counts, which) {
    say(this.ofAllTitle, fill(strings.allHistogram, { which }));
    this.#showMoments(counts, this.ofAll, 2, fill(strings.allHistogram, { which }));
  }

  /**
   * @param {ArrayLike<number> | undefined} counts
   * @param {Plot} plot
   * @param {number} at  the column of the table
   * @param {string} title
   */
  #showMoments(counts, plot, at, title) {
    const { mean, std } = counts === undefined ? { mean: [], std: [] } : channelMoments(counts);
    const shares = CHANNELS.map((_, c) =>
      counts === undefined ? new Float64Array(0) : binShares(counts, c, BINS),
    );
    const top = Math.max(0.1, Math.ceil(10 * Math.max(...shares.flatMap((one) => [...one]))) / 10);
    plot.range([0, BINS], [0, top]);
    plot.ticks(
      [0, 64, 128, 192, 255].map((value) => ({
        at: value === 255 ? BINS : (value / 256) * BINS,
        text: String(value),
      })),
      [0, top].map((share) => ({ at: share, text: `${Math.round(100 * share)} %` })),
    );
    const said = [];
    for (const [c, name] of CHANNELS.entries()) {
      plot.steps(`cv-${name}`, shares[c]);
      const texts =
        counts === undefined
          ? [strings.none, strings.none]
          : [number(mean[c], 1), number(std[c], 1)];
      texts.forEach((text, k) => {
        say(this.cells[c][at + k], text);
      });
      said.push(fill(strings.momentsOf, { channel: strings[name], mean: texts[0], std: texts[1] }));
    }
    plot.describe(`${title}: ${said.join("; ")}.`);
  }
}
