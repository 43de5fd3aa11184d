/** Handles on the chart that the learner drags or moves by keys to predict both p99s and the ratio. */
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { Decades } from "../../ui/charts/log-axis.ts";
import { guessPlaces } from "./guess.ts";
import { nsAt, ROW_PX, xOf, type Plot } from "./plot.ts";
import {
  FIRST_GUESS,
  formatGuess,
  guessAt,
  guessByKey,
  GUESSED,
  NAMES,
  RANGES,
  type Guessed,
  type Prediction,
} from "./prediction.ts";
import styles from "./GuessHandles.module.css";

interface Props {
  prediction: Prediction;
  plot: Plot;
  decades: Decades;
  onChange: (prediction: Prediction) => void;
}

export function GuessHandles({ prediction, plot, decades, onChange }: Props) {
  const places = guessPlaces(prediction, NaN, decades);
  return GUESSED.map((which) => (
    <Handle
      key={which}
      which={which}
      said={prediction[which]}
      x={xOf(plot, decades, places[which])}
      y={which === "ratio" ? ROW_PX.guessRatio : ROW_PX.guessP99}
      valueAt={(px) => {
        const ns = nsAt(plot, decades, px);
        return which === "ratio" ? ns / 10 ** places.from : ns;
      }}
      onChange={(value) => onChange({ ...prediction, [which]: value })}
    />
  ));
}

interface HandleProps {
  which: Guessed;
  /** undefined until the learner moves it. */
  said: number | undefined;
  x: number;
  y: number;
  /** The value at the handle's position, in px of the chart. */
  valueAt: (px: number) => number;
  onChange: (value: number) => void;
}

function Handle({ which, said, x, y, valueAt, onChange }: HandleProps) {
  /** Where the learner grabbed the handle: it must not jump to the finger. */
  const grip = useRef<number | null>(null);
  const value = said ?? FIRST_GUESS[which];
  const [low, high] = RANGES[which];

  function take(event: PointerEvent<HTMLDivElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = event.clientX - x;
  }
  function drag(event: PointerEvent<HTMLDivElement>) {
    if (grip.current !== null) onChange(guessAt(which, valueAt(event.clientX - grip.current)));
  }
  function press(event: KeyboardEvent) {
    const next = guessByKey(which, value, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next);
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.handle}
      data-which={which}
      data-said={said !== undefined}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      aria-label={`You expect: ${NAMES[which]}, debug profile`}
      aria-orientation="horizontal"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={value}
      aria-valuetext={
        said === undefined ? `not said yet; waits at ${formatGuess(which, value)}` : formatGuess(which, value)
      }
      onPointerDown={take}
      onPointerMove={drag}
      onLostPointerCapture={() => (grip.current = null)}
      onKeyDown={press}
    />
  );
}
