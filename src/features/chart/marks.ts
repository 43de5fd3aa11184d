/** What a picture is made of: a few kinds of marks, which a canvas paints while samples stream in and an SVG keeps afterwards. */

/** Named as the tokens of the page: the stylesheet says which colour each one is. */
export const TONES = ["inline", "spawn", "ink", "muted", "hairline", "ground"] as const;
export type Tone = (typeof TONES)[number];

export type Mark =
  /** A histogram: inline filled, spawn hatched, so that no colour is needed to tell them apart. */
  | { kind: "area"; tone: "inline" | "spawn"; d: string }
  | { kind: "stroke"; tone: Tone; d: string; width?: number; dash?: readonly number[]; faint?: boolean }
  | { kind: "fill"; tone: Tone; d: string }
  | {
      kind: "text";
      tone: Tone;
      x: number;
      y: number;
      text: string;
      anchor: "start" | "middle" | "end";
      strong?: boolean;
    };

export type Words = Extract<Mark, { kind: "text" }>;

const px = (value: number): string => value.toFixed(1);

export const vertical = (x: number, from: number, to: number): string => `M${px(x)},${px(from)}V${px(to)}`;
export const horizontal = (y: number, from: number, to: number): string => `M${px(from)},${px(y)}H${px(to)}`;
/** A line with a stop at both ends. */
export const bracket = (y: number, from: number, to: number): string =>
  `${vertical(from, y - 4, y + 4)}${horizontal(y, from, to)}${vertical(to, y - 4, y + 4)}`;
export const diamond = (x: number, y: number): string =>
  `M${px(x)},${px(y - 5)}L${px(x + 5)},${px(y)}L${px(x)},${px(y + 5)}L${px(x - 5)},${px(y)}Z`;
export const circle = (x: number, y: number): string =>
  `M${px(x - 4)},${px(y)}A4,4,0,1,1,${px(x + 4)},${px(y)}A4,4,0,1,1,${px(x - 4)},${px(y)}Z`;

/** About what a character takes, at 12 px: enough to keep words inside of the drawing. */
const CHARACTER_PX = 6.6;
export const widthOf = (text: string): number => text.length * CHARACTER_PX;
