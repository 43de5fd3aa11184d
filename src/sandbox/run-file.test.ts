/** The steps that every run of a learner's file shares, with a fake compiler and a fake sandbox. */
import { beforeEach, expect, test, vi } from "vitest";
import type { Compiled } from "../compiler/types.ts";
import type { End } from "./ends.ts";
import { runFile, type CompiledFile, type FileRequest } from "./run-file.ts";
import type { SandboxRun } from "./sandbox.ts";

const { compileInBrowser, Superseded, engine, run } = vi.hoisted(() => ({
  compileInBrowser: vi.fn<() => Promise<Compiled>>(),
  Superseded: class extends Error {},
  engine: vi.fn<() => Promise<string>>(),
  run: vi.fn<(run: SandboxRun) => Promise<End>>(),
}));
vi.mock("../compiler/service.ts", () => ({ compileInBrowser, Superseded }));
vi.mock("./instance.ts", () => ({ engine, sandbox: { run } }));

const compiled: Compiled = { ok: true, script: "learner();", map: "{}", warnings: [] };
const start = (file: CompiledFile) =>
  file.run({ command: { kind: "count", series: [] }, limits: { totalMs: 1 }, onMessage: () => {} });
const runIt = (request: Partial<FileRequest> = {}, follow = start) =>
  runFile<End>("source", { key: "key", profile: "release", ...request }, follow);

beforeEach(() => {
  compileInBrowser.mockReset().mockResolvedValue(compiled);
  engine.mockReset().mockResolvedValue("engine();");
  run.mockReset().mockResolvedValue({ kind: "done" });
});

test("the learner's script runs behind the engine of the profile, within the caller's limits", async () => {
  expect(await runIt({ uses: [] })).toEqual({ kind: "done" });
  expect(compileInBrowser).toHaveBeenCalledWith("source", expect.objectContaining({ key: "key", uses: [] }));
  expect(engine).toHaveBeenCalledWith("release");
  expect(run.mock.lastCall?.[0]).toMatchObject({
    script: { text: "engine();\nlearner();", engineLines: 1 },
    command: { kind: "count", series: [] },
    limits: { totalMs: 1 },
  });
});

test("a worker's phases are queued, starting and running, and its messages reach the caller", async () => {
  run.mockImplementation(async ({ onStart, onMessage }) => {
    onStart?.();
    onMessage({ kind: "ready" });
    onMessage({ kind: "loading" });
    return { kind: "done" };
  });
  const heard: string[] = [];
  await runIt({}, (file) =>
    file.run({
      command: { kind: "count", series: [] },
      limits: {},
      onPhase: (phase) => heard.push(phase),
      onMessage: ({ kind }) => heard.push(`message ${kind}`),
    }),
  );
  expect(heard).toEqual(["queued", "starting", "running", "message ready", "message loading"]);
});

test("a file that does not compile is not run", async () => {
  compileInBrowser.mockResolvedValue({ ok: false, errors: [] });
  expect(await runIt()).toEqual({ kind: "does-not-compile", errors: [] });
  expect(run).not.toHaveBeenCalled();
});

test("a newer file of the same key, or the caller's signal, cancels the compilation; the signal reaches the worker", async () => {
  compileInBrowser.mockRejectedValue(new Superseded());
  expect(await runIt()).toEqual({ kind: "cancelled" });

  compileInBrowser.mockReturnValue(new Promise(() => {}));
  expect(await runIt({ signal: AbortSignal.abort() })).toEqual({ kind: "cancelled" });

  compileInBrowser.mockResolvedValue(compiled);
  const { signal } = new AbortController();
  await runIt({ signal });
  expect(run.mock.lastCall?.[0].signal).toBe(signal);
});

test.each([
  ["no compiler", () => compileInBrowser.mockRejectedValue(new Error("broken"))],
  ["no engine", () => engine.mockRejectedValue(new Error("broken"))],
  ["a caller that throws", () => run.mockRejectedValue(new Error("broken"))],
])("%s is a failure, never a rejection", async (_, breakIt) => {
  breakIt();
  expect(await runIt()).toEqual({ kind: "failed", message: "broken" });
});
