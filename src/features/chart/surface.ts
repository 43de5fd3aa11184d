/**
 * Paints a streaming chart: in a worker, which costs the page's thread nothing, or in the page where a worker
 * cannot. Both ask for the next picture once the previous one is painted, so that a slow painter skips pictures.
 */
import { paint, type Picture } from "./paint.ts";
import type { ToPainter } from "./painter.ts";

export interface Surface {
  /** The newest picture wins; it is built when its turn comes. */
  show(make: () => Picture): void;
  close(): void;
}

/** Paints one picture, and reports when it is done. */
interface Painter {
  paint(picture: Picture): void;
  close(): void;
}

/** @param makeCanvas replaces the canvas in its place: once a worker owns a canvas, the page can no longer paint on it */
export function openSurface(makeCanvas: () => HTMLCanvasElement): Surface {
  let wanted: (() => Picture) | undefined;
  let last: (() => Picture) | undefined;
  let painting = false;
  const next = () => {
    painting = wanted !== undefined;
    if (wanted === undefined) return;
    last = wanted;
    wanted = undefined;
    painter.paint(last());
  };
  const onPage = () => {
    painter.close();
    painter = pagePainter(makeCanvas(), next);
    wanted ??= last;
    next();
  };
  let painter = workerPainter(makeCanvas, next, onPage) ?? pagePainter(makeCanvas(), next);
  return {
    show(make) {
      wanted = make;
      if (!painting) next();
    },
    close() {
      wanted = undefined;
      painter.close();
    },
  };
}

function workerPainter(
  makeCanvas: () => HTMLCanvasElement,
  onPainted: () => void,
  onFailed: () => void,
): Painter | undefined {
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return undefined;
  const worker = new Worker(new URL("./painter.ts", import.meta.url), { type: "module" });
  const canvas = makeCanvas().transferControlToOffscreen();
  const tell = (message: ToPainter, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  worker.addEventListener("message", onPainted);
  worker.addEventListener("error", onFailed, { once: true });
  tell({ canvas }, [canvas]);
  return { paint: (picture) => tell({ picture }), close: () => worker.terminate() };
}

function pagePainter(canvas: HTMLCanvasElement, onPainted: () => void): Painter {
  let frame = 0;
  return {
    paint(picture) {
      frame = requestAnimationFrame(() => {
        paint(canvas, picture);
        onPainted();
      });
    },
    close: () => cancelAnimationFrame(frame),
  };
}
