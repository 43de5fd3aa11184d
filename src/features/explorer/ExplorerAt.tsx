/** The explorer of one place: it opens its program, or what a link to one of its steps names. */
import { useMemo } from "react";
import type { Block } from "../../course/types.ts";
import { useArrivedHash } from "../../ui/arrived-hash.ts";
import type { EditorKind } from "../../ui/editor/types.ts";
import { Explorer } from "./Explorer.tsx";
import { readLink } from "./link.ts";
import type { OwnPrograms } from "./own-programs.ts";

interface Props {
  block: Extract<Block, { kind: "explorer" }>;
  kind: EditorKind;
  own: OwnPrograms;
}

export function ExplorerAt({ block, kind, own }: Props) {
  const hash = useArrivedHash();
  const link = useMemo(() => readLink(block.id, hash), [block.id, hash]);
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
        programs={block.programs}
        linked={link.kind === "linked" ? link.linked : null}
        own={own}
      />
    </>
  );
}
