/** A button that asks for a file, of JSON unless it says otherwise. */
import { Upload } from "lucide-react";
import { useRef } from "react";

interface Props {
  children: string;
  /** What the file is, for screen readers. */
  label: string;
  /** File types, as in the attribute of the same name. */
  accept?: string;
  disabled?: boolean;
  onFile(file: File): void;
}

export function FileButton({ children, label, accept = ".json,application/json", disabled, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" disabled={disabled} onClick={() => input.current?.click()}>
        <Upload size={16} aria-hidden /> {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          // Reset, so that choosing the same file again, after a change, still fires an event.
          target.value = "";
        }}
      />
    </>
  );
}
