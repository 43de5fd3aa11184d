/** The theme's colours for a canvas, resolved at the canvas's place in the page; and a colour for each task. */

/** Each use of a colour and its token. */
const TOKENS = {
  ground: "var(--picture-ground, var(--bg))",
  raised: "var(--surface-raised)",
  tray: "color-mix(in oklab, var(--surface) 70%, var(--picture-ground, var(--bg)))",
  ink: "var(--ink)",
  muted: "var(--muted)",
  hairline: "var(--hairline)",
  edge: "color-mix(in oklab, var(--muted) 60%, var(--picture-ground, var(--bg)))",
  accent: "var(--accent)",
  onAccent: "var(--accent-ink)",
  accentSoft: "var(--accent-soft)",
  slot: "var(--series-a)",
  ok: "var(--ok)",
  error: "var(--error)",
  blocked: "color-mix(in oklab, var(--error-soft) 60%, var(--picture-ground, var(--bg)))",
} as const;

/** Of a task's token: at rest, its edge, and while it is polled. */
export interface TaskInk {
  soft: string;
  edge: string;
  strong: string;
  onStrong: string;
}

export type Inks = Readonly<Record<keyof typeof TOKENS, string>> & { readonly tasks: readonly TaskInk[] };

/** Neighbours in number are far apart in hue, and a task keeps its colour wherever it goes. */
const HUES = 12;
const STEP = 5;

/** In degrees, for `oklch()`. */
export const hueOf = (task: number): number => hueAt((task * STEP) % HUES);
const hueAt = (index: number): number => 25 + (index * 360) / HUES;

export const inkOf = ({ tasks }: Inks, task: number): TaskInk =>
  tasks[(task * STEP) % tasks.length] as TaskInk;

/** Reads them through an element of the page: a canvas knows neither custom properties nor `light-dark()`. */
export function readInks(near: Element): Inks {
  const probe = document.createElement("span");
  // With forced colours, the stylesheet sets the tokens to system colours.
  probe.style.cssText = "position:absolute;forced-color-adjust:none";
  near.append(probe);
  const read = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const named = Object.fromEntries(
    Object.entries(TOKENS).map(([name, value]) => [name, read(value)]),
  ) as Record<keyof typeof TOKENS, string>;
  const forced = matchMedia("(forced-colors: active)").matches;
  const tasks = forced ? [plain(named)] : hues(isDark(named.ground));
  probe.remove();
  return { ...named, tasks };
}

const plain = ({ raised, ink, accent, onAccent }: Record<keyof typeof TOKENS, string>): TaskInk => ({
  soft: raised,
  edge: ink,
  strong: accent,
  onStrong: onAccent,
});

function hues(dark: boolean): TaskInk[] {
  return Array.from({ length: HUES }, (_, i) => {
    const hue = hueAt(i);
    return dark
      ? {
          soft: `oklch(0.33 0.055 ${hue})`,
          edge: `oklch(0.62 0.11 ${hue})`,
          strong: `oklch(0.8 0.11 ${hue})`,
          onStrong: "#14161a",
        }
      : {
          soft: `oklch(0.945 0.04 ${hue})`,
          edge: `oklch(0.66 0.12 ${hue})`,
          strong: `oklch(0.48 0.12 ${hue})`,
          onStrong: "#ffffff",
        };
  });
}

/** @param colour as a browser computes it: `rgb(20, 22, 26)` */
export function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const HALF_LIGHT = 128 * 3;
  return red + green + blue < HALF_LIGHT;
}
