/** Settings that all charts share; colours of axes, ticks and grid are in Charts.module.css. */

/** Colours for Recharts' items, from the page's tokens, so that both themes and forced colours apply. */
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

/** Spread into every axis: shows all requested ticks. */
export const AXIS = { interval: 0, tickSize: 5, tickMargin: 4, tick: { fill: INK.muted } } as const;

/** Spread into every tooltip. */
export const TOOLTIP = {
  isAnimationActive: false,
  cursor: { stroke: INK.muted, strokeDasharray: "2 3" },
  wrapperStyle: { zIndex: 1 },
} as const;
