/** tokio-console's five lints at their own thresholds. Models tokio-console/src/warnings.rs, tokio-console 0.1.14. */
import { read } from "./reading.ts";
import type { TaskStats } from "./task-stats.ts";
import { formatCount, formatMs } from "../../lib/units.ts";

export type LintName = "self-wakes" | "lost-waker" | "never-yielded" | "auto-boxed-future" | "large-future";

export interface Warning {
  lint: LintName;
  text: string;
}

const SELF_WAKES_ABOVE_PERCENT = 50;
const NEVER_YIELDED_FROM_MS = 1_000;
const LARGE_FUTURE_FROM_BYTES = 1_024;

/** Each returns its warning, or null. */
const LINTS: Record<LintName, (task: TaskStats, nowMs: number) => string | null> = {
  "self-wakes"(task) {
    if (!pollsItself(task) || task.wakes === 0) return null;
    // As tokio-console does: cut to whole percent before it is compared, so that 50.5 % is not above 50.
    const percent = Math.floor((task.selfWakes * 100) / task.wakes);
    return percent <= SELF_WAKES_ABOVE_PERCENT ? null : `${percent} % of its wakes came from its own polls`;
  },
  "lost-waker"(task, nowMs) {
    const lost =
      pollsItself(task) &&
      task.droppedMs === null &&
      read(task, nowMs).wakers === 0 &&
      !task.running &&
      !task.awakened;
    return lost ? "it is not woken and has no waker left: nothing can wake it" : null;
  },
  "never-yielded"(task, nowMs) {
    if (!pollsItself(task) || !task.running || task.polls > 1) return null;
    const { busyMs } = read(task, nowMs);
    return busyMs < NEVER_YIELDED_FROM_MS ? null : `its first poll has lasted ${formatMs(busyMs)} so far`;
  },
  "auto-boxed-future"({ info: { sizeBytes } }) {
    if (sizeBytes === undefined || sizeBytes.current === sizeBytes.original) return null;
    return `its future has ${bytes(sizeBytes.original)}, so the runtime boxed it`;
  },
  "large-future"(task) {
    const current = task.info.sizeBytes?.current;
    if (!pollsItself(task) || current === undefined || current < LARGE_FUTURE_FROM_BYTES) return null;
    return `its future has ${bytes(current)}`;
  },
};

export const LINT_NAMES = Object.keys(LINTS) as LintName[];

export function warningsOf(task: TaskStats, nowMs: number): Warning[] {
  return LINT_NAMES.flatMap((lint) => {
    const text = LINTS[lint](task, nowMs);
    return text === null ? [] : [{ lint, text }];
  });
}

/** Most lints skip block_on and blocking closures. */
function pollsItself({ kind }: TaskStats): boolean {
  return kind !== "block_on" && kind !== "blocking";
}

const bytes = (count: number): string => `${formatCount(count)} bytes`;
