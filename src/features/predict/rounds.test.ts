import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globalQueueInterval } from "../../recording/run/config.ts";
import { PREDICT_RULES } from "../../course/explorer-programs.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";
import { answered, MASTERED, makeRound, nextRule, NOTHING_LEARNED } from "./rounds.ts";
import { MAX_ROUNDS } from "../../progress/schema.ts";

describe.each(PREDICT_RULES)("a round of %s", (rule) => {
  const rounds = Array.from({ length: 12 }, (_, number) => makeRound(rule, number));

  it("asks for the very poll that the model makes next on that worker", () => {
    for (const { playback, decision } of rounds) {
      const next = playback.polls.find(
        (poll) => poll.startBeat > decision.beat && poll.worker === decision.worker,
      );
      expect(next).toMatchObject({ task: decision.answer, startBeat: decision.pollBeat });
    }
  });

  it("has at least two candidates, the answer among them", () => {
    for (const { decision } of rounds) {
      expect(decision.candidates.length).toBeGreaterThanOrEqual(2);
      expect(decision.candidates).toContain(decision.answer);
    }
  });

  it("is the same for the same number, and not the same each time", () => {
    const again = makeRound(rule, 5);
    expect(again.decision).toEqual(rounds[5]!.decision);
    const different = new Set(
      rounds.map(({ playback, decision }) => JSON.stringify([playback.recording.program, decision])),
    );
    expect(different.size).toBeGreaterThan(3);
  });
});

describe("what decides", () => {
  const sceneBefore = (rule: (typeof PREDICT_RULES)[number], number: number) => {
    const { playback, decision } = makeRound(rule, number);
    return {
      playback,
      decision,
      scene: playback.sceneAt(decision.beat),
      worker: playback.sceneAt(decision.beat).workers[decision.worker]!,
    };
  };

  it("is what stands where the rule says", () => {
    for (let number = 0; number < 10; number++) {
      const slot = sceneBefore("lifo-slot", number);
      expect(slot.worker.lifoSlot).toBe(slot.decision.answer);

      const ring = sceneBefore("local-queue", number);
      expect([ring.worker.lifoSlot, ring.worker.runQueue.first(1)]).toEqual([null, [ring.decision.answer]]);

      const yielded = sceneBefore("defer", number);
      // The first to yield is woken last, so it takes the slot.
      expect(yielded.worker.deferred[0]).toBe(yielded.decision.answer);

      const cap = sceneBefore("lifo-cap", number);
      expect([cap.worker.pollsThisTick, cap.worker.lifoSlot]).toEqual([4, null]);

      const budget = sceneBefore("budget", number);
      expect(budget.worker.budget).toBe(0);
      expect(budget.worker.lifoSlot).not.toBe(budget.decision.answer);

      const turn = sceneBefore("global-interval", number);
      expect(turn.scene.inject.first(1)).toEqual([turn.decision.answer]);
      expect((turn.worker.tick + 1) % globalQueueInterval(turn.playback.recording.config)).toBe(0);

      const stolen = sceneBefore("steal", number);
      const victim = stolen.scene.workers[1 - stolen.decision.worker]!;
      const half = Math.ceil(victim.runQueue.length / 2);
      expect(victim.runQueue.first(half).at(-1)).toBe(stolen.decision.answer);
    }
  });
});

describe("which rule comes next", () => {
  const rules: readonly PredictRule[] = ["fifo", "lifo-slot", "defer"];

  it("is the easiest that is not known", () => {
    expect(nextRule(rules, NOTHING_LEARNED)).toBe("fifo");
    let mastery = NOTHING_LEARNED;
    for (let i = 0; i < MASTERED; i++) mastery = answered(mastery, "fifo", true);
    expect(nextRule(rules, { ...mastery, answered: 3 })).toBe("lifo-slot");
    mastery = answered(mastery, "fifo", false);
    const next = ["lifo-slot", "defer"] as const;
    for (const rule of next) mastery = answered(mastery, rule, true);
    for (const rule of next) mastery = answered(mastery, rule, false);
    for (const rule of next) mastery = answered(mastery, rule, false);
    expect(nextRule(rules, mastery, "defer")).toBe("fifo");
  });

  it.each([true, false])("is never that of the round before (answers right: %s)", (right) => {
    let mastery = NOTHING_LEARNED;
    const asked: PredictRule[] = [];
    for (let i = 0; i < 12; i++) {
      const rule = nextRule(rules, mastery, asked.at(-1));
      expect(rule).not.toBe(asked.at(-1));
      asked.push(rule);
      mastery = answered(mastery, rule, right);
    }
    expect(new Set(asked.slice(0, 3)).size).toBe(3);
    expect(nextRule(["fifo"], mastery, "fifo")).toBe("fifo");
  });

  it("is always one of those asked for, and each third round one that is known", () => {
    const step = fc.record({ rule: fc.constantFrom(...rules), right: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let mastery = NOTHING_LEARNED;
        for (const { rule, right } of steps) mastery = answered(mastery, rule, right);
        const rule = nextRule(rules, mastery);
        expect(rules).toContain(rule);
        const known = rules.filter((one) => (mastery.rules[one]?.streak ?? 0) >= MASTERED);
        const goesBack = known.length > 0 && mastery.answered % 3 === 2;
        expect(goesBack && !known.includes(rule)).toBe(false);
      }),
    );
  });
});

it("makes a round of the largest number that is kept, and counts no further", () => {
  expect(makeRound("fifo", MAX_ROUNDS).decision.rule).toBe("fifo");
  const mastery = answered({ answered: MAX_ROUNDS, rules: {} }, "fifo", true);
  expect(mastery.answered).toBe(MAX_ROUNDS);
});
