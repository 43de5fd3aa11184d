/** Shows a lesson's drawing, its caption, and its description in words. */
import type { Block } from "../../course/types.ts";
import { Html } from "../../ui/Html.tsx";
import styles from "./Drawing.module.css";

export function Drawing({ block }: { block: Extract<Block, { kind: "drawing" }> }) {
  const { id, title, svg, narrowSvg, html } = block;
  return (
    <figure id={id} className={styles.drawing}>
      <div className={styles.wide} dangerouslySetInnerHTML={{ __html: svg }} />
      {narrowSvg !== undefined && (
        <div className={styles.narrow} dangerouslySetInnerHTML={{ __html: narrowSvg }} />
      )}
      <figcaption className={styles.caption}>{title}</figcaption>
      <details className="disclosure">
        <summary>The drawing in words</summary>
        <Html className="prose" html={html} />
      </details>
    </figure>
  );
}
