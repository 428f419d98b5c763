/**
 * A player: step, back, play, pause. It knows no layer, only a position that moves.
 */
import { h, say } from "../_core/dom.js";
import { whenHidden } from "../_core/frame.js";

/**
 * @typedef {object} PlayerOptions
 * @property {Record<"toStart" | "back" | "play" | "pause" | "forward" | "toEnd", string>} strings
 * @property {() => { step: number, last: number }} where
 * @property {(step: number) => void} go
 * @property {() => number} speed  positions a second
 */

export class Player {
  /** @param {PlayerOptions} options */
  constructor({ strings, where, go, speed }) {
    this.strings = strings;
    this.where = where;
    this.go = go;
    this.speed = speed;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    const button = (/** @type {keyof typeof strings} */ name, /** @type {() => void} */ act) =>
      h(
        "button",
        { class: "cv-button", type: "button", "data-act": name, onclick: act },
        strings[name],
      );
    const move = (/** @type {(place: { step: number, last: number }) => number} */ to) => () => {
      this.pause();
      this.#move(to(this.where()));
    };
    this.buttons = {
      toStart: button(
        "toStart",
        move(() => 0),
      ),
      back: button(
        "back",
        move(({ step }) => step - 1),
      ),
      play: button("play", () => (this.timer === undefined ? this.play() : this.pause())),
      forward: button(
        "forward",
        move(({ step }) => step + 1),
      ),
      toEnd: button(
        "toEnd",
        move(({ last }) => last),
      ),
    };
    this.element = h("div", { class: "cv-row" }, ...Object.values(this.buttons));
  }

  /** @param {number} step */
  #move(step) {
    const { last } = this.where();
    this.go(Math.min(Math.max(step, 0), last));
    this.show();
  }

  /** From the start again when it stands at the end. */
  play() {
    const { step, last } = this.where();
    if (last === 0) return;
    if (step >= last) this.#move(0);
    const tick = () => {
      const place = this.where();
      if (place.step < place.last) this.#move(place.step + 1);
      if (this.where().step >= this.where().last) this.pause();
      else this.timer = setTimeout(tick, 1000 / this.speed());
    };
    this.timer = setTimeout(tick, 1000 / this.speed());
    this.show();
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.show();
  }

  /** Which buttons do something now. */
  show() {
    const { step, last } = this.where();
    const { toStart, back, play, forward, toEnd } = this.buttons;
    // A disabled button would lose the focus of the keyboard: it is only said to be idle.
    for (const [button, idle] of /** @type {[HTMLButtonElement, boolean][]} */ ([
      [toStart, step <= 0],
      [back, step <= 0],
      [forward, step >= last],
      [toEnd, step >= last],
      [play, last === 0],
    ]))
      if (button.getAttribute("aria-disabled") !== String(idle))
        button.setAttribute("aria-disabled", String(idle));
    say(play, this.timer === undefined ? this.strings.play : this.strings.pause);
  }

  /**
   * Stop when it can no longer be seen, and when the view ends.
   *
   * @param {Element} element
   * @param {AbortSignal} signal
   */
  stopWhenHidden(element, signal) {
    const stop = () => {
      if (this.timer !== undefined) this.pause();
    };
    whenHidden(element, stop, signal);
    signal.addEventListener("abort", stop);
  }
}
