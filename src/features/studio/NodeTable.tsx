/** The boxes of one kind as a table whose cells are fields; on a phone each row is a card. */
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { changeNode, removeNodes } from "../../recording/studio/edit.ts";
import type { AnyNode, NodeKind, Task } from "../../recording/studio/schema.ts";
import { COLUMNS, KIND_WORDS, shownIn, valueFrom } from "./columns.ts";
import type { Column } from "./columns.ts";
import { DraftInput } from "./DraftInput.tsx";
import { Handlers } from "./Handlers.tsx";
import { taken } from "./history.ts";
import type { Editing } from "./history.ts";
import type { Marks } from "./marks.ts";
import { MarkWords } from "./MarkWords.tsx";
import styles from "./Studio.module.css";

interface Props {
  kind: NodeKind;
  nodes: readonly AnyNode[];
  editing: Editing;
  marks: Marks;
  /** Always one card below the other, for a narrow place. */
  cards?: boolean;
  onRenamed?: ((to: string) => void) | undefined;
}

export function NodeTable({ kind, nodes, editing, marks, cards = false, onRenamed }: Props) {
  const { design } = editing;
  const titles = [
    ...COLUMNS[kind].map(({ title }) => title),
    ...(kind === "task" ? ["Waits for, and does"] : []),
  ];
  return (
    <table className={`table ${styles.nodes}`} data-cards={cards || undefined}>
      <caption className="visually-hidden">{KIND_WORDS[kind].many}</caption>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {/* A row that is renamed stays the same row, with the focus in it. */}
        {nodes.map((node, index) => (
          <tr key={`${nodes.length} ${index}`} data-id={node.id}>
            {COLUMNS[kind].map((column) => (
              <td key={column.field} data-label={column.title}>
                <Cell column={column} node={node} editing={editing} onRenamed={onRenamed} />
                {column.field === "id" && <MarkWords mark={marks.get(node.id)} />}
              </td>
            ))}
            {kind === "task" && (
              <td data-label="Waits for, and does" className={styles.wide}>
                <Handlers task={node as Task} editing={editing} />
              </td>
            )}
            <td className={styles.remove}>
              <button
                type="button"
                className="button quiet square"
                aria-label={`Remove ${node.id}`}
                title={`Remove ${node.id}`}
                onClick={() => editing.change(removeNodes(design, [node.id]))}
              >
                <Trash2 size={16} aria-hidden />
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  column: Column;
  node: AnyNode;
  editing: Editing;
  onRenamed: Props["onRenamed"];
}

function Cell({ column, node, editing, onRenamed }: CellProps) {
  const label = `${node.id}: ${column.title}`;
  const [wrong, setWrong] = useState<string>();
  const take = (text: string): string | undefined => {
    const read = valueFrom(column, text);
    if ("wrong" in read) return read.wrong;
    const wrongWith = taken(editing, changeNode(editing.design, node.id, { [column.field]: read.value }));
    if (wrongWith === undefined && column.field === "id") onRenamed?.(String(read.value));
    return wrongWith;
  };
  if (column.appliesTo?.(node) === false) return <span className={styles.na}>does not apply</span>;
  if (column.options !== undefined)
    return (
      <>
        <select
          className="input"
          aria-label={label}
          value={shownIn(column, node)}
          onChange={(event) => setWrong(take(event.target.value))}
          onBlur={() => setWrong(undefined)}
        >
          {column.options.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        {wrong !== undefined && (
          <span role="alert" className={styles.wrong}>
            {wrong}
          </span>
        )}
      </>
    );
  return (
    <DraftInput
      label={label}
      value={shownIn(column, node)}
      numeric={column.kind === "number"}
      orWords={column.none !== undefined && column.none.text !== ""}
      onCommit={take}
    />
  );
}
