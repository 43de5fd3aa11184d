/** Collects a run's messages into its report, however the run ends. */
import { arrange, type Guard, type Place } from "../../harness/guard.ts";
import {
  allPassed,
  HARNESS_VERSION,
  REPORT_VERSION,
  type CheckResult,
  type CheckStatus,
  type Doubt,
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
  /** Maps a result's positions in the compiled script to the learner's own lines. */
  mapPositions: (result: CheckResult) => CheckResult;
  onEvent?: (event: SandboxEvent) => void;
  /** This run's guard; the command has the same one. */
  guard?: Guard;
}

const FORGED: Doubt = {
  kind: "forged",
  message:
    "A check that no answer can pass has passed or never reported: the checks did not make this report.",
};

export function collector({
  environment,
  mapPositions,
  onEvent = () => {},
  guard,
}: CollectorOptions): Collector {
  const logs: LogLine[] = [];
  const results = new Map<string, CheckResult>();
  let where = environment;
  let logsDropped = 0;
  let plan: readonly { id: string; title: string }[] | undefined;
  /** By the names that results have in messages. */
  let places = new Map<string, Place>();
  const canaries = new Map<string, CheckStatus>();
  const titleOf = (id: string): string => plan?.find((check) => check.id === id)?.title ?? "";
  let current: string | undefined;
  let loading = false;

  return {
    take(message) {
      switch (message.kind) {
        case "ready":
          where = { ...where, ...defined(message.crossOriginIsolated, message.clockStepNs) };
          return;
        case "plan":
          // The first plan arrives before the learner's code loads.
          if (plan) return;
          plan = message.checks;
          places = placesOf(plan, guard);
          return onEvent(message);
        case "loading":
        case "loaded":
          loading = message.kind === "loading";
          return;
        case "begin-check":
          current = places.get(message.id)?.id;
          if (current !== undefined) onEvent({ ...message, id: current, title: titleOf(current) });
          return;
        case "check": {
          const place = places.get(message.result.id);
          if (place && place.id === undefined) {
            if (!canaries.has(place.name)) canaries.set(place.name, message.result.status);
            return;
          }
          // Only the first result of each check counts, and only planned checks.
          if (place?.id === undefined || results.has(place.id)) return;
          const { id } = place;
          const result = mapPositions({ ...message.result, id, title: titleOf(id) });
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
      const planned = plan ?? [];
      const hungId = current ?? planned.find(({ id }) => !results.has(id))?.id;
      const checks = planned.map(({ id, title }): CheckResult => {
        const result = results.get(id);
        if (result) return result;
        const verdict = isCutShort(end) && id === hungId ? cutShort(end, loading) : undefined;
        const missing: CheckResult = { id, title, ...(verdict ?? { status: "not-run", message: "" }) };
        onEvent({ kind: "check", result: missing });
        return missing;
      });
      // A canary that passed, or did not report in a finished run.
      const forged = [...places.values()]
        .filter(({ id }) => id === undefined)
        .some(({ name }) => (canaries.has(name) ? canaries.get(name) === "pass" : end.kind === "done"));
      return {
        version: REPORT_VERSION,
        exercise,
        contentHash,
        harnessVersion: HARNESS_VERSION,
        passed: end.kind === "done" && allPassed(checks) && !forged,
        ...(forged && { doubt: FORGED }),
        checks,
        logs,
        logsDropped,
        environment: where,
      };
    },
  };
}

/** Without a guard, every check goes by its own id. */
function placesOf(plan: readonly { id: string }[], guard: Guard | undefined): Map<string, Place> {
  const ids = plan.map(({ id }) => id);
  const places = guard ? arrange(ids, guard) : ids.map((id): Place => ({ id, name: id }));
  return new Map(places.map((place) => [place.name, place]));
}

/** Only known fields: an absent field is not the same as an undefined one. */
function defined(
  crossOriginIsolated: boolean | undefined,
  clockStepNs: number | undefined,
): Partial<Environment> {
  return {
    ...(crossOriginIsolated === undefined ? {} : { crossOriginIsolated }),
    ...(clockStepNs === undefined ? {} : { clockStepNs }),
  };
}
