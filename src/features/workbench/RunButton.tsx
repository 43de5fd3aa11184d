/** The button that runs the code, and stops it while it runs. */
import { Play, Square } from "lucide-react";
import styles from "./Workbench.module.css";

interface Props {
  busy: boolean;
  onRun(): void;
  onStop(): void;
}

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** One button for both, so that the focus stays when a run begins or ends. */
export function RunButton({ busy, onRun, onStop }: Props) {
  const Icon = busy ? Square : Play;
  return (
    <button
      type="button"
      className={`button ${busy ? "" : "primary"} ${styles.run}`}
      aria-keyshortcuts="Control+Enter Meta+Enter"
      onClick={busy ? onStop : onRun}
    >
      <Icon size={14} fill="currentColor" aria-hidden="true" />
      {busy ? "Stop" : "Run"}
      {!busy && (
        <kbd translate="no" className={styles.shortcut} aria-hidden="true">
          {IS_MAC ? "⌘" : "Ctrl"} ↵
        </kbd>
      )}
    </button>
  );
}
