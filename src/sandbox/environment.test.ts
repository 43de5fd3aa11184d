/** The engine has the browser's own name, and nothing is invented if the browser does not say. */
import { expect, test } from "vitest";
import { browserEnvironment } from "./environment.ts";

const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

test("a product built on Chromium has its own name", () => {
  const brands = ["Chromium", "Not?A_Brand", "Google Chrome"].map((brand) => ({ brand, version: "156" }));
  expect(
    browserEnvironment({
      userAgent: CHROME,
      hardwareConcurrency: 8,
      userAgentData: { brands, platform: "Linux" },
    }),
  ).toEqual({
    engine: "Google Chrome 156",
    platform: "Linux",
    cores: 8,
  });
});

test.each([
  [CHROME, "Chromium 156.0.0.0", "Linux"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Firefox 153.0", "Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15",
    "Safari 19.1",
    "macOS",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/60.5 Safari/605.1.15",
    "WebKit 605.1.15",
    "Linux",
  ],
])("%s", (userAgent, engine, platform) => {
  expect(browserEnvironment({ userAgent })).toEqual({ engine, platform });
});

test("an unknown browser is what it says it is", () => {
  expect(browserEnvironment({ userAgent: "Thing/1" })).toEqual({ engine: "Thing/1" });
});
