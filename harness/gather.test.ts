/** gather's checks: differently built right answers pass every one of them. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { gatherChecks } from "./gather.ts";
import { runChecks } from "./run.ts";
import type { Host } from "./run.ts";
import { loadFile } from "./testing/load.ts";

const right = new URL("./fixtures/right/gather/", import.meta.url);
const host: Host = { begin() {}, end() {}, locate: () => undefined };

describe("a right gather", () => {
  const files = readdirSync(right).map((name) => new URL(name, right));
  files.push(new URL("../lessons/week-01/gather/solution.ts", import.meta.url));
  it.each(files.map((file) => [file.pathname.split("/").at(-1) ?? "", file] as const))("%s passes", (_, file) => {
    const results = runChecks(gatherChecks, () => loadFile(file), host);
    expect(results.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(results).toHaveLength(gatherChecks.checks.length);
  });
});
