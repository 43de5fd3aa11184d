import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../film/run/config.ts";
import { linkFor, readLink } from "./link.ts";
import type { Linked } from "./link.ts";

const linked: Linked = {
  program: { text: "body 0 # für alle\n  yield" },
  config: { ...DEFAULT_CONFIG, workers: 3, seed: 4_000_000_000 },
  beat: 17,
};

it("leads back to what it was made of", () => {
  expect(readLink("ring", linkFor("ring", linked))).toEqual({ kind: "linked", linked });
});

it("belongs to one block", () => {
  expect(readLink("slot", linkFor("ring", linked))).toEqual({ kind: "none" });
  expect(readLink("ring", "#ring")).toEqual({ kind: "none" });
});

it("says so when it is cut, changed, too long or from the future", () => {
  const link = linkFor("ring", linked);
  expect(readLink("ring", link.slice(0, -9))).toMatchObject({ kind: "broken" });
  expect(readLink("ring", `${link}${"A".repeat(40_000)}`)).toMatchObject({
    why: "it is longer than any link to a step",
  });
  expect(readLink("ring", `#ring~${btoa('{"v":2}')}`)).toMatchObject({
    why: "it was made by a newer version of this course",
  });
  expect(readLink("ring", `#ring~${btoa('{"v":1,"beat":-5}')}`)).toMatchObject({
    why: "it does not describe a run",
  });
});

it("throws on nothing that an address could hold", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(["linked", "broken"]).toContain(readLink("ring", `#ring~${text}`).kind);
    }),
  );
});
