/** A task, as it stands in a queue or on a worker; a click asks about it. */
import type { ChipView, QueueView } from "./stage-view.ts";
import styles from "./Stage.module.css";

interface ChipProps {
  chip: ChipView;
  tone?: "running" | "held" | "slot";
  selected: number | null;
  onSelect(task: number): void;
}

/** Not in the tab order: there may be hundreds; the field below the picture asks about any task by its number. */
export function Chip({ chip, tone, selected, onSelect }: ChipProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.chip}
      data-tone={tone}
      data-selected={selected === chip.task || undefined}
      title={`Ask about ${chip.label === "main" ? "main" : `task ${chip.label}`}`}
      onClick={() => onSelect(chip.task)}
    >
      {chip.label}
    </button>
  );
}

interface QueueProps extends Omit<ChipProps, "chip" | "tone"> {
  queue: QueueView;
}

export function Chips({ queue, selected, onSelect }: QueueProps) {
  if (queue.length === 0) return <span className={styles.empty}>empty</span>;
  return (
    <span className={styles.chips}>
      {queue.chips.map((chip) => (
        <Chip key={chip.task} chip={chip} selected={selected} onSelect={onSelect} />
      ))}
      {queue.more > 0 && <span className={styles.more}>+{queue.more}</span>}
    </span>
  );
}
