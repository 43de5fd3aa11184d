/** The checks in Rust are the page's: the same ids and titles in the same order, whether or not a toolchain is at hand. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exercises } from "../../../harness/index.ts";

const CRATE = fileURLToPath(new URL("../../../harness/tokio/course/src/", import.meta.url));

/** `ORDER` -> its id and title, from `pub const ORDER: Check = Check { id: "order", title: "…", run: order };` */
function constantsOf(folder: string): Map<string, { id: string; title: string }> {
  const found = new Map<string, { id: string; title: string }>();
  for (const name of readdirSync(join(CRATE, folder))) {
    if (!name.endsWith(".rs")) continue;
    const text = readFileSync(join(CRATE, folder, name), "utf8");
    const declared =
      /pub const (\w+): Check\s*=\s*Check\s*\{\s*id:\s*"([^"]+)",\s*title:\s*"([^"]+)",\s*run:\s*\w+,?\s*\}/g;
    for (const [, constant = "", id = "", title = ""] of text.matchAll(declared))
      found.set(constant, { id, title });
  }
  return found;
}

function listed(folder: string): { id: string; title: string }[] {
  const constants = constantsOf(folder);
  const text = readFileSync(join(CRATE, folder, "mod.rs"), "utf8");
  const names = [...text.matchAll(/^ {8}\w+::(\w+),$/gm)].map(([, name = ""]) => name);
  return names.map((name) => constants.get(name) ?? { id: `nothing is declared as ${name}`, title: "" });
}

const ofPage = (exercise: string) => exercises[exercise]?.checks.map(({ id, title }) => ({ id, title }));

describe("the checks in Rust", () => {
  it.each([
    ["week-01/gather", "gather"],
    ["week-01/histogram", "histogram"],
  ])("of %s are the page's", (exercise, folder) => {
    expect(listed(folder)).toEqual(ofPage(exercise));
  });

  it("of the capstone are both, and one of its own", () => {
    const prefixed = (prefix: string) =>
      listed(prefix).map(({ id, title }) => ({ id: `${prefix}/${id}`, title }));
    const own = [...constantsOf(".").values()];
    expect([...prefixed("gather"), ...prefixed("histogram"), ...own]).toEqual(ofPage("week-01/capstone"));
  });
});
