import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../film/run/config.ts";
import { parseText } from "../film/program/text.ts";
import { record } from "../film/run/record.ts";
import { Film } from "../film/trace/film.ts";
import { companionBeat, moved, moveForKey } from "./player.ts";
import type { Move, Place } from "./player.ts";

function filmOf(text: string, flavor: "multi_thread" | "current_thread" = "multi_thread"): Film {
  const parsed = parseText(text);
  if (!parsed.ok) throw new Error(parsed.mistakes[0]?.message);
  return new Film(record(parsed.program, { ...DEFAULT_CONFIG, flavor }));
}

const THREE = "body 0\n  spawn 1\n  spawn 1\n  spawn 1\nbody 1";
const film = filmOf(THREE);
const at = (beat: number, playing = false): Place => ({ beat, playing });

describe("moving through a recording", () => {
  it("steps to and fro, and stops at both ends", () => {
    expect(moved(at(-1), { kind: "step", by: 1 }, film)).toEqual(at(0));
    expect(moved(at(-1), { kind: "step", by: -1 }, film)).toEqual(at(-1));
    expect(moved(at(0), { kind: "end" }, film)).toEqual(at(film.length - 1));
    expect(moved(at(film.length - 1), { kind: "step", by: 1 }, film)).toEqual(at(film.length - 1));
  });

  it("jumps from poll to poll", () => {
    const starts = film.polls.map((poll) => poll.startBeat);
    expect(moved(at(-1), { kind: "poll", by: 1 }, film).beat).toBe(starts[0]);
    expect(moved(at(starts[1]!), { kind: "poll", by: 1 }, film).beat).toBe(starts[2]);
    expect(moved(at(starts[1]!), { kind: "poll", by: -1 }, film).beat).toBe(starts[0]);
    expect(moved(at(starts[3]!), { kind: "poll", by: 1 }, film).beat).toBe(film.length - 1);
  });

  it("plays to the end, stops there, and plays again from the beginning", () => {
    expect(moved(at(2, true), { kind: "played", beats: 1_000 }, film)).toEqual(at(film.length - 1));
    expect(moved(at(film.length - 1), { kind: "toggle" }, film)).toEqual(at(-1, true));
    expect(moved(at(3, true), { kind: "toggle" }, film)).toEqual(at(3));
    expect(moved(at(3), { kind: "played", beats: 5 }, film)).toEqual(at(3));
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
          place = moved(place, one, film);
          expect(place.beat).toBeGreaterThanOrEqual(-1);
          expect(place.beat).toBeLessThan(film.length);
        }
      }),
    );
  });

  it("shows the same scene however one got there", () => {
    const fresh = filmOf("body 0\n  spawnmany 400\nbody 1\n  yield");
    const walked = filmOf("body 0\n  spawnmany 400\nbody 1\n  yield");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: walked.length - 1 }), { minLength: 1 }), (beats) => {
        for (const beat of beats) walked.sceneAt(beat);
        const beat = beats.at(-1)!;
        const straight = new Film(fresh.recording);
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
  const other = filmOf(THREE, "current_thread");
  for (let beat = -1; beat < film.length - 1; beat++) {
    expect(other.pollsBy(companionBeat(film, beat, other))).toBe(film.pollsBy(beat));
  }
});
