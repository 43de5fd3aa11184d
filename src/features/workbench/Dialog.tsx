/** A modal dialog: open as long as it is rendered, with a title and a way out. */
import { useEffect, useId, type ReactNode, type RefObject } from "react";
import { X } from "lucide-react";
import styles from "./Solution.module.css";

interface Props {
  /** Close it through this, so that `onClose` is called once, however it is closed. */
  ref: RefObject<HTMLDialogElement | null>;
  title: string;
  onClose(): void;
  children: ReactNode;
}

export function Dialog({ ref, title, onClose, children }: Props) {
  const id = useId();
  useEffect(() => ref.current?.showModal(), [ref]);
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className="button quiet"
          aria-label="Close"
          onClick={() => ref.current?.close()}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
