/** Chooses how the program runs: scheduler, number of workers, place of the root, and random seed. */
import { Dices } from "lucide-react";
import { MAX_WORKERS } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import styles from "./RunOptions.module.css";

interface Props {
  config: RunConfig;
  /** Whether the other scheduler runs beside this one. */
  beside: boolean;
  /** What runs is Rust, whose `#[tokio::main]` chooses the scheduler. */
  isRust: boolean;
  /** Whether places that the run leaves empty are drawn too. */
  all: boolean;
  onConfig(config: RunConfig): void;
  onBeside(beside: boolean): void;
  onAll(all: boolean): void;
}

export function RunOptions({ config, beside, isRust, all, onConfig, onBeside, onAll }: Props) {
  const change = (part: Partial<RunConfig>) => onConfig({ ...config, ...part });
  return (
    <div className={styles.options}>
      {isRust && (
        <p className="note">
          <code>#[tokio::main]</code> in the program chooses the scheduler.
        </p>
      )}
      <label>
        <span>Runtime</span>
        <select
          className="input"
          value={config.flavor}
          disabled={isRust}
          onChange={(event) =>
            change({ flavor: event.target.value === "multi_thread" ? "multi_thread" : "current_thread" })
          }
        >
          <option>multi_thread</option>
          <option>current_thread</option>
        </select>
      </label>
      <label>
        <span>Workers</span>
        <select
          className="input"
          value={config.flavor === "current_thread" ? 1 : config.workers}
          disabled={isRust || config.flavor === "current_thread"}
          onChange={(event) => change({ workers: Number(event.target.value) })}
        >
          {Array.from({ length: MAX_WORKERS }, (_, i) => (
            <option key={i}>{i + 1}</option>
          ))}
        </select>
      </label>
      {config.flavor === "multi_thread" && config.workers > 1 && (
        <label>
          <span>Order of steps</span>
          <select
            className="input"
            value={config.order}
            onChange={(event) => change({ order: event.target.value === "any" ? "any" : "usual" })}
          >
            <option value="usual">usual</option>
            <option value="any">any possible</option>
          </select>
        </label>
      )}
      <label>
        <span>Task 0 is</span>
        <select
          className="input"
          value={config.root}
          disabled={isRust}
          onChange={(event) => change({ root: event.target.value === "main" ? "main" : "task" })}
        >
          <option value="task">spawned</option>
          <option value="main">main</option>
        </select>
      </label>
      <span className={styles.seed}>
        <label>
          <span>Seed</span>
          <input
            type="number"
            className="input number"
            min={0}
            max={2 ** 32 - 1}
            step={1}
            value={config.seed}
            onChange={(event) => {
              const seed = event.target.valueAsNumber;
              if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) change({ seed });
            }}
          />
        </label>
        <button
          type="button"
          className="button quiet square"
          aria-label="Another seed"
          title="Another seed"
          onClick={() => change({ seed: (config.seed + 1) % 2 ** 32 })}
        >
          <Dices size={16} aria-hidden />
        </button>
      </span>
      <label className={styles.check}>
        <input type="checkbox" checked={beside} onChange={(event) => onBeside(event.target.checked)} />
        <span>Compare with {config.flavor === "multi_thread" ? "current_thread" : "multi_thread"}</span>
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={all} onChange={(event) => onAll(event.target.checked)} />
        <span>Show empty queues and idle workers</span>
      </label>
    </div>
  );
}
