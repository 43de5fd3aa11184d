/** The home page's question: a task spawns three, which is polled first? A guess plays the run and leaves the answer on screen. */
import { useEffect, useMemo, useState } from "react";
import { firstRun } from "./frames.ts";
import type { Spot } from "./frames.ts";
import styles from "./FirstRun.module.css";

const CHOICES = [1, 2, 3];
const FRAME_MS = 700;
const CODE = `tokio::spawn(async {          // task 0
    tokio::spawn(async { }); // task 1
    tokio::spawn(async { }); // task 2
    tokio::spawn(async { }); // task 3
});`;

export default function FirstRun() {
  const { frames, order } = useMemo(() => firstRun(), []);
  const [guess, setGuess] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const last = frames.length - 1;
  const isOver = guess !== null && at === last;
  useEffect(() => {
    if (guess === null || at === last) return;
    const timer = setTimeout(() => setAt(at + 1), FRAME_MS);
    return () => clearTimeout(timer);
  }, [guess, at, last]);

  function play(choice: number) {
    setGuess(choice);
    setAt(matchMedia("(prefers-reduced-motion: reduce)").matches ? last : 0);
  }

  const frame = frames[at];
  const first = order[1];
  return (
    <div className={styles.run}>
      <div>
        <h2 className={styles.asked}>Three spawns. Which is polled first?</h2>
        <pre className={styles.code} translate="no">
          {CODE}
        </pre>
        <div role="group" aria-label="Your guess" className={styles.choices}>
          {CHOICES.map((choice) => (
            <button
              key={choice}
              type="button"
              className="button"
              aria-pressed={guess === choice}
              data-state={isOver ? stateOf(choice, guess, first) : undefined}
              onClick={() => play(choice)}
            >
              Task {choice}
            </button>
          ))}
        </div>
      </div>
      <div className={styles.seen}>
        <div className={styles.picture} aria-hidden="true">
          {["Running", "LIFO slot", "Local queue", "Polled"].map((name) => (
            <span key={name} className={styles.box} data-box={name}>
              {name}
            </span>
          ))}
          {frame?.spots.map((spot, task) => (
            <span
              key={task}
              className={styles.chip}
              data-place={spot.place}
              style={{ transform: `translate(${left(spot)}px, ${TOP[spot.place]}px)` }}
            >
              {task}
            </span>
          ))}
        </div>
        <p className={styles.said}>{guess === null ? "A guess plays the run." : frame?.said}</p>
      </div>
      <p role="status" className={styles.outcome}>
        {isOver && (
          <>
            <b>{guess === first ? `Yes, task ${first}.` : `Not quite: task ${first}.`}</b> Each spawn takes
            the LIFO slot, and the task that was there moves to the local queue. The worker looks into the
            slot first, so the order is {order.join(", ")}.
          </>
        )}
      </p>
    </div>
  );
}

function stateOf(choice: number, guess: number | null, first: number | undefined): string | undefined {
  if (choice === first) return "right";
  return choice === guess ? "wrong" : undefined;
}

/** px in the picture. A task that is not spawned yet is hidden where its spawner runs. */
const TOP: Record<Spot["place"], number> = { unborn: 26, running: 26, slot: 26, queue: 98, polled: 170 };
const left = ({ place, position }: Spot): number => (place === "slot" ? 160 : 10) + 44 * position;
