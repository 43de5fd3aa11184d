/** The compiler in the page: esbuild's WebAssembly in a worker of its own, loaded once, ahead of the first use. */
import type * as Esbuild from "esbuild-wasm";
import { newest, Superseded } from "./newest.ts";
import { retrying } from "./retrying.ts";
import type { Compiled } from "./types.ts";

export { Superseded };

/** The compiler could not be fetched or started; the next request tries again. */
export class CompilerUnavailable extends Error {
  override readonly name = "CompilerUnavailable";
}

type Compile = (source: string) => Promise<Compiled>;

/** What is compiled once when the compiler has loaded, so that the learner's first run meets warm code. */
const THROWAWAY =
  'import { pollFn } from "std/future";\nexport const f = <T,>(x: T) => pollFn(() => x as never);\n';

let ready = false;

const load = retrying(async (): Promise<Compile> => {
  try {
    const [{ default: wasmUrl }, esbuild, { compile }] = await Promise.all([
      import("esbuild-wasm/esbuild.wasm?url"),
      import("esbuild-wasm/esm/browser.min.js"),
      import("./compile.ts"),
    ]);
    await initialize(esbuild, wasmUrl);
    const compileSource: Compile = (source) => compile(esbuild, source, "learner.ts");
    await compileSource(THROWAWAY);
    ready = true;
    return compileSource;
  } catch (error) {
    throw new CompilerUnavailable(
      `The compiler could not be loaded (${error instanceof Error ? error.message : String(error)}). ` +
        "Check the connection and run again; your code is kept.",
    );
  }
});

let initialized = false;

async function initialize(esbuild: typeof Esbuild, wasmUrl: string): Promise<void> {
  if (initialized) return;
  await esbuild.initialize({ wasmModule: await compileWasm(wasmUrl), worker: true });
  initialized = true;
}

/** @throws when it cannot be fetched or the browser has no WebAssembly */
async function compileWasm(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  // Streaming needs the right content type; a host that does not send it costs a copy, not the course.
  if (response.headers.get("content-type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

const queue = newest(async ({ source, onPhase }: { source: string; onPhase: OnPhase }) => {
  if (!ready) onPhase("loading-compiler");
  const compileSource = await load();
  onPhase("compiling");
  return compileSource(source);
});

type OnPhase = (phase: "loading-compiler" | "compiling") => void;

/** @throws CompilerUnavailable, or Superseded if a newer request took this one's place */
export function compileInBrowser(source: string, onPhase: OnPhase = () => {}): Promise<Compiled> {
  return queue.request({ source, onPhase });
}

/** Loads the compiler ahead of its first use, when the page has nothing better to do. */
export function warmCompiler(): void {
  const work = () => void load().catch(() => {});
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 3_000 });
  else setTimeout(work, 500);
}
