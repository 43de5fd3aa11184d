/** A link that leaves the course: it opens in a new tab, and says so. */
import { ArrowUpRight } from "lucide-react";

interface Props {
  href: string;
  children: string;
  /** Of the arrow, in px. */
  size: number;
}

export function OutsideLink({ href, children, size }: Props) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <ArrowUpRight size={size} aria-hidden />
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
