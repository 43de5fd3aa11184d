/** The search: a button in the header, Ctrl+K or Cmd+K, and a dialog with links to the places found. */
import { Search as Lens } from "lucide-react";
import { useEffect, useState } from "react";
import { SearchDialog } from "./SearchDialog.tsx";

/** @param className the look of the header's buttons */
export function Search({ className }: { className: string | undefined }) {
  const [open, setOpen] = useState(false);
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
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
