/** Downloads all of the course's tools at once for offline use. */
import { useEffect, useRef, useState } from "react";
import styles from "../../ui/Page.module.css";
import { formatMegabytes } from "../../lib/units.ts";
import { missingTools, takeAll } from "./take-all.ts";

type State =
  | { kind: "looking" }
  | { kind: "impossible"; why: string }
  | { kind: "missing"; packedBytes: number; stopped?: string }
  | { kind: "fetching"; done: number; packedBytes: number }
  | { kind: "here" };

export default function MakeOffline() {
  const [state, setState] = useState<State>({ kind: "looking" });
  const running = useRef<AbortController>(undefined);

  useEffect(() => {
    void look().then(setState);
  }, []);

  async function fetchAll(packedBytes: number) {
    const controller = new AbortController();
    running.current = controller;
    let done = 0;
    setState({ kind: "fetching", done, packedBytes });
    const stopped = await takeAll(controller.signal, (bytes) => {
      done += bytes;
      setState({ kind: "fetching", done, packedBytes });
    });
    setState(await look(stopped));
  }

  return (
    <div className={styles.setting}>
      <p>
        After your first visit you can read every lesson offline. The tools (editor, compiler, scheduler
        explorer, charts) are stored when you first use them.
      </p>
      {state.kind === "missing" && (
        <div className={styles.row}>
          <button type="button" className="button" onClick={() => void fetchAll(state.packedBytes)}>
            Make everything available offline ({formatMegabytes(state.packedBytes)})
          </button>
        </div>
      )}
      {state.kind === "fetching" && (
        <div className={styles.row}>
          <progress
            className="progress"
            value={state.done}
            max={state.packedBytes}
            aria-label="Downloading the tools"
          />
          <span className="note">
            {formatMegabytes(state.done)} of {formatMegabytes(state.packedBytes)}
          </span>
          <button type="button" className="button" onClick={() => running.current?.abort()}>
            Cancel
          </button>
        </div>
      )}
      <div role="status">
        {state.kind === "fetching" && <span className="visually-hidden">Downloading the tools.</span>}
        {state.kind === "here" && <p className="notice">Everything is available offline.</p>}
        {state.kind === "impossible" && <p className="notice">{state.why}</p>}
        {state.kind === "missing" && state.stopped && (
          <p className="notice" data-tone="warn">
            {state.stopped}
          </p>
        )}
      </div>
    </div>
  );
}

async function look(stopped?: string): Promise<State> {
  const missing = await missingTools();
  if (typeof missing === "string") return { kind: "impossible", why: missing };
  const packedBytes = missing.reduce((sum, tool) => sum + tool.packedBytes, 0);
  return packedBytes === 0 ? { kind: "here" } : { kind: "missing", packedBytes, ...(stopped && { stopped }) };
}
