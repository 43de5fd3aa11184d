/** Sees one job through in a process of its own: hears what the engine says, and kills what does not end. */
import { endOf, type End } from "../ends.ts";
import { watchdog, type Limits } from "../watchdog.ts";
import { isLast, isProgress, parseWorkerMessage, type WorkerMessage } from "../wire.ts";
import type { AnswerProcess } from "./process.ts";

/** Starting a process takes its time under load and is nobody's fault. A process that is gone says so, so there is nothing to ping. */
export const PROCESS_LIMITS = { startMs: 20_000, totalMs: 60_000, pongMs: Infinity };

/** The process is gone when this resolves. */
export function runProcess(
  answer: AnswerProcess,
  job: Parameters<AnswerProcess["run"]>[0],
  limits: Limits,
  onMessage: (message: WorkerMessage) => void,
): Promise<End> {
  return new Promise((resolve) => {
    let how: End | undefined;
    let started = false;
    const end = (why: End) => {
      if (how) return;
      how = why;
      dog.stop();
      answer.kill();
    };
    const dog = watchdog(
      limits,
      () => {},
      (why) => end(endOf(why, limits)),
    );
    answer.run(job, {
      line(text) {
        const message = parseWorkerMessage(text);
        if (how || !message) return;
        started = true;
        if (message.kind === "failed") return end(message);
        if (isProgress(message)) dog.alive();
        onMessage(message);
        if (isLast(message)) end({ kind: "done" });
      },
      flood: () => end({ kind: "flooded" }),
      gone() {
        end(
          started
            ? { kind: "crashed" }
            : { kind: "failed", message: "The process to grade in did not start." },
        );
        resolve(how ?? { kind: "crashed" });
      },
    });
  });
}
