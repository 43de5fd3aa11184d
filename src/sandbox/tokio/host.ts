/** Makes the learner API on tokio itself from the bytes of its module. */
import { tokioEngine, type TokioEngine } from "../../runtime/tokio/engine.ts";
import type { Exports } from "../../runtime/tokio/exports.ts";
import { instantiate, type PageFunctions } from "./instantiate.ts";

/** @throws when the module cannot be compiled here */
export function hostEngine(bytes: BufferSource, compiler: typeof WebAssembly | undefined): TokioEngine {
  return tokioEngine(
    (imports) => instantiate(bytes, imports as unknown as PageFunctions, compiler) as unknown as Exports,
  );
}
