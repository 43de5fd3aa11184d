/** Computes positions on the latency chart, in px from its top left corner, and its logarithmic axis. */
import type { Decades } from "../../ui/charts/log-axis.ts";

/** Rows above the plot: measured, then expected. */
export const ROW_PX = { ratio: 20, inline: 40, spawn: 60, guessRatio: 84, guessP99: 108 } as const;

/** The place of the share axis's label. */
export const LEFT_PX = 44;
const RIGHT_PX = 24;
const TOP_PX = 78;
const TOP_WITH_GUESS_PX = 124;
const PLOT_PX = 212;
/** On a phone the button, the headline at its longest and the whole chart share one screen. */
const PLOT_ON_PHONE_PX = 180;
const PHONE_PX = 480;
/** Real tokio's series are between the histograms and the shared axis. */
export const SERIES_PX = 50;
export const AXIS_PX = 30;
const BOTTOM_PX = 4;

export interface Plot {
  /** The rectangle of the histograms. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** The axis, below the series. */
  axisY: number;
  /** Of the whole drawing. */
  chartWidth: number;
  chartHeight: number;
}

export function plotOf(chartWidth: number, withGuess: boolean, series: number): Plot {
  const y = withGuess ? TOP_WITH_GUESS_PX : TOP_PX;
  const height = chartWidth < PHONE_PX ? PLOT_ON_PHONE_PX : PLOT_PX;
  const axisY = y + height + series * SERIES_PX;
  return {
    x: LEFT_PX,
    y,
    width: Math.max(0, chartWidth - LEFT_PX - RIGHT_PX),
    height,
    axisY,
    chartWidth,
    chartHeight: axisY + AXIS_PX + BOTTOM_PX,
  };
}

/** @param exponent of ten, of a time in ns */
export const xOf = ({ x, width }: Plot, [low, high]: Decades, exponent: number): number =>
  x + ((exponent - low) * width) / (high - low);

export const nsAt = ({ x, width }: Plot, [low, high]: Decades, px: number): number =>
  10 ** (low + ((px - x) * (high - low)) / width);

/** The exponent of a time; times beyond the axis are drawn at its end. */
export const exponentOf = ([low, high]: Decades, ns: number): number =>
  Math.min(high, Math.max(low, Math.log10(ns)));
