/** A block whose code is large: its heading at once, the block itself once the reader comes near. */
import { Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { Boundary } from "../../ui/Boundary.tsx";
import { useNear } from "../../ui/use-near.ts";
import styles from "../LessonPage.module.css";

interface Props {
  block: { id: string; title: string };
  /** What kind of block it is, above its title. */
  label: string;
  /** px that the place takes up meanwhile, about those of the block. */
  height: number;
  children: ReactNode;
}

export function WhenNear({ block, label, height, children }: Props) {
  const section = useRef<HTMLElement>(null);
  // A link to a step inside of the block: its part after `#` begins with the block's id.
  const [linked] = useState(() => location.hash.startsWith(`#${block.id}~`));
  const near = useNear(section) || linked;
  useEffect(() => {
    if (linked) section.current?.scrollIntoView();
  }, [linked]);
  const place = <div className={styles.place} style={{ minHeight: height }} aria-busy="true" />;
  return (
    <section ref={section} id={block.id} aria-labelledby={`${block.id}-title`} className={styles.figure}>
      <p className="label">{label}</p>
      <h3 id={`${block.id}-title`}>{block.title}</h3>
      {near ? (
        <Boundary>
          <Suspense fallback={place}>{children}</Suspense>
        </Boundary>
      ) : (
        place
      )}
    </section>
  );
}
