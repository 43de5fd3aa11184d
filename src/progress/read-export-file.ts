/** Reads the records from a file in the page: checks the size first, then reads in a worker. */
import { MAX_IMPORT_BYTES, TOO_LARGE, type ExportMessage, type ReadExport } from "./read-export.ts";
import type { Stored } from "./schema.ts";

const UNREADABLE = "The browser could not read this file.";

export async function readExportFile(file: File): Promise<ReadExport> {
  if (file.size > MAX_IMPORT_BYTES) return { ok: false, message: TOO_LARGE };
  const worker = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" });
  const records: Stored[] = [];
  try {
    return await new Promise<ReadExport>((resolve) => {
      worker.addEventListener("message", ({ data }: MessageEvent<ExportMessage>) => {
        if (!data.ok) resolve(data);
        else if ("records" in data) records.push(...data.records);
        else resolve({ ok: true, records, skipped: data.skipped });
      });
      worker.addEventListener("error", () => resolve({ ok: false, message: UNREADABLE }));
      worker.postMessage(file);
    });
  } finally {
    worker.terminate();
  }
}
