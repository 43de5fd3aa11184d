/** tokio-console in the page: its lists and details over whatever source the data come from, with its keyboard. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { COLUMNS, rowsOf } from "./columns.ts";
import type { Row } from "./columns.ts";
import { FIRST_VIEW, listOf, press } from "./keys.ts";
import type { Screen, Shown, View } from "./keys.ts";
import { opRows, OP_COLUMNS, RESOURCE_COLUMNS, resourceRows } from "./resource-columns.ts";
import { ResourceDetails, ResourceList } from "./Resources.tsx";
import { sorted } from "./table.ts";
import type { Order } from "./table.ts";
import { TaskDetails } from "./TaskDetails.tsx";
import { TaskList } from "./TaskList.tsx";
import type { ConsoleData } from "./store.ts";
import { Headline, Warnings } from "./Headline.tsx";
import { Keys, KEYS, MORE_KEYS } from "./KeyHelp.tsx";
import styles from "./Console.module.css";

/** What the reader looks at, for a source that sends only what is shown. */
export interface Look {
  task: number | null;
  lists: boolean;
}

interface Props {
  data: ConsoleData;
  /** Changes whenever the data do: the store is one object that grows. */
  version: unknown;
  title: string;
  toolbar: ReactNode;
  /** What the source says in place of the lists, such as why it has no tasks yet. */
  notice?: ReactNode;
  onPause(): void;
  onLook?(look: Look): void;
}

export function Console({ data, version, title, toolbar, notice, onPause, onLook }: Props) {
  const [view, setView] = useState<View>(FIRST_VIEW);
  const [helpShown, setHelpShown] = useState(false);
  const screen = useRef<HTMLDivElement>(null);
  const filter = useRef<HTMLInputElement>(null);
  const help = useId();
  const { nowMs } = data;
  const rows = useMemo(
    () => rowsOf(data.tasks.values(), nowMs, view.tasks.column, view.tasks.descending, view.filter),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what is in the data
    [data, version, nowMs, view.tasks.column, view.tasks.descending, view.filter],
  );
  const isAboutTasks = view.screen === "tasks" || view.screen === "task";
  const resources = useMemo(
    () =>
      isAboutTasks
        ? []
        : sorted(resourceRows(data, view.filter), RESOURCE_COLUMNS, view.resources, (row) => row.resource.id),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- as above
    [data, version, nowMs, isAboutTasks, view.resources, view.filter],
  );
  const task = data.tasks.get(view.tasks.selected ?? -1);
  const resource = resources.find((row) => row.resource.id === view.resources.selected);
  const ops =
    resource === undefined
      ? []
      : sorted(opRows(data, resource.resource.id), OP_COLUMNS, view.ops, ({ op }) => op.id);
  const at: Screen =
    view.screen === "task" && task === undefined
      ? "tasks"
      : view.screen === "resource" && resource === undefined
        ? "resources"
        : view.screen;

  const watched = at === "task" ? (task?.id ?? null) : null;
  useEffect(() => onLook?.({ task: watched, lists: !isAboutTasks }), [onLook, watched, isAboutTasks]);

  function keyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const effect = press(event.key, { ...view, screen: at }, shown());
    if (effect === null) return;
    event.preventDefault();
    if (effect.kind === "view") setView(effect.view);
    else if (effect.kind === "filter") filter.current?.focus();
    else if (effect.kind === "toggle-help") setHelpShown(!helpShown);
    else onPause();
  }

  function shown(): Shown {
    if (at === "resources")
      return { ids: resources.map((row) => row.resource.id), columns: RESOURCE_COLUMNS.length };
    if (at === "resource")
      return {
        ids: ops.map(({ op }) => op.id),
        columns: OP_COLUMNS.length,
        taskOfOp: ops.find(({ op }) => op.id === view.ops.selected)?.op.task ?? null,
      };
    return { ids: rows.map((row) => row.task.id), columns: COLUMNS.length };
  }

  function show(next: View) {
    setView(next);
    screen.current?.focus({ preventScroll: true });
  }
  const order = (list: "tasks" | "resources" | "ops") => (next: Order) => show({ ...view, [list]: next });
  const open = (list: "tasks" | "resources", to: Screen) => (id: number) =>
    show({ ...view, screen: to, [list]: { ...view[list], selected: id } });

  const hasResources = data.resources !== undefined;
  return (
    <div className="card">
      {toolbar}
      {/* A terminal's screen; the line that describes it lists its keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={screen}
        className={styles.screen}
        role="group"
        aria-label={title}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the terminal's keys
        tabIndex={0}
        onKeyDown={keyDown}
      >
        <p id={help} className={styles.keys}>
          <Keys of={KEYS[at]} />
          {helpShown && <Keys of={MORE_KEYS} />}
        </p>
        <Headline
          rows={rows}
          data={data}
          isAboutTasks={isAboutTasks}
          onScreen={(to) => show({ ...view, screen: to })}
          hasResources={hasResources}
        >
          {(at === "tasks" || at === "resources") && (
            <input
              ref={filter}
              className={`input ${styles.filter}`}
              type="search"
              aria-label="Filter rows"
              placeholder="Filter"
              value={view.filter}
              onChange={(event) => setView({ ...view, filter: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === "Enter" || event.key === "Escape") screen.current?.focus();
              }}
            />
          )}
        </Headline>
        <Warnings rows={rows} dropped={data.droppedEvents} />
        {notice}
        {at === "task" && task !== undefined && (
          <TaskDetails task={task} nowMs={nowMs} onBack={() => show({ ...view, screen: "tasks" })} />
        )}
        {at === "tasks" && (
          <TaskList rows={rows} order={view.tasks} onOrder={order("tasks")} onOpen={open("tasks", "task")} />
        )}
        {at === "resources" &&
          (hasResources ? (
            <ResourceList
              rows={resources}
              order={view.resources}
              onOrder={order("resources")}
              onOpen={open("resources", "resource")}
            />
          ) : (
            <p>The model does not record its resources. Connect an application of your own to see some.</p>
          ))}
        {at === "resource" && resource !== undefined && (
          <ResourceDetails
            row={resource}
            rows={ops}
            order={view.ops}
            onOrder={order("ops")}
            onOpen={(id) => {
              const of = ops.find(({ op }) => op.id === id)?.op.task;
              if (of !== undefined && of !== null) open("tasks", "task")(of);
            }}
            onBack={() => show({ ...view, screen: "resources" })}
          />
        )}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {announce({ ...view, screen: at }, rows)}
      </p>
    </div>
  );
}

/** Announces only the learner's actions: a list that changes five times a second must stay silent. */
function announce(view: View, rows: readonly Row[]): string {
  if (listOf(view.screen) !== "tasks")
    return view.screen === "resources" ? "Resource list." : "One resource.";
  const { selected, column, descending } = view.tasks;
  const order = `Sorted by ${COLUMNS[column]?.name}, ${descending ? "highest" : "lowest"} first.`;
  const row = rows.find(({ task }) => task.id === selected);
  if (row === undefined) return order;
  const name = row.task.info.name || row.task.kind;
  if (view.screen === "task") return `Details of ${name}.`;
  const warned = row.warnings.map(({ lint }) => lint).join(", ");
  return `${name}, task ${row.task.taskId ?? ""}${warned && `, warning: ${warned}`}. ${order}`;
}
