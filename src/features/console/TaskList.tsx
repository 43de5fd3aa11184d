/** The task list. */
import { COLUMNS, type Row } from "./columns.ts";
import { List } from "./List.tsx";
import { StateName } from "./StateName.tsx";
import type { Order } from "./table.ts";

interface Props {
  rows: readonly Row[];
  order: Order;
  onOrder(order: Order): void;
  onOpen(id: number): void;
}

export function TaskList(props: Props) {
  return (
    <List
      {...props}
      label="Task list"
      columns={COLUMNS}
      idOf={({ task }) => task.id}
      isOver={({ reading }) => reading.state === "Completed"}
      opens={{ column: "Name", label: ({ task }) => `Details of ${task.info.name || task.kind}` }}
      special={({ reading }, { name }) =>
        name === "State" ? <StateName state={reading.state} /> : undefined
      }
      titleOf={({ warnings, task }, { name }) => {
        if (name === "Warn")
          return warnings.map(({ lint, text }) => `${lint}: ${text}`).join("\n") || undefined;
        return name === "Name" ? task.info.name || undefined : undefined;
      }}
    />
  );
}
