/** Lists the programs recorded on native tokio, and its version; tools/renew-traces.ts records them again. */
import { parseProgram } from "../../../runtime/programs/program.ts";
import type { Program } from "../../../runtime/programs/program.ts";
import recorded from "./recorded.json" with { type: "json" };

const versions = new Map(recorded.map(({ tokio, ...program }) => [keyOf(parseProgram(program)), tokio]));

/** undefined if no native run of it is recorded; the tests check that the model gives the same order. */
export const recordedOn = (program: Program): string | undefined => versions.get(keyOf(program));

function keyOf(program: Program): string {
  return JSON.stringify(parseProgram(program));
}
