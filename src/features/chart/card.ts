/** The card to show: 1200 × 630, with the number, the guess, both curves, the conditions and the address of the course. */
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import type { HistogramNs } from "../../progress/schema.ts";
import { logTicks } from "../../ui/charts/log-axis.ts";
import { machineOf } from "../../lib/machine.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";
import { conditionsOf } from "./bench-words.ts";
import { xml, type Colours } from "./picture-parts.ts";
import { againstGuess } from "./prediction.ts";
import { sharesOf } from "./real-series.ts";
import { decadesAround, outline } from "./scale.ts";

export const CARD_PX = { width: 1200, height: 630 } as const;

export interface Card {
  /** Recorded. */
  profile: BenchProfile;
  bench: Pick<Bench, "startedAt" | "environment">;
  /** Without samples the curves are drawn as p50 to p99. */
  histogram: HistogramNs | undefined;
  /** The learner's guess of the ratio. */
  guess: number | undefined;
  address: string;
}

const SANS = "'Inter Variable', system-ui, sans-serif";
const SERIF = "'Source Serif 4 Variable', Georgia, serif";
const PLOT = { left: 620, right: 1136, top: 200, base: 428 };
const GUESS_Y = 146;
const RATIO_Y = 110;

export function cardSvg(card: Card, colours: Colours, faces: string): string {
  const { profile, bench, guess, address } = card;
  const [low, high] = profile.interval.map(formatRatio);
  const made = new Date(bench.startedAt).toLocaleDateString("en-GB", { dateStyle: "long" });
  const at = (x: number, y: number, size: number, text: string, look = "") =>
    `<text x="${x}" y="${y}" font-size="${size}" ${look}>${xml(text)}</text>`;
  const serif = `font-family="${SERIF}"`;
  const muted = `fill="${colours.muted}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_PX.width}" height="${CARD_PX.height}" viewBox="0 0 ${CARD_PX.width} ${CARD_PX.height}" font-family="${SANS}" fill="${colours.ink}"><style>${faces}</style>
<rect width="100%" height="100%" fill="${colours.ground}"/>
${at(64, 84, 22, "TOKIO INTERNALS", `${muted} font-weight="600" letter-spacing="2.5"`)}
${at(58, 262, 172, formatRatio(profile.ratio), `${serif} font-weight="600" letter-spacing="-4"`)}
${at(64, 318, 30, "as long for a spawn and its await", serif)}
${at(64, 356, 30, "as for the same work inline", serif)}
${guess === undefined ? "" : at(64, 412, 28, againstGuess(guess, profile.ratio).replace("You", "I"), `${serif} font-weight="600" fill="${colours.accent}"`)}
${at(64, 456, 20, `95 % interval ${low} to ${high}`, muted)}
${plot(card, colours)}
<line x1="64" x2="1136" y1="508" y2="508" stroke="${colours.hairline}"/>
${at(64, 548, 20, `${conditionsOf(profile).replace(/^on /, "")}, ${bench.environment.engine}`, muted)}
${at(64, 580, 20, `${machineOf(bench.environment)} · ${made}`, muted)}
${at(1136, 580, 22, address, `text-anchor="end" font-weight="600" fill="${colours.accent}"`)}
</svg>`;
}

/** Both curves on one logarithmic axis; above them the bracket as measured, and as guessed. */
function plot({ profile, histogram, guess }: Card, colours: Colours): string {
  const sides = ["inline", "spawn"] as const;
  const decades = decadesAround(
    sides.map((side) => [Math.log10(profile[side].p50), Math.log10(profile[side].p99)]),
  );
  const width = PLOT.right - PLOT.left;
  const x = (ns: number) =>
    PLOT.left + Math.min(1, Math.max(0, (Math.log10(ns) - decades[0]) / (decades[1] - decades[0]))) * width;
  const curve = (side: "inline" | "spawn") => {
    const ink = colours[side];
    const middle = x(profile[side].p50);
    const name = (at: string) => `<text ${at} font-size="18" font-weight="600" fill="${ink}">${side}</text>`;
    if (histogram === undefined) {
      const y = side === "inline" ? 280 : 340;
      return `${name(`x="${middle - 18}" y="${y + 6}" text-anchor="end"`)}<path d="M${middle},${y}H${x(profile[side].p99)}" stroke="${ink}" stroke-width="4"/><circle cx="${middle}" cy="${y}" r="9" fill="${ink}"/>`;
    }
    const shares = sharesOf(histogram[side], histogram.bucketsPerDecade, decades);
    const most = Math.max(...shares);
    const tops = Array.from(shares, (share) => PLOT.base - ((PLOT.base - PLOT.top) * share) / (most || 1));
    const d = outline(tops, PLOT.base, PLOT.left, width / shares.length);
    return `${name(`x="${middle}" y="${PLOT.top - 10}" text-anchor="middle"`)}<path d="${d}" fill="${ink}" fill-opacity="0.22" stroke="${ink}" stroke-width="2"/>`;
  };
  const from = x(profile.inline.p50);
  const bracket = (y: number, ratio: number, look: string) => {
    const to = x(profile.inline.p50 * ratio);
    return `<path d="M${from},${y - 7}V${y + 7}M${from},${y}H${to}M${to},${y - 7}V${y + 7}" fill="none" stroke-width="2.5" ${look}/>`;
  };
  const words = (y: number, text: string, fill: string) =>
    `<text x="${from - 14}" y="${y + 6}" font-size="18" text-anchor="end" fill="${fill}">${text}</text>`;
  const ticks = logTicks(decades, width / 1.6)
    .map((exponent) => {
      const at = x(10 ** exponent);
      return `<path d="M${at},${PLOT.base}v7" stroke="${colours.muted}"/><text x="${at}" y="${PLOT.base + 28}" font-size="16" text-anchor="middle" fill="${colours.muted}">${formatNs(10 ** exponent)}</text>`;
    })
    .join("");
  return [
    bracket(RATIO_Y, profile.ratio, `stroke="${colours.ink}"`) + words(RATIO_Y, "measured", colours.ink),
    guess === undefined
      ? ""
      : bracket(GUESS_Y, guess, `stroke="${colours.accent}" stroke-dasharray="6 5"`) +
        words(GUESS_Y, "guessed", colours.accent),
    ...sides.map(curve),
    `<path d="M${PLOT.left},${PLOT.base}H${PLOT.right}" stroke="${colours.muted}"/>`,
    ticks,
  ].join("\n");
}
