/** Blocks that are only read: a note, a reading, a correction of a common belief. */
import type { Block } from "../../course/types.ts";
import { Html } from "../../ui/Html.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./Asides.module.css";

type Of<K extends Block["kind"]> = Extract<Block, { kind: K }>;

/** Blocks that are only read. */
export type ReadBlock = Of<"html" | "note" | "reading" | "correction">;

export function Read({ block }: { block: ReadBlock }) {
  switch (block.kind) {
    case "html":
      return <Html className="prose" html={block.html} />;
    case "note":
      return <Note block={block} />;
    case "reading":
      return <Reading block={block} />;
    case "correction":
      return <Correction block={block} />;
  }
}

function Note({ block }: { block: Of<"note"> }) {
  return (
    <aside className={styles.aside} aria-label={block.title}>
      <p className="label">{block.title}</p>
      <Html className="prose" html={block.html} />
    </aside>
  );
}

function Reading({ block }: { block: Of<"reading"> }) {
  const when = block.when === "now" ? "Read now" : "For later";
  const details = [when, block.by, block.minutes ? `${block.minutes} min` : ""].filter(Boolean).join(" · ");
  return (
    <aside className={styles.reading} aria-label={`Reading: ${block.title}`}>
      <p className="label">{details}</p>
      <p className={styles.readingTitle}>
        <OutsideLink href={block.href} size={16}>
          {block.title}
        </OutsideLink>
      </p>
      <Html className="prose" html={block.html} />
    </aside>
  );
}

function Correction({ block }: { block: Of<"correction"> }) {
  return (
    <aside className={styles.correction} id={block.id} aria-label={`Correction: ${block.belief}`}>
      <p className="label">Commonly believed</p>
      <p className={styles.belief}>
        <s>{block.belief}</s>
      </p>
      <p className="label">What the source says</p>
      <Html className="prose" html={block.html} />
      <p className={styles.source}>
        <OutsideLink href={block.source} size={14}>
          Read the source
        </OutsideLink>
      </p>
    </aside>
  );
}
