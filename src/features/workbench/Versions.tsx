/** Earlier versions of the learner's code, each with a button to restore it. */
import { useEffect, useRef, useState } from "react";
import { DiffView } from "../../ui/DiffView.tsx";
import type { CodeVersion } from "../../progress/code.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Solution.module.css";

interface Props {
  load(): Promise<readonly CodeVersion[]>;
  mine: string;
  onRestore(version: CodeVersion): void;
  onClose(): void;
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function Versions({ load, mine, onRestore, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [versions, setVersions] = useState<readonly CodeVersion[]>();
  const [chosen, setChosen] = useState<CodeVersion>();
  useEffect(() => {
    let current = true;
    void load().then((loaded) => current && setVersions(loaded));
    return () => {
      current = false;
    };
  }, [load]);

  return (
    <Dialog ref={dialog} title="Earlier versions of your code" onClose={onClose}>
      {versions === undefined && <p className={styles.empty}>Loading…</p>}
      {versions?.length === 0 && (
        <p className={styles.empty}>
          None yet. Your code is kept here on every run, and before a reset or a solution replaces it.
        </p>
      )}
      <ol className={styles.versions}>
        {versions?.map((version) => (
          <li key={`${version.at} ${version.reason}`}>
            <button
              type="button"
              className="button quiet"
              aria-pressed={version === chosen}
              onClick={() => setChosen(version)}
            >
              <time dateTime={new Date(version.at).toISOString()}>{WHEN.format(version.at)}</time>
              <span>{version.reason}</span>
              {version.result && (
                <span>
                  {version.result.passed} of {version.result.total} pass
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      {chosen && (
        <>
          <div className={styles.views}>
            <button
              type="button"
              className="button primary"
              onClick={() => {
                onRestore(chosen);
                dialog.current?.close();
              }}
            >
              Restore this version
            </button>
          </div>
          <ScrollBox label="Your code now, and that version" className={styles.code}>
            <DiffView mine={mine} theirs={chosen.text} theirName="in that version" />
          </ScrollBox>
        </>
      )}
    </Dialog>
  );
}
