/** Task programs: their format, and the parser that reads one from JSON. */

/** `ct`: root spawned on current_thread. `ctmain`: root is block_on's future. `mt`: root injected, one worker. */
export const MODES = ["ct", "ctmain", "mt"] as const;
export type Mode = (typeof MODES)[number];

/**
 * ops.ts implements each for the model, and harness/tokio/src/body.rs for tokio itself. Arguments that hold two
 * numbers: `acq`, `rel` are semaphore * 10 + permits, `timeout` is ms * 10 + Notify, `both` is Notify * 10 + park flag.
 */
export const OP_NAMES = [
  "spawn",
  "spawnmany",
  "xspawn",
  "yield",
  "selfwake",
  "budget",
  "unconstrained",
  "panic",
  "join",
  "abort",
  "jspawn",
  "jnext",
  "jabort",
  "send",
  "recv",
  "droptx",
  "closerx",
  "osend",
  "orecv",
  "notified",
  "notify_one",
  "notify_last",
  "notify_waiters",
  "lock",
  "unlock",
  "acq",
  "rel",
  "closesem",
  "park",
  "unpark",
  "xunpark",
  "sleep",
  "timeout",
  "select",
  "both",
] as const;
export type OpName = (typeof OP_NAMES)[number];
export type Op = readonly [OpName, number];

export interface Program {
  mode: Mode;
  /** `global_queue_interval`; 0 is the flavor's default. */
  gqi: number;
  /** `event_interval` */
  evi: number;
  /** Capacities; 0 is unbounded. */
  chans: readonly number[];
  /** Initial permits. */
  sems: readonly number[];
  nn: number;
  nm: number;
  no: number;
  np: number;
  /** Body 0 is the root; a body spawns only higher-numbered bodies, so every program ends. */
  bodies: readonly (readonly Op[])[];
}

/** Whether it needs more than the one thread that tokio has in a tab. */
export function needsThreads({ mode, bodies }: Pick<Program, "mode" | "bodies">): boolean {
  return mode === "mt" || bodies.flat().some(([name]) => name === "xspawn" || name === "xunpark");
}

/** A program with the poll order recorded from real tokio. */
export interface Recorded extends Program {
  name?: string;
  trace: string;
}

/** Says what is wrong with a program, and where. */
class ProgramError extends Error {
  override readonly name = "ProgramError";
}

/**
 * Ignores unknown fields.
 * @throws ProgramError naming the field, or the body and op, that is wrong
 */
export function parseProgram(input: unknown): Program {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new ProgramError("expected a program as a JSON object");
  }
  const fields = input as Record<string, unknown>;
  const mode = MODES.find((known) => known === fields["mode"]);
  if (mode === undefined) {
    throw new ProgramError(`mode: expected one of ${MODES.join(", ")}, got ${show(fields["mode"])}`);
  }
  const program = {
    mode,
    gqi: count(fields, "gqi", 0),
    evi: count(fields, "evi", 1),
    chans: counts(fields, "chans"),
    sems: counts(fields, "sems"),
    nn: count(fields, "nn", 0),
    nm: count(fields, "nm", 0),
    no: count(fields, "no", 0),
    np: count(fields, "np", 0),
  };
  const bodies = fields["bodies"];
  if (!Array.isArray(bodies) || bodies.length === 0)
    throw new ProgramError("bodies: expected a list with at least the root");
  const shape: Program = { ...program, bodies: [] };
  return { ...program, bodies: bodies.map((body, i) => parseBody(body, i, bodies.length, shape)) };
}

function parseBody(body: unknown, index: number, bodies: number, program: Program): Op[] {
  if (!Array.isArray(body)) throw new ProgramError(`body ${index}: expected a list of ops`);
  return body.map((op: unknown, i) => parseOp(op, `body ${index}, op ${i}`, index, bodies, program));
}

function parseOp(op: unknown, where: string, body: number, bodies: number, program: Program): Op {
  if (!Array.isArray(op)) throw new ProgramError(`${where}: expected [name, argument], got ${show(op)}`);
  const name = OP_NAMES.find((known) => known === op[0]);
  if (name === undefined) throw new ProgramError(`${where}: unknown op ${show(op[0])}`);
  const argument: unknown = op[1] ?? 0;
  if (!isCount(argument)) {
    throw new ProgramError(`${where}: ${name}: expected a whole number, got ${show(argument)}`);
  }
  const wrong = complain(name, argument, body, bodies, program);
  if (wrong !== null) throw new ProgramError(`${where}: ${name} ${argument}: ${wrong}`);
  return [name, argument];
}

/**
 * Whatever an argument refers to must exist, unless a missing one does no harm: a sender or oneshot that was never made
 * counts as taken, a mutex that was never locked counts as unlocked.
 */
function complain(
  name: OpName,
  argument: number,
  body: number,
  bodies: number,
  program: Program,
): string | null {
  const among = (what: string, n: number, index = argument): string | null =>
    index < n ? null : `there ${n === 1 ? "is" : "are"} only ${n} ${what}`;
  switch (name) {
    case "spawn":
    case "jspawn":
    case "xspawn":
      if (argument >= bodies) return `there are only ${bodies} bodies`;
      return argument > body ? null : "a body spawns only higher-numbered ones";
    case "spawnmany":
      return body + 1 < bodies ? null : "there is no next body";
    case "recv":
    case "closerx":
      return among("channels", program.chans.length);
    case "notified":
    case "notify_one":
    case "notify_last":
    case "notify_waiters":
    case "select":
      return among("Notify", program.nn);
    case "lock":
      return among("mutexes", program.nm);
    case "acq":
    case "rel":
      return Math.floor(argument / 10) < program.sems.length
        ? null
        : `there are only ${program.sems.length} semaphores`;
    case "park":
    case "unpark":
    case "xunpark":
      return among("park flags", program.np);
    default:
      return null;
  }
}

function count(fields: Record<string, unknown>, name: string, least: number): number {
  const value = fields[name];
  if (!isCount(value) || value < least) {
    throw new ProgramError(`${name}: expected a whole number, ${least} or more, got ${show(value)}`);
  }
  return value;
}

function counts(fields: Record<string, unknown>, name: string): number[] {
  const value = fields[name];
  if (!Array.isArray(value) || !value.every(isCount)) {
    throw new ProgramError(`${name}: expected a list of whole numbers, got ${show(value)}`);
  }
  return value;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
