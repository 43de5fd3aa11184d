/** Only the explorer's page is ever embedded, whether the address asks for it or a frame holds it. */
import { expect, it } from "vitest";
import { isEmbedded } from "./embedded.ts";

const at = (address: string, framed = false, base = "/"): boolean =>
  isEmbedded({ location: new URL(address, "https://course.example") as unknown as Location, base, framed });

it("is asked for by the address, or by a frame", () => {
  expect(at("/explorer/?embed#explorer~2.AAAA")).toBe(true);
  expect(at("/explorer/?embed=1")).toBe(true);
  expect(at("/course/explorer/index.html?embed", false, "/course/")).toBe(true);
  expect(at("/explorer/", true)).toBe(true);
  expect(at("/explorer", true)).toBe(true);
  expect(at("/explorer/")).toBe(false);
});

it("is never another page", () => {
  for (const page of [
    "/",
    "/settings/?embed",
    "/week-01/day-1/?embed",
    "/nowhere/explorer/?embed",
    "/explorer/x/?embed",
  ])
    expect(at(page, true)).toBe(false);
});
