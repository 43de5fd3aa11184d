/** A walk through one task's state word in a run of the model: names, explains and links each transition. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState, type KeyboardEvent } from "react";
import { ColumnHeads } from "../../../ui/ColumnHeads.tsx";
import { ScrollBox } from "../../../ui/ScrollBox.tsx";
import { SCENARIOS } from "./scenarios.ts";
import { StateWord } from "./StateWord.tsx";
import { transitionsOf } from "./transitions.ts";
import type { Transition } from "./transitions.ts";
import { watch } from "./watch.ts";
import { OutsideLink } from "../../../ui/OutsideLink.tsx";
import styles from "./WakeWalk.module.css";

export function WakeWalk({ name }: { name: string }) {
  const [chosen, setChosen] = useState(0);
  const [step, setStep] = useState(0);
  const scenario = SCENARIOS[chosen] ?? SCENARIOS[0];
  const transitions = useMemo(
    () => (scenario ? transitionsOf(watch(() => scenario.root())) : []),
    [scenario],
  );
  const transition = transitions[step];
  if (scenario === undefined || transition === undefined) return null;
  const go = (to: number) => setStep(Math.max(0, Math.min(transitions.length - 1, to)));

  function keyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const to = stepForKey(event.key, step, transitions.length - 1);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  }

  return (
    <div className={styles.walk}>
      <fieldset className={styles.lives}>
        <legend className="visually-hidden">Life of a task</legend>
        {SCENARIOS.map(({ title }, index) => (
          <label key={title} className={styles.life}>
            <input
              type="radio"
              name={name}
              checked={index === chosen}
              onChange={() => {
                setChosen(index);
                setStep(0);
              }}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <p className={styles.about}>{scenario.about}</p>
      {/* These keys repeat those of the buttons and the list inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={keyDown}>
        <StateWord transition={transition} before={transitions[step - 1]} />
        <div className={styles.told}>
          <div className={styles.steps}>
            <Arrow name="Previous transition" off={step === 0} onClick={() => go(step - 1)}>
              <ChevronLeft size={17} aria-hidden />
            </Arrow>
            <span>
              {step + 1}/{transitions.length}
            </span>
            <Arrow name="Next transition" off={step === transitions.length - 1} onClick={() => go(step + 1)}>
              <ChevronRight size={17} aria-hidden />
            </Arrow>
          </div>
          <div className={styles.says} aria-live="polite">
            <p className={styles.name}>
              <OutsideLink href={transition.source} size={14}>
                {transition.name}
              </OutsideLink>
            </p>
            <p>{transition.says}</p>
          </div>
        </div>
        <Life transitions={transitions} step={step} onStep={go} />
      </div>
    </div>
  );
}

/** Where a key moves the walk; undefined for keys that it ignores. */
function stepForKey(key: string, step: number, last: number): number | undefined {
  const to: Record<string, number> = { ArrowRight: step + 1, ArrowLeft: step - 1, Home: 0, End: last };
  return to[key];
}

interface ArrowProps {
  name: string;
  off: boolean;
  onClick(): void;
  children: React.ReactNode;
}

function Arrow({ name, off, onClick, children }: ArrowProps) {
  return (
    <button
      type="button"
      className="button square"
      aria-label={name}
      aria-disabled={off}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}

interface LifeProps {
  transitions: readonly Transition[];
  step: number;
  onStep(step: number): void;
}

/** All transitions of this life, as a table with a link to each. */
function Life({ transitions, step, onStep }: LifeProps) {
  return (
    <ScrollBox label="All transitions" className={styles.transitions}>
      <table className="table sticky">
        <caption className="visually-hidden">Transitions of this task’s state word</caption>
        <ColumnHeads names={["Step", "Transition", "Word"]} />
        <tbody>
          {transitions.map(({ name, word }, index) => (
            // A life repeats transitions; only the position distinguishes them.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index} data-here={index === step || undefined}>
              <td>
                <button
                  type="button"
                  className="row-button"
                  aria-current={index === step ? "step" : undefined}
                  onClick={() => onStep(index)}
                >
                  {index + 1}
                </button>
              </td>
              <td>
                <code translate="no">{name}</code>
              </td>
              <td>
                <code translate="no">0x{word.toString(16)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
