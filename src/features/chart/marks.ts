/** Defines the marks drawn beside the histograms: a canvas paints them while samples stream in, and Recharts draws them afterwards. */

/** Named like the page's tokens: the stylesheet sets the colour of each. */
export const TONES = ["inline", "spawn", "ink", "muted", "hairline", "ground"] as const;
export type Tone = (typeof TONES)[number];

/** The exponent of ten of a time in ns, and px from the top of the drawing. */
type Spot = readonly [exponent: number, y: number];
export type Sign = "dot" | "diamond" | "stop";

export type Mark =
  | { kind: "line"; tone: Tone; from: Spot; to: Spot; width?: number; dash?: readonly number[] }
  /** Signs are filled, or hollow for expected and earlier values. */
  | { kind: "sign"; tone: Tone; at: Spot; sign: Sign; hollow?: boolean; faint?: boolean }
  | {
      kind: "text";
      tone: Tone;
      at: Spot;
      /** px beside the spot. */
      dx: number;
      text: string;
      anchor: "start" | "middle" | "end";
      strong?: boolean;
    };

export type Words = Extract<Mark, { kind: "text" }>;

/** A line with an end bar on both sides. */
export function bracket(
  y: number,
  from: number,
  to: number,
  look: { tone: Tone; width?: number; dash?: readonly number[] },
): Mark[] {
  return [
    { kind: "line", ...look, from: [from, y], to: [to, y] },
    ...[from, to].map((end): Mark => ({ kind: "sign", tone: look.tone, at: [end, y], sign: "stop" })),
  ];
}

const px = (value: number): string => value.toFixed(1);

/** An SVG path around a place in px. */
export function signPath(sign: Sign, x: number, y: number): string {
  switch (sign) {
    case "dot":
      return `M${px(x - 4)},${px(y)}A4,4,0,1,1,${px(x + 4)},${px(y)}A4,4,0,1,1,${px(x - 4)},${px(y)}Z`;
    case "diamond":
      return `M${px(x)},${px(y - 5)}L${px(x + 5)},${px(y)}L${px(x)},${px(y + 5)}L${px(x - 5)},${px(y)}Z`;
    case "stop":
      return `M${px(x)},${px(y - 4)}V${px(y + 4)}`;
  }
}

/** Approximate width of a character at 12 px, to keep words inside the drawing. */
const CHARACTER_PX = 6.6;
export const widthOf = (text: string): number => text.length * CHARACTER_PX;
