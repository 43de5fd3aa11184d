/** Every thread of a run in a time window: what held it and for how long, as a picture and a table. */
import { useMemo, useState } from "react";
import { formatMs } from "../../lib/units.ts";
import type { RunAnswer } from "./messages.ts";
import { RUN_MS } from "./run.ts";
import { STRATEGY_WORDS } from "./strategies.ts";
import { viewWindow, WINDOW_MS } from "./timeline.ts";
import type { WindowView } from "./timeline.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import styles from "./Timeline.module.css";

/** px */
const LANE = 24;
const STEP_MS = 10;

export function ThreadTimeline({ run, workers }: { run: RunAnswer; workers: number }) {
  const [fromMs, setFromMs] = useState(200);
  const view = useMemo(() => viewWindow(run.segments, workers, fromMs), [run, workers, fromMs]);
  return (
    <figure className={styles.figure}>
      <div className={styles.head}>
        <figcaption>{`Every thread, ${STRATEGY_WORDS[run.summary.strategy]}`}</figcaption>
        <ul className={styles.legend} aria-hidden="true">
          <li className={styles.swatch} data-by="request">
            request on a worker
          </li>
          <li className={styles.swatch} data-by="job">
            off the workers
          </li>
          <li className={styles.swatch} data-by="probe">
            other task
          </li>
        </ul>
      </div>
      <div className={styles.lanes}>
        <div className={styles.laneNames} aria-hidden="true">
          {view.lanes.map(({ name }) => (
            <span key={name} style={{ height: LANE }}>
              {name}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${WINDOW_MS} ${view.lanes.length}`}
          preserveAspectRatio="none"
          style={{ height: view.lanes.length * LANE }}
          aria-hidden="true"
        >
          {view.lanes.map(({ name }, index) => (
            <line key={name} x1={0} x2={WINDOW_MS} y1={index + 0.5} y2={index + 0.5} />
          ))}
          <path data-by="request" d={view.paths.request} />
          <path data-by="job" d={view.paths.job} />
          <path data-by="probe" d={view.paths.probe} />
        </svg>
      </div>
      <div className={styles.scrub}>
        <label>
          <span>
            {fromMs} to {fromMs + WINDOW_MS} ms of {RUN_MS}
          </span>
          <input
            type="range"
            min={0}
            max={RUN_MS - WINDOW_MS}
            step={STEP_MS}
            value={fromMs}
            aria-label="Window of the timeline"
            aria-valuetext={`${fromMs} to ${fromMs + WINDOW_MS} ms`}
            onChange={(event) => setFromMs(Number(event.target.value))}
          />
        </label>
        {view.notDrawn > 0 && <span>{view.notDrawn} more threads are busy in this window.</span>}
      </div>
      <WindowTable view={view} />
    </figure>
  );
}

function WindowTable({ view }: { view: WindowView }) {
  return (
    <details className="disclosure">
      <summary>This window as a table</summary>
      <table className="table numbers">
        <ColumnHeads names={["Thread", "Held for", "Pieces", "Longest piece"]} />
        <tbody>
          {view.lanes.map(({ name, heldMs, pieces, longestMs }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {formatMs(heldMs)} of {WINDOW_MS} ms
              </td>
              <td>{pieces}</td>
              <td>{formatMs(longestMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
