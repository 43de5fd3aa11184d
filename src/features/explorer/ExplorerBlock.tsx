/** The explorer as a lesson block: it opens its program, or what a link to one of its steps names. */
import { useMemo } from "react";
import type { Block } from "../../course/types.ts";
import { useProgress } from "../../progress/store.ts";
import { useArrivedHash } from "../../ui/arrived-hash.ts";
import type { EditorKind } from "../../ui/editor/types.ts";
import { Explorer } from "./Explorer.tsx";
import { readLink } from "./link.ts";
import { useOwnPrograms } from "./own-programs.ts";

interface Props {
  /** The key that stores the learner's own programs. */
  id: string;
  block: Extract<Block, { kind: "explorer" }>;
  /** In a lesson the plain editor: the full one is as large as the rest of the course. */
  kind?: EditorKind;
}

export default function ExplorerBlock({ id, block, kind = "plain" }: Props) {
  const hash = useArrivedHash();
  const link = useMemo(() => readLink(block.id, hash), [block.id, hash]);
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
        // A later link to a step here opens the same way as the first.
        key={link.kind === "linked" ? hash : ""}
        blockId={block.id}
        kind={kind}
        programs={block.programs.filter((program) => typeof program === "string")}
        linked={link.kind === "linked" ? link.linked : null}
        own={own}
      />
    </>
  );
}
