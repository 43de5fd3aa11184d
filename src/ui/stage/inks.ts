/** The theme's colours for a canvas, resolved at the canvas's place in the page. */

/** Each use of a colour and its token. */
const TOKENS = {
  ground: "var(--picture-ground, var(--bg))",
  raised: "var(--surface-raised)",
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

export type Inks = Readonly<Record<keyof typeof TOKENS, string>>;

/** Reads them through an element of the page: a canvas knows neither custom properties nor `light-dark()`. */
export function readInks(near: Element): Inks {
  const probe = document.createElement("span");
  // With forced colours, the stylesheet sets the tokens to system colours.
  probe.style.cssText = "position:absolute;forced-color-adjust:none";
  near.append(probe);
  const inks = Object.fromEntries(
    Object.entries(TOKENS).map(([name, value]) => {
      probe.style.color = value;
      return [name, getComputedStyle(probe).color];
    }),
  );
  probe.remove();
  return inks as Inks;
}

/** @param colour as a browser computes it: `rgb(20, 22, 26)` */
export function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const HALF_LIGHT = 128 * 3;
  return red + green + blue < HALF_LIGHT;
}
