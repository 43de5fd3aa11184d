/** Asks the user before somebody else's native code runs on this machine. */
import { createInterface } from "node:readline/promises";
import { oneLine } from "../lib/visible.ts";

export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** @returns why the code must not run, or undefined if it may */
export async function refusedNativeCode(
  files: readonly string[],
  walls: string,
  { yes, terminal }: { yes: boolean; terminal: Terminal | undefined },
): Promise<string | undefined> {
  if (yes) return undefined;
  const warning = `Rust is native code: grading ${files.map(oneLine).join(", ")} compiles and runs it on this machine, as you.\n${walls}`;
  if (terminal === undefined) {
    return `${warning}\nNothing has run. Read the files, then pass --yes; or grade in a container (AUTHORING.md, "Grading Rust").`;
  }
  const question = createInterface(terminal);
  const ended = new Promise<string>((no) => question.once("close", () => no("")));
  const answer = await Promise.race([question.question(`${warning}\nRun it? [y/N] `), ended]);
  question.close();
  return /^y(es)?$/i.test(answer.trim()) ? undefined : "nothing has run";
}
