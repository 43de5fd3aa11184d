/** The text of a program, as TypeScript with the learner API or as a task program; and the substitute for a missing one. */
import * as v from "valibot";
import { printCode } from "../../recording/program/code.ts";
import { MAX_TEXT } from "../../recording/program/ops.ts";
import { parseText } from "../../recording/program/text.ts";

/** Longer programs are exercises, and no link can hold them. */
export const MAX_CODE = 20_000;

export const Written = v.variant("language", [
  v.object({ language: v.literal("code"), text: v.pipe(v.string(), v.maxLength(MAX_CODE)) }),
  v.object({ language: v.literal("program"), text: v.pipe(v.string(), v.maxLength(MAX_TEXT)) }),
]);
export type Written = v.InferOutput<typeof Written>;
export type Language = Written["language"];

/** One text in each language. */
export type Drafts = Readonly<Record<Language, string>>;

const STARTER = `import { asyncBlock, awaited } from "std/future";
import { spawn, yieldNow } from "tokio";

export function* main() {
  const handle = spawn(asyncBlock(child));
  yield* awaited(handle);
}

function* child() {
  yield* awaited(yieldNow());
}
`;

/** The same program in both languages, where each can express it. */
export function draftsOf(written: Written): Drafts {
  if (written.language === "code")
    return {
      code: written.text,
      program:
        "# What is written in TypeScript has no words here; this is another program.\nbody 0\n  spawn 1\n  join 0\nbody 1\n  yield",
    };
  const parsed = parseText(written.text);
  const code = parsed.ok ? printCode(parsed.program) : null;
  const why = parsed.ok
    ? "// `xspawn` takes a runtime's Handle, which the learner API does not have; this is another program.\n"
    : "";
  return { program: written.text, code: code ?? why + STARTER };
}
