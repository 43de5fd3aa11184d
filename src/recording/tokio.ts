/** A recorded run as a question to real tokio: the same program, in the words of its recorder. */
import { parseProgram } from "../runtime/programs/program.ts";
import type { Program } from "../runtime/programs/program.ts";
import type { TaskProgram } from "./program/text.ts";
import type { RunConfig } from "./run/config.ts";

const EVENT_INTERVAL = 61;

/** null where tokio's order is no matter of course, or the recorder has no word for it: several workers, a blocked thread. */
export function questionOf(program: TaskProgram, config: RunConfig): Program | null {
  const { flavor, workers, root, globalQueueInterval, eventInterval } = config;
  const { bodies, chans, sems, nn, nm, no, np } = program;
  if (bodies.flat().some(([name]) => name === "block")) return null;
  const mode = flavor === "multi_thread" ? "mt" : root === "main" ? "ctmain" : "ct";
  if (mode === "mt" && (workers > 1 || root === "main")) return null;
  const shape = { mode, gqi: globalQueueInterval ?? 0, evi: eventInterval ?? EVENT_INTERVAL };
  return parseProgram({ ...shape, chans, sems, nn, nm, no, np, bodies });
}
