/** One worker: what it does, its tick and budget, its LIFO slot, its local queue, its defer list. */
import { memo } from "react";
import { Chip, Chips } from "./Chip.tsx";
import { doingWords, sameLane } from "./stage-view.ts";
import type { LaneView, StageView } from "./stage-view.ts";
import styles from "./Stage.module.css";

interface Props {
  lane: LaneView;
  flavor: StageView["flavor"];
  selected: number | null;
  onSelect(task: number): void;
}

const LOCAL_QUEUE_CAPACITY = 256;
const BUDGET = 128;

export const Lane = memo(
  function Lane({ lane, flavor, selected, onSelect }: Props) {
    const pick = { selected, onSelect };
    const threaded = flavor === "multi_thread";
    return (
      <div
        className={styles.lane}
        data-doing={lane.doing.kind}
        role="group"
        aria-label={laneName(lane, flavor)}
      >
        <div className={styles.who}>
          <b>{threaded ? `W${lane.index}` : "one thread"}</b>
          <span className={styles.doing}>{doingWords(lane.doing)}</span>
          <span className={styles.tick}>tick {lane.tick}</span>
        </div>
        <div className={styles.box} data-box="running">
          <span className={styles.boxName}>Running</span>
          {lane.running === null ? (
            <span className={styles.empty}>–</span>
          ) : (
            <Chip chip={lane.running} tone={lane.held ? "held" : "running"} {...pick} />
          )}
          <Budget left={lane.budget} />
        </div>
        {threaded && (
          <div className={styles.box} data-box="slot">
            <span className={styles.boxName}>LIFO slot</span>
            {lane.lifoSlot === null ? (
              <span className={styles.empty}>–</span>
            ) : (
              <Chip chip={lane.lifoSlot} tone="slot" {...pick} />
            )}
            <span className={styles.dots} title={`${lane.lifoPolls} of 3 polls from the slot in this tick`}>
              {"●".repeat(Math.min(3, lane.lifoPolls))}
              {"○".repeat(Math.max(0, 3 - lane.lifoPolls))}
            </span>
          </div>
        )}
        <div className={styles.box} data-box="queue">
          <span className={styles.boxName}>{threaded ? "Local queue" : "Queue"}</span>
          <Chips queue={lane.runQueue} {...pick} />
          {threaded && <Meter length={lane.runQueue.length} />}
        </div>
        <div className={styles.box} data-box="defer">
          <span className={styles.boxName}>Deferred</span>
          <Chips queue={lane.deferred} {...pick} />
        </div>
      </div>
    );
  },
  (before, after) =>
    before.selected === after.selected && before.flavor === after.flavor && sameLane(before.lane, after.lane),
);

function laneName(lane: LaneView, flavor: StageView["flavor"]): string {
  return flavor === "multi_thread" ? `Worker ${lane.index}` : "The scheduler's one thread";
}

/** How full the ring of 256 is; the mark is at half, which is what an overflow leaves. */
function Meter({ length }: { length: number }) {
  return (
    <span className={styles.meter} title={`${length} of ${LOCAL_QUEUE_CAPACITY} places`}>
      <span style={{ width: `${(100 * length) / LOCAL_QUEUE_CAPACITY}%` }} />
    </span>
  );
}

function Budget({ left }: { left: number | null }) {
  if (left === null) return <span className={styles.budget} />;
  return (
    <span
      className={styles.budget}
      title={`${left} of ${BUDGET} units of budget left in this tick`}
      data-empty={left === 0 || undefined}
    >
      <span style={{ width: `${(100 * left) / BUDGET}%` }} />
      <i>{left}</i>
    </span>
  );
}
