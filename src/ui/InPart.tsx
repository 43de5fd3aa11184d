/** Shows a possibly long list in parts, with a button for more, so that the page stays fast. */
import { useState, type ReactNode } from "react";

interface Props<T> {
  items: readonly T[];
  /** How many more the button shows. */
  step: number;
  /** The plural noun for the items: `rows`. */
  what: string;
  children(part: readonly T[]): ReactNode;
}

export function InPart<T>({ items, step, what, children }: Props<T>) {
  const [shown, setShown] = useState(step);
  const rest = items.length - shown;
  return (
    <>
      {children(items.slice(0, shown))}
      {rest > 0 && (
        <p>
          <button type="button" className="button" onClick={() => setShown(shown + step)}>
            Show {Math.min(step, rest)} more of {rest} {what}
          </button>
        </p>
      )}
    </>
  );
}
