/** Draws the buckets of Day 4's Histogram and the error of a percentile, from a Histogram's own answers. */

/** The upper bound of the bucket that holds a latency, both in ns. */
export type BoundOf = (ns: number) => number;

/** The part shown in detail: buckets 36 to 43. */
const [FROM_NS, TO_NS] = [512, 2048];
const MOST_PERCENT = 20;

const round = (value: number): number => Number(value.toFixed(1));
const grouped = (value: number): string => Math.round(value).toLocaleString("en");

/** The upper bounds of all buckets that hold a whole number of ns, shortest first. */
export function boundsOf(boundOf: BoundOf): number[] {
  const bounds: number[] = [];
  for (let ns = 1; bounds.at(-1) !== boundOf(ns); ns = Math.ceil(boundOf(ns))) bounds.push(boundOf(ns));
  return bounds;
}

/** @param width px; below 500 every second bound has its number */
export function bucketAxis(boundOf: BoundOf, width: number): string {
  const bounds = boundsOf(boundOf);
  const last = bounds.at(-1) ?? 1;
  const left = 44;
  const inner = width - left - 14;
  const whole = (ns: number): number => round(14 + (Math.log2(ns) / Math.log2(last)) * (width - 28));
  const x = (ns: number): number => round(left + ((ns - FROM_NS) / (TO_NS - FROM_NS)) * inner);
  const [top, bottom] = [168, 268];
  const y = (percent: number): number => round(bottom - (percent / MOST_PERCENT) * (bottom - top));
  const shown = [FROM_NS, ...bounds.filter((ns) => ns > FROM_NS && ns <= TO_NS)];
  const numbered = shown.filter((_, i) => width >= 500 || i % 2 === 0);

  const marks = [
    [1, "1 ns"],
    [1e3, "1 µs"],
    [1e6, "1 ms"],
    [1e9, "1 s"],
  ] as const;
  const errors = errorsOf(boundOf);
  const worst = Math.max(...errors.map(([, percent]) => percent));
  const line = errors.map(([ns, percent]) => `${x(ns)} ${y(percent)}`).join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 326">
  <title>The buckets of a histogram, and how far above the truth its percentiles are</title>
  <!-- Written by tools/drawings/write.ts from the solution of the exercise; do not edit by hand. -->

  <!-- All buckets -->
  <text x="14" y="16" font-weight="600">The buckets, from 1 ns to ${(last / 1e9).toFixed(2)} s</text>
  <path d="M${whole(FROM_NS)} 56H${whole(TO_NS)}L${x(TO_NS)} 96H${x(FROM_NS)}z" fill="var(--accent-soft)" fill-opacity="0.6"/>
  <rect x="${whole(FROM_NS)}" y="30" width="${round(whole(TO_NS) - whole(FROM_NS))}" height="26" fill="var(--accent-soft)"/>
  <path d="M${whole(1)} 56H${whole(last)}${[1, ...bounds].map((ns) => `M${whole(ns)} 56v-${isPower(ns) ? 20 : 10}`).join("")}" fill="none" stroke="var(--muted)" stroke-width="0.75"/>
${marks.map(([ns, name]) => `  <text x="${whole(ns)}" y="74" font-size="12" text-anchor="${ns === 1 ? "start" : "middle"}">${name}</text>`).join("\n")}

  <!-- Some of them, on a linear scale -->
  <text x="${left}" y="116" font-weight="600">How far above the true value a percentile is</text>
  <path d="${shown.map((ns) => `M${x(ns)} 126V${bottom}`).join("")}" fill="none" stroke="var(--hairline)"/>
  <path d="M${left} ${y(10)}H${width - 14}M${left} ${y(MOST_PERCENT)}H${width - 14}" fill="none" stroke="var(--hairline)" stroke-dasharray="2 4"/>
  <path d="M${left} ${bottom}H${width - 14}" fill="none" stroke="var(--muted)"/>
${[0, 10, MOST_PERCENT].map((percent) => `  <text x="${left - 8}" y="${y(percent) + 4}" font-size="12" fill="var(--muted)" text-anchor="end">${percent} %</text>`).join("\n")}
  <polyline points="${line}" fill="none" stroke="var(--accent)" stroke-width="1.5"/>
  <text x="${x(1024) + 6}" y="${y(worst) - 8}" font-size="12.5" fill="var(--accent)">${round(worst)} % at most, at a lower bound</text>
${numbered.map((ns) => `  <text x="${x(ns)}" y="${bottom + 18}" font-size="12" text-anchor="${ns < TO_NS ? "middle" : "end"}">${grouped(ns)}</text>`).join("\n")}
  <text x="${left + inner / 2}" y="${bottom + 42}" font-size="12.5" fill="var(--muted)" text-anchor="middle">true value, in ns</text>
</svg>
`;
}

const isPower = (ns: number): boolean => Number.isInteger(Math.log2(ns));

/** [true value, percent that the answer is above it], at both ends of each bucket and between. */
function errorsOf(boundOf: BoundOf): [number, number][] {
  const points: [number, number][] = [];
  for (let ns = FROM_NS; ns < TO_NS;) {
    const bound = boundOf(ns);
    const error = (at: number): [number, number] => [at, (bound / at - 1) * 100];
    points.push(...[0, 0.25, 0.5, 0.75, 1].map((share) => error(ns + share * (bound - ns))));
    ns = Math.ceil(bound);
  }
  return points;
}
