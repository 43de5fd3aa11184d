/** Which editor to show: the learner's choice, or the one that fits the pointer of the device. */
import { useMedia } from "../use-media.ts";
import type { EditorKind } from "./types.ts";

/** Monaco's authors do not support touch keyboards, so `auto` means the plain editor there. */
export function useEditorKind(choice: "auto" | EditorKind): EditorKind {
  const coarse = useMedia("(pointer: coarse)");
  if (choice !== "auto") return choice;
  return coarse ? "plain" : "full";
}
