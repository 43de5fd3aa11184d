import { describe, expect, it } from "vitest";
import { parseText } from "../program/text.ts";
import { DEFAULT_CONFIG } from "../run/config.ts";
import type { RunConfig } from "../run/config.ts";
import type { Seen } from "../run/probe.ts";
import { record } from "../run/recorder.ts";
import type { Recording } from "../run/recorder.ts";
import { storyOf } from "./causes.ts";
import { Playback } from "./playback.ts";
import { checkInvariants } from "./invariants.ts";
import { sayBeat } from "./say.ts";

function recordingOf(text: string, config: Partial<RunConfig> = {}): Recording {
  const parsed = parseText(text);
  if (!parsed.ok) throw new Error(parsed.mistakes[0]?.message);
  return record(parsed.program, { ...DEFAULT_CONFIG, ...config });
}
const playbackOf = (text: string, config: Partial<RunConfig> = {}): Playback =>
  new Playback(recordingOf(text, config));
const sentences = (playback: Playback): string[] =>
  Array.from({ length: playback.length + 1 }, (_, i) => sayBeat(playback, i - 1));

describe("a playback in words", () => {
  it("says where each spawned task goes, and which task it displaces", () => {
    expect(sentences(playbackOf("body 0\n  spawn 1\n  spawn 1\nbody 1")).slice(0, 8)).toEqual([
      "Before the first step. The worker is asleep.",
      "A thread outside the runtime spawns task 0, which goes to the injection queue; worker 0 is notified.",
      "Worker 0 wakes up and begins to search for work.",
      "Worker 0, tick 2, takes task 0 from the injection queue, stops searching and polls task 0.",
      "Task 0 spawns task 1, which takes the LIFO slot.",
      "Task 0 spawns task 2, which takes the LIFO slot, and task 1, which was there, goes to the back of the local queue.",
      "Task 0 returns Ready and is done.",
      "Worker 0 takes task 2 from the LIFO slot and polls task 2.",
    ]);
  });

  it("describes a yield, a self-wake, a timer and an overflow", () => {
    const said = sentences(
      playbackOf("body 0\n  yield\n  selfwake\n  sleep 5\n  spawnmany 258\nbody 1"),
    ).join("\n");
    for (const sentence of [
      "Task 0 goes on the defer list, to be woken after a look at the driver, and returns Pending.",
      "The defer list wakes task 0, which takes the LIFO slot.",
      "Task 0 wakes itself: it is being polled, so it is queued after that poll.",
      "Task 0 returns Pending and goes to the back of the local queue.",
      "Task 0 sets a timer for 5 ms, must wait for a timer and returns Pending.",
      "Nothing can run: virtual time advances to 5 ms.",
      "the local queue is full: its newer half and the new task, 129 tasks, go to the injection queue, and task 258 takes the LIFO slot.",
    ]) {
      expect(said).toContain(sentence);
    }
  });

  it("says how much a thief takes", () => {
    const said = sentences(playbackOf("body 0\n  spawnmany 9\n  block 50\nbody 1", { workers: 2 })).join(
      "\n",
    );
    expect(said).toContain("steals 4 tasks, the older half rounded up, of worker");
  });

  it("every beat has a complete sentence", () => {
    for (const sentence of sentences(
      playbackOf("body 0\n  spawn 1\n  join 0\nbody 1\n  yield\n  budget 129", { workers: 3 }),
    )) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("the story of a task", () => {
  const playback = playbackOf("body 0\n  spawn 1\n  yield\n  osend 0\n  join 0\nbody 1\n  orecv 0");
  const child = playback.labels.find("1")!;
  const beatWhere = (kind: Seen["kind"], nth = 0): number => {
    const at = playback.recording.events.map((event, i) =>
      event.kind === kind && "task" in event && event.task === child ? i : -1,
    );
    return playback.beatOfEvent(at.filter((i) => i >= 0)[nth]!);
  };

  it("is described at each moment of its life", () => {
    expect(storyOf(playback, -1, child).now).toBe("Task 1 has not been spawned yet.");
    expect(storyOf(playback, beatWhere("spawn"), child).now).toMatch(
      /^Task 1 is in the LIFO slot of worker 0: it runs next there/,
    );
    expect(storyOf(playback, beatWhere("poll-start"), child).now).toBe("Task 1 is being polled by worker 0.");
    expect(storyOf(playback, beatWhere("poll-end"), child).now).toBe(
      "Task 1 is in no queue: it waits for a oneshot's value, and nothing has woken it since.",
    );
    expect(storyOf(playback, playback.length - 1, child).now).toBe("Task 1 is done and will not run again.");
  });

  it("links to its spawn, its wake, and its next run", () => {
    const story = storyOf(playback, beatWhere("wake"), child);
    expect(story).toMatchObject({
      spawned: { text: "spawned by task 0", beat: beatWhere("spawn") },
      woken: { text: "woken by task 0", beat: beatWhere("wake") },
      nextPoll: { text: "polled next by worker 0", beat: beatWhere("poll-start", 1) },
      polls: 1,
    });
  });
});

describe("the invariants", () => {
  const recording = recordingOf("body 0\n  spawn 1\n  spawn 1\n  yield\nbody 1\n  selfwake");
  const heldAfter = (change: (events: Seen[]) => Seen[]): boolean[] =>
    checkInvariants({ ...recording, events: change([...recording.events]) }).map(({ held }) => held);

  it("hold on a run of the model", () => {
    expect(heldAfter((events) => events)).toEqual([true, true, true, true]);
  });

  it("detect a task in two places", () => {
    const twice = heldAfter((events) =>
      events.flatMap((event) =>
        event.kind === "push" && event.queue === "run_queue" ? [event, event] : [event],
      ),
    );
    expect(twice[0]).toBe(false);
  });

  it("detect a worker that sleeps with work left", () => {
    const asleep = heldAfter((events) =>
      events.flatMap((event): Seen[] =>
        event.kind === "push" && event.worker === 0 ? [event, { ...event, kind: "park" } as Seen] : [event],
      ),
    );
    expect(asleep[1]).toBe(false);
  });

  it("detect a fifth poll in a tick", () => {
    const polls = heldAfter((events) => events.filter((event) => event.kind !== "tick"));
    expect(polls[2]).toBe(false);
  });

  it("detect an ignored injection queue", () => {
    const ticks = heldAfter((events) => {
      const first = events.findIndex((event) => event.kind === "tick");
      const tick = events[first] as Seen;
      return [...events.slice(0, first), ...Array.from({ length: 70 }, () => tick), ...events.slice(first)];
    });
    expect(ticks[3]).toBe(false);
  });
});
