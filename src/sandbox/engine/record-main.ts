/** Runs the learner's `main` on a model runtime and sends each event to the page while it runs. */
import { PromiseNow } from "../../../harness/primordials.ts";
import { verdictOf } from "../../../harness/run.ts";
import { kindOf } from "../../../harness/show.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { launch } from "../../recording/run/launch.ts";
import { asyncBlock, awaited, Panic } from "../../runtime/index.ts";
import type { Future } from "../../runtime/index.ts";
import { isFuture } from "../../runtime/std/future.ts";
import type { WorkerMessage } from "../wire.ts";
import { SendingRing } from "./sending-ring.ts";
import type { RecordHost } from "./sending-ring.ts";

const MOST_PANICS = 20;

/** Never throws: an error from the learner's code ends the run like any other end. */
export function recordMain(
  load: () => Record<string, unknown>,
  config: RunConfig,
  host: RecordHost,
): Extract<WorkerMessage, { kind: "recorded" }> {
  const ring = new SendingRing(host);
  let panics = 0;
  try {
    const { main } = load();
    const root = rootOf(main);
    if (typeof root === "string") return ended({ kind: "failed", message: root });
    const { drive, prelude } = launch(
      () => root,
      config,
      ring,
      (payload, task) => {
        if (panics++ < MOST_PANICS) host.post({ kind: "panicked", task, ...said(payload, host) });
      },
    );
    ring.launched(prelude);
    return ended({ kind: ring.played(drive) });
  } catch (thrown) {
    return ended({ kind: "failed", ...said(thrown, host) });
  }

  function ended(end: Extract<WorkerMessage, { kind: "recorded" }>["end"]) {
    ring.send();
    return { kind: "recorded", end } as const;
  }
}

function said(thrown: unknown, host: RecordHost) {
  const { message, position } = verdictOf(thrown, host);
  return { message, ...(position && { position }) };
}

/**
 * `main` begins at its first poll, inside the runtime, so that it may spawn.
 * @returns in words why there is none
 */
export function rootOf(main: unknown): Future<unknown> | string {
  if (isFuture(main)) return main;
  if (typeof main !== "function") {
    const found = main === undefined ? "no `main`" : `\`main\` as ${kindOf(main)}`;
    return `The file exports ${found}: write \`export function* main() { … }\`.`;
  }
  return asyncBlock(function* () {
    const made: unknown = (main as () => unknown)();
    if (isFuture(made)) return yield* awaited(made);
    if (made instanceof PromiseNow)
      throw new Panic(
        "`main` is an async function and gave a Promise, which nothing here ever resolves: write `export function* main()`, and `yield* awaited(future)` for `.await`",
      );
    if (isGenerator(made)) return yield* made;
    return made;
  });
}

function isGenerator(value: unknown): value is Generator<unknown, unknown, unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as { next?: unknown }).next === "function"
  );
}
