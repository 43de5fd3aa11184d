/** Keeps the verdict on the screen: it sticks to the lower edge while its place below the editor is out of view. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { RunPhase } from "./run-state.ts";
import styles from "./Dock.module.css";

interface Props {
  /** How the run ended that has just been made; undefined before and during one. */
  ended: RunPhase | undefined;
  /** Below the results, on a phone. */
  runBar: ReactNode;
  children: ReactNode;
}

/** Of its lower edge: below the timeline nothing is missed by so little, and nothing need move. */
const SLACK_PX = 24;

export function Dock({ ended, runBar, children }: Props) {
  const dock = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [stuck, setStuck] = useState(false);
  // Where the dock would end if it did not stick. Only its look and what it covers depend on this.
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      const own = dock.current?.getBoundingClientRect();
      setStuck(!entry!.isIntersecting && own !== undefined && entry!.boundingClientRect.top > own.bottom);
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  // It cannot rise above the workbench: where that begins low in the window, the page moves as far as needed.
  useEffect(() => {
    if (ended === undefined || !dock.current) return;
    const { top, bottom } = dock.current.getBoundingClientRect();
    const passed = ended.kind === "report" && ended.report.passed;
    if (bottom > window.innerHeight + SLACK_PX || (top < 0 && !passed))
      dock.current.scrollIntoView({ block: "nearest" });
  }, [ended]);
  return (
    <>
      <div ref={dock} className={styles.dock} data-stuck={stuck}>
        {children}
        {runBar !== undefined && <div className={styles.runBar}>{runBar}</div>}
      </div>
      <div ref={end} className={styles.end} aria-hidden="true" />
    </>
  );
}
