/** A hatched fill that distinguishes a series without colour. */
import styles from "./Charts.module.css";

interface Props {
  id: string;
  /** A colour of the page. */
  ink: string;
}

export function Hatch({ id, ink }: Props) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <g style={{ color: ink }}>
        <rect width="5" height="5" className={styles.hatchGround} />
        <line x1="0" x2="0" y1="0" y2="5" stroke="currentColor" strokeWidth="2" />
      </g>
    </pattern>
  );
}
