/** The question that Run asks before the first Rust code leaves the page. */
import { useEffect, useRef } from "react";
import { PLAYGROUND } from "./api.ts";
import styles from "./RustPanel.module.css";

interface Props {
  /** Called once. */
  onAnswer(allowed: boolean): void;
}

export function Consent({ onAnswer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const host = new URL(PLAYGROUND).host;
  return (
    // Escape closes it too: then nothing was allowed.
    <dialog
      ref={dialog}
      className={styles.consent}
      aria-labelledby="rust-consent"
      onClose={() => onAnswer(dialog.current?.returnValue === "allow")}
    >
      <form method="dialog">
        <h2 id="rust-consent">Send your Rust code to the Playground?</h2>
        <p>
          This page cannot compile Rust. The Rust Playground at <strong>{host}</strong> can, with real tokio.
          If you allow it, Run sends your code and the checks there and nowhere else. You can stop that below
          the editor.
        </p>
        <p className={styles.row}>
          <button value="allow" className="button primary">
            Allow and run
          </button>
          <button value="" className="button">
            Not now
          </button>
        </p>
      </form>
    </dialog>
  );
}
