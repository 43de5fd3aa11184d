/** Checks of the order of a shutdown: who hears the signal, what is still answered, what is begun no more. */
import { capital } from "../../src/lib/words.ts";
import { fail } from "../check.ts";
import type { Check, Learner, Tools } from "../check.ts";
import { show } from "../show.ts";
import type { Answer, Peer } from "./peer.ts";
import { play } from "./play.ts";
import type { Played } from "./play.ts";

export function check(id: string, title: string, run: (learner: Learner, tools: Tools) => void): Check {
  return { id, title, needs: ["ConnectionManager"], run };
}

export const evidence = ({ timeline }: Played) => ({ trace: timeline.diverging(undefined) });

const endOf = (answer: Answer | undefined): number => answer?.endedMs ?? Infinity;

export const sideBySide = check("side-by-side", "connections are served side by side", (learner, tools) => {
  const played = play(learner, tools, {
    peers: [
      { asksMs: [0, 0], writeMs: 40, leavesMs: 100 },
      { asksMs: [6], writeMs: 5, comesMs: 5, leavesMs: 12 },
    ],
    graceMs: 50,
    signalsMs: [200],
  });
  const [slow, quick] = played.peers as [Peer, Peer];
  if (endOf(quick.answers[0]) > 11) {
    fail(
      `Peer 1 asked at 6 ms for an answer of 5 ms, and had ${quick.answers[0] === undefined ? "none" : `it at ${show(endOf(quick.answers[0]))} ms`}: it waited for peer 0, whose answers take 40 ms.`,
      "The accept loop must not await a connection: spawn a task for each, and accept the next.",
      evidence(played),
    );
  }
  if (slow.answers.length === 2) return;
  fail(
    `Peer 0 asked twice and got ${show(slow.answers.length)} of its answers.`,
    "A connection reads until the peer has hung up: `read()` is then ready with undefined.",
    evidence(played),
  );
});

export const idle = check(
  "idle",
  "a connection that waits for a request hears the signal",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [{ asksMs: [], writeMs: 5 }],
      graceMs: 50,
      signalsMs: [20],
    });
    expectEnd(played, 20, "An idle connection has nothing to finish: it closes at the signal.");
  },
);

export const busy = check(
  "busy",
  "a connection that is writing when the signal comes hears it too",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [{ asksMs: [5], writeMs: 20 }],
      graceMs: 50,
      signalsMs: [10],
    });
    expectEnd(played, 25, "After its answer, it asks for no further request: the signal has come.");
  },
);

export const early = check(
  "early",
  "a signal that comes before run() is polled is heard",
  (learner, tools) => {
    const played = play(learner, tools, { peers: [], graceMs: 50, signalsMs: [0] });
    expectEnd(played, 0, "There is nothing to wait for: the signal came before anybody.");
  },
);

function expectEnd(played: Played, ms: number, hint: string): void {
  if (played.endedMs <= ms) return;
  fail(
    `The signal came at ${show(played.signalMs)} ms, and run() was ready at ${show(played.endedMs)} ms; nothing was left to do after ${show(ms)} ms.`,
    hint,
    evidence(played),
  );
}

export const acceptsNoMore = check(
  "accepts-no-more",
  "after the signal nobody is accepted",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [
        { asksMs: [5], writeMs: 40, leavesMs: 60 },
        { asksMs: [], writeMs: 5, comesMs: 25, leavesMs: 30 },
      ],
      graceMs: 50,
      signalsMs: [10],
    });
    const late = played.peers[1]?.acceptedMs;
    if (late === undefined) return;
    fail(
      `Peer 1 connected at 25 ms and was accepted at ${show(late)} ms, but the signal came at 10 ms.`,
      "Stop accepting first, and only then wait for the connections: a peer that is not accepted can go to another server.",
      evidence(played),
    );
  },
);

export const drains = check(
  "drains",
  "requests that had arrived before the signal are answered",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [{ asksMs: [0, 1, 2], writeMs: 10, leavesMs: 3 }],
      graceMs: 100,
      signalsMs: [5],
    });
    const { answers } = played.peers[0] as Peer;
    if (answers.filter(({ end }) => end === "whole").length === 3) return;
    fail(
      `Peer 0 had asked three times when the signal came at 5 ms, with 100 ms of grace, and got ${show(answers.length)} ${answers.length === 1 ? "answer" : "answers"}.`,
      "After the signal, `tryRead()` gives what has arrived already. Answer it while the deadline has not passed.",
      evidence(played),
    );
  },
);

const BACKLOG = { asksMs: [0, 1, 2, 3, 4, 5, 6, 7], writeMs: 10, leavesMs: 8 };

export const deadline = check("deadline", "past the deadline no answer begins", (learner, tools) => {
  const played = play(learner, tools, { peers: [BACKLOG], graceMs: 30, signalsMs: [14] });
  expectNoneAfter(
    played,
    played.deadlineMs,
    "Look at the clock before each answer: the signal's time plus the grace.",
  );
});

export const secondSignal = check("second-signal", "a second signal moves no deadline", (learner, tools) => {
  const played = play(learner, tools, { peers: [BACKLOG], graceMs: 30, signalsMs: [14, 36] });
  expectNoneAfter(
    played,
    played.deadlineMs,
    "Keep the time of the first signal: `shutdown()` does nothing when it is called again.",
  );
});

function expectNoneAfter(played: Played, deadlineMs: number, hint: string): void {
  const { answers } = played.peers[0] as Peer;
  const late = answers.find(({ beganMs }) => beganMs > deadlineMs);
  if (late === undefined) return;
  fail(
    `The signal came at ${show(played.signalMs)} ms with 30 ms of grace, and the answer to ${late.request} began at ${show(late.beganMs)} ms.`,
    hint,
    evidence(played),
  );
}

export const wholeWrites = check(
  "whole-writes",
  "an answer that has begun is finished, past the deadline too",
  (learner, tools) => {
    const played = play(learner, tools, {
      peers: [
        { asksMs: [0], writeMs: 30, leavesMs: 1 },
        { asksMs: [0], writeMs: 90, leavesMs: 1 },
      ],
      graceMs: 40,
      signalsMs: [10],
    });
    const unfinished = played.peers
      .flatMap(({ name, answers }) => answers.map((answer) => ({ name, answer })))
      .find(({ answer }) => answer.end !== "whole" || endOf(answer) > played.endedMs);
    if (unfinished === undefined) return;
    const { name, answer } = unfinished;
    const when =
      answer.end === "cut"
        ? `cut at ${show(endOf(answer))} ms`
        : `not finished when run() was ready at ${show(played.endedMs)} ms`;
    fail(
      `${capital(name)} got half an answer: it began at ${show(answer.beganMs)} ms, and was ${when}. The signal came at 10 ms, the deadline at 50 ms.`,
      "Neither `select` nor `timeout` may have a write among its branches: what loses is dropped where it is. Look at the clock between two writes instead.",
      evidence(played),
    );
  },
);
