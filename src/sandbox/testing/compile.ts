/** Compiles a learner's file as the page does, with esbuild itself, for tests outside this room. */
import * as esbuild from "esbuild";
import { compile } from "../../compiler/compile.ts";

/** @throws when it does not compile */
export async function scriptInNode(name: string, source: string): Promise<string> {
  const compiled = await compile(esbuild, source, `${name}.ts`);
  if (!compiled.ok) throw new Error(compiled.errors[0]?.message);
  return compiled.script;
}
