/** What all charts have in common; colours of axes, ticks and grid are in Charts.module.css. */

/** As attributes of Recharts' items: the page's tokens, so that both themes and forced colours follow. */
export const INK = {
  inline: "var(--series-a)",
  spawn: "var(--series-b)",
  ink: "var(--ink)",
  muted: "var(--muted)",
  hairline: "var(--hairline)",
  ok: "var(--ok)",
  warn: "var(--warn)",
  accent: "var(--accent)",
  ground: "var(--chart-ground, var(--bg))",
} as const;

/** Spread into every axis: all ticks that were asked for are shown. */
export const AXIS = { interval: 0, tickSize: 5, tickMargin: 4, tick: { fill: INK.muted } } as const;

/** Spread into every tooltip. */
export const TOOLTIP = {
  isAnimationActive: false,
  cursor: { stroke: INK.muted, strokeDasharray: "2 3" },
  wrapperStyle: { zIndex: 1 },
} as const;
