/** The position in a recording and the moves through it; pure functions, so that tests can call them. */
import type { Playback } from "../../recording/trace/playback.ts";

export interface Place {
  /** The beat just shown; -1 is before the first. */
  beat: number;
  playing: boolean;
}

export type Move =
  | { kind: "step"; by: 1 | -1 }
  /** Moves to the start of the next or the previous poll. */
  | { kind: "poll"; by: 1 | -1 }
  | { kind: "go"; beat: number }
  | { kind: "start" }
  | { kind: "end" }
  | { kind: "toggle" }
  | { kind: "pause" }
  /** Advances playback by this many beats. */
  | { kind: "played"; beats: number };

export function moved(place: Place, move: Move, playback: Pick<Playback, "length" | "polls">): Place {
  const last = playback.length - 1;
  const at = (beat: number, playing = false): Place => ({
    beat: Math.max(-1, Math.min(last, beat)),
    playing,
  });
  switch (move.kind) {
    case "step":
      return at(place.beat + move.by);
    case "poll":
      return at(neighbourPoll(place.beat, move.by, playback));
    case "go":
      return at(move.beat);
    case "start":
      return at(-1);
    case "end":
      return at(last);
    case "toggle":
      if (place.playing) return at(place.beat);
      // At the end, playing starts again from the beginning.
      return at(place.beat >= last ? -1 : place.beat, last >= 0);
    case "pause":
      return at(place.beat);
    case "played": {
      if (!place.playing) return place;
      const beat = place.beat + move.beats;
      return at(beat, beat < last);
    }
  }
}

function neighbourPoll(
  beat: number,
  by: 1 | -1,
  { polls, length }: Pick<Playback, "length" | "polls">,
): number {
  if (by === 1) return polls.find((poll) => poll.startBeat > beat)?.startBeat ?? length - 1;
  return polls.findLast((poll) => poll.startBeat < beat)?.startBeat ?? -1;
}

/** What a key does in the explorer; undefined for keys that it ignores. */
export function moveForKey(key: string, shift: boolean): Move | undefined {
  switch (key) {
    case " ":
      return { kind: "toggle" };
    case "ArrowRight":
    case "ArrowDown":
      return { kind: shift ? "poll" : "step", by: 1 };
    case "ArrowLeft":
    case "ArrowUp":
      return { kind: shift ? "poll" : "step", by: -1 };
    case "Home":
      return { kind: "start" };
    case "End":
      return { kind: "end" };
    default:
      return undefined;
  }
}

/** The beat of another recording at which the same number of task polls have begun and ended as here. */
export function companionBeat(playback: Playback, beat: number, other: Playback): number {
  const begun = playback.pollsBy(beat);
  const last = playback.polls[begun - 1];
  if (last === undefined) return -1;
  const match = other.polls[begun - 1];
  if (match === undefined || beat >= playback.length - 1) return other.length - 1;
  const over = last.endBeat !== null && last.endBeat <= beat;
  return over ? (match.endBeat ?? match.startBeat) : match.startBeat;
}
