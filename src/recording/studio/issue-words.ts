/** What the schema has against a value, in plain words. */
import type * as v from "valibot";
import { formatCount } from "../../lib/units.ts";

const MOST_SHOWN = 60;

export function issueWords({ expected, received, message, type, requirement }: v.BaseIssue<unknown>): string {
  const bound = typeof requirement === "number" ? formatCount(requirement) : "";
  switch (type) {
    case "regex":
    case "check":
      return message;
    case "strict_object":
    case "variant":
      if (expected === "never") return `unknown field ${received}`;
      if (received === "undefined") return `${expected?.replaceAll('"', "")} is missing`;
      break;
    case "min_value":
      return `expected at least ${requirement as number}, got ${received}`;
    case "max_value":
      return `expected at most ${bound}, got ${received}`;
    case "max_length":
      return `too long: expected at most ${bound}, got ${received}`;
    case "integer":
      return `expected a whole number, got ${received}`;
  }
  return expected === null ? message : `expected ${plain(expected)}, got ${plain(received)}`;
}

/** What JavaScript calls Object is a map in YAML; a long text is cut. */
const plain = (words: string): string =>
  ({
    Object: "a map of fields",
    Array: "a list",
    number: "a number",
    string: "text",
    boolean: "true or false",
    null: "nothing",
    undefined: "nothing",
  })[words] ?? (words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words);
