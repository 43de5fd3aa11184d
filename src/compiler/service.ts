/** The compiler in the page: loaded once, ahead of the first use, and shared by everything that runs learner code. */
import { late } from "../lib/late.ts";
import { inTime } from "./in-time.ts";
import { newest, Superseded } from "./newest.ts";
import type { CompileOptions } from "./compile.ts";
import type { Compiled } from "./types.ts";
import { startEsbuild } from "./wasm.ts";

export { Superseded };

/** The compiler broke; the next request restarts it. If it cannot be fetched or started, the error is `NotLoaded`. */
class CompilerUnavailable extends Error {
  override readonly name = "CompilerUnavailable";
}

export type CompilePhase = "loading-compiler" | "compiling";

export interface CompileRequest extends CompileOptions {
  /** What the file is: of two waiting requests with the same key only the newer is compiled. */
  key: string;
  onPhase?(phase: CompilePhase): void;
}

interface Compiler {
  compile(source: string, options: CompileOptions): Promise<Compiled>;
  stop(): void;
}

/** Compiled once after loading, so that the learner's first run meets warm code. */
const THROWAWAY =
  'import { pollFn } from "std/future";\nexport const f = <T,>(x: T) => pollFn(() => x as never);\n';
/** A file compiles in milliseconds. */
const COMPILE_TIMEOUT_MS = 20_000;

const part = late("The compiler", async (): Promise<Compiler> => {
  const [esbuild, { compile }] = await Promise.all([startEsbuild(), import("./compile.ts")]);
  await compile(esbuild, THROWAWAY, "learner.ts");
  return {
    compile: (source, options) => compile(esbuild, source, "learner.ts", options),
    stop: () => void esbuild.stop(),
  };
});
/** Known without waiting, so that a phase is reported only if it happens. */
let loaded = false;

interface Job {
  source: string;
  options: CompileOptions;
  onPhase: (phase: CompilePhase) => void;
}

const request = newest(async ({ source, options, onPhase }: Job) => {
  if (!loaded) onPhase("loading-compiler");
  const compiler = await part.load();
  loaded = true;
  onPhase("compiling");
  try {
    return await inTime(compiler.compile(source, options), COMPILE_TIMEOUT_MS, "it gave no answer");
  } catch (error) {
    // A mistake in the file is a result; this is the compiler itself.
    loaded = false;
    part.forget();
    compiler.stop();
    const why = error instanceof Error ? error.message : String(error);
    throw new CompilerUnavailable(`The compiler stopped (${why}). Press Run again; your code is kept.`);
  }
});

/** @throws NotLoaded, CompilerUnavailable, or Superseded by a newer request with the same key */
export function compileInBrowser(
  source: string,
  { key, onPhase = () => {}, ...options }: CompileRequest,
): Promise<Compiled> {
  return request(key, { source, options, onPhase });
}

/** Loads the compiler ahead of its first use; a failure here happens again, and is reported, when it is needed. */
export function warmCompiler(): void {
  void part.load().catch(() => {});
}
