/**
 * What the tests ask of the page, as `window.course`.
 */
(() => {
  const notebook = () => window.jupyterapp.shell.currentWidget;
  const kernel = () => notebook()?.sessionContext?.session?.kernel;

  window.course = {
    kernelReady: () => kernel()?.connectionStatus === "connected" && kernel()?.status === "idle",
    kernelIdle: () => kernel()?.status === "idle",
    kernelGone: () => kernel() === null || kernel() === undefined || kernel().status === "dead",

    /** Every slot of the visualizers of this class holds its control. */
    settled: (css) =>
      [...document.querySelectorAll(css)].every((root) =>
        [...root.querySelectorAll("[data-control]")].every((slot) => slot.children.length > 0),
      ),

    /** @param {HTMLCanvasElement} canvas */
    pixels(canvas) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let text = "";
      for (let i = 0; i < data.length; i += 32768)
        text += String.fromCharCode(...data.subarray(i, i + 32768));
      return [[canvas.height, canvas.width], btoa(text)];
    },
  };
})();
