/** A result file as the lesson's journal entry asks for it: what somebody needs to repeat the measurement. */
import { formatNs } from "../../lib/units.ts";
import { CLOCK_WORDS } from "./curve.ts";
import type { Clock, Latencies } from "./file.ts";

const FROM_TO: Record<Clock, string> = {
  server: "when the middleware gets the request; ends when it has the response",
  send: "when the client sends; ends when it has the whole answer",
  corrected: "as from the send, with the requests that the loop left out added afterwards",
  intended: "when the request was due; ends when the client has the whole answer",
};

/** What the project writes for a hand-in when nothing of the learner's is in it. */
const REFERENCE = "reference";

export function latencyReport({ environment, handIn, plan, loads }: Latencies): string {
  const { ratePerSecond, connections, durationMs, serviceMs, stall } = plan;
  const clocks = new Set(loads.flatMap(({ series }) => series.map(({ clock }) => clock)));
  return [
    `Server, versions, build profile: ${environment.engine}; Histogram and gather ${handIn === REFERENCE ? "of the course" : `of hand-in ${handIn}`}`,
    `Machine, cores, what else ran on it: ${environment.platform}, ${environment.cores} cores; `,
    `Load: ${loads.map(({ load }) => load).join(", then ")}; ${ratePerSecond} requests/s over ${connections} connections for ${formatNs(durationMs * 1e6)}; an answer takes ${serviceMs} ms; a stall of ${stall.lastsMs} ms after ${stall.atMs} ms`,
    "The clock starts …",
    ...[...clocks].map((clock) => `- ${CLOCK_WORDS[clock]}: ${FROM_TO[clock]}`),
    "p50, p99, p99.9, max, and the number of samples:",
    ...loads.flatMap(({ load, series }) =>
      series.map(({ clock, exact: { count, p50, p99, p999, max } }) => {
        const quantiles = [p50, p99, p999, max].map(formatNs).join(", ");
        return `- ${load}, ${CLOCK_WORDS[clock]}: ${quantiles}; ${count} samples`;
      }),
    ),
    "Requests that were due and never sent:",
    ...loads.map(
      ({ load, planned, answered }) => `- ${load}: ${Math.max(0, planned - answered)} of ${planned}`,
    ),
    "",
  ].join("\n");
}
