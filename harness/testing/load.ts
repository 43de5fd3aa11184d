/** Loads a learner's TypeScript into this process, for tests of answers that cannot hang. */
import { readFileSync } from "node:fs";
import { transform } from "esbuild";
import { modules } from "../../src/runtime/index.ts";
import type { Modules } from "../../src/runtime/modules.ts";

/**
 * Compiles once and returns a function; each call runs the module again, on the model unless it gets another engine's
 * modules.
 */
export async function compileLearner(source: string): Promise<(on?: Modules) => Record<string, unknown>> {
  const { code } = await transform(source, { loader: "ts", format: "cjs", target: "es2023" });
  return (on = modules) => {
    const module = { exports: {} as Record<string, unknown> };
    const require = (specifier: string): unknown => {
      if (!(specifier in on)) throw new Error(`there is no module ${specifier}`);
      return on[specifier];
    };
    // oxlint-disable-next-line no-implied-eval, no-new-func
    new Function("module", "exports", "require", code)(module, module.exports, require);
    return module.exports;
  };
}

export function compileFile(path: string | URL): ReturnType<typeof compileLearner> {
  return compileLearner(readFileSync(path, "utf8"));
}
