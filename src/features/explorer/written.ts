/** The text of a program, as Rust, as TypeScript with the learner API or as a task program; and the substitute for a missing one. */
import * as v from "valibot";
import { printCode } from "../../recording/program/code.ts";
import { printRust } from "../../recording/program/rust.ts";
import { MAX_WORKERS } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { MAX_TEXT } from "../../recording/program/ops.ts";
import { parseText } from "../../recording/program/text.ts";

/** Longer programs are exercises, and no link can hold them. */
export const MAX_CODE = 20_000;

export const Written = v.variant("language", [
  v.object({ language: v.literal("rust"), text: v.pipe(v.string(), v.maxLength(MAX_CODE)) }),
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

const RUST_STARTER = `#[tokio::main]
async fn main() {
    let child = tokio::spawn(child());
    child.await.unwrap();
}

async fn child() {
    tokio::task::yield_now().await;
}
`;

const WORDS_STARTER = "body 0\n  spawn 1\n  join 0\nbody 1\n  yield";

/** What a text in another language says first. */
const another = (mark: string, from: string): string =>
  `${mark} What is written in ${from} is not translated; this is another program.\n`;

/** The same program in each language, where each can express it. */
export function draftsOf(written: Written, config: RunConfig): Drafts {
  switch (written.language) {
    case "rust":
      return {
        rust: written.text,
        code: another("//", "Rust") + STARTER,
        program: another("#", "Rust") + WORDS_STARTER,
      };
    case "code":
      return {
        rust: another("//", "TypeScript") + RUST_STARTER,
        code: written.text,
        program: another("#", "TypeScript") + WORDS_STARTER,
      };
    case "program": {
      const parsed = parseText(written.text);
      const why = parsed.ok
        ? "// `xspawn` takes a runtime's Handle, which programs here do not have; this is another program.\n"
        : "";
      return {
        rust: rustOf(written.text, config) ?? why + RUST_STARTER,
        code: (parsed.ok ? printCode(parsed.program) : null) ?? why + STARTER,
        program: written.text,
      };
    }
  }
}

/** A task program in Rust, as it runs under a configuration; null if it has mistakes or Rust cannot express it. */
export function rustOf(text: string, { flavor, root, workers }: RunConfig): string | null {
  const parsed = parseText(text);
  return parsed.ok ? printRust(parsed.program, { flavor, root, workers }) : null;
}

/** How a Rust program runs: as its `#[tokio::main]` or its `Builder` says, and for the rest as the settings do. */
export function rustConfig(text: string, config: RunConfig): RunConfig {
  const [attribute, args = ""] = /#\[tokio::main(?:\(([^)]*)\))?\]/.exec(text) ?? [];
  const told = attribute === undefined ? text : args;
  const flavor = /flavor\s*=\s*"current_thread"|\bnew_current_thread\b/.test(told)
    ? "current_thread"
    : "multi_thread";
  const named = Number(/worker_threads(?:\s*=\s*|\()(\d+)/.exec(told)?.[1] ?? config.workers);
  return { ...config, root: "main", flavor, workers: Math.min(MAX_WORKERS, Math.max(1, named)) };
}
