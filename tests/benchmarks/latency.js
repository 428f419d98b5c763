/**
 * Watch one slider and what it changes, as `window.latency`: when the input event was made, when the
 * last pixel that follows from it was drawn. Drawn means: the call on the canvas has returned, the
 * text has been put into the page, or the new image has been decoded.
 */
(() => {
  const page = /** @type {any} */ (window);
  /** After this long without another drawing a move is over. */
  const QUIET = 40;

  /**
   * @typedef {object} Move
   * @property {number} made  time stamp of the input event
   * @property {number} drawn  of the last drawing so far; NaN before the first
   * @property {number} messages  from the kernel, until that drawing
   * @property {number} heard  messages so far
   */
  /** @type {Move | null} */
  let move = null;
  /** @type {Element | null} */
  let root = null;
  let images = false;
  /** What was to be seen before the move. */
  let before = "";
  let kind = "";

  function draws() {
    if (move === null) return;
    move.drawn = performance.now();
    move.messages = move.heard;
  }

  const context = /** @type {any} */ (CanvasRenderingContext2D.prototype);
  for (const name of ["putImageData", "drawImage", "fillRect", "stroke", "fill", "fillText"]) {
    const draw = context[name];
    context[name] = function (/** @type {unknown[]} */ ...values) {
      draw.apply(this, values);
      if (root?.contains(this.canvas)) draws();
    };
  }

  // What the kernel says arrives on its socket, be it an answer or only that it is busy.
  const Socket = page.WebSocket;
  page.WebSocket = class extends Socket {
    constructor(/** @type {unknown[]} */ ...values) {
      super(...values);
      if (!String(values[0]).includes("/api/kernels/")) return;
      this.addEventListener("message", () => {
        if (move !== null) move.heard += 1;
      });
    }
  };

  /** @param {Node} node */
  const inControl = (node) =>
    (node instanceof Element ? node : node.parentElement)?.closest("[data-control]");
  const texts = new MutationObserver((changes) => {
    if (changes.some(({ target }) => !inControl(target))) draws();
  });
  const outputs = new MutationObserver(() => {
    for (const image of root?.querySelectorAll("img") ?? []) {
      // JupyterLab puts the old image in anew before the next one comes.
      if (image.dataset.seen || before.includes(image.src)) continue;
      image.dataset.seen = "yes";
      // An image that was replaced before it was decoded never showed.
      image.decode().then(draws, () => undefined);
    }
  });

  for (const type of ["keydown", "pointermove"])
    addEventListener(
      type,
      (event) => {
        if (!event.isTrusted || type !== kind) return;
        move = { made: event.timeStamp, drawn: Number.NaN, messages: 0, heard: 0 };
      },
      { capture: true },
    );

  /** What is to be seen now; the slider itself does not count: it moves in any case. */
  function seen() {
    if (root === null) throw new Error("Nothing is watched.");
    if (images) return [...root.querySelectorAll("img")].map(({ src }) => src).join(" ");
    let hash = 0;
    // Small pictures that are only listed are not what a slider moves.
    const canvases = /** @type {NodeListOf<HTMLCanvasElement>} */ (
      root.querySelectorAll("canvas:not(.cv-thumbnail)")
    );
    for (const canvas of canvases) {
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
      const words = new Uint32Array(pixels?.data.buffer ?? new ArrayBuffer(0));
      for (let i = 0; i < words.length; i++) hash = (Math.imul(hash, 31) + words[i]) | 0;
    }
    // Where the frame of 'you are here' lies is seen too.
    const frames = [...root.querySelectorAll(".cv-frame")].map((frame) =>
      frame.getAttribute("style"),
    );
    if (canvases.length > 0) return [hash, ...frames].join(" ");
    // Without pictures, numbers in cells are what there is to see, and curves.
    const cells = "[data-grid], [data-cell]";
    const grids = [...root.querySelectorAll(cells)].map((grid) => grid.textContent);
    const curves = [...root.querySelectorAll("[data-plot] path")].map((c) => c.getAttribute("d"));
    return [...grids, ...curves].join(" ");
  }

  page.latency = {
    /**
     * @param {string} css  what is watched
     * @param {boolean} outputImages  it is an output of images, not a visualizer
     * @param {string} event  what a move of the slider begins with: keydown or pointermove
     */
    watch(css, outputImages, event) {
      root = [...document.querySelectorAll(css)].at(-1) ?? null;
      if (root === null) throw new Error(`Nothing matches ${css}`);
      images = outputImages;
      kind = event;
      before = seen();
      const what = { childList: true, subtree: true, characterData: true, attributes: !images };
      (images ? outputs : texts).observe(root, what);
    },
    /**
     * Wait until the move is over.
     *
     * @returns {Promise<{ time: number, messages: number, changed: boolean }>}  milliseconds from
     *   the input event to the last drawing, messages from the kernel in between, and whether
     *   another picture is seen
     */
    async over() {
      const quiet = () =>
        move !== null && !Number.isNaN(move.drawn) && performance.now() - move.drawn > QUIET;
      while (!quiet()) await new Promise((resolve) => setTimeout(resolve, 5));
      const { made, drawn, messages } = /** @type {Move} */ (/** @type {unknown} */ (move));
      move = null;
      const now = seen();
      const changed = now !== before;
      before = now;
      return { time: drawn - made, messages, changed };
    },
  };
})();
