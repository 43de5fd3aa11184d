/** Holds the position in a recording: the picture hears of every beat, the rest of the page of only a few during fast playback. */
import type { Playback } from "../../recording/trace/playback.ts";
import { moved } from "./player.ts";
import type { Move, Place } from "./player.ts";

/** Above this speed, too fast to read, only the picture keeps up. */
const TOLD_EVERY_MS = 500;

export class Playhead {
  readonly #playback: Pick<Playback, "length" | "polls">;
  readonly #listeners = new Set<() => void>();
  readonly #draws = new Set<(beat: number) => void>();
  #place: Place;
  #told: Place;
  #toldMs = -Infinity;
  #glides = false;

  /** @param plays begins at once */
  constructor(playback: Pick<Playback, "length" | "polls">, beat: number, plays = false) {
    this.#playback = playback;
    this.#place = { beat: Math.min(beat, playback.length - 1), playing: plays && beat < playback.length - 1 };
    this.#told = this.#place;
  }

  /** The position that the page was last told. */
  readonly told = (): Place => this.#told;

  /** Whether the last move is one to watch, and not a jump. */
  readonly glides = (): boolean => this.#glides;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls the drawing code with each beat that the rest of the page skips. */
  readonly follow = (draw: (beat: number) => void): (() => void) => {
    this.#draws.add(draw);
    return () => this.#draws.delete(draw);
  };

  move(by: Move): void {
    this.#place = moved(this.#place, by, this.#playback);
    this.#glides = by.kind === "step" || by.kind === "poll";
    this.#tell();
  }

  /** @param nowMs of the frame that plays them */
  play(beats: number, nowMs: number, fast: boolean): void {
    this.#place = moved(this.#place, { kind: "played", beats }, this.#playback);
    this.#glides = !fast;
    const soon = nowMs - this.#toldMs < TOLD_EVERY_MS;
    if (!fast || !soon || !this.#place.playing) {
      this.#toldMs = nowMs;
      this.#tell();
    } else {
      for (const draw of this.#draws) draw(this.#place.beat);
    }
  }

  #tell(): void {
    this.#told = this.#place;
    for (const listener of this.#listeners) listener();
  }
}
