import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import { carriedBy, mendedHash } from "../../course/fragment.ts";
import { pack } from "../../lib/packed.ts";
import { linkFor, readLink } from "./link.ts";
import type { Linked } from "./link.ts";

const linked: Linked = {
  program: { language: "program", text: "body 0 # für alle\n  yield" },
  config: { ...DEFAULT_CONFIG, workers: 3, seed: 4_000_000_000 },
  beat: 17,
};
const link = linkFor("ring", linked)!;

it("leads back to what it was made of, in either language or by name", () => {
  const programs: Linked["program"][] = [
    linked.program,
    { language: "code", text: "export function* main() {} // 🦀" },
    { language: "rust", text: "#[tokio::main]\nasync fn main() {} // 🦀" },
    { name: "overflow" },
  ];
  for (const program of programs)
    expect(readLink("ring", linkFor("ring", { ...linked, program })!)).toEqual({
      kind: "linked",
      linked: { ...linked, program },
    });
});

it("opens a link of version 1, whose text was a task program", () => {
  const { text } = linked.program as { text: string };
  const old = (program: object) =>
    `#ring~${Buffer.from(JSON.stringify({ v: 1, ...linked, program })).toString("base64url")}`;
  expect(readLink("ring", old({ text }))).toEqual({ kind: "linked", linked });
  expect(readLink("ring", old({ name: "overflow" }))).toMatchObject({
    linked: { program: { name: "overflow" } },
  });
});

it.each([
  ["with its mark encoded", link.replace("~", "%7E")],
  ["encoded twice", link.replace("~", "%257E")],
  ["at the end of a sentence", `${link}).`],
  ["broken into lines", link.replace(/.{40}/g, "$&%0A")],
  ["with a capital", link.replace("ring", "Ring")],
])("opens after it came back %s", (_, mangled) => {
  expect(mangled).not.toBe(link);
  expect(readLink("ring", mendedHash(mangled))).toEqual({ kind: "linked", linked });
  expect(carriedBy(mendedHash(mangled))).toEqual({ kind: "step", block: "ring" });
});

it("belongs to one block", () => {
  expect(readLink("slot", link)).toEqual({ kind: "none" });
  expect(readLink("ring", "#ring")).toEqual({ kind: "none" });
});

it("is not made of what is too long for one", () => {
  const noise = Array.from({ length: 6_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000)));
  const program = { language: "code" as const, text: noise.join("") };
  expect(linkFor("ring", { ...linked, program })).toBeNull();
});

it("says so when it is cut, changed, too long or from the future", () => {
  expect(readLink("ring", link.slice(0, -9))).toMatchObject({ kind: "broken" });
  expect(readLink("ring", `${link}${"A".repeat(40_000)}`)).toMatchObject({
    why: "it is longer than any link to a step",
  });
  expect(readLink("ring", `#ring~3.${pack(linked)}`)).toMatchObject({
    why: "it was made by a newer version of this course",
  });
  for (const changed of [
    { beat: -5 },
    { program: { language: "go", text: "" } },
    { program: { language: "code", text: "x".repeat(20_001) } },
    { config: { ...DEFAULT_CONFIG, workers: 9 } },
  ])
    expect(readLink("ring", `#ring~2.${pack({ ...linked, ...changed })}`)).toMatchObject({
      why: "it does not describe a run",
    });
});

it("does not unpack more than a link can hold", () => {
  const bomb = pack({ ...linked, program: { language: "code", text: " ".repeat(10_000_000) } });
  expect(bomb.length).toBeLessThan(16_000);
  expect(readLink("ring", `#ring~2.${bomb}`)).toMatchObject({
    why: "a part of it is missing or was changed",
  });
});

it("throws on nothing that an address could hold", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("", "2."), (text, version) => {
      expect(["linked", "broken"]).toContain(readLink("ring", `#ring~${version}${text}`).kind);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      expect(readLink("ring", `#ring~2.${pack(data)}`).kind).toBe("broken");
    }),
  );
});

it("an older link to a run on several workers, which was another run, opens at its start", () => {
  const { order: _, ...older } = { ...DEFAULT_CONFIG, workers: 4 };
  expect(readLink("ring", `#ring~2.${pack({ ...linked, config: older })}`)).toMatchObject({
    kind: "linked",
    linked: { config: { workers: 4, order: "usual" }, beat: -1 },
  });
  expect(readLink("ring", `#ring~2.${pack({ ...linked, config: { ...older, workers: 1 } })}`)).toMatchObject({
    linked: { beat: linked.beat },
  });
});
