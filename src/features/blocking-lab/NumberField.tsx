/** A number field: accepts any text, applies valid numbers, and says which those are. */
import { useId, useState } from "react";
import styles from "./NumberField.module.css";
import { formatCount } from "../../lib/units.ts";

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  whole: boolean;
  unit?: string;
  onChange(value: number): void;
}

export function NumberField({ label, value, min, max, whole, unit, onChange }: Props) {
  /** The text while it is not a valid number. */
  const [typed, setTyped] = useState<string>();
  const text = typed ?? String(value);
  const wrong = typed !== undefined && usable(typed, min, max, whole) === null;
  const why = useId();
  return (
    <span className={styles.number}>
      <input
        type="text"
        className="input number"
        inputMode={whole ? "numeric" : "decimal"}
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={wrong ? why : undefined}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          const number = usable(next, min, max, whole);
          if (number !== null) onChange(number);
        }}
        onBlur={() => setTyped(undefined)}
      />
      {unit !== undefined && (
        <span className="note" aria-hidden="true">
          {unit}
        </span>
      )}
      {wrong && (
        <span id={why} role="alert" className={styles.wrong}>
          {rangeInWords(min, max, whole)}
        </span>
      )}
    </span>
  );
}

function usable(text: string, min: number, max: number, whole: boolean): number | null {
  const number = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(number) || number < min || number > max) return null;
  return whole && !Number.isInteger(number) ? null : number;
}

const rangeInWords = (min: number, max: number, whole: boolean): string =>
  `${whole ? "A whole number from" : "From"} ${formatCount(min)} to ${formatCount(max)}`;
