/** Mutants have unique names, there are enough of them, and an outdated list is noticed. */
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { ANSWERS } from "./answers.ts";
import { mutantsOfFile } from "./files.ts";
import { withFuel } from "./fuel.ts";
import { equivalents, faults, nameOf } from "./judge.ts";
import type { Judged } from "./judge.ts";
import { rustMutants } from "./rust.ts";
import { typescriptMutants } from "./typescript.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const all = Object.values(ANSWERS)
  .flat()
  .flatMap((file) => mutantsOfFile(ROOT, file));

it("there are enough in both languages, each with a unique name", () => {
  const names = all.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  for (const language of [".ts", ".rs"])
    expect(all.filter(({ file }) => file.endsWith(language)).length).toBeGreaterThan(200);
});

it("every equivalent is one of them", () => {
  const names = new Set(all.map(nameOf));
  expect([...equivalents().keys()].filter((name) => !names.has(name))).toEqual([]);
});

describe("in TypeScript", () => {
  it("changes operators, bounds and widths, and leaves out statements", () => {
    const text = "function record(ns: number) {\n  if (ns > 0) sum += Math.floor(ns);\n}\n";
    const changes = typescriptMutants("a.ts", text).map(({ change }) => change);
    expect(changes).toContain("if (ns >= 0) sum += Math.floor(ns);");
    expect(changes).toContain("if (ns > 0) sum += Math.ceil(ns);");
    expect(changes).toContain("function record(ns: number) { ns = ((ns) >>> 0);");
    expect(changes).toContain("without sum += Math.floor(ns);");
  });

  it("makes loops end", () => {
    const fuelled = withFuel("while (true) 0;") ?? "";
    expect(() => runInNewContext(fuelled.replace("50000000", "1000"))).toThrow("a loop without end");
    expect(withFuel("while (")).toBeUndefined();
  });
});

describe("in Rust", () => {
  it("changes casts, bounds and wakers, and nothing in a comment", () => {
    const text = "// n + 1\npub async fn gather(f: F) {\n    let n = m as u64;\n    child.poll(cx)\n}\n";
    const changes = rustMutants("a.rs", text).map(({ change }) => change);
    expect(changes).toContain("let n = m as u8 as u64;");
    expect(changes.some((change) => change.includes("noop()"))).toBe(true);
    expect(changes.some((change) => change.includes("//"))).toBe(false);
  });
});

describe("the list", () => {
  const mutant = { file: "a.ts", operator: "logic", change: "x", source: "" };
  const judged = (kind: "survived" | "uncompiled"): Judged[] => [{ mutant, fate: { kind } }];

  it.each([
    ["an unexplained survivor", judged("survived"), [], ["survives  a.ts: x"]],
    ["an explained one", judged("survived"), ["a.ts: x"], []],
    ["a reason for one that is killed", judged("uncompiled"), ["a.ts: x"], ["stale     a.ts: x"]],
    ["a reason in a file that was not run", judged("survived"), ["a.ts: x", "b.ts: y"], []],
  ])("%s", (_, found, listed, expected) => {
    expect(faults(found, new Map(listed.map((name) => [name, "why"])))).toEqual(expected);
  });
});
