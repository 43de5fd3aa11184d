/** Makes the rounds of the game: chooses the next rule, and finds a decision by that rule from a seed. */
import { record } from "../../recording/run/recorder.ts";
import type { ProgramRecording } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";
import { MAX_ROUNDS, type Mastery } from "../../progress/schema.ts";
import { decisionsOf } from "./decisions.ts";
import type { Decision } from "./decisions.ts";
import { generate } from "./generate.ts";

export interface Round {
  rule: PredictRule;
  playback: Playback<ProgramRecording>;
  decision: Decision;
}

export const NOTHING_LEARNED: Mastery = { answered: 0, rules: {} };

/** After this many right answers in a row, a rule counts as known and the next harder one follows. */
export const MASTERED = 2;
const LEAST_CANDIDATES = 3;
const MOST_CANDIDATES = 10;
const ATTEMPTS = 400;

/** So many rules are asked for in turn. */
const AT_ONCE = 3;

/**
 * Of the easiest rules that are not known the one asked for least; each third round returns to a known one.
 * @param last of the round before: the next asks for another, so that no two in a row look alike
 */
export function nextRule(rules: readonly PredictRule[], mastery: Mastery, last?: PredictRule): PredictRule {
  const isKnown = (rule: PredictRule) => (mastery.rules[rule]?.streak ?? 0) >= MASTERED;
  const isAnother = (rule: PredictRule) => rule !== last;
  const seen = (rule: PredictRule) => mastery.rules[rule]?.seen ?? 0;
  const known = rules.filter(isKnown).filter(isAnother);
  const open = rules
    .filter((rule) => !isKnown(rule))
    .slice(0, AT_ONCE)
    .filter(isAnother);
  const again = known[mastery.answered % Math.max(1, known.length)];
  if (again !== undefined && (open.length === 0 || mastery.answered % 3 === 2)) return again;
  return (open.toSorted((a, b) => seen(a) - seen(b))[0] ?? rules[0]) as PredictRule;
}

/**
 * The round for this number; the same number always gives the same round.
 * @throws Error when no program of the family has such a decision; the tests rule this out
 */
export function makeRound(rule: PredictRule, number: number): Round {
  let fewer: Round | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { program, config } = generate(rule, number * ATTEMPTS + attempt);
    const playback = new Playback(record(program, config));
    for (const decision of decisionsOf(playback)) {
      const { length } = decision.candidates;
      if (decision.rule !== rule || length < 2 || length > MOST_CANDIDATES) continue;
      if (length >= LEAST_CANDIDATES) return { rule, playback, decision };
      fewer ??= { rule, playback, decision };
    }
  }
  if (fewer === null) throw new Error(`no program was found in which ${rule} decides`);
  return fewer;
}

export function answered(mastery: Mastery, rule: PredictRule, right: boolean): Mastery {
  const { seen, right: rightSoFar, streak } = mastery.rules[rule] ?? { seen: 0, right: 0, streak: 0 };
  return {
    answered: Math.min(mastery.answered + 1, MAX_ROUNDS),
    rules: {
      ...mastery.rules,
      [rule]: { seen: seen + 1, right: rightSoFar + (right ? 1 : 0), streak: right ? streak + 1 : 0 },
    },
  };
}
