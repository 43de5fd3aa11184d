/** The explorer as a block of a lesson: opened on its program, or on what a link to one of its steps says. */
import { useState } from "react";
import type { Block } from "../lesson/types.ts";
import { Explorer } from "./Explorer.tsx";
import { readLink } from "./link.ts";

export default function ExplorerBlock({ block }: { block: Extract<Block, { kind: "explorer" }> }) {
  const [link] = useState(() => readLink(block.id, location.hash));
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
      />
    </>
  );
}
