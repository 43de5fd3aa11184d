/** The explorer as a block of a lesson: opened on its program, or on what a link to one of its steps says. */
import { useState } from "react";
import type { Block } from "../../course/types.ts";
import { useProgress } from "../../progress/store.ts";
import { Explorer } from "./Explorer.tsx";
import { readLink } from "./link.ts";
import { useOwnPrograms } from "./own-programs.ts";

interface Props {
  /** What the learner's own programs are stored under. */
  id: string;
  block: Extract<Block, { kind: "explorer" }>;
}

export default function ExplorerBlock({ id, block }: Props) {
  const [link] = useState(() => readLink(block.id, location.hash));
  const ready = useProgress((state) => state.phase === "ready");
  const own = useOwnPrograms(id);
  if (!ready) return <div aria-busy="true" />;
  return (
    <>
      {link.kind === "broken" && (
        <p className="notice" data-tone="warn" role="status">
          The link to a step of this run is broken: {link.why}. The explorer begins at the beginning.
        </p>
      )}
      <Explorer
        blockId={block.id}
        programs={block.programs}
        linked={link.kind === "linked" ? link.linked : null}
        own={own}
      />
    </>
  );
}
