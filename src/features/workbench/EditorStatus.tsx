/** The line below the editor: whether the work is saved, and which editor this is. */
import { useEffect, useState } from "react";
import type { EditorChoice } from "../../progress/settings.ts";
import { savedWords } from "./saved-words.ts";
import type { SaveState } from "../../progress/saver.ts";
import styles from "./Workbench.module.css";

export interface EditorSetting {
  choice: EditorChoice;
  choose(choice: EditorChoice): void;
}

interface Props {
  saveState: SaveState;
  editor: EditorSetting;
}

/** Refreshed this often, "saved 2 minutes ago" stays true. */
const REFRESH_MS = 10_000;

export function EditorStatus({ saveState, editor }: Props) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span className={styles.saved} data-state={saveState.kind}>
        {savedWords(saveState, now)}
      </span>
      <label className={styles.choice}>
        <span className="visually-hidden">Editor</span>
        <select
          value={editor.choice}
          onChange={(event) => editor.choose(event.currentTarget.value as EditorChoice)}
        >
          <option value="auto">Editor: automatic</option>
          <option value="full">Editor: full</option>
          <option value="plain">Editor: plain text</option>
        </select>
      </label>
    </>
  );
}
