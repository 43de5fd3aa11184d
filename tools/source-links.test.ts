/** Links into tokio's source land on the line that they refer to: looked up in the crate that cargo has; skipped without cargo. */
// @module-tag slow
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { RULES } from "../src/recording/rules.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LESSONS = join(ROOT, "lessons/week-01");
const Metadata = v.object({
  packages: v.array(v.object({ name: v.string(), version: v.string(), manifest_path: v.string() })),
});

/** Where cargo keeps tokio 1.53.1; null without cargo or its crates. */
function tokio(): string | null {
  const args = ["metadata", "--format-version", "1", "--locked"];
  const ran = spawnSync("cargo", args, {
    cwd: join(ROOT, "harness/tokio"),
    encoding: "utf8",
    maxBuffer: 2 ** 27,
  });
  if (ran.status !== 0) return null;
  const { packages } = v.parse(Metadata, JSON.parse(ran.stdout));
  const found = packages.find(({ name, version }) => name === "tokio" && version === "1.53.1");
  return found ? dirname(found.manifest_path) : null;
}

const crate = tokio();

/**
 * What is wrong with a link, in a sentence; null if it is right. @param named a name on its line, or of the function
 * around it
 */
function wrong(url: string, named: string | undefined): string | null {
  const [, path = "", number] =
    /^https:\/\/github\.com\/tokio-rs\/tokio\/blob\/tokio-1\.53\.1\/tokio\/(src\/[^#]+)(?:#L(\d+))?$/.exec(
      url,
    ) ?? [];
  if (path === "") return `${url} is not pinned to 1.53.1`;
  const file = join(crate ?? "", path);
  if (!existsSync(file)) return `${url}: there is no such file`;
  if (number === undefined) return null;
  const lines = readFileSync(file, "utf8").split("\n").slice(0, Number(number));
  const line = lines.at(-1)?.trim() ?? "";
  const around = lines.flatMap((each) => /\bfn (\w+)/.exec(each)?.[1] ?? []).at(-1);
  if (line === "" || line === "}") return `${url}: nothing stands on this line`;
  return named === undefined || line.includes(named) || named === around
    ? null
    : `${url}: expected ${named}, got "${line}"`;
}

/** `Context::run` -> run, `Lagged(n)` -> Lagged; only what is written as code names something. */
const nameIn = (text: string): string | undefined => /^`(?:\w+::)*(\w+)(?:\(\w*\))?`$/.exec(text)?.[1];

describe.skipIf(crate === null)(`links into tokio${crate ? "" : " (skipped: no cargo)"}`, () => {
  it("of the lessons", () => {
    const problems: string[] = [];
    let links = 0;
    for (const name of readdirSync(LESSONS).filter((each) => each.endsWith(".md"))) {
      const text = readFileSync(join(LESSONS, name), "utf8");
      for (const [, label = "", url = ""] of text.matchAll(
        /\[([^\]]*)\]\((https:\/\/github\.com\/tokio-rs\/tokio\/blob\/[^)]+)\)/g,
      )) {
        links++;
        problems.push(...[wrong(url, nameIn(label)) ?? []].flat().map((problem) => `${name}: ${problem}`));
      }
      for (const [, url = ""] of text.matchAll(
        /source="(https:\/\/github\.com\/tokio-rs\/tokio\/blob\/[^"]+)"/g,
      )) {
        links++;
        problems.push(...[wrong(url, undefined) ?? []].flat().map((problem) => `${name}: ${problem}`));
      }
    }
    expect(problems).toEqual([]);
    expect(links).toBeGreaterThan(40);
  });

  it("of the rules in the explorer and the predictions", () => {
    const problems = Object.values(RULES).flatMap(
      ({ source, where }) => wrong(source, /(\w+)$/.exec(where)?.[1]) ?? [],
    );
    expect(problems).toEqual([]);
  });
});
