/** What one entry of the gallery is: a program, how it is run, the question it asks, and the rule that answers it. */
import type { RuleId } from "../../film/rules.ts";
import type { RunConfig } from "../../film/run/config.ts";
import { DEFAULT_CONFIG } from "../../film/run/config.ts";

export interface Entry {
  title: string;
  question: string;
  rule: RuleId;
  text: string;
  config: RunConfig;
}

type Options = Partial<RunConfig> & { question: string; rule: RuleId };

export function entry(title: string, { question, rule, ...config }: Options, text: string): Entry {
  return { title, question, rule, text: text.trim(), config: { ...DEFAULT_CONFIG, ...config } };
}
