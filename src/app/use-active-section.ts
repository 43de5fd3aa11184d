/** Tells which section of the page the reader is in. */
import { useEffect, useState } from "react";
import { activeAmong, type Section } from "./sections.ts";

/** Text above this share of the window's height counts as read. */
export const READ_ABOVE = 0.3;

/** Undefined above the first section. */
export function useActiveSection(sections: readonly Section[]): string | undefined {
  const [active, setActive] = useState<string>();
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const { scrollHeight } = document.documentElement;
      const isAtEnd = scrollY > 0 && scrollY + innerHeight >= scrollHeight - 2;
      setActive(
        isAtEnd
          ? sections.at(-1)?.id
          : activeAmong(
              sections.map(({ id }) => topOf(id)),
              innerHeight * READ_ABOVE,
            ),
      );
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    later();
    addEventListener("scroll", later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", later);
    };
  }, [sections]);
  return active;
}

/** An exercise that sticks beside the text is there all along, so it is nobody's section. */
export function topOf(id: string): { id: string; top: number } {
  const element = document.getElementById(id);
  const block = element?.closest("[data-kind]");
  const isBeside = block && getComputedStyle(block).position === "sticky";
  return { id, top: element && !isBeside ? element.getBoundingClientRect().top : Infinity };
}
