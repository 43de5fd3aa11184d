/** A modal dialog with a title and a close button, open as long as it is rendered. */
import { useEffect, useId, type ReactNode, type RefObject } from "react";
import { X } from "lucide-react";
import styles from "./Solution.module.css";

interface Props {
  /** Close it with this, so that `onClose` is called exactly once. */
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
