/**
 * What every visualizer must hold to, asked of the page: evaluated once, then `window.audit`.
 */
(() => {
  const page = /** @type {any} */ (window);
  /** @typedef {[number, number, number, number]} Colour  red, green, blue of 255; alpha of 1 */

  /**
   * @param {string} text  as the browser computes it: rgb(…), rgba(…) or color(srgb …)
   * @returns {Colour}
   */
  function colour(text) {
    const [r, g, b, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    const unit = text.startsWith("color(srgb") ? 255 : 1;
    return [r * unit, g * unit, b * unit, alpha];
  }

  /**
   * @param {Colour} top
   * @param {Colour} below  opaque
   * @returns {Colour}
   */
  function over(top, below) {
    const mixed = [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
    return [mixed[0], mixed[1], mixed[2], 1];
  }

  /**
   * Relative luminance, as WCAG 2 defines it.
   *
   * @param {Colour} opaque
   */
  function luminance(opaque) {
    const [r, g, b] = opaque.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** @param {Element} element */
  function ancestry(element) {
    const line = [];
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) line.push(at);
    return line;
  }

  /**
   * What lies behind the text of an element.
   *
   * @param {Element} element
   */
  function ground(element) {
    let below = /** @type {Colour} */ ([255, 255, 255, 1]);
    for (const at of ancestry(element).reverse())
      below = over(colour(getComputedStyle(at).backgroundColor), below);
    return below;
  }

  /** @param {Element} element */
  const visible = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /**
   * @param {HTMLElement} element
   */
  const reachable = (element) =>
    (element.tabIndex >= 0 || element.isContentEditable) &&
    !element.matches(":disabled") &&
    visible(element);

  /**
   * Everything that the Tab key should stop at; of radio buttons one, as browsers do.
   *
   * @param {Element} root
   */
  function stops(root) {
    const css = "input, select, button, textarea, a[href], [tabindex], [contenteditable=true]";
    const groups = new Set();
    return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(css)]).filter((element) => {
      if (!reachable(element)) return false;
      if (!(element instanceof HTMLInputElement && element.type === "radio")) return true;
      const known = groups.has(element.name);
      groups.add(element.name);
      return !known;
    });
  }

  /** @type {Set<HTMLElement>} */
  let missing = new Set();
  let drawnInVain = 0;
  /** @type {Map<HTMLCanvasElement, number>} */
  let byCanvas = new Map();
  const context = /** @type {any} */ (CanvasRenderingContext2D.prototype);
  const put = context.putImageData;
  context.putImageData = function (/** @type {unknown[]} */ ...values) {
    byCanvas.set(this.canvas, (byCanvas.get(this.canvas) ?? 0) + 1);
    if (!this.canvas.isConnected) drawnInVain += 1;
    return put.apply(this, values);
  };

  page.audit = {
    /**
     * Texts with less contrast than WCAG 2 asks of them, 4.5 to 1; what is disabled may have less.
     *
     * @param {Element} root
     * @returns {{ checked: number, faint: string[] }}
     */
    contrast(root) {
      const faint = [];
      let checked = 0;
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const element = /** @type {Element} */ (text.parentElement);
        const words = text.textContent?.trim() ?? "";
        if (words === "" || !visible(element) || element.tagName === "STYLE") continue;
        if (element.closest(":disabled, [aria-disabled=true]")) continue;
        const style = getComputedStyle(element);
        const below = ground(element);
        const ink = colour(element instanceof SVGElement ? style.fill : style.color);
        for (const at of ancestry(element)) ink[3] *= Number(getComputedStyle(at).opacity);
        const [light, dark] = [luminance(over(ink, below)), luminance(below)].sort((a, b) => b - a);
        const ratio = (light + 0.05) / (dark + 0.05);
        checked += 1;
        if (ratio < 4.5) faint.push(`${ratio.toFixed(1)} to 1: "${words.slice(0, 40)}"`);
      }
      return { checked, faint };
    },

    /**
     * Milliseconds that anything may move for on its own: transitions and animations of the styles.
     *
     * @param {Element} root
     */
    motion(root) {
      let longest = 0;
      for (const element of root.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        if (style.animationName === "none" && style.transitionDuration === "0s") continue;
        for (const times of [style.transitionDuration, style.animationDuration])
          for (const time of times.split(", "))
            longest = Math.max(longest, Number.parseFloat(time));
      }
      return longest * 1000;
    },

    /**
     * What is edited or pressed and too small for a finger.
     *
     * @param {Element} root
     */
    tooSmall: (root) =>
      [...root.querySelectorAll("[role=grid] .cv-cell, .cv-button, input[type=number], select")]
        .filter(visible)
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => Math.min(box.width, box.height) < 24)
        .map(({ element }) => element.outerHTML.slice(0, 200)),

    /**
     * Stand on the first element that the Tab key reaches.
     *
     * @param {Element} root
     * @returns {number}  how many there are now; some may come and go with what is chosen
     */
    tabFrom(root) {
      missing = new Set(stops(root));
      const [first] = missing;
      first.focus();
      missing.delete(first);
      return missing.size + 1;
    },
    /** Take note of what has the focus; false outside. @param {Element} root */
    tabbed(root) {
      const at = /** @type {HTMLElement | null} */ (document.activeElement);
      if (at !== null) missing.delete(at);
      return root.contains(at);
    },
    /** Where the Tab key has not been, and could have. */
    missed: () => [...missing].filter(reachable).map(({ outerHTML }) => outerHTML.slice(0, 200)),

    /**
     * What a screen reader is told of pictures, and of tables with the numbers in them.
     *
     * @param {Element} root
     */
    words(root) {
      const found = [
        ...root.querySelectorAll("[role=img], canvas, [role=grid], [role=table], [role=listitem]"),
      ];
      return found.filter(visible).map((element) => {
        const label = element.getAttribute("aria-label");
        return label && `${label}: ${element.textContent}`;
      });
    },

    /** Wait until this many frames have been shown. @param {number} count */
    async frames(count) {
      for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
    },

    forget() {
      drawnInVain = 0;
      byCanvas = new Map();
    },
    /**
     * Pictures painted since `forget`.
     *
     * @param {Element} root
     */
    drawnIn(root) {
      let sum = 0;
      for (const [canvas, count] of byCanvas) if (root.contains(canvas)) sum += count;
      return sum;
    },
    /** The most of them on one canvas. */
    mostDrawn: () => Math.max(0, ...byCanvas.values()),
    /** Those on a canvas that was no longer in the page. */
    drawnInVain: () => drawnInVain,

    /**
     * Press a key on an element several times before the next frame.
     *
     * @param {Element} element
     * @param {string} key
     * @param {number} times
     */
    press(element, key, times) {
      return new Promise((resolve) =>
        requestAnimationFrame(() => {
          for (let i = 0; i < times; i++)
            element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          resolve(null);
        }),
      );
    },
  };
})();
