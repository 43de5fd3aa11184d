/** Checks of what is left after a shutdown: every connection closed, and the account that `run` gives of them. */
import { fail } from "../check.ts";
import { inBand } from "../histogram/judge.ts";
import { newHistogram } from "../histogram/subject.ts";
import { elementsOf, max } from "../primordials.ts";
import { show } from "../show.ts";
import type { Peer } from "./peer.ts";
import { play } from "./play.ts";
import { check, evidence } from "./shutdown.ts";

export const goodbye = check("goodbye", "every connection is closed, once and last", (learner, tools) => {
  const played = play(learner, tools, {
    peers: [
      { asksMs: [0], writeMs: 5, leavesMs: 10 },
      { asksMs: [0], writeMs: 40, leavesMs: 50 },
      { asksMs: [], writeMs: 5, leavesMs: 60 },
    ],
    graceMs: 50,
    signalsMs: [30],
  });
  const odd = played.accepted.find(({ closes, usedClosed }) => closes !== 1 || usedClosed);
  if (odd === undefined) return;
  fail(
    odd.usedClosed
      ? `The connection of ${odd.name} was used after it had been closed.`
      : `The connection of ${odd.name} was ${odd.closes === 0 ? "never closed" : `closed ${show(odd.closes)} times`}.`,
    odd.name === "peer 0" && odd.closes === 0
      ? "Its peer hung up before the signal: there are two ways out of the loop, and both lead to `close()`."
      : "Close where the task of the connection ends, and nowhere else.",
    evidence(played),
  );
});

export const broken = check("broken", "a connection that breaks takes nobody with it", (learner, tools) => {
  const played = play(learner, tools, {
    peers: [
      { asksMs: [0, 1], writeMs: 10, breaksAt: 2, leavesMs: 30 },
      { asksMs: [0], writeMs: 60, leavesMs: 61 },
    ],
    graceMs: 100,
    signalsMs: [40],
  });
  const other = played.peers[1] as Peer;
  const [ofBroken] = elementsOf(played.shutdown.answered);
  if (other.answers[0]?.end === "whole" && played.endedMs >= 60 && ofBroken === 1) return;
  fail(
    ofBroken === 1
      ? `The connection of peer 0 broke at 20 ms, and run() was ready at ${show(played.endedMs)} ms, while peer 1 was being answered until 60 ms.`
      : `The connection of peer 0 broke in its second answer, so it was answered once; run() says ${show(ofBroken)}.`,
    "Catch it in the connection's own task: what a task throws, its JoinHandle throws in your gather.",
    evidence(played),
  );
});

export const inOrder = check(
  "in-order",
  "answered is in the order in which connections were accepted",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [
        { asksMs: [0, 0, 0], writeMs: 20, leavesMs: 70 },
        { asksMs: [0], writeMs: 5, leavesMs: 10 },
        { asksMs: [0, 0], writeMs: 10, leavesMs: 30 },
      ],
      graceMs: 200,
      signalsMs: [15],
    });
    const expected = played.accepted.map(
      ({ answers }) => answers.filter(({ end }) => end === "whole").length,
    );
    const answered = elementsOf(played.shutdown.answered);
    if (answered.length === expected.length && answered.every((count, index) => count === expected[index]))
      return;
    fail(
      `Connections were accepted in the order ${played.accepted.map(({ name }) => name).join(", ")} and got ${show(expected)} answers; run() says ${show(answered)}.`,
      "`gather` gives results in input order, whoever is first: gather one JoinHandle for each connection, also for those that closed long ago.",
      evidence(played),
    );
  },
);

export const kept = check(
  "kept",
  "kept has one latency for each connection that was open at the signal",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [
        { asksMs: [0], writeMs: 5, leavesMs: 10 },
        { asksMs: [25], writeMs: 90, leavesMs: 26 },
        { asksMs: [], writeMs: 5, leavesMs: 90 },
        { asksMs: [28], writeMs: 30, leavesMs: 29 },
      ],
      graceMs: 50,
      signalsMs: [40],
    });
    const due = played.accepted
      .filter(({ closedMs }) => closedMs !== undefined && closedMs >= played.signalMs)
      .map(({ name, closedMs }) => ({ name, ns: ((closedMs as number) - played.signalMs) * 1e6 }))
      .toSorted((a, b) => a.ns - b.ns);
    const histogram = newHistogram({ Histogram: given(played.shutdown.kept) });
    if (histogram.count() !== due.length) {
      fail(
        `${show(due.length)} connections were open when the signal came, and kept has ${show(histogram.count())} latencies.`,
        "Record once for each connection, where it closes, and only if the signal has come.",
        evidence(played),
      );
    }
    for (const [index, { name, ns }] of due.entries()) {
      const answer = histogram.percentile((index + 0.5) / due.length);
      // 0 ns is counted in the first bucket.
      if (inBand(answer, max(1, ns))) continue;
      fail(
        `The connection of ${name} closed ${show(ns / 1e6)} ms after the signal, which is ${show(ns)} ns, and kept has ${show(answer)} ns in its place.`,
        "A latency here goes from the signal to the close, `now()` is in ms, and the Histogram counts ns.",
        evidence(played),
      );
    }
  },
);

/** A class that makes what is there already: the checks of Histogram begin with `new`. */
function given(instance: object): new () => object {
  return function Histogram() {
    return instance;
  } as unknown as new () => object;
}
