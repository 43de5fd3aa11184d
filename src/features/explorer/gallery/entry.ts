/** The type of a gallery entry: a program, how it runs, its question, and the rule that answers it. */
import type { RuleId } from "../../../recording/rules.ts";
import type { RunConfig } from "../../../recording/run/config.ts";
import { DEFAULT_CONFIG } from "../../../recording/run/config.ts";
import type { Written } from "../written.ts";

export interface Entry {
  title: string;
  question: string;
  rule: RuleId;
  written: Written;
  /** The same in Rust, of what is written in TypeScript. */
  rust?: string | undefined;
  config: RunConfig;
}

type Options = Partial<RunConfig> & { question: string; rule: RuleId };

/** As a task program. */
export function entry(title: string, options: Options, text: string): Entry {
  return made(title, options, { language: "program", text: text.trim() });
}

/** In TypeScript, with the learner API, and in Rust. */
export function codeEntry(title: string, options: Options, text: string, rust: string): Entry {
  const written: Written = { language: "code", text: text.trimStart() };
  return { ...made(title, options, written), rust: rust.trimStart() };
}

function made(title: string, { question, rule, ...config }: Options, written: Written): Entry {
  return { title, question, rule, written, config: { ...DEFAULT_CONFIG, ...config } };
}
