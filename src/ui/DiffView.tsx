/** Shows two versions of the code as one list of lines, each marked as mine, theirs, or both. */
import { useMemo } from "react";
import { diffRows, fold, type DiffRow } from "./diff-lines.ts";
import { visible } from "../lib/visible.ts";
import { counted } from "../lib/words.ts";
import { InPart } from "./InPart.tsx";
import styles from "./DiffView.module.css";

const SIGNS: Record<DiffRow["kind"], string> = { same: " ", mine: "−", theirs: "+" };

/** More than a screenful, few enough to lay out at once. */
const LINES = 400;

interface Props {
  mine: string;
  theirs: string;
  /** Completes "only …" for lines that mine does not have. */
  theirName?: string;
}

export function DiffView({ mine, theirs, theirName = "in the solution" }: Props) {
  const words: Record<DiffRow["kind"], string> = {
    same: "",
    mine: "only mine: ",
    theirs: `only ${theirName}: `,
  };
  const parts = useMemo(() => fold(diffRows(mine, theirs)), [mine, theirs]);
  const shown = useMemo(
    () =>
      parts.flatMap((part): (DiffRow | { lines: number })[] =>
        part.kind === "folded" ? [{ lines: part.lines }] : part.rows,
      ),
    [parts],
  );
  const same = parts.every((part) => part.kind === "folded" || part.rows.every((row) => row.kind === "same"));
  if (same) return <p className={styles.same}>Both are identical.</p>;
  return (
    <>
      <p className={styles.legend}>
        <span data-kind="mine">− only mine</span>
        <span data-kind="theirs">+ only {theirName}</span>
      </p>
      <InPart items={shown} step={LINES} what="lines">
        {(part) => (
          <table className={styles.diff}>
            <tbody>
              {part.map((row, at) =>
                "lines" in row ? (
                  <tr key={at} className={styles.folded}>
                    <td colSpan={4}>{counted(row.lines, "identical line")}</td>
                  </tr>
                ) : (
                  <tr key={at} data-kind={row.kind}>
                    <td aria-hidden="true">{row.mine}</td>
                    <td aria-hidden="true">{row.theirs}</td>
                    <td aria-hidden="true">{SIGNS[row.kind]}</td>
                    <td>
                      <span className="visually-hidden">{words[row.kind]}</span>
                      <code translate="no">{visible(row.text)}</code>
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        )}
      </InPart>
    </>
  );
}
