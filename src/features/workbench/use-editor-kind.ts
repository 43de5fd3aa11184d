/** Which editor to show: the learner's choice, or the one that fits the pointer of the device. */
import type { EditorChoice } from "../../progress/settings.ts";
import type { EditorKind } from "../../ui/editor/types.ts";
import { useMedia } from "../../ui/use-media.ts";

/** Monaco's authors do not support touch keyboards, so `auto` means the plain editor there. */
export function useEditorKind(choice: EditorChoice): EditorKind {
  const coarse = useMedia("(pointer: coarse)");
  if (choice !== "auto") return choice;
  return coarse ? "plain" : "full";
}
