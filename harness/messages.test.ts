/** harness/fixtures/messages.md has every message of the kill matrix on one page for review. Renew it with `vitest -u`. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { exercises } from "./index.ts";
import type { CheckResult } from "./report.ts";
import { runChecks } from "./run.ts";
import { compileLearner } from "./testing/load.ts";

const lessons = new URL("../lessons/", import.meta.url);

/** Answers that never return can run only in a worker; the sandbox writes their message. */
const NEVER_ENDS = new Set(["endless-loop.ts"]);

async function* sections(exercise: string): AsyncGenerator<string> {
  const folder = new URL(`${exercise}/wrong/`, lessons);
  const checks = exercises[exercise];
  if (!checks) throw new Error(`no checks for ${exercise}`);
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .toSorted()) {
    if (NEVER_ENDS.has(name)) continue;
    const source = readFileSync(new URL(name, folder), "utf8");
    const named = /^\/\/ check: (.+)$/m.exec(source)?.[1];
    const results = runChecks(checks, await compileLearner(source), {
      begin() {},
      end() {},
    });
    const failed = results.filter(({ status }) => status === "fail" || status === "error");
    // The first message the learner reads, and the message the answer is meant to get.
    const told = failed.filter((result, index) => index === 0 || result.id === named);
    yield `## ${exercise}: ${name}\n\n${told.map(section).join("\n")}`;
  }
}

function section({ id, message, hint }: CheckResult): string {
  return `- **${id}** ${message}\n  *${hint ?? ""}*\n`;
}

it("reads as one voice", async () => {
  const page = ["# Every message of the kill matrix\n"];
  for (const exercise of Object.keys(exercises)) {
    for await (const section of sections(exercise)) page.push(section);
  }
  const text = page.join("\n");
  // No stack, no path, no test-tool jargon.
  expect(text).not.toMatch(/\.ts:\d|\bat \/|file:\/\/|expected .* to (be|equal)|timed out/i);
  await expect(text).toMatchFileSnapshot("./fixtures/messages.md");
});
