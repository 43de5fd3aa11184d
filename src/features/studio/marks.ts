/** What is written on each box that the lints or the last run have something to say about. */
import type { Finding } from "../../recording/studio/lints.ts";

export interface Mark {
  /** `overload`: its queue is the first that overflows. */
  tone: "finding" | "overload";
  words: readonly string[];
}
export type Marks = ReadonlyMap<string, Mark>;

export function marksOf(findings: readonly Finding[], overloadedQueue: string | null): Marks {
  const words = new Map<string, Set<string>>();
  const say = (at: string, word: string) => words.set(at, (words.get(at) ?? new Set()).add(word));
  if (overloadedQueue !== null) say(overloadedQueue, "overloaded first");
  for (const { at, also = [], rule } of findings) for (const box of [at, ...also]) say(box, rule);
  return new Map(
    [...words].map(([at, all]) => [
      at,
      { tone: at === overloadedQueue ? "overload" : "finding", words: [...all] },
    ]),
  );
}
