/** Two sliders that the learner sets before measuring; what they say is drawn into the chart. */
import { FIRST_GUESS, P99_RANGE, positionOf, RATIO_RANGE, valueAt, type Prediction } from "./prediction.ts";
import { formatNs, formatRatio } from "./scale.ts";
import styles from "./PredictionForm.module.css";

interface Props {
  /** null until the learner has moved a slider. */
  prediction: Prediction | null;
  /** A guess that could still be changed would be none once the samples are there. */
  locked: boolean;
  onChange: (prediction: Prediction) => void;
}

export function PredictionForm({ prediction, locked, onChange }: Props) {
  const guess = prediction ?? FIRST_GUESS;
  return (
    <fieldset className={styles.form} disabled={locked}>
      <legend>
        {locked
          ? "What you expected, in the debug profile"
          : "First, what do you expect, in the debug profile?"}
      </legend>
      <Slider
        label="Spawn takes, against inline"
        value={guess.ratio}
        unset={prediction === null}
        range={RATIO_RANGE}
        format={formatRatio}
        onChange={(ratio) => onChange({ ...guess, ratio })}
      />
      <Slider
        label="p99 of spawn"
        value={guess.spawnP99Ns}
        unset={prediction === null}
        range={P99_RANGE}
        format={formatNs}
        onChange={(spawnP99Ns) => onChange({ ...guess, spawnP99Ns })}
      />
    </fieldset>
  );
}

interface SliderProps {
  label: string;
  value: number;
  unset: boolean;
  range: readonly [number, number];
  format: (value: number) => string;
  onChange: (value: number) => void;
}

/** A logarithmic range: each step is the same factor. */
function Slider({ label, value, unset, range, format, onChange }: SliderProps) {
  const text = unset ? "not set" : format(value);
  return (
    <label className={styles.slider}>
      <span>{label}</span>
      <output>{text}</output>
      <input
        type="range"
        min={0}
        max={100}
        step={0.5}
        value={positionOf(value, range)}
        aria-valuetext={text}
        onChange={(event) => onChange(valueAt(event.currentTarget.valueAsNumber, range))}
      />
    </label>
  );
}
