/** A result file as the journal keeps it: its numbers in words, and below them what the chart needs to be drawn again. */
import { formatNs } from "../../lib/units.ts";
import { keptFile } from "../../progress/latencies.ts";
import { CLOCK_WORDS, hiddenWords } from "./curve.ts";
import { readLatencies } from "./file.ts";
import type { Latencies } from "./file.ts";

export function keptText(latencies: Latencies): string {
  const { environment, plan, loads } = latencies;
  const lines = [
    `${environment.engine}, on ${environment.platform} with ${environment.cores} cores`,
    `${plan.ratePerSecond} requests/s over ${plan.connections} connections; a stall of ${plan.stall.lastsMs} ms`,
    ...loads.flatMap(({ load, series }) =>
      series.map(
        ({ clock, exact }) =>
          `- ${load}, ${CLOCK_WORDS[clock]}: ${exact.count} samples, p50 ${formatNs(exact.p50)}, p99 ${formatNs(exact.p99)}, max ${formatNs(exact.max)}`,
      ),
    ),
    hiddenWords(loads) ?? "",
  ];
  return keptFile(lines.join("\n").trimEnd(), latencies);
}

/** @returns null for any other text */
export function readKept(text: string | undefined): Latencies | null {
  const read = readLatencies(text?.trimEnd().split("\n").at(-1) ?? "");
  return read.ok ? read.latencies : null;
}
