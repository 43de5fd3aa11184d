/** A disclosure that renders its content only when opened. */
import { useState, type ReactNode } from "react";

interface Props {
  summary: ReactNode;
  className: string | undefined;
  children(): ReactNode;
}

export function Unfold({ summary, className, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={className} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}
