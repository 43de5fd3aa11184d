/** The explorer as a lesson block, with the learner's own programs. */
import type { Block } from "../../course/types.ts";
import { useProgress } from "../../progress/store.ts";
import type { EditorKind } from "../../ui/editor/types.ts";
import { ExplorerAt } from "./ExplorerAt.tsx";
import { useOwnPrograms } from "./own-programs.ts";

interface Props {
  /** The key that stores the learner's own programs. */
  id: string;
  block: Extract<Block, { kind: "explorer" }>;
  /** In a lesson the plain editor: the full one is as large as the rest of the course. */
  kind?: EditorKind;
}

export default function ExplorerBlock({ id, block, kind = "plain" }: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  const own = useOwnPrograms(id);
  if (!ready) return <div aria-busy="true" />;
  return <ExplorerAt block={block} kind={kind} own={own} />;
}
