/** Reads `#[tokio::main(…)]`. Models tokio-macros/src/entry.rs. */
import type { Attribute, Fn } from "./syntax/ast.ts";
import { Refusal } from "./syntax/problem.ts";

export interface MainConfig {
  flavor: "current_thread" | "multi_thread";
  /** null: as many as there are processors. */
  workers: number | null;
  /** Whether the clock stands while tasks run. */
  isPaused: boolean;
}

const KEYS: ReadonlySet<string> = new Set([
  "flavor",
  "worker_threads",
  "start_paused",
  "crate",
  "unhandled_panic",
  "name",
]);
const INSTEAD = '`#[tokio::main(flavor = "current_thread")]` above `async fn main`';

/** @returns null for a `main` that builds its runtime itself */
export function mainOf(main: Fn): MainConfig | null {
  const attribute = main.attributes.find(({ name }) => name === "tokio::main" || name === "main");
  if (attribute === undefined) {
    if (main.async) throw new Refusal(main.nameAt, "`main` is async and has no runtime.", INSTEAD);
  }
  if (attribute !== undefined && !main.async)
    throw new Refusal(
      main.nameAt,
      "The `async` keyword is missing: `#[tokio::main]` takes an async function.",
      "`async fn main`",
    );
  if (main.params.length > 0) throw new Refusal(main.nameAt, "The main function takes no arguments.");
  return attribute === undefined ? null : configOf(attribute);
}

function configOf({ args, from }: Attribute): MainConfig {
  for (const [key, { from: at }] of args)
    if (!KEYS.has(key))
      throw new Refusal(at, `\`#[tokio::main]\` has no \`${key}\`.`, "`flavor` or `worker_threads`");
  const flavor = args.get("flavor")?.value ?? "multi_thread";
  if (flavor === "local")
    throw new Refusal(
      args.get("flavor")?.from ?? from,
      "The flavor `local` does not run here.",
      '`flavor = "current_thread"`',
    );
  if (flavor !== "current_thread" && flavor !== "multi_thread")
    throw new Refusal(
      args.get("flavor")?.from ?? from,
      `There is no flavor \`${String(flavor)}\`.`,
      '`"current_thread"` or `"multi_thread"`',
    );
  const workers = args.get("worker_threads");
  const isPaused = args.get("start_paused")?.value === true;
  if (workers === undefined) return { flavor, workers: null, isPaused };
  if (flavor === "current_thread")
    throw new Refusal(
      workers.from,
      "`worker_threads` needs the `multi_thread` flavor.",
      '`flavor = "multi_thread"`',
    );
  const count = workers.value;
  if (typeof count !== "number" || count < 1)
    throw new Refusal(workers.from, "`worker_threads` takes a number, 1 or more.");
  return { flavor, workers: count, isPaused };
}
