/** Keeps the verdict on the screen: it sticks to the lower edge while its place below the editor is out of view. */
import { useEffect, useRef, useState, type ReactNode } from "react";
import styles from "./Dock.module.css";

interface Props {
  /** Below the results, on a phone. */
  runBar: ReactNode;
  children: ReactNode;
}

export function Dock({ runBar, children }: Props) {
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
