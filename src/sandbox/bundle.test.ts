/** The scripts built for the sandbox comply with the policies. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bundleEngine } from "./bundle.ts";
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

test("the two engines differ in what is compiled in, and neither decides at run time", async () => {
  const [debug, release] = await Promise.all([bundleEngine("debug"), bundleEngine("release")]);
  expect(debug.text).not.toContain("__TRACE__");
  expect(release.text).not.toContain("__TRACE__");
  expect(release.text.length).toBeLessThan(debug.text.length);
  expect(debug.inputs.some((input) => input.endsWith("src/runtime/modules.ts"))).toBe(true);
});
