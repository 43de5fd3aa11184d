/** A button with a line of the learner's code; pressing it moves the cursor there. */
import { CornerDownRight } from "lucide-react";
import type { SourcePosition } from "../../../harness/report.ts";
import styles from "./Checks.module.css";

interface Props {
  position: SourcePosition;
  lineText(line: number): string | undefined;
  onGoTo(position: SourcePosition): void;
}

export function PlaceButton({ position, lineText, onGoTo }: Props) {
  const code = lineText(position.line)?.trim();
  return (
    <button type="button" className={styles.place} onClick={() => onGoTo(position)}>
      <CornerDownRight size={14} aria-hidden="true" />
      <span>line {position.line}</span>
      {code !== undefined && code !== "" && <code translate="no">{code}</code>}
    </button>
  );
}
