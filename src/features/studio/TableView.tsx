/** The design as tables, one for each kind of box: the lesson's own table of tasks among them. */
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { addNode } from "../../recording/studio/edit.ts";
import { LISTS } from "../../recording/studio/schema.ts";
import type { NodeKind } from "../../recording/studio/schema.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { KIND_WORDS } from "./columns.ts";
import { DraftInput } from "./DraftInput.tsx";
import type { Editing } from "./history.ts";
import type { Marks } from "./marks.ts";
import { NodeTable } from "./NodeTable.tsx";
import styles from "./Studio.module.css";

const ORDER: readonly NodeKind[] = ["task", "source", "channel", "state", "sink"];

interface Props {
  editing: Editing;
  marks: Marks;
  /** A box whose row gets the focus. */
  show: string | null;
  onShown(): void;
}

export function TableView({ editing, marks, show, onShown }: Props) {
  const { design, change } = editing;
  const tables = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (show === null) return;
    const row = tables.current?.querySelector(`tr[data-id="${CSS.escape(show)}"]`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector("input")?.focus({ preventScroll: true });
    onShown();
  }, [show, onShown]);
  return (
    <div ref={tables} className={styles.tables}>
      <div className={styles.fields}>
        <label>
          Name{" "}
          <DraftInput
            label="Name of the design"
            value={design.name}
            onCommit={(name) => {
              if (name.length > 80) return "at most 80 characters";
              change({ ...design, name });
              return undefined;
            }}
          />
        </label>
        <label>
          Workers{" "}
          <DraftInput
            label="Workers"
            numeric
            value={String(design.workers)}
            onCommit={(text) => {
              const workers = Number(text);
              if (!Number.isInteger(workers) || workers < 1 || workers > 64)
                return "a whole number from 1 to 64";
              change({ ...design, workers });
              return undefined;
            }}
          />
        </label>
      </div>
      {ORDER.map((kind) => (
        <section key={kind} aria-labelledby={`studio-${kind}`}>
          <div className={styles.tableHead}>
            <h3 id={`studio-${kind}`}>{KIND_WORDS[kind].many}</h3>
            <button
              type="button"
              className="button small"
              onClick={() => change(addNode(design, kind).design)}
            >
              <Plus size={14} aria-hidden /> Add a {KIND_WORDS[kind].one}
            </button>
          </div>
          {design[LISTS[kind]].length > 0 && (
            <ScrollBox className="table-scroll" label={KIND_WORDS[kind].many}>
              <NodeTable kind={kind} nodes={design[LISTS[kind]]} editing={editing} marks={marks} />
            </ScrollBox>
          )}
        </section>
      ))}
    </div>
  );
}
