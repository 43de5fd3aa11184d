/** For an element on which a file can be dropped; those who cannot drag need a `FileButton` beside it. */
import { useState, type DragEvent, type DragEventHandler } from "react";

interface Target {
  /** There while a file is over the element. */
  "data-over": true | undefined;
  onDragOver: DragEventHandler;
  onDragLeave: DragEventHandler;
  onDrop: DragEventHandler;
}

/** @param onFile takes the first of what is dropped */
export function useDroppedFile(onFile: (file: File) => void): Target {
  const [over, setOver] = useState(false);
  // What else is dragged, such as a column, is not for this.
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  return {
    "data-over": over || undefined,
    onDragOver: (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
  };
}
