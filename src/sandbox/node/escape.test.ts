/** Nothing escapes the grading process: each attack runs unprotected, in an answer, and outside the realm. */
// @module-tag slow
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { learnerSource, vectors as browserVectors } from "../testing/browser-vectors.ts";
import { bundleEngine } from "../bundle.ts";
import { compose } from "../compose.ts";
import { compileInNode } from "../node.ts";
import {
  attempts,
  foreigners,
  globals,
  outside,
  type Targets,
  type Vector,
} from "../testing/node-vectors.ts";
import { parseWorkerMessage } from "../wire.ts";
import { confinedNode, jailText, startProcess } from "./process.ts";

const TOY = fileURLToPath(new URL("../testing/engine.ts", import.meta.url));
const EXPORTS = "export const answer = () => 42;\nexport const second = () => {};\n";

let folder: string;
let server: Server;
let targets: Targets;
let requests = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "course-escape-"));
  const file = join(folder, "secret.mjs");
  await writeFile(file, "export default 'secret';\n");
  server = createServer((_, response) => {
    requests += 1;
    response.end("reached");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  targets = { file, href: pathToFileURL(file).href, url: `http://127.0.0.1:${port}/`, port };
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

type Outcomes = Map<string, "reached" | "stopped">;

function outcomes(lines: readonly string[]): Outcomes {
  const parsed = lines.map((line) => line.split("\t"));
  return new Map(
    parsed.flatMap(([name = "", how]) => (how === "reached" || how === "stopped" ? [[name, how]] : [])),
  );
}

const all = (list: readonly Vector[], how: "reached" | "stopped"): Outcomes =>
  new Map(list.map(({ name }) => [name, how]));
const bare = (list: readonly Vector[], where: Vector["bare"]) =>
  list.filter((vector) => vector.bare === where);
/** A `Map` whose diff names what differs, in any order. */
const sorted = (map: Outcomes) => Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Unprotected, some attacks would keep the process alive. */
const END = "\nPromise.allSettled(tried).then(() => process.exit(0));";

/** A script in an unconfined process. */
async function unprotected(name: string, script: string): Promise<string[]> {
  const path = join(folder, name);
  await writeFile(path, script);
  const env = { ...process.env, COURSE_SECRET: "secret", NODE_OPTIONS: "" };
  const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", path], { env });
  return stdout.split("\n");
}

/** All messages of a process's engine until the process ends. */
function heard(
  answer: Awaited<ReturnType<typeof startProcess>>,
  script: string,
  start: object,
): Promise<string[]> {
  return new Promise((done) => {
    const lines: string[] = [];
    answer.run(
      { script, start: JSON.stringify(start) },
      { line: (text) => lines.push(text), flood: answer.kill, gone: () => done(lines) },
    );
  });
}

const answerOf = (list: readonly Vector[]): string =>
  `// @ts-nocheck\nconst report = console.log;\n${attempts(list, targets)}\n${EXPORTS}`;

/** An answer in the grading process, which stays alive until delayed code has run. */
async function asAnswer(source: string): Promise<string[]> {
  const compiled = await compileInNode(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const script = compose((await bundleEngine("debug", TOY)).text, compiled.script);
  const jail = await jailText();
  const patient = jail.replace(/exit\(\);?(?=\})/, "");
  expect(patient).not.toBe(jail);
  const start = { command: { kind: "check", exercise: "toy" }, engineLines: script.engineLines };
  const messages = (await heard(await startProcess(patient), script.text, start)).map(parseWorkerMessage);
  expect(messages.map((message) => message?.kind)).toContain("done");
  return messages.flatMap((message) => (message?.kind === "log" ? [message.line.text] : []));
}

describe("in an answer", () => {
  test("unprotected, the attacks work", async () => {
    const head = `
        import { createRequire } from "node:module";
        globalThis.require = createRequire(import.meta.url);
        globalThis.module = require("node:module").prototype;
        process.mainModule ??= { require };
        const report = (text) => process._rawDebug === undefined || process.stdout.write(text + "\\n");`;
    const lines = await unprotected("bare.mjs", head + attempts(bare(globals, "node"), targets) + END);
    expect(sorted(outcomes(lines))).toEqual(sorted(all(bare(globals, "node"), "reached")));
  });

  test("none of them works", async () => {
    const before = requests;
    const lines = await asAnswer(answerOf(globals));
    expect(sorted(outcomes(lines))).toEqual(sorted(all(globals, "stopped")));
    expect(requests).toBe(before);
  });

  test("nor any that works in a browser without its sandbox", async () => {
    const usable = browserVectors.filter(({ onlyRaw }) => onlyRaw !== true);
    const { url, port } = targets;
    const at = { same: url, other: url, ws: `ws://127.0.0.1:${port}/`, udp: `127.0.0.1:${port}` };
    const before = requests;
    // The console keeps sixty lines of a check.
    for (const half of [usable.slice(0, 40), usable.slice(40)]) {
      const ends = outcomes(await asAnswer(learnerSource(half, at)));
      expect(sorted(ends)).toEqual(sorted(new Map(half.map(({ name }) => [name, "stopped"]))));
    }
    expect(requests).toBe(before);
  });

  test("in a realm with objects of Node, the attacks find them", async () => {
    const script = `
        const { Console } = require("node:console"), { Writable } = require("node:stream"), vm = require("node:vm");
        const quiet = new Console(new Writable({ write: (text, _, next) => next() }));
        const realm = { console: quiet, performance, host: async (it) => { await it; }, report: (text) => process.stdout.write(text + "\\n") };
        vm.runInNewContext(${JSON.stringify(attempts(bare(foreigners, "vm"), targets))}, realm, { filename: __filename });`;
    const lines = await unprotected("realm.cjs", script);
    expect(sorted(outcomes(lines))).toEqual(sorted(all(bare(foreigners, "vm"), "reached")));
  });

  test.each(foreigners)("nothing foreign: $name", async (vector) => {
    const lines = await asAnswer(answerOf([vector]));
    expect(outcomes(lines)).toEqual(all([vector], "stopped"));
  });
});

describe("outside its realm, in the process itself", () => {
  const script = (report: string) =>
    `const { writeSync, readFileSync } = require("node:fs");\n${report}\n${attempts(outside, targets)}`;

  test("unprotected, the attacks work", async () => {
    const lines = await unprotected(
      "out.cjs",
      script(`const report = (text) => writeSync(1, text + "\\n");`) + END,
    );
    expect(sorted(outcomes(lines))).toEqual(sorted(all(outside, "reached")));
  });

  test("none of them works; without walls of the system, only the network is reachable", async () => {
    const program =
      script(
        `const { secret } = JSON.parse(readFileSync(0, "utf8"));\nconst report = (text) => writeSync(1, secret + " " + text + "\\n");`,
      ) + END;
    const lines = await heard(await startProcess(program), "", {});
    const { walls } = await confinedNode("0");
    const ends = outcomes(lines);
    if (walls === "") for (const name of ["connects to a port", "fetches"]) ends.set(name, "stopped");
    expect(sorted(ends)).toEqual(sorted(all(outside, "stopped")));
  });

  test("a line that does not begin with the job's secret is ignored", async () => {
    const program = `
        const { writeSync, readFileSync } = require("node:fs");
        const { secret } = JSON.parse(readFileSync(0, "utf8"));
        for (const head of ["", " ", "0".repeat(32) + " ", secret]) writeSync(1, head + '{"kind":"done"}\\n');
        writeSync(1, secret + " heard\\n");`;
    expect(await heard(await startProcess(program), "", {})).toEqual(["heard"]);
  });

  test("a process without a job soon ends", async () => {
    const answer = await startProcess();
    answer.dismiss();
    expect(await heard(answer, "", {})).toEqual([]);
  });
});
