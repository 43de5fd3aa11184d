/** Shows this step's picture as a table, and the order of polls as text. */
import type { Playback } from "../../recording/trace/playback.ts";
import { resourceNamed } from "../../recording/trace/named.ts";
import { pollOrder } from "../../recording/trace/polls.ts";
import type { WorkerScene } from "../../recording/trace/scene.ts";
import { doingWords, viewOf } from "../../ui/stage/stage-view.ts";
import type { QueueView } from "../../ui/stage/stage-view.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import explorer from "./Explorer.module.css";
import styles from "./StateTable.module.css";

/** Names beyond this number are counted, not listed. */
const LISTED = 40;

export function StateTable({ playback, beat }: { playback: Playback; beat: number }) {
  const { config } = playback.recording;
  const scene = playback.sceneAt(beat);
  const view = viewOf(scene, config, playback.labels, {
    inject: LISTED,
    runQueue: LISTED,
    deferred: LISTED,
    timers: LISTED,
  });
  const threaded = config.flavor === "multi_thread";
  const order = pollOrder(playback.polls.slice(0, Math.min(playback.pollsBy(beat), 400)), playback.labels);
  return (
    <>
      <ScrollBox label="State as a table" className="table-scroll">
        <table className={styles.table}>
          <caption className="visually-hidden">State after step {beat + 1}</caption>
          <thead>
            <tr>
              <th scope="col">{threaded ? "Worker" : "Thread"}</th>
              <th scope="col">Does</th>
              <th scope="col">Tick</th>
              <th scope="col">Running</th>
              <th scope="col">Budget</th>
              {threaded && <th scope="col">LIFO slot</th>}
              <th scope="col">{threaded ? "Local queue, front first" : "Queue, front first"}</th>
              <th scope="col">Deferred, next to wake first</th>
            </tr>
          </thead>
          <tbody>
            {view.lanes.map((lane) => (
              <tr key={lane.index}>
                <th scope="row">{lane.index}</th>
                <td>{doingWords(lane.doing)}</td>
                <td>{lane.tick}</td>
                <td translate="no">
                  {lane.running === null ? "–" : `${lane.running.label}${lane.held ? " (taken)" : ""}`}
                </td>
                <td>{(scene.workers[lane.index] as WorkerScene).budget ?? "–"}</td>
                {threaded && <td translate="no">{lane.lifoSlot?.label ?? "–"}</td>}
                <td translate="no">{listed(lane.runQueue)}</td>
                <td translate="no">{listed(lane.deferred)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className={explorer.line}>
        Time: {view.nowMs} ms{view.main !== "absent" && `; main: ${view.main}`}
      </p>
      <p className={explorer.line}>
        Injection queue: <span translate="no">{listed(view.inject)}</span>
      </p>
      {threaded && (
        <p className={explorer.line}>
          Sleeping workers, next to wake first:{" "}
          {view.sleepers.length === 0 ? "none" : view.sleepers.join(", ")}
        </p>
      )}
      <p className={explorer.line}>
        Timers, first to fire first:{" "}
        {listed({
          ...view.timers,
          chips: view.timers.chips.map((chip) => ({
            ...chip,
            label: `${chip.label} at ${chip.deadlineMs} ms`,
          })),
        })}
      </p>
      <p className={explorer.line}>Waiting: {waiting(playback, beat)}</p>
      <p className={explorer.line}>
        Order of polls so far: <code translate="no">{order === "" ? "none" : order}</code>
        {playback.pollsBy(beat) > 400 && " …"}
      </p>
    </>
  );
}

/** Tasks in no queue, and what each waits for. */
function waiting(playback: Playback, beat: number): string {
  const { labels } = playback;
  const { parked, workers } = playback.sceneAt(beat);
  const tasks = [...parked].filter(([task]) => workers.every(({ running }) => running !== task));
  if (tasks.length === 0) return "nobody";
  const words = tasks.slice(0, LISTED).map(([task, { on, which }]) => {
    const what = on === "waker" ? "whoever has its waker" : resourceNamed(on, which, labels);
    return `${labels.short(task)} for ${what}`;
  });
  return `${words.join(", ")}${tasks.length > LISTED ? ` and ${tasks.length - LISTED} more` : ""}`;
}

function listed(queue: QueueView): string {
  if (queue.length === 0) return "empty";
  const names = queue.chips.map((chip) => chip.label).join(", ");
  return queue.more > 0 ? `${names} and ${queue.more} more` : names;
}
