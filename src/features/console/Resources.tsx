/** The resource list, and one resource with the operations that wait for it. */
import { useMemo } from "react";
import { formatMs } from "../../lib/units.ts";
import { Box, Facts } from "./Box.tsx";
import { List } from "./List.tsx";
import { OP_COLUMNS, RESOURCE_COLUMNS, type OpRow, type ResourceRow } from "./resource-columns.ts";
import type { Order } from "./table.ts";
import styles from "./Details.module.css";

interface ListProps<R> {
  rows: readonly R[];
  order: Order;
  onOrder(order: Order): void;
  onOpen(id: number): void;
}

export function ResourceList(props: ListProps<ResourceRow>) {
  return (
    <List
      {...props}
      label="Resource list"
      columns={RESOURCE_COLUMNS}
      idOf={({ resource }) => resource.id}
      isOver={({ resource }) => resource.droppedMs !== null}
      opens={{ column: "Type", label: ({ resource }) => `Details of ${resource.type} ${resource.id}` }}
    />
  );
}

export function ResourceDetails({
  row,
  onBack,
  ...ops
}: { row: ResourceRow; onBack(): void } & ListProps<OpRow>) {
  const { resource, totalMs } = row;
  const attributes = useMemo(() => resource.attributes.split(" ").filter(Boolean), [resource.attributes]);
  return (
    <div className={styles.details}>
      <button type="button" className="button quiet" onClick={onBack}>
        ← Resources
      </button>
      <Box title="Resource">
        <Facts
          of={[
            ["ID", resource.id],
            ["Parent ID", resource.parent ?? "n/a"],
            ["Kind", resource.kind],
            ["Target", resource.target],
            ["Type", `${resource.type} (${resource.internal ? "internal" : "public"})`],
            ["Location", resource.location],
            ["Total Time", formatMs(totalMs)],
          ]}
        />
      </Box>
      <Box title="Attributes">
        <ul data-plain translate="no">
          {attributes.length === 0 && <li>none</li>}
          {attributes.map((attribute) => (
            <li key={attribute}>{attribute}</li>
          ))}
        </ul>
      </Box>
      <Box title={`Async Ops (${ops.rows.length})`}>
        {ops.rows.length === 0 ? (
          <p>Nothing waits for it.</p>
        ) : (
          <List
            {...ops}
            label="Async ops"
            columns={OP_COLUMNS}
            idOf={({ op }) => op.id}
            isOver={({ op }) => op.droppedMs !== null}
            opens={{ column: "Task", label: ({ task }) => `Details of task ${task}` }}
          />
        )}
      </Box>
    </div>
  );
}
