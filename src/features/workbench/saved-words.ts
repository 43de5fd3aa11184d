/** Says in words whether the learner's work is safe. */
import type { SaveState } from "../../progress/saver.ts";

/** `now` in ms since the epoch. */
export function savedWords(state: SaveState, now: number): string {
  switch (state.kind) {
    case "saving":
      return "Saving …";
    case "failed":
      return `Not saved: ${state.message}`;
    case "saved":
      return state.at === undefined ? "Saved as you type" : `Saved ${ago(now - state.at)}`;
  }
}

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
