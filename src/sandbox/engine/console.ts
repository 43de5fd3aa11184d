/** The learner's console. It sends each line at once, so that a hang loses none, and caps the number of lines. */
import type { LogLine } from "../../../harness/report.ts";
import type { Clock } from "./clock.ts";
import { format, formatAll } from "./format.ts";
import { formatted } from "./specifiers.ts";
import { tableText } from "./table-text.ts";

const MAX_LINES = 500;
/** Per check, so that a noisy first check leaves lines for the one that fails. */
const MAX_LINES_PER_CHECK = 60;
const MAX_LINE_LENGTH = 2_000;
/** Deeper groups are not indented any further. */
const MAX_INDENT = 20;

export interface LogSink {
  line(line: LogLine): void;
  /**
   * How many lines the caps have dropped so far; reported at 1, 2, 4, 8, … so that a flood of lines does not become a
   * flood of these reports.
   */
  dropped(total: number): void;
}

type Level = LogLine["level"];

/**
 * Installs `console` with all of https://console.spec.whatwg.org, and returns a function that starts a new check's
 * share of lines.
 */
export function installConsole(sink: LogSink, clock: Clock): { nextCheck(): void } {
  let lines = 0;
  let linesOfCheck = 0;
  let dropped = 0;
  let depth = 0;
  let counts: Record<string, number> = Object.create(null);
  let startedMs: Record<string, number> = Object.create(null);

  const line = (level: Level, text: () => string): void => {
    if (lines >= MAX_LINES || linesOfCheck >= MAX_LINES_PER_CHECK) {
      dropped++;
      if ((dropped & (dropped - 1)) === 0) sink.dropped(dropped);
      return;
    }
    lines++;
    linesOfCheck++;
    const indent = "  ".repeat(Math.min(depth, MAX_INDENT));
    sink.line({ level, text: indent === "" ? text() : indent + text().replaceAll("\n", `\n${indent}`) });
  };
  const write =
    (level: Level) =>
    (...values: unknown[]): void =>
      line(level, () => formatAll(formatted(values), MAX_LINE_LENGTH));
  const log = write("log");
  const warn = write("warn");
  const elapsed = (label: string, values: unknown[]): boolean => {
    const since = startedMs[label];
    if (since === undefined)
      warn(`There is no timer “${label}”: console.time was not called with that label.`);
    else {
      const ms = clock() - since;
      line("info", () => formatAll([`${label}: ${ms.toFixed(3)} ms`, ...values], MAX_LINE_LENGTH));
    }
    return since !== undefined;
  };
  const group = (...values: unknown[]) => {
    if (values.length > 0) log(...values);
    depth++;
  };
  const members: Record<string, (...values: unknown[]) => void> = {
    log,
    info: write("info"),
    warn,
    error: write("error"),
    debug: write("debug"),
    trace: (...values) => log("Trace:", ...values),
    // The second argument is options.
    dir: (value) => line("log", () => formatAll([format(value)], MAX_LINE_LENGTH)),
    dirxml: log,
    table: (data, columns) =>
      line("log", () => tableText(data, columns, MAX_LINE_LENGTH) ?? formatAll([data], MAX_LINE_LENGTH)),
    group,
    groupCollapsed: group,
    groupEnd: () => void (depth = Math.max(0, depth - 1)),
    assert: (condition, ...values) => {
      if (!condition)
        line("error", () => formatAll(["assertion failed:", ...formatted(values)], MAX_LINE_LENGTH));
    },
    // Lines that have left the worker cannot be cleared.
    clear: () => void (depth = 0),
    count: (label) => {
      const name = labelOf(label);
      const count = (counts[name] ?? 0) + 1;
      counts[name] = count;
      line("info", () => `${name}: ${count}`);
    },
    countReset: (label) => {
      const name = labelOf(label);
      if (name in counts) counts[name] = 0;
      else warn(`There is no count “${name}”: console.count was not called with that label.`);
    },
    time: (label) => {
      const name = labelOf(label);
      if (name in startedMs) warn(`The timer “${name}” is running already.`);
      else startedMs[name] = clock();
    },
    timeLog: (label, ...values) => void elapsed(labelOf(label), values),
    timeEnd: (label) => {
      if (elapsed(labelOf(label), [])) delete startedMs[labelOf(label)];
    },
    // These write to a browser's profiler; there is none here.
    timeStamp() {},
    profile() {},
    profileEnd() {},
  };
  Object.defineProperty(globalThis, "console", {
    value: tolerant(Object.freeze(members), (name) =>
      warn(`There is no console.${name} here; console.log is.`),
    ),
    writable: true,
    configurable: true,
  });
  return {
    nextCheck() {
      linesOfCheck = 0;
      depth = 0;
      counts = Object.create(null);
      startedMs = Object.create(null);
    },
  };
}

const labelOf = (label: unknown): string =>
  label === undefined ? "default" : formatAll([label], MAX_LINE_LENGTH);

/** A method that only other consoles have must not end a run. */
function tolerant(members: Readonly<Record<string, unknown>>, onUnknown: (name: string) => void): object {
  return new Proxy(members, {
    get: (target, name) => {
      // Every object has these, or `await` and JSON look them up.
      if (typeof name === "symbol" || name in target || name === "then" || name === "toJSON")
        return Reflect.get(target, name) as unknown;
      return () => onUnknown(name);
    },
  });
}
