/** Worker that reads an export: the largest allowed one would block the page for too long. */
import { portions, readExport, type ExportMessage } from "./read-export.ts";

interface Scope {
  postMessage(message: ExportMessage): void;
  addEventListener(type: "message", listener: (event: { data: Blob }) => void): void;
}

const scope = globalThis as unknown as Scope;

scope.addEventListener("message", ({ data }) => {
  void data.text().then(
    (text) => {
      for (const message of portions(readExport(text))) scope.postMessage(message);
    },
    () => scope.postMessage({ ok: false, message: "The browser cannot read this file." }),
  );
});
