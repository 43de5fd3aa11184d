/** Worker that reads one hand-in: the largest allowed one would block the page for too long. */
import { readHandIn, type ReadHandIn } from "./read-hand-in.ts";

interface Scope {
  postMessage(message: ReadHandIn): void;
  addEventListener(type: "message", listener: (event: { data: Blob }) => void): void;
}

const scope = globalThis as unknown as Scope;

scope.addEventListener("message", ({ data }) => {
  void data.text().then(
    (text) => scope.postMessage(readHandIn(text)),
    () => scope.postMessage({ ok: false, message: "the browser cannot read the file" }),
  );
});
