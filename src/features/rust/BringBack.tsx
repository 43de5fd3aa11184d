/** Takes report.json and bench.json from the learner's project, by drop or by choice. */
import { useState } from "react";
import { MAX_FILE_BYTES, readBrought, type Brought } from "./brought.ts";
import { FileButton } from "../../ui/FileButton.tsx";
import { useDroppedFile } from "../../ui/use-dropped-file.ts";
import styles from "./BringBack.module.css";

/** The message about an accepted file, and how to undo what it replaced. */
export interface Taken {
  text: string;
  undo?: (() => void) | undefined;
}

interface Props {
  exercise: string;
  contentHash: string;
  /** Called with what was read. */
  onBrought(brought: Exclude<Brought, { kind: "refused" }>): Taken;
}

export function BringBack({ exercise, contentHash, onBrought }: Props) {
  const [said, setSaid] = useState<Taken & { tone: "ok" | "error" }>();

  async function read(file: File) {
    const brought: Brought =
      file.size > MAX_FILE_BYTES
        ? { kind: "refused", message: "This file is too large to come from the project." }
        : readBrought(await file.text(), exercise, contentHash);
    if (brought.kind === "refused") setSaid({ text: brought.message, tone: "error" });
    else setSaid({ ...onBrought(brought), tone: "ok" });
  }

  return (
    <div className={styles.drop} {...useDroppedFile((file) => void read(file))}>
      <FileButton label="report.json or bench.json" onFile={(file) => void read(file)}>
        Bring back report.json or bench.json
      </FileButton>
      <span>or drop it here</span>
      {said && (
        <p className="notice" role="status" data-tone={said.tone}>
          <span>{said.text}</span>
          {said.undo && (
            <button
              type="button"
              className="button"
              onClick={() => {
                said.undo?.();
                setSaid(undefined);
              }}
            >
              Undo
            </button>
          )}
        </p>
      )}
    </div>
  );
}
