/** The scripts built for the sandbox comply with the policies. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bundleEngine } from "./bundle.ts";
import type { CheckPlace } from "./check-places.ts";
import { locateCheck } from "./engine/locate-check.ts";
import { mapFault } from "./fault.ts";
import { framePolicy, pagePolicy } from "./csp.ts";
import { buildFrames } from "./vite.ts";

test.each(["plain", "wasm"] as const)(
  "the %s frame's only script is the one that both policies name",
  async (kind) => {
    const { documents, hash } = await buildFrames();
    const document = documents[kind];
    const scripts = [...document.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text ?? "");
    expect(scripts).toHaveLength(1);
    const digest = createHash("sha256")
      .update(scripts[0] ?? "")
      .digest("base64");
    expect(hash).toBe(`'sha256-${digest}'`);
    expect(document).toContain(framePolicy(hash, kind));
    expect(pagePolicy(hash)).toContain(hash);
  },
);

test("no policy lets inline or evaluated scripts through, and the frames' have no network", () => {
  const hash = "'sha256-x'" as const;
  const frames = [framePolicy(hash, "plain"), framePolicy(hash, "wasm")];
  for (const policy of [...frames, pagePolicy(hash)]) {
    expect(policy).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|blob:|data:|\*)/);
  }
  for (const policy of frames) {
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toContain("connect-src");
  }
  // Where checks run nothing can be compiled, not even by the engine.
  expect(frames.map((policy) => policy.includes("wasm-unsafe-eval"))).toEqual([false, true]);
});

test("the engine knows which of its code is checks, and its map where they are written", async () => {
  const { text, map } = await bundleEngine("debug");
  const places = JSON.parse(/__places=(\[.*?\]);\n/.exec(text)?.[1] ?? "[]") as CheckPlace[];
  const files = places.flatMap(([, , file]) => file ?? []);
  expect(files).toContain("harness/histogram/state.ts");
  expect(files).toContain("harness/gather/polling.ts");
  expect(files.filter((file) => file.includes("bench") || file.endsWith("run.ts"))).toEqual([]);

  const [line, column] = places.find(([, , file]) => file === "harness/histogram/state.ts") ?? [0, 0];
  const stack = (at: string): string =>
    `TypeError: x\n    at f (engine.js:${at})\n    at g (engine.js:${line}:1)`;
  const lines = text.split("\n").length - 1;
  const fault = locateCheck(stack(`${line}:${column + 20}`), places, lines);
  expect(fault?.file).toBe("harness/histogram/state.ts");
  const result = { id: "mean", title: "", status: "error" as const, message: "", fault: fault! };
  expect(mapFault(result, map).fault).toMatchObject({ file: "harness/histogram/state.ts", line: 8 });
  expect(mapFault(result).fault).toEqual({ file: "harness/histogram/state.ts" });
  // A frame of the learner's, or one of the runtime's above: not the check's fault.
  expect(locateCheck(stack(`${lines + 2}:1`), places, lines)).toBeUndefined();
  expect(locateCheck(stack(`${line}:10`), places, lines)).toBeUndefined();
});

test("a file of checks can be left out, and the engine still builds", async () => {
  const { text } = await bundleEngine("debug", undefined, ["harness/histogram.ts"]);
  expect(text).toContain("left out: harness/histogram.ts");
});

test("the two engines differ in what is compiled in, and neither decides at run time", async () => {
  const [debug, release] = await Promise.all([bundleEngine("debug"), bundleEngine("release")]);
  expect(debug.text).not.toContain("__TRACE__");
  expect(release.text).not.toContain("__TRACE__");
  expect(release.text.length).toBeLessThan(debug.text.length);
  expect(debug.inputs.some((input) => input.endsWith("src/runtime/modules.ts"))).toBe(true);
});
