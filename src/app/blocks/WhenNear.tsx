/** A block whose code is large: the heading at once, the block when the reader comes near. */
import { Suspense, useEffect, useRef, type CSSProperties, type ReactNode } from "react";
import { useArrivedHash } from "../../ui/arrived-hash.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { useNear } from "../../ui/use-near.ts";
import styles from "../LessonPage.module.css";

interface Props {
  block: { id: string; title: string };
  /** What kind of block it is, above its title. */
  label: string;
  /** Height of the block in px, which its place is given until it is there: on a wide page and on a phone. */
  height: [wide: number, phone: number];
  children: ReactNode;
}

export function WhenNear({ block, label, height, children }: Props) {
  const section = useRef<HTMLElement>(null);
  // A link to a step inside the block: its part after `#` begins with the block's id.
  const hash = useArrivedHash();
  const linked = hash.startsWith(`#${block.id}~`);
  const near = useNear(section) || linked;
  useEffect(() => {
    if (linked) section.current?.scrollIntoView();
  }, [linked, hash]);
  const place = (
    <div
      className={styles.place}
      style={{ "--wide": `${height[0]}px`, "--phone": `${height[1]}px` } as CSSProperties}
      aria-busy="true"
    >
      <noscript>{label}: this part of the lesson needs JavaScript.</noscript>
    </div>
  );
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
