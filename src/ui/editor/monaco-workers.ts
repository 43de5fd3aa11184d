/** Starts Monaco's workers when their scripts have loaded, however late; until then the editor says what does not work. */
import editorScript from "monaco-editor/editor/editor.worker?worker&url";
import typescriptScript from "monaco-editor/languages/features/typescript/ts.worker?worker&url";
import { NotLoaded } from "../../lib/late.ts";
import { lateWorker } from "../../lib/late-worker.ts";

const typescript = lateWorker("Completion and error checking in the editor", typescriptScript);
const editor = lateWorker("The editor’s search and link support", editorScript);

let missing: NotLoaded | undefined;
const listeners = new Set<() => void>();

function tell(error: NotLoaded | undefined): void {
  missing = error;
  for (const listener of listeners) listener();
}

export const missingWorker = (): NotLoaded | undefined => missing;

export function onMissingWorker(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const workerIsBack = (): void => tell(undefined);

/** Stays pending while the script is missing: Monaco would treat a first failure as final. */
export async function workerFor(label: string): Promise<Worker> {
  const part = label === "typescript" ? typescript : editor;
  try {
    return (await part.load())();
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    tell(error);
    await new Promise<void>((resolve) => {
      const stop = error.part.wait(() => {
        resolve();
        queueMicrotask(() => stop());
      });
    });
    return (await part.load())();
  }
}
