/** The reference pages in docs/ are those of the sources (`npx vitest run tools/reference -u` writes them). */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { exportsOf, modulesOf } from "./declarations.ts";
import { referencePages } from "./pages.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

const pages = await referencePages(ROOT);

it.each([...pages])("%s is up to date", async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${ROOT}/${path}`);
});

it("shows each export as a declaration: no bodies, nothing private", () => {
  const text = `/** A file. */
/**
 * Counts.
 *
 * Twice as much is \`count * 2\`.
 * @param from where to begin
 */
export class Counter {
  #count = 0;
  private constructor() {}
  /** One more. */
  add(by = 1): this { this.#count += by; return this; }
  get count(): number { return this.#count; }
  protected reset(): void {}
}
const own = 1;
export const limit: number = own;
export function count(counter: Counter): number { return counter.count; }
export { other } from "./other.ts";
`;
  expect(exportsOf("counter.ts", text)).toEqual([
    {
      name: "Counter",
      doc: "Counts.\n\nTwice as much is `count * 2`.\n@param from where to begin",
      code: "class Counter{\n/** One more. */\nadd(by = 1): this;\nget count(): number;\n}",
    },
    { name: "limit", doc: "", code: "const limit: number;" },
    { name: "count", doc: "", code: "function count(counter: Counter): number;" },
  ]);
});

it("every module that learners import is there, with each of its names", () => {
  const path = "src/runtime/learner-api.d.ts";
  const modules = modulesOf(path, readFileSync(`${ROOT}/${path}`, "utf8"));
  expect(modules.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "std",
      "std/future",
      "std/task",
      "std/thread",
      "tokio",
      "tokio/task",
      "tokio/time",
      "tokio/sync",
    ]),
  );
  const page = pages.get("docs/learner-api.md") ?? "";
  for (const { declared } of modules.filter(({ name }) => name !== "exercises"))
    for (const { name } of declared) expect(page).toContain(`### \`${name}\``);
});
