/** Turns a recorded run into a question for real tokio: the same program, as a request to its recorder. */
import { parseProgram } from "../runtime/programs/program.ts";
import type { Program } from "../runtime/programs/program.ts";
import type { TaskProgram } from "./program/text.ts";
import type { RunConfig } from "./run/config.ts";

const EVENT_INTERVAL = 61;

/** null if tokio's order is not determined, or the recorder cannot express the program: several workers, a blocked thread. */
export function questionOf(program: TaskProgram, config: RunConfig): Program | null {
  const { flavor, workers, root, globalQueueInterval, eventInterval } = config;
  const { bodies, chans, sems, nn, nm, no, np } = program;
  if (bodies.flat().some(([name]) => name === "block")) return null;
  const mode = flavor === "multi_thread" ? "mt" : root === "main" ? "ctmain" : "ct";
  if (mode === "mt" && (workers > 1 || root === "main")) return null;
  const shape = { mode, gqi: globalQueueInterval ?? 0, evi: eventInterval ?? EVENT_INTERVAL };
  return parseProgram({ ...shape, chans, sems, nn, nm, no, np, bodies });
}
