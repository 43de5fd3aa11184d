/**
 * Instantiates one of tokio's modules from its bytes wherever WebAssembly exists: in a sandboxed worker, Node or a
 * test.
 */
import { WASI } from "@bjorn3/browser_wasi_shim";

/** What the modules import from "course": functions of the page. */
export type PageFunctions = Record<string, (...values: number[]) => number | void>;

/** What an instance exports. */
export interface TokioExports {
  readonly memory: WebAssembly.Memory;
  readonly [name: string]: WebAssembly.ExportValue;
}

/** Taken before the seal removes it from the global object. */
export type Compiler = Pick<typeof WebAssembly, "Module" | "Instance">;

/**
 * Synchronous: in a worker a module of any size may be compiled so, and nothing that learner code left for later comes between.
 * @param page what the module calls; nothing that is thrown in it may cross tokio's frames
 * @throws what WebAssembly throws when the policy, or the module, does not allow it
 */
export function instantiate(
  bytes: BufferSource,
  page: PageFunctions,
  compiler: Compiler | undefined = (globalThis as { WebAssembly?: Compiler }).WebAssembly,
): TokioExports {
  if (compiler === undefined) throw new Error("there is no WebAssembly here");
  const wasi = new WASI([], [], [], { debug: false });
  const module = new compiler.Module(bytes);
  const instance = new compiler.Instance(module, {
    wasi_snapshot_preview1: wasi.wasiImport,
    course: page,
  });
  const started = instance as unknown as { exports: TokioExports & { _initialize?: () => unknown } };
  // A reactor module: only constructors run.
  wasi.initialize(started);
  return started.exports;
}
