/** What the lessons claim of tokio and can be run is run, on real tokio; and each sentence under test is still in its lesson. */
// @module-tag cargo
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { call, canBuildChecks } from "./cargo.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CLAIMS = join(ROOT, "harness/tokio/tests/claims");
const IN_TIME_MS = 600_000;
const cargo = await canBuildChecks(ROOT);

/** Without links, bold type and typographic apostrophes, and with one space for any blank. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("**", "")
    .replaceAll("’", "'")
    .replace(/\s+/g, " ");
}

const lessons = readdirSync(join(ROOT, "lessons"), { recursive: true, encoding: "utf8" });
const lessonOf = (name: string): string | undefined => {
  const lesson = name.replaceAll("_", "-").replace(".rs", ".md");
  return lessons.find((path) => basename(path) === lesson);
};
const claimed = readdirSync(CLAIMS).filter((name) =>
  readFileSync(join(CLAIMS, name), "utf8").includes("#[test]"),
);

it.each(claimed)("each test of %s is under a sentence of its lesson", (name) => {
  const text = plain(readFileSync(join(ROOT, "lessons", lessonOf(name) ?? `no lesson for ${name}`), "utf8"));
  const source = readFileSync(join(CLAIMS, name), "utf8");
  const claims = [...source.matchAll(/^\/\/\/ "(.+)"\n#\[test\]$/gm)].map(([, claim = ""]) => claim);
  expect(claims).toHaveLength(source.match(/^#\[test\]$/gm)?.length ?? 0);
  expect(claims.filter((claim) => !text.includes(plain(claim)))).toEqual([]);
});

describe.skipIf(!cargo)(`on real tokio${cargo ? "" : " (skipped: no cargo)"}`, () => {
  it(
    "every claim holds",
    async () => {
      const args = ["test", "--locked", "--quiet", "--package", "tokio-traces", "--test", "claims"];
      const ran = await call("cargo", args, { cwd: join(ROOT, "harness/tokio") });
      if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
      expect(ran.stdout).toMatch(/test result: ok\. [1-9]\d* passed; 0 failed/);
    },
    IN_TIME_MS,
  );
});
