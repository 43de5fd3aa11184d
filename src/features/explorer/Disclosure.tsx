/** A disclosure that renders its content only while it is open, because a player changes sixty times a second. */
import { useState, type ReactNode } from "react";

interface Props {
  summary: string;
  /** For callers that open it from outside. */
  open?: boolean;
  onOpen?(open: boolean): void;
  children: ReactNode;
}

export function Disclosure({ summary, open: given, onOpen, children }: Props) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  return (
    <details
      className="disclosure-row"
      open={open}
      onToggle={(event) => (onOpen ?? setOwn)(event.currentTarget.open)}
    >
      <summary>{summary}</summary>
      {open && children}
    </details>
  );
}
