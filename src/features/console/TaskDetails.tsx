/** The task details: its times, wakers and warnings, and the distributions of its poll times and scheduled times. */
import { formatCount, formatMs, formatPercent } from "../../lib/units.ts";
import { Box, Facts } from "./Box.tsx";
import { fieldsOf, targetOf } from "./columns.ts";
import { Distribution } from "./Distribution.tsx";
import { warningsOf } from "./lints.ts";
import { read } from "./reading.ts";
import { StateName } from "./StateName.tsx";
import type { TaskStats } from "./task-stats.ts";
import styles from "./Details.module.css";

interface Props {
  task: TaskStats;
  nowMs: number;
  onBack(): void;
}

export function TaskDetails({ task, nowMs, onBack }: Props) {
  const { state, totalMs, busyMs, scheduledMs, idleMs, wakers, selfWakePercent } = read(task, nowMs);
  const warnings = warningsOf(task, nowMs);
  const share = (ms: number): string =>
    `${formatMs(ms)} (${totalMs === 0 ? "0 %" : formatPercent(ms / totalMs, 1)})`;
  const ago = task.lastWakeMs === null ? "never" : `${formatMs(Math.max(0, nowMs - task.lastWakeMs))} ago`;
  return (
    <div className={styles.details}>
      <button type="button" className="button quiet" onClick={onBack}>
        ← Tasks
      </button>
      {warnings.length > 0 && (
        <Box title="Warnings">
          <ul>
            {warnings.map(({ lint, text }) => (
              <li key={lint}>
                ⚠ {lint}: {text}
              </li>
            ))}
          </ul>
        </Box>
      )}
      <Box title="Task">
        <Facts
          of={[
            ["ID", task.taskId ?? "–"],
            ["State", <StateName key="state" state={state} />],
            ["Name", task.info.name || "–"],
            ["Target", targetOf(task)],
            ["Location", task.info.location],
            ["Total Time", formatMs(totalMs)],
            ["Busy", share(busyMs)],
            ["Scheduled", share(scheduledMs)],
            ["Idle", share(idleMs)],
          ]}
        />
      </Box>
      <Box title="Waker">
        <Facts
          of={[
            [
              "Current wakers",
              `${wakers} (clones: ${formatCount(task.wakerClones)}, drops: ${formatCount(task.wakerDrops)})`,
            ],
            ["Woken", `${formatCount(task.wakes)} times, last woken: ${ago}`],
            ["Self Wakes", `${formatCount(task.selfWakes)} times (${selfWakePercent} %)`],
          ]}
        />
      </Box>
      <Distribution title="Poll Times" histogram={task.pollTimes} none="no poll has ended yet" />
      <Distribution
        title="Scheduled Times"
        histogram={task.scheduledTimes}
        none="no poll has followed a wake yet"
      />
      <Box title="Fields">
        <p>{fieldsOf({ task })}</p>
      </Box>
    </div>
  );
}
