/** What is built for behind the wall fits what the policies allow. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bundleEngine } from "./bundle.ts";
import { framePolicy, pagePolicy } from "./csp.ts";
import { buildFrame } from "./vite.ts";

test("the frame's only script is the one that both policies name", async () => {
  const { document, hash } = await buildFrame();
  const scripts = [...document.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text ?? "");
  expect(scripts).toHaveLength(1);
  const digest = createHash("sha256")
    .update(scripts[0] ?? "")
    .digest("base64");
  expect(hash).toBe(`'sha256-${digest}'`);
  expect(document).toContain(framePolicy(hash));
  expect(pagePolicy(hash)).toContain(hash);
});

test("neither policy lets inline or evaluated scripts through, and the frame's has no network", () => {
  const hash = "'sha256-x'" as const;
  for (const policy of [framePolicy(hash), pagePolicy(hash)]) {
    expect(policy).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|blob:|data:|\*)/);
  }
  expect(framePolicy(hash)).toMatch(/^default-src 'none'/);
  expect(framePolicy(hash)).not.toContain("connect-src");
});

test("the two engines differ by what is compiled in, and neither asks at run time", async () => {
  const [debug, release] = await Promise.all([bundleEngine("debug"), bundleEngine("release")]);
  expect(debug.text).not.toContain("__TRACE__");
  expect(release.text).not.toContain("__TRACE__");
  expect(release.text.length).toBeLessThan(debug.text.length);
  expect(debug.inputs.some((input) => input.endsWith("src/runtime/modules.ts"))).toBe(true);
});
