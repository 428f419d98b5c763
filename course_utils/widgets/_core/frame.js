/**
 * One paint a frame, as early as it can be.
 *
 * The first change of a frame is painted at once, while its event is still being handled; further
 * changes in the same frame are folded into one paint at its end. Waiting for the next frame every
 * time would cost up to 16 of the 16.7 ms.
 *
 * @param {() => void} paint
 * @returns {() => void}  ask for a paint
 */
export function oncePerFrame(paint) {
  let busy = false;
  let again = false;
  function request() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    requestAnimationFrame(() => {
      busy = false;
      if (again) {
        again = false;
        request();
      }
    });
    paint();
  }
  return request;
}

/**
 * Paint only what can be seen: while the element is off screen, changes are remembered, not drawn.
 *
 * @param {Element} element
 * @param {() => void} paint
 * @param {AbortSignal} signal
 * @returns {() => void}  ask for a paint
 */
export function paintWhileVisible(element, paint, signal) {
  let visible = true; // until the observer has spoken, so that the first paint is not lost
  let owed = false;
  const request = oncePerFrame(() => {
    if (signal.aborted) return;
    if (visible) paint();
    else owed = true;
  });
  const observer = new IntersectionObserver(
    (entries) => {
      visible = entries[entries.length - 1].isIntersecting;
      if (visible && owed) {
        owed = false;
        request();
      }
    },
    { rootMargin: "200px" },
  );
  observer.observe(element);
  signal.addEventListener("abort", () => observer.disconnect());
  return request;
}

/**
 * Call back when the element can no longer be seen: scrolled away, folded, or in a tab behind.
 *
 * @param {Element} element
 * @param {() => void} callback
 * @param {AbortSignal} signal
 */
export function whenHidden(element, callback, signal) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries[entries.length - 1].isIntersecting) callback();
  });
  observer.observe(element);
  const behind = () => {
    if (document.hidden) callback();
  };
  document.addEventListener("visibilitychange", behind, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
}
