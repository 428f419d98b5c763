/**
 * Two handles on a line of a plane: one moves it, one turns it; by pointer or by arrow keys.
 */
import { fill, h, number } from "../_core/dom.js";
import { nearest, segment, through, turned } from "./geometry.js";
import strings from "./strings.json";

/** @typedef {import("./geometry.js").Line} Line */
/** @typedef {import("./geometry.js").Point} Point */

/** From one handle to the other, in units of the plane. */
const ARM = 1.3;
/** How far from the middle a handle may be, so that it stays on the plane. */
const INSIDE = 2.7;
const NUDGE = 0.1;
const TURN = (3 * Math.PI) / 180;
/** With Shift an arrow key goes further. */
const FURTHER = 5;

const ARROWS = /** @type {Record<string, Point>} */ ({
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
});

export class Handles {
  /**
   * @param {import("./plane.js").Plane} plane
   * @param {(line: Line) => void} onLine  the line was moved or turned to here
   */
  constructor(plane, onLine) {
    this.plane = plane;
    this.onLine = onLine;
    /** @type {Line} */
    this.line = [0, 0, 0];
    /** A point of the line, where the first handle is.
     * @type {Point} */
    this.anchor = [0, 0];
    /** On which side of it the second handle is. */
    this.side = 1;
    this.dragging = false;
    this.move = this.#handle("move");
    this.turn = this.#handle("turn");
    plane.element.append(this.move, this.turn);
    this.#listen(
      this.move,
      (point) => this.moveTo(point),
      ([x, y], further) => {
        const step = NUDGE * further;
        this.moveTo([this.anchor[0] + x * step, this.anchor[1] + y * step]);
      },
    );
    this.#listen(
      this.turn,
      (point) => this.#turnTo(point),
      ([x, y], further) => {
        this.#set(turned(this.line, this.anchor, (y - x) * TURN * further));
      },
    );
  }

  /** @param {"move" | "turn"} kind */
  #handle(kind) {
    return h("div", {
      class: `cv-handle cv-handle-${kind}`,
      role: "slider",
      tabindex: 0,
      "data-handle": kind,
    });
  }

  /**
   * @param {HTMLElement} handle
   * @param {(point: Point) => void} drag
   * @param {(arrow: Point, further: number) => void} nudge
   */
  #listen(handle, drag, nudge) {
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus({ preventScroll: true });
      this.follow(handle, event, drag);
    });
    handle.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (arrow === undefined) return;
      event.preventDefault();
      nudge(arrow, event.shiftKey ? FURTHER : 1);
    });
  }

  /**
   * Follow the pointer until it is let go.
   *
   * @param {Element} element
   * @param {PointerEvent} event
   * @param {(point: Point) => void} drag
   */
  follow(element, event, drag) {
    const target = /** @type {HTMLElement} */ (element);
    target.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    this.dragging = true;
    const moved = (/** @type {PointerEvent} */ now) => drag(this.plane.at(now));
    const end = () => {
      this.dragging = false;
      ended.abort();
    };
    target.addEventListener("pointermove", moved, { signal: ended.signal });
    target.addEventListener("pointerup", end, { signal: ended.signal });
    target.addEventListener("pointercancel", end, { signal: ended.signal });
  }

  /** @param {Point} point */
  moveTo([x, y]) {
    const held = (/** @type {number} */ value) => Math.min(Math.max(value, -INSIDE), INSIDE);
    this.anchor = [held(x), held(y)];
    this.#set(through(this.line, this.anchor));
  }

  /**
   * Give the line on; what comes before it is painted starts from it.
   *
   * @param {Line} line
   */
  #set(line) {
    this.line = line;
    this.onLine(line);
  }

  /** @param {Point} point */
  #turnTo([x, y]) {
    const [dx, dy] = [x - this.anchor[0], y - this.anchor[1]];
    const reach = Math.hypot(dx, dy);
    if (reach < 0.05) return;
    const size = Math.hypot(this.line[0], this.line[1]);
    const along = [(this.side * dx) / reach, (this.side * dy) / reach];
    this.#set(through([-along[1] * size, along[0] * size, 0], this.anchor));
  }

  /**
   * @param {Line} line
   * @param {string} what  the line's name
   */
  show(line, what) {
    this.line = line;
    const [w1, w2, b] = line;
    const size = Math.hypot(w1, w2);
    this.move.hidden = !(size > 1e-9);
    this.turn.hidden = this.move.hidden;
    if (this.move.hidden) return;
    let anchor = nearest(line, this.anchor);
    if (Math.max(Math.abs(anchor[0]), Math.abs(anchor[1])) > INSIDE) {
      const part = segment(line, { x: [-INSIDE, INSIDE], y: [-INSIDE, INSIDE] });
      anchor = nearest(line, [0, 0]);
      if (part !== null) anchor = [(part[0][0] + part[1][0]) / 2, (part[0][1] + part[1][1]) / 2];
      anchor = [
        Math.min(Math.max(anchor[0], -INSIDE), INSIDE),
        Math.min(Math.max(anchor[1], -INSIDE), INSIDE),
      ];
    }
    this.anchor = anchor;
    const end = (/** @type {number} */ side) =>
      /** @type {Point} */ ([
        anchor[0] + (side * ARM * w2) / size,
        anchor[1] - (side * ARM * w1) / size,
      ]);
    const out = (/** @type {number} */ side) => Math.max(...end(side).map(Math.abs));
    if (!this.dragging && out(this.side) > INSIDE && out(-this.side) < out(this.side))
      this.side = -this.side;
    this.plane.put(this.move, anchor);
    this.plane.put(this.turn, end(this.side));
    const distance = -b / size;
    const degrees = (Math.atan2(w2, w1) * 180) / Math.PI;
    this.#say(this.move, fill(strings.move, { what }), distance, strings.moveText, 10);
    this.#say(this.turn, fill(strings.turn, { what }), degrees, strings.turnText, 180);
  }

  /**
   * @param {HTMLElement} handle
   * @param {string} label
   * @param {number} value
   * @param {string} text
   * @param {number} most
   */
  #say(handle, label, value, text, most) {
    const shown = number(value, most === 180 ? 0 : 2);
    if (handle.getAttribute("aria-label") !== label) handle.setAttribute("aria-label", label);
    handle.setAttribute("aria-valuemin", String(-most));
    handle.setAttribute("aria-valuemax", String(most));
    handle.setAttribute("aria-valuenow", value.toFixed(2));
    handle.setAttribute("aria-valuetext", fill(text, { distance: shown, degrees: shown }));
  }
}
