/** Latency over the share of requests, as the chart draws it: every nine of the share takes the same room. */
import { formatCount, formatNs } from "../../lib/units.ts";
import type { Clock, Load } from "./file.ts";

export interface Line {
  key: string;
  name: string;
  load: Load["load"];
  clock: Clock;
}

/** How many nines, and the exponent of ten of each line's latency there, in ns. */
export type Row = Record<string, number | null> & { nines: number };

export const CLOCK_WORDS: Record<Clock, string> = {
  server: "in the server",
  send: "from the send",
  corrected: "corrected",
  intended: "from when it was due",
};

export const linesOf = (loads: readonly Load[]): Line[] =>
  loads.flatMap(({ load, series }) =>
    series.map(({ clock }) => ({
      key: `${load}-${clock}`,
      name: `${load}, ${CLOCK_WORDS[clock]}`,
      load,
      clock,
    })),
  );

const STEP = 0.05;

export function rowsOf(loads: readonly Load[], bucketsPerDecade: number): Row[] {
  const all = loads.flatMap(({ load, series }) =>
    series.map((one) => ({ key: `${load}-${one.clock}`, ...one })),
  );
  const most = Math.max(1, ...all.map(({ exact }) => exact.count));
  const rows: Row[] = [];
  for (let step = 0; step * STEP <= Math.log10(most); step += 1) {
    const nines = step * STEP;
    const row: Row = { nines };
    for (const { key, exact, histogramNs } of all)
      row[key] =
        Math.log10(exact.count) < nines ? null : exponentAt(histogramNs, 1 - 10 ** -nines, bucketsPerDecade);
    rows.push(row);
  }
  return rows;
}

/** The upper end of the bucket of that rank. */
function exponentAt(
  buckets: readonly (readonly [number, number])[],
  q: number,
  perDecade: number,
): number | null {
  const sorted = buckets.toSorted(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, n]) => sum + n, 0);
  let left = Math.max(1, Math.ceil(q * count));
  for (const [bucket, n] of sorted) {
    left -= n;
    if (left <= 0) return (bucket + 1) / perDecade;
  }
  return null;
}

/** "50 %", "90 %", "99 %", "99.9 %" */
export function shareWords(nines: number): string {
  const percent = 100 * (1 - 10 ** -nines);
  return `${percent.toFixed(Math.max(0, Math.ceil(nines) - 2))} %`;
}

/** What the closed loop left out, in numbers; null unless both loops are there. */
export function hiddenWords(loads: readonly Load[]): string | null {
  const closed = loads.find(({ load }) => load === "closed");
  const seen = closed?.series.find(({ clock }) => clock === "send")?.exact.p99;
  const open = loads.find(({ load }) => load === "open");
  const real = open?.series.find(({ clock }) => clock === "intended")?.exact.p99;
  if (closed === undefined || seen === undefined || real === undefined) return null;
  const omitted = Math.max(0, closed.planned - closed.answered);
  const times = seen > 0 ? `, ${(real / seen).toFixed(real / seen < 10 ? 1 : 0)} times as long` : "";
  return `The closed loop reports p99 = ${formatNs(seen)}, and never sent ${formatCount(omitted)} of its ${formatCount(closed.planned)} requests. Requests that came on schedule waited p99 = ${formatNs(real)}${times}.`;
}
