/** The worker that paints a streaming chart: it paints one picture per frame and reports when it is done. */
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import { paint, type Picture } from "./paint.ts";

/** The canvas comes first, and only once. */
export type ToPainter = { canvas: OffscreenCanvas } | { picture: Picture };

interface Scope {
  fonts?: FontFaceSet;
  postMessage(message: "painted"): void;
  requestAnimationFrame?(paint: () => void): void;
  addEventListener(type: "message", listener: (event: { data: ToPainter }) => void): void;
}

const scope = globalThis as unknown as Scope;
/** Not every engine has animation frames in workers. */
const onNextFrame = (paint: () => void) => (scope.requestAnimationFrame ?? setTimeout)(paint);
let canvas: OffscreenCanvas;

/** A worker has none of the page's fonts. Without this one it uses the next font in the family list. */
async function loadFont(): Promise<void> {
  const face = new FontFace("Inter Variable", `url(${inter})`, { weight: "100 900" });
  scope.fonts?.add(await face.load());
}
const ready = loadFont().catch(() => {});

scope.addEventListener("message", ({ data }) => {
  if ("canvas" in data) {
    canvas = data.canvas;
    return;
  }
  void ready.then(() =>
    onNextFrame(() => {
      paint(canvas, data.picture);
      scope.postMessage("painted");
    }),
  );
});
