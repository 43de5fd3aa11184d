/** Which editor to show: the learner's choice, or the one that fits the pointer of the device. */
import { useSyncExternalStore } from "react";
import type { EditorChoice } from "../../progress/settings.ts";
import type { EditorKind } from "../../ui/editor/types.ts";

const COARSE = "(pointer: coarse)";

function subscribe(changed: () => void): () => void {
  const query = window.matchMedia(COARSE);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Monaco's authors do not support touch keyboards, so `auto` means the plain editor there. */
export function useEditorKind(choice: EditorChoice): EditorKind {
  const coarse = useSyncExternalStore(subscribe, () => window.matchMedia(COARSE).matches);
  if (choice !== "auto") return choice;
  return coarse ? "plain" : "full";
}
