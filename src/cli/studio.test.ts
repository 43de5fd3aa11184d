/** `course studio`: its output, its exit codes, and its messages about wrong input. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { STARTS } from "../recording/studio/starts.ts";
import { printYaml } from "../recording/studio/yaml.ts";
import { run } from "./studio.ts";
import type { StudioOptions } from "./studio-verdicts.ts";

let folder: string;
let out = "";
let err = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "studio-"));
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function studio(what: string, text: string, options: Partial<StudioOptions> = {}): Promise<number> {
  const file = join(folder, "design.yaml");
  await writeFile(file, text);
  return run(what, file, { format: "text", ...options });
}

const SOUND = printYaml(STARTS["exchange-owner-per-shard"]);
const FLAWED = printYaml(STARTS["exchange-task-per-subscription"]);
/** Quick to run: few messages. */
const SMALL = printYaml({
  ...STARTS["chat-server"],
  sources: [{ ...STARTS["chat-server"].sources[0]!, rate: 100 }],
  tasks: STARTS["chat-server"].tasks.map((task) => ({ ...task, count: 10 })),
  channels: STARTS["chat-server"].channels.map((channel) => ({ ...channel, keys: 10 })),
});

test("lint says nothing of a sound design and exits with 0", async () => {
  expect(await studio("lint", SOUND)).toBe(0);
  expect(out).toContain("No lint has anything to say.");
});

test("lint names rule, place and change, and exits with 1", async () => {
  expect(await studio("lint", FLAWED)).toBe(1);
  expect(out).toContain("updates: More wakes in one poll than ring and slot hold (wake-overflow)");
  expect(out).toContain("258 of them go through the injection queue");
});

test("a requirement decides what counts", async () => {
  expect(await studio("lint", FLAWED, { requires: "no-long-poll" })).toBe(0);
  expect(await studio("lint", FLAWED, { requires: "no-long-poll,no-unbounded" })).toBe(1);
  expect(out).toContain("missed: no-unbounded. outbox is unbounded.");
});

test("JSON has the same", async () => {
  expect(await studio("lint", FLAWED, { format: "json" })).toBe(1);
  const { findings, requirements } = JSON.parse(out) as {
    findings: { rule: string }[];
    requirements: object[];
  };
  expect(findings.map(({ rule }) => rule)).toContain("wake-overflow");
  expect(requirements).toMatchObject([{ requirement: "no-findings", met: false }]);
});

test("load prints latency, queues and places, and judges", async () => {
  expect(await studio("load", SMALL, { requires: "keeps-up,room-out.p99<1s" })).toBe(0);
  expect(out).toMatch(/lines via room-out: p50 .+ p99 /);
  expect(out).toContain("No queue is overloaded.");
  expect(out).toContain("met: keeps-up.");
  expect(await studio("load", SMALL, { requires: "room-out.p99<1ns" })).toBe(1);
});

test("load sweeps", async () => {
  expect(await studio("load", SMALL, { sweep: true, format: "json" })).toBe(0);
  const { sweep } = JSON.parse(out) as { sweep: { points: unknown[]; knee: number } };
  expect(sweep.points).toHaveLength(9);
  expect(sweep.knee).toBe(300);
});

test("rust prints a project, or writes it where there is none", async () => {
  expect(await studio("rust", SOUND, { format: "json" })).toBe(0);
  const files = JSON.parse(out) as Record<string, string>;
  expect(Object.keys(files)).toEqual(["Cargo.toml", "src/main.rs"]);
  expect(files["src/main.rs"]).toContain("async fn shard(");
  expect(await studio("rust", SOUND, { out: join(folder, "new") })).toBe(0);
  expect(await readFile(join(folder, "new/src/main.rs"), "utf8")).toBe(files["src/main.rs"]);
  expect(await studio("rust", SOUND, { out: join(folder, "new") })).toBe(2);
  expect(err).toContain("has a project already");
  expect(await studio("rust", SOUND, { out: join(folder, "new/Cargo.toml") })).toBe(2);
  expect(err).toContain("is a file; name a new folder");
});

test.each([
  ["a mistake in the design", "lint", "version: 1\nname: a\nworkers: 0\n", {}, /design\.yaml:3:10: workers/],
  [
    "an unknown requirement",
    "lint",
    SOUND,
    { requires: "no-unbouded" },
    /--requires: .* did you mean no-unbounded/,
  ],
  [
    "one in the design",
    "lint",
    `${SOUND}requires: [p9<1s]\n`,
    {},
    /requires of the design: unknown .*"p9<1s"/,
  ],
  ["an unknown command", "draw", SOUND, {}, /unknown command "draw"/],
  ["an unknown format", "lint", SOUND, { format: "xml" }, /expected text or json/],
  ["a rate that is none", "load", SOUND, { rate: "fast" }, /--rate: expected a number above 0/],
  ["a design without a source", "load", printYaml(STARTS.empty), {}, /without a source/],
])("%s exits with 2", async (_, what, text, options, message) => {
  expect(await studio(what, text, options)).toBe(2);
  expect(err).toMatch(message);
});
