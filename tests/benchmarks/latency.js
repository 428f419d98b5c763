/**
 * Watch one slider and what it changes, as `window.latency`: when the input event was made, when the
 * last pixel that follows from it was drawn. Drawn means: the call on the canvas has returned, the
 * text has been put into the page, or the new image has been decoded.
 */
(() => {
  const page = /** @type {any} */ (window);
  /** @type {number[]} */
  let draws = [];
  /** @type {Element | null} */
  let root = null;
  let pressed = 0;

  const context = /** @type {any} */ (CanvasRenderingContext2D.prototype);
  for (const name of ["putImageData", "drawImage", "fillRect", "stroke", "fill", "fillText"]) {
    const draw = context[name];
    context[name] = function (/** @type {unknown[]} */ ...values) {
      draw.apply(this, values);
      if (root?.contains(this.canvas)) draws.push(performance.now());
    };
  }
  const texts = new MutationObserver((changes) => {
    const control = (/** @type {Node} */ node) =>
      (node instanceof Element ? node : node.parentElement)?.closest("[data-control]");
    if (changes.some(({ target }) => !control(target))) draws.push(performance.now());
  });
  const images = new MutationObserver(() => {
    for (const image of root?.querySelectorAll("img") ?? []) {
      if (image.dataset.seen) continue;
      image.dataset.seen = "yes";
      // An image that was replaced before it was decoded never showed.
      image.decode().then(
        () => draws.push(performance.now()),
        () => undefined,
      );
    }
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.isTrusted) pressed = event.timeStamp;
    },
    { capture: true },
  );

  page.latency = {
    /**
     * @param {string} css  what is watched
     * @param {boolean} image  it is an output of images, not a visualizer
     */
    watch(css, image) {
      root = [...document.querySelectorAll(css)].at(-1) ?? null;
      if (root === null) throw new Error(`Nothing matches ${css}`);
      const what = { childList: true, subtree: true, characterData: true, attributes: !image };
      (image ? images : texts).observe(root, what);
    },
    clear() {
      draws = [];
      pressed = 0;
    },
    /** Something was drawn after the key was pressed. */
    drawn: () => pressed > 0 && draws.length > 0,
    /** @returns {number} milliseconds from the input event to the last drawing */
    result: () => (draws.at(-1) ?? Number.NaN) - pressed,
    /** @returns {string} what is to be seen: all pixels, all texts and places */
    seen() {
      let hash = 0;
      for (const canvas of root?.querySelectorAll("canvas") ?? []) {
        const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
        for (const byte of pixels?.data ?? []) hash = (hash * 31 + byte) | 0;
      }
      const sources = [...(root?.querySelectorAll("img") ?? [])].map(({ src }) => src);
      return `${hash} ${root?.textContent} ${sources}`;
    },
  };
})();
