/** Asks before somebody else's native code runs on this machine. */
import { createInterface } from "node:readline/promises";
import { oneLine } from "../lib/visible.ts";

export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** @returns why the code is not run, or undefined when it may be */
export async function refusedNativeCode(
  files: readonly string[],
  walls: string,
  { yes, terminal }: { yes: boolean; terminal: Terminal | undefined },
): Promise<string | undefined> {
  if (yes) return undefined;
  const warning = `Rust is native code: grading ${files.map(oneLine).join(", ")} compiles and runs it on this machine, as you.\n${walls}`;
  if (terminal === undefined) {
    return `${warning}\nNothing was run. Read the files, then pass --yes; or grade in a container (AUTHORING.md, "Grading Rust").`;
  }
  const question = createInterface(terminal);
  const ended = new Promise<string>((no) => question.once("close", () => no("")));
  const answer = await Promise.race([question.question(`${warning}\nRun it? [y/N] `), ended]);
  question.close();
  return /^y(es)?$/i.test(answer.trim()) ? undefined : "nothing was run";
}
