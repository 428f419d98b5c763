/**
 * What the tests ask of the page, as `window.course`.
 */
(() => {
  const page = /** @type {any} */ (window);
  const notebook = () => page.jupyterapp.shell.currentWidget;
  const kernel = () => notebook()?.sessionContext?.session?.kernel;

  page.course = {
    kernelReady: () => kernel()?.connectionStatus === "connected" && kernel()?.status === "idle",
    kernelIdle: () => kernel()?.status === "idle",
    kernelBusy: () => kernel()?.status === "busy",
    kernelGone: () => kernel() === null || kernel() === undefined || kernel().status === "dead",

    ended: false,
    /** Begin a command without waiting for it. @param {string} name */
    begin(name) {
      this.ended = false;
      page.jupyterapp.commands.execute(name).then(() => {
        this.ended = true;
      });
    },

    /**
     * Every slot of the visualizers of this class holds its control, and none waits for the kernel.
     * @param {string} css
     */
    settled: (css) =>
      [...document.querySelectorAll(css)].every(
        (root) =>
          [...root.querySelectorAll("[data-control]")].every((slot) => slot.children.length > 0) &&
          !root.hasAttribute("data-waiting"),
      ),

    /** No output still says that its widget is being loaded. */
    rendered: () =>
      [...document.querySelectorAll(".jp-OutputArea-output")].every(
        (output) => !output.textContent?.startsWith("Loading widget"),
      ),

    /** @param {HTMLCanvasElement} canvas */
    pixels(canvas) {
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let text = "";
      for (let i = 0; i < data.length; i += 32768)
        text += String.fromCharCode(...data.subarray(i, i + 32768));
      return [[canvas.height, canvas.width], btoa(text)];
    },
  };
})();
