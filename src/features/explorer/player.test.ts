import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import { parseText } from "../../recording/program/text.ts";
import { record } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";
import { companionBeat, moved, moveForKey } from "./player.ts";
import type { Move, Place } from "./player.ts";

function playbackOf(text: string, flavor: "multi_thread" | "current_thread" = "multi_thread"): Playback {
  const parsed = parseText(text);
  if (!parsed.ok) throw new Error(parsed.mistakes[0]?.message);
  return new Playback(record(parsed.program, { ...DEFAULT_CONFIG, flavor }));
}

const THREE = "body 0\n  spawn 1\n  spawn 1\n  spawn 1\nbody 1";
const playback = playbackOf(THREE);
const at = (beat: number, playing = false): Place => ({ beat, playing });

describe("moving through a recording", () => {
  it("steps to and fro, and stops at both ends", () => {
    expect(moved(at(-1), { kind: "step", by: 1 }, playback)).toEqual(at(0));
    expect(moved(at(-1), { kind: "step", by: -1 }, playback)).toEqual(at(-1));
    expect(moved(at(0), { kind: "end" }, playback)).toEqual(at(playback.length - 1));
    expect(moved(at(playback.length - 1), { kind: "step", by: 1 }, playback)).toEqual(
      at(playback.length - 1),
    );
  });

  it("jumps from poll to poll", () => {
    const starts = playback.polls.map((poll) => poll.startBeat);
    expect(moved(at(-1), { kind: "poll", by: 1 }, playback).beat).toBe(starts[0]);
    expect(moved(at(starts[1]!), { kind: "poll", by: 1 }, playback).beat).toBe(starts[2]);
    expect(moved(at(starts[1]!), { kind: "poll", by: -1 }, playback).beat).toBe(starts[0]);
    expect(moved(at(starts[3]!), { kind: "poll", by: 1 }, playback).beat).toBe(playback.length - 1);
  });

  it("plays to the end, stops there, and plays again from the beginning", () => {
    expect(moved(at(2, true), { kind: "played", beats: 1_000 }, playback)).toEqual(at(playback.length - 1));
    expect(moved(at(playback.length - 1), { kind: "toggle" }, playback)).toEqual(at(-1, true));
    expect(moved(at(3, true), { kind: "toggle" }, playback)).toEqual(at(3));
    expect(moved(at(3), { kind: "played", beats: 5 }, playback)).toEqual(at(3));
  });

  it("never leaves the recording, whatever the moves", () => {
    const move: fc.Arbitrary<Move> = fc.oneof(
      fc.record({
        kind: fc.constantFrom("step" as const, "poll" as const),
        by: fc.constantFrom(1 as const, -1 as const),
      }),
      fc.record({
        kind: fc.constantFrom("start" as const, "end" as const, "toggle" as const, "pause" as const),
      }),
      fc.record({ kind: fc.constant("go" as const), beat: fc.integer() }),
      fc.record({ kind: fc.constant("played" as const), beats: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let place = at(-1);
        for (const one of moves) {
          place = moved(place, one, playback);
          expect(place.beat).toBeGreaterThanOrEqual(-1);
          expect(place.beat).toBeLessThan(playback.length);
        }
      }),
    );
  });

  it("shows the same scene however one got there", () => {
    const fresh = playbackOf("body 0\n  spawnmany 400\nbody 1\n  yield");
    const walked = playbackOf("body 0\n  spawnmany 400\nbody 1\n  yield");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: walked.length - 1 }), { minLength: 1 }), (beats) => {
        for (const beat of beats) walked.sceneAt(beat);
        const beat = beats.at(-1)!;
        const straight = new Playback(fresh.recording);
        expect(walked.sceneAt(beat)).toEqual(straight.sceneAt(beat));
      }),
      { numRuns: 20 },
    );
  });

  it("has a key for each move", () => {
    expect(
      [" ", "ArrowRight", "ArrowLeft", "Home", "End"].map((key) => moveForKey(key, false)?.kind),
    ).toEqual(["toggle", "step", "step", "start", "end"]);
    expect(moveForKey("ArrowRight", true)).toEqual({ kind: "poll", by: 1 });
    expect(moveForKey("a", false)).toBeUndefined();
  });
});

it("keeps current_thread abreast of multi_thread, poll for poll", () => {
  const other = playbackOf(THREE, "current_thread");
  for (let beat = -1; beat < playback.length - 1; beat++) {
    expect(other.pollsBy(companionBeat(playback, beat, other))).toBe(playback.pollsBy(beat));
  }
});
