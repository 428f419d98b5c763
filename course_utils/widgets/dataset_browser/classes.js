/**
 * The classes, a button each: its mean image, its name, how many images it has.
 */
import { fill, h, say } from "../_core/dom.js";
import { Raster } from "../_core/raster.js";
import strings from "./strings.json";

/** @param {number} value */
export const grouped = (value) => value.toLocaleString("en-GB");

export class Classes {
  /**
   * @param {readonly string[]} names
   * @param {(chosen: number[]) => void} onChoose  none: all classes
   */
  constructor(names, onChoose) {
    this.names = names;
    /** @type {number[]} */
    this.chosen = [];
    this.several = h("input", { type: "checkbox" });
    const choose = (/** @type {number} */ k, /** @type {boolean} */ more) => {
      const rest = this.chosen.filter((other) => other !== k);
      const on = rest.length < this.chosen.length;
      if (k < 0) onChoose([]);
      else if (more) onChoose(on ? rest : [...rest, k].sort((a, b) => a - b));
      else onChoose(on && rest.length === 0 ? [] : [k]);
    };
    this.buttons = [strings.all, ...names].map((name, at) => {
      const raster = new Raster({ name: `mean-${at}` });
      raster.describe(strings.meanImage);
      const count = h("span", { class: "cv-note cv-number" });
      const button = h(
        "button",
        {
          class: "cv-class",
          type: "button",
          onclick: (event) => {
            const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
            choose(at - 1, this.several.checked || ctrlKey || metaKey || shiftKey);
          },
        },
        raster.element,
        h("span", {}, name),
        count,
      );
      return { raster, button, count };
    });
    this.element = h(
      "div",
      { class: "cv-classes", role: "group", "aria-label": strings.classes },
      ...this.buttons.map(({ button }) => button),
    );
    this.more = h("label", { class: "cv-several cv-note" }, this.several, strings.several);
  }

  /**
   * @param {readonly number[]} chosen
   * @param {ArrayLike<number>} counts  images of each class
   */
  show(chosen, counts) {
    this.chosen = [...chosen];
    this.buttons.forEach(({ button, count }, at) => {
      const on = at === 0 ? chosen.length === 0 : chosen.includes(at - 1);
      button.setAttribute("aria-pressed", String(on));
      const many = at === 0 ? Array.from(counts).reduce((sum, n) => sum + n, 0) : counts[at - 1];
      say(count, grouped(many));
    });
  }

  /**
   * @param {(k: number) => ArrayLike<number>} mean  three planes, 0 .. 1, of a class; −1: of all
   * @param {[number, number]} shape
   */
  showMeans(mean, [height, width]) {
    this.buttons.forEach(({ raster, button }, at) => {
      raster.showRgb(mean(at - 1), height, width);
      button.title = fill(strings.meanOf, {
        name: at === 0 ? strings.allImages : this.names[at - 1],
      });
    });
  }
}
