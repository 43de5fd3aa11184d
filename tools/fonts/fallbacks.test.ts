/** The fallback fonts take the room of the fonts that they stand in for. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { metricsOf } from "./metrics.ts";

const css = readFileSync("src/ui/fonts.css", "utf8");
const FILES = "node_modules/@fontsource-variable";

/** Mean advances of the fallbacks, as `metricsOf` finds them in the Liberation fonts, which are as wide as these. */
const ARIAL = 0.4305;
const TIMES = 0.3914;
const TIMES_ITALIC = 0.3906;
const COURIER = 0.6001;

it.each([
  ["Inter", "normal", "inter/files/inter-latin-wght-normal.woff2", ARIAL],
  ["Source Serif 4", "normal", "source-serif-4/files/source-serif-4-latin-wght-normal.woff2", TIMES],
  ["Source Serif 4", "italic", "source-serif-4/files/source-serif-4-latin-wght-italic.woff2", TIMES_ITALIC],
  ["JetBrains Mono", "normal", "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2", COURIER],
])("%s, %s", (family, style, file, advance) => {
  const real = metricsOf(readFileSync(`${FILES}/${file}`));
  const size = real.advance / advance;
  const face = css
    .split("@font-face")
    .find((each) => each.includes(`"${family} Fallback"`) && each.includes(style));
  const percent = (name: string) => Number(new RegExp(`${name}: ([\\d.]+)%`).exec(face ?? "")?.[1]);
  expect(percent("size-adjust")).toBeCloseTo(100 * size, 0);
  expect(percent("ascent-override")).toBeCloseTo((100 * real.ascent) / size, 0);
  expect(percent("descent-override")).toBeCloseTo((100 * real.descent) / size, 0);
  expect(percent("line-gap-override")).toBeCloseTo((100 * real.lineGap) / size, 0);
});
