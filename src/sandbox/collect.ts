/** Gathers what a run says, as it says it, into the one report that it ends in, however it ends. */
import {
  allPassed,
  HARNESS_VERSION,
  REPORT_VERSION,
  type CheckResult,
  type Environment,
  type LogLine,
  type Report,
} from "../../harness/report.ts";
import { cutShort, isCutShort, type End } from "./ends.ts";
import type { SandboxEvent } from "./types.ts";
import type { WorkerMessage } from "./wire.ts";

export interface Collector {
  take(message: WorkerMessage): void;
  logs(): LogLine[];
  environment(): Environment;
  report(exercise: string, contentHash: string, end: End): Report;
}

export interface CollectorOptions {
  environment: Environment;
  /** Turns a result's positions, which are the compiled script's, into the learner's own. */
  mapPositions: (result: CheckResult) => CheckResult;
  onEvent?: (event: SandboxEvent) => void;
}

export function collector({ environment, mapPositions, onEvent = () => {} }: CollectorOptions): Collector {
  const logs: LogLine[] = [];
  const results = new Map<string, CheckResult>();
  let where = environment;
  let logsDropped = 0;
  let plan: readonly { id: string; title: string }[] = [];
  let current: string | undefined;
  let loading = false;

  return {
    take(message) {
      switch (message.kind) {
        case "ready":
          where = { ...where, ...defined(message.crossOriginIsolated, message.clockStepNs) };
          return;
        case "plan":
          plan = message.checks;
          return onEvent(message);
        case "loading":
        case "loaded":
          loading = message.kind === "loading";
          return;
        case "begin-check":
          current = message.id;
          return onEvent(message);
        case "check": {
          // A check has one result, the first, and there are no checks beside the planned ones.
          if (results.has(message.result.id) || !plan.some(({ id }) => id === message.result.id)) return;
          const result = mapPositions(message.result);
          results.set(result.id, result);
          if (result.id === current) current = undefined;
          return onEvent({ kind: "check", result });
        }
        case "log": {
          const line = current === undefined ? message.line : { ...message.line, check: current };
          logs.push(line);
          return onEvent({ kind: "log", line });
        }
        case "logs-dropped":
          logsDropped = message.total;
          return;
        default:
          return;
      }
    },
    logs: () => logs,
    environment: () => where,
    report(exercise, contentHash, end) {
      const hungId = current ?? plan.find(({ id }) => !results.has(id))?.id;
      const checks = plan.map(({ id, title }): CheckResult => {
        const result = results.get(id);
        if (result) return result;
        const verdict = isCutShort(end) && id === hungId ? cutShort(end, loading) : undefined;
        const missing: CheckResult = { id, title, ...(verdict ?? { status: "not-run", message: "" }) };
        onEvent({ kind: "check", result: missing });
        return missing;
      });
      return {
        version: REPORT_VERSION,
        exercise,
        contentHash,
        harnessVersion: HARNESS_VERSION,
        passed: end.kind === "done" && allPassed(checks),
        checks,
        logs,
        logsDropped,
        environment: where,
      };
    },
  };
}

/** Only what is known: an absent field is not a field that is undefined. */
function defined(
  crossOriginIsolated: boolean | undefined,
  clockStepNs: number | undefined,
): Partial<Environment> {
  return {
    ...(crossOriginIsolated === undefined ? {} : { crossOriginIsolated }),
    ...(clockStepNs === undefined ? {} : { clockStepNs }),
  };
}
