/** Marks as SVG: what stays on the page when nothing moves, sharp at any size, and what is saved as a picture. */
import { useId } from "react";
import type { Mark } from "./marks.ts";
import styles from "./Scene.module.css";

export function SceneSvg({ marks }: { marks: readonly Mark[] }) {
  const hatchId = useId();
  return (
    <g aria-hidden="true" className={styles.scene}>
      <defs>
        <HatchPattern id={hatchId} />
      </defs>
      {marks.map((mark, index) => (
        // The marks of a scene have no names, and none of them has a state to lose.
        // eslint-disable-next-line react/no-array-index-key
        <MarkSvg key={index} mark={mark} hatchId={hatchId} />
      ))}
    </g>
  );
}

/** The fill that tells spawn from inline without colour. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" className={styles.hatchGround} />
      <line x1="0" x2="0" y1="0" y2="5" className={styles.hatchLine} />
    </pattern>
  );
}

function MarkSvg({ mark, hatchId }: { mark: Mark; hatchId: string }) {
  switch (mark.kind) {
    case "area":
      return mark.tone === "inline" ? (
        <path d={mark.d} className={styles.inlineArea} />
      ) : (
        <path d={mark.d} className={styles.spawnArea} fill={`url(#${hatchId})`} />
      );
    case "stroke":
      return (
        <path
          d={mark.d}
          data-tone={mark.tone}
          fill="none"
          stroke="currentColor"
          strokeWidth={mark.width ?? 1}
          strokeDasharray={mark.dash?.join(" ")}
          opacity={mark.faint ? 0.45 : undefined}
        />
      );
    case "fill":
      return <path d={mark.d} data-tone={mark.tone} fill="currentColor" />;
    case "text":
      return (
        <text
          x={mark.x.toFixed(1)}
          y={mark.y}
          textAnchor={mark.anchor}
          data-tone={mark.tone}
          fill="currentColor"
          data-strong={mark.strong}
        >
          {mark.text}
        </text>
      );
  }
}
