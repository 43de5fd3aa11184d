/** A scrolling box with a name, reachable and scrollable by keyboard. */
import type { ReactNode } from "react";

interface Props {
  label: string;
  className: string | undefined;
  children: ReactNode;
}

export function ScrollBox({ label, className, children }: Props) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the keyboard cannot scroll the box
    <div className={className} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
