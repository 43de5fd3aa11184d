/** Fetches esbuild's WebAssembly and starts it in a worker of its own, where it keeps nobody waiting but itself. */
import type * as Esbuild from "esbuild-wasm";
import { inTime } from "./in-time.ts";

/** Starting a worker takes a second on a slow machine; one that takes this long will not come. */
const START_TIMEOUT_MS = 30_000;

/** @throws when it cannot be fetched, or the browser will not run it */
export async function startEsbuild(): Promise<typeof Esbuild> {
  const [{ default: url }, esbuild] = await Promise.all([
    import("esbuild-wasm/esbuild.wasm?url"),
    import("esbuild-wasm/esm/browser.min.js"),
  ]);
  const wasmModule = await compileModule(url);
  // esbuild forgets a start that failed, so that the next one may be tried.
  await inTime(esbuild.initialize({ wasmModule, worker: true }), START_TIMEOUT_MS, "it did not start");
  return esbuild;
}

async function compileModule(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  // Streaming needs the right content type; a host that does not send it costs a copy, not the course.
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
