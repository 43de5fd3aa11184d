/** Loads a learner's TypeScript into this process, for tests of answers that cannot hang. */
import { existsSync, readFileSync } from "node:fs";
import { transform } from "esbuild";
import { modules } from "../../src/runtime/index.ts";
import type { Modules } from "../../src/runtime/modules.ts";

const lessons = new URL("../../lessons/", import.meta.url);

type Loaded = (on?: Modules) => Record<string, unknown>;

/**
 * Compiles once and returns a function; each call runs the module again, on the model unless it gets another engine's
 * modules. What it imports of another exercise is that exercise's solution.
 */
export async function compileLearner(source: string): Promise<Loaded> {
  const { code } = await transform(source, { loader: "ts", format: "cjs", target: "es2023" });
  const uses = [...code.matchAll(/require\("([a-z-]+(?:-\d+)?\/[a-z-]+)"\)/g)].map(([, id = ""]) => id);
  const used = new Map<string, Loaded>();
  for (const id of uses) {
    const solution = new URL(`${id}/solution.ts`, lessons);
    if (existsSync(solution)) used.set(id, await compileFile(solution));
  }
  return (on = modules) => {
    const module = { exports: {} as Record<string, unknown> };
    const require = (specifier: string): unknown => {
      const found = on[specifier] ?? used.get(specifier)?.(on);
      if (found === undefined) throw new Error(`there is no module ${specifier}`);
      return found;
    };
    // oxlint-disable-next-line no-implied-eval, no-new-func
    new Function("module", "exports", "require", code)(module, module.exports, require);
    return module.exports;
  };
}

export function compileFile(path: string | URL): Promise<Loaded> {
  return compileLearner(readFileSync(path, "utf8"));
}
