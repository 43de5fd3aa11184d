/** The search: a button in the header, Ctrl+K or Cmd+K, and a dialog whose content loads late. */
import { Search as Lens } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import { whenQuiet } from "../../lib/when-quiet.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import styles from "./Search.module.css";

const SearchBox = lazily("The search", () => import("./SearchBox.tsx"));

/** @param className the look of the header's buttons */
export function Search({ className }: { className: string | undefined }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  // Whoever opens the dialog types at once.
  useEffect(() => whenQuiet(SearchBox.preload), []);
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      // Browsers use that shortcut for their own search.
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", keyDown);
    return () => removeEventListener("keydown", keyDown);
  }, []);
  useEffect(() => {
    // The browser gives the focus back to where it was when the dialog closes.
    if (open) dialog.current?.showModal();
  }, [open]);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label="Search the course"
        aria-keyshortcuts="Control+K Meta+K"
        title="Search the course (Ctrl+K)"
        onClick={() => setOpen(true)}
      >
        <Lens size={18} aria-hidden />
      </button>
      {open && (
        <dialog
          ref={dialog}
          className={styles.dialog}
          aria-label="Search the course"
          onClose={() => setOpen(false)}
        >
          <Boundary>
            <Suspense
              fallback={
                <p role="status" className={styles.said}>
                  Loading the search…
                </p>
              }
            >
              <SearchBox onLeave={() => dialog.current?.close()} />
            </Suspense>
          </Boundary>
        </dialog>
      )}
    </>
  );
}
