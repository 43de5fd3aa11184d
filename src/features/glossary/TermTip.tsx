/** Shows a term's definition on hover, on focus and at the first tap; Escape closes it. */
import { useEffect, useRef, useState } from "react";
import styles from "./glossary.module.css";

const GAP = 8;
/** The pointer needs a moment to cross from the term to its definition. */
const LEAVE_MS = 150;

/** One for the whole page: the build turns terms in the texts into links. */
export function TermTip() {
  const [term, setTerm] = useState<HTMLAnchorElement | null>(null);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    /** The term that a tap opened: the second tap follows the link. */
    let tapped: HTMLAnchorElement | null = null;
    const show = (next: HTMLAnchorElement | null): void => {
      clearTimeout(leaving);
      if (next === null) tapped = null;
      setTerm(next);
    };
    const over = (event: PointerEvent): void => {
      if (event.pointerType === "touch") return;
      const next = termAt(event.target);
      if (next !== null) show(next);
      else if (isWithin(tip.current, event.target)) clearTimeout(leaving);
      else {
        clearTimeout(leaving);
        leaving = setTimeout(() => setTerm((old) => (old === document.activeElement ? old : null)), LEAVE_MS);
      }
    };
    const focus = (event: FocusEvent): void => show(termAt(event.target));
    const blur = (event: FocusEvent): void => {
      if (termAt(event.target) !== null) show(null);
    };
    const click = (event: MouseEvent): void => {
      const next = termAt(event.target);
      const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
      if (next !== null && isTouch && next !== tapped) {
        event.preventDefault();
        event.stopPropagation();
        show(next);
        tapped = next;
      } else if (!isWithin(tip.current, event.target)) show(null);
    };
    const keyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape") show(null);
    };
    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    document.addEventListener("focusout", blur);
    // Runs before the browser follows the link.
    document.addEventListener("click", click, true);
    document.addEventListener("keydown", keyDown);
    return () => {
      clearTimeout(leaving);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
      document.removeEventListener("focusout", blur);
      document.removeEventListener("click", click, true);
      document.removeEventListener("keydown", keyDown);
    };
  }, []);

  useEffect(() => {
    const box = tip.current;
    if (term === null || box === null) return undefined;
    // The keyboard may have just scrolled the page to the term: its definition moves along.
    const place = (): void => {
      const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
      const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - GAP);
      const above = at.top - box.offsetHeight - GAP;
      box.style.left = `${Math.max(GAP, left)}px`;
      box.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
    };
    place();
    term.setAttribute("aria-describedby", box.id);
    addEventListener("scroll", place, { passive: true });
    return () => {
      term.removeAttribute("aria-describedby");
      removeEventListener("scroll", place);
    };
  }, [term]);

  return term === null ? null : (
    <div ref={tip} id="term-tip" role="tooltip" className={styles.tip}>
      {term.dataset["means"]}
    </div>
  );
}

function termAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-means]") : null;
}

function isWithin(box: HTMLElement | null, target: EventTarget | null): boolean {
  return box !== null && target instanceof Node && box.contains(target);
}
