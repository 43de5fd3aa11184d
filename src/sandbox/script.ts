/** Compiles a learner's file to JavaScript for use outside the sandbox; it runs nothing. */
import { compileInBrowser } from "../compiler/service.ts";

/** The line that each compiled script is one expression of: `__course.load(() => { … });` */
export async function scriptOf(name: string, source: string): Promise<string> {
  const compiled = await compileInBrowser(source, { key: `script ${name}` });
  if (!compiled.ok) throw new Error(`${name} does not compile: ${compiled.errors[0]?.message ?? ""}`);
  return compiled.script;
}
