/** Fetches esbuild's WebAssembly and starts it in its own worker, where it blocks nothing else. */
import type * as Esbuild from "esbuild-wasm";
import { inTime } from "./in-time.ts";

/** Starting a worker takes a second on a slow machine; after this long it will not start. */
const START_TIMEOUT_MS = 30_000;

/** @throws if it cannot be fetched or the browser does not run it */
export async function startEsbuild(): Promise<typeof Esbuild> {
  const [{ default: url }, esbuild] = await Promise.all([
    import("esbuild-wasm/esbuild.wasm?url"),
    import("esbuild-wasm/esm/browser.min.js"),
  ]);
  const wasmModule = await compileModule(url);
  // esbuild forgets a failed start, so the next one can be tried.
  await inTime(esbuild.initialize({ wasmModule, worker: true }), START_TIMEOUT_MS, "it did not start");
  return esbuild;
}

async function compileModule(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  // Streaming needs the right content type; without it, fall back to a copy of the bytes.
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
