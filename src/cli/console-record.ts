/** Records an application's console data to a file that the page opens: `npx course console --record`. */
import { open } from "node:fs/promises";
import type { Transport } from "@connectrpc/connect";
import { detailsLine, header, updateLine } from "../features/console/live/bridge-file.ts";
import type { Failure } from "../features/console/live/problem.ts";
import { Session } from "../features/console/live/session.ts";
import { TaskStore } from "../features/console/store.ts";
import { concurrently } from "./concurrently.ts";

/** A task each is asked about; those polled most come first. */
const MAX_ASKED = 2_000;
const ASKED_AT_ONCE = 8;

export interface Recorded {
  tasks: number;
  seconds: number;
}

/**
 * @param stop ends it early
 * @throws if the file exists, or if the application breaks off
 */
export async function record(
  transport: Transport,
  path: string,
  seconds: number,
  stop: AbortSignal,
): Promise<Recorded> {
  const file = await open(path, "wx");
  const store = new TaskStore({ retainForMs: Infinity, maxTasks: 20_000 });
  let startMs: number | undefined;
  let writing = file.write(`${header(Date.now())}\n`);
  const write = (line: string) => (writing = writing.then(() => file.write(`${line}\n`)));
  const ask = async (at: "start" | "end") => {
    const tasks = [...store.tasks.values()].toSorted((a, b) => b.polls - a.polls).slice(0, MAX_ASKED);
    await concurrently(ASKED_AT_ONCE, tasks, async ({ id }) => {
      const details = await session.ask(id);
      if (details !== undefined) void write(detailsLine(details, at));
    });
  };
  let started: Promise<void> | undefined;
  let end: () => void = () => {};
  let fail: (error: Error) => void = () => {};
  const over = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const failed = ({ problem, detail }: Failure) =>
    fail(new Error(`the recording broke off: ${problem.replaceAll("-", " ")} (${detail})`));
  const session = new Session(transport, {
    standing(standing) {
      if (standing.kind === "failed" || standing.kind === "lost") failed(standing.failure);
    },
    change(change, update) {
      store.apply(change);
      void write(updateLine(update, change.whole));
      if (startMs === undefined) {
        startMs = change.nowMs;
        started = ask("start");
      } else if (change.nowMs - startMs >= seconds * 1_000) end();
    },
    paused() {},
    details() {},
  });
  stop.addEventListener("abort", () => end(), { once: true });
  void session.run();
  try {
    await over;
    await started;
    await ask("end");
    return { tasks: store.tasks.size, seconds: (store.nowMs - (startMs ?? 0)) / 1_000 };
  } finally {
    session.close();
    await writing;
    await file.close();
  }
}
