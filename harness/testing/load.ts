/** Loads a learner's TypeScript into this process, for tests of answers that cannot hang. */
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { modules } from "../../src/runtime/index.ts";

/** @returns what the file exports */
export function loadLearner(source: string): Record<string, unknown> {
  const { code } = transformSync(source, {
    loader: "ts",
    format: "cjs",
    target: "es2023",
    sourcefile: "learner.ts",
  });
  const module = { exports: {} as Record<string, unknown> };
  const require = (specifier: string): unknown => {
    if (!(specifier in modules)) throw new Error(`there is no module ${specifier}`);
    return modules[specifier];
  };
  // oxlint-disable-next-line no-implied-eval, no-new-func
  new Function("module", "exports", "require", `${code}\n//# sourceURL=learner.js`)(
    module,
    module.exports,
    require,
  );
  return module.exports;
}

export function loadFile(path: string | URL): Record<string, unknown> {
  return loadLearner(readFileSync(path, "utf8"));
}
