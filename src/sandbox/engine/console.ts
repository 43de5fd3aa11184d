/** The learner's console: each line leaves the worker at once, so that a hang loses none, and there is a cap, so that a flood drowns nobody. */
import type { LogLine } from "../../../harness/report.ts";
import { formatAll } from "./format.ts";

const MAX_LINES = 500;
/** So that a noisy first check leaves lines for the one that fails. */
const MAX_LINES_PER_CHECK = 60;
const MAX_LINE_LENGTH = 2_000;

export interface LogSink {
  line(line: LogLine): void;
  /** How many lines the caps have left out so far; told at 1, 2, 4, 8, … so that a flood of lines is not a flood of these. */
  dropped(total: number): void;
}

/** Installs `console` and returns what starts a new check's share of lines. */
export function installConsole(sink: LogSink): { nextCheck(): void } {
  let lines = 0;
  let linesOfCheck = 0;
  let dropped = 0;
  const write =
    (level: LogLine["level"]) =>
    (...values: unknown[]): void => {
      if (lines >= MAX_LINES || linesOfCheck >= MAX_LINES_PER_CHECK) {
        dropped++;
        if ((dropped & (dropped - 1)) === 0) sink.dropped(dropped);
        return;
      }
      lines++;
      linesOfCheck++;
      sink.line({ level, text: formatAll(values, MAX_LINE_LENGTH) });
    };
  const log = write("log");
  const console = {
    log,
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    debug: write("debug"),
    trace: log,
    dir: log,
    table: log,
    group: log,
    groupEnd() {},
    assert(condition: unknown, ...values: unknown[]) {
      if (!condition) console.error("assertion failed:", ...values);
    },
  };
  Object.defineProperty(globalThis, "console", {
    value: Object.freeze(console),
    writable: true,
    configurable: true,
  });
  return {
    nextCheck() {
      linesOfCheck = 0;
    },
  };
}
