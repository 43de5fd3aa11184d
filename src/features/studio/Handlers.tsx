/** What a task waits for and does with each message: a row for each input, and its shutdown. */
import { X } from "lucide-react";
import { changeNode, connect } from "../../recording/studio/edit.ts";
import { namesIn } from "../../recording/studio/references.ts";
import type { Handler, Task } from "../../recording/studio/schema.ts";
import { parseSteps, printSteps, STEPS_HELP } from "../../recording/studio/steps.ts";
import { DraftInput } from "./DraftInput.tsx";
import { taken } from "./history.ts";
import type { Editing } from "./history.ts";
import styles from "./Studio.module.css";

export function Handlers({ task, editing }: { task: Task; editing: Editing }) {
  const { design } = editing;
  const set = (on: readonly Handler[]): string | undefined => {
    const next = changeNode(design, task.id, { on });
    if (typeof next === "string") return next;
    return namesIn(next)[0]?.message ?? taken(editing, next);
  };
  const become = (handler: Handler, change: Partial<Handler>): string | undefined =>
    set(task.on.map((each) => (each === handler ? { ...each, ...change } : each)));
  const unread = [...design.sources, ...design.channels].filter(
    ({ id }) => typeof connect(design, id, task.id) !== "string",
  );
  return (
    <div className={styles.handlers}>
      {task.on.map((handler) => {
        const channel = design.channels.find(({ id }) => id === handler.from);
        return (
          <div key={handler.from} className={styles.handler}>
            <strong>{handler.from}</strong>
            <DraftInput
              label={`${task.id}, with each message from ${handler.from}`}
              value={printSteps(handler.does)}
              onCommit={(text) => {
                const does = parseSteps(text);
                return typeof does === "string" ? does : become(handler, { does });
              }}
            />
            {channel !== undefined && channel.kind !== "mpsc" && (
              <label>
                follows{" "}
                <DraftInput
                  label={`${task.id}: keys of ${handler.from} that each follows`}
                  numeric
                  value={String(handler.subscribes)}
                  onCommit={(text) => become(handler, { subscribes: Number(text) })}
                />{" "}
                keys
              </label>
            )}
            {channel?.kind === "watch" && (
              <label>
                looks every{" "}
                <DraftInput
                  label={`${task.id}: looks at ${handler.from} every so many µs; empty waits for each change`}
                  numeric
                  value={handler.everyUs === undefined ? "" : String(handler.everyUs)}
                  onCommit={(text) => {
                    const { everyUs: _, ...rest } = handler;
                    const next = text.trim() === "" ? rest : { ...rest, everyUs: Number(text) };
                    return set(task.on.map((each) => (each === handler ? next : each)));
                  }}
                />{" "}
                µs
              </label>
            )}
            <button
              type="button"
              className="button quiet square"
              aria-label={`${task.id} no longer waits for ${handler.from}`}
              title={`No longer wait for ${handler.from}`}
              onClick={() => set(task.on.filter((each) => each !== handler))}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        );
      })}
      <div className={styles.handler}>
        {unread.length > 0 && (
          <label>
            Also waits for{" "}
            <select
              className="input"
              value=""
              onChange={(event) => taken(editing, connect(design, event.target.value, task.id))}
            >
              <option value="" disabled hidden>
                choose one
              </option>
              {unread.map(({ id }) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          </label>
        )}
        <label>
          Stops by{" "}
          <select
            className="input"
            value={task.shutdown}
            onChange={(event) =>
              taken(editing, changeNode(design, task.id, { shutdown: event.target.value }))
            }
          >
            <option value="">its senders ending</option>
            {design.channels.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
      </div>
      <details className="disclosure">
        <summary>How to write what it does</summary>
        <p className="note">{STEPS_HELP}. Times are in µs; commas separate the steps.</p>
      </details>
    </div>
  );
}
