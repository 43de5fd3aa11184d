/** Asks tokio itself in which order it polls the tasks of a program: a module with the recorder of harness/tokio in it. */
import type { Program } from "../../runtime/programs/program.ts";
import { instantiate, type Compiler } from "./instantiate.ts";

/** What the module exports; texts go through its memory. */
interface RecorderExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  input(length: number): number;
  record(): number;
  output(): number;
}

/** @returns the poll order of a program without threads, see `needsThreads` */
export type TokioRecorder = (program: Program) => string;

/** @throws when the module cannot be compiled here; what comes back throws when the module traps, and is of no use afterwards */
export function tokioRecorder(bytes: BufferSource, compiler?: Compiler): TokioRecorder {
  const module = instantiate(bytes, {}, compiler) as unknown as RecorderExports;
  return (program) => {
    const text = new TextEncoder().encode(JSON.stringify(program));
    const at = module.input(text.length);
    new Uint8Array(module.memory.buffer, at, text.length).set(text);
    const length = module.record();
    return new TextDecoder().decode(new Uint8Array(module.memory.buffer, module.output(), length));
  };
}
