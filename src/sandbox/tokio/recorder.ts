/** Asks tokio itself for the poll order of a program's tasks, through a module with the recorder of harness/tokio. */
import type { Program } from "../../runtime/programs/program.ts";
import { instantiate } from "./instantiate.ts";

/** What the module exports; strings go through its memory. */
interface RecorderExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  input(length: number): number;
  record(): number;
  output(): number;
}

/** @returns the poll order of a program without threads, see `needsThreads` */
export type TokioRecorder = (program: Program) => string;

/**
 * @throws when the module cannot be compiled here; the returned function throws when the module traps, and is
 * unusable afterwards
 */
export function tokioRecorder(bytes: BufferSource, compiler: typeof WebAssembly | undefined): TokioRecorder {
  const module = instantiate(bytes, {}, compiler) as unknown as RecorderExports;
  return (program) => {
    // Names and numbers, so that each character is a byte; behind the seal there is no TextEncoder.
    const text = Uint8Array.from(JSON.stringify(program), (character) => character.charCodeAt(0));
    const at = module.input(text.length);
    new Uint8Array(module.memory.buffer, at, text.length).set(text);
    const length = module.record();
    const trace = new Uint8Array(module.memory.buffer, module.output(), length);
    return Array.from(trace, (byte) => String.fromCharCode(byte)).join("");
  };
}
