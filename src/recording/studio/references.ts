/** Checks that a design's names are unique and lead somewhere, before anything is computed from it. */
import { LISTS, nodesOf } from "./schema.ts";
import type { Design, NodeKind, Step } from "./schema.ts";

export interface Wrong {
  path: (string | number)[];
  message: string;
}

export function namesIn(design: Design): Wrong[] {
  const wrong: Wrong[] = [];
  const kinds = new Map<string, NodeKind>();
  /** Of the names without their extra hyphens, which no Rust name has. */
  const plain = new Map<string, string>();
  for (const { kind, node } of nodesOf(design)) {
    const known = plain.get(plainName(node.id));
    if (known !== undefined)
      wrong.push({
        path: [LISTS[kind]],
        message:
          known === node.id
            ? `the name ${node.id} is used twice; give one of them another`
            : `${known} and ${node.id} would be the same name in Rust; give one of them another`,
      });
    plain.set(plainName(node.id), node.id);
    kinds.set(node.id, kind);
  }
  const expect = (path: Wrong["path"], id: string, ...allowed: NodeKind[]): void => {
    const kind = kinds.get(id);
    if (kind !== undefined && allowed.includes(kind)) return;
    const known = [...kinds].filter(([, of]) => allowed.includes(of)).map(([name]) => name);
    const what = allowed.join(" or ");
    wrong.push({
      path,
      message:
        `expected the name of a ${what}, got ${id}` +
        (known.length > 0 ? `; available: ${known.join(", ")}` : ""),
    });
  };
  const readers = new Map<string, string>();
  design.tasks.forEach((task, t) => {
    if (task.shutdown !== "") expect(["tasks", t, "shutdown"], task.shutdown, "channel");
    task.on.forEach((handler, h) => {
      const path = ["tasks", t, "on", h];
      expect([...path, "from"], handler.from, "source", "channel");
      const channel = design.channels.find(({ id }) => id === handler.from);
      const reader = readers.get(handler.from);
      if (reader !== undefined && (channel === undefined || channel.kind === "mpsc"))
        wrong.push({
          path: [...path, "from"],
          message: `${handler.from} is read by ${reader} already; a source and an mpsc channel have one reader`,
        });
      readers.set(handler.from, task.id);
      if (channel !== undefined && channel.kind !== "mpsc" && handler.subscribes > channel.keys)
        wrong.push({
          path: [...path, "subscribes"],
          message: `expected at most the ${channel.keys} keys of ${channel.id}, got ${handler.subscribes}`,
        });
      if (handler.everyUs !== undefined && channel?.kind !== "watch")
        wrong.push({
          path: [...path, "everyUs"],
          message: "only a watch channel can be looked at on a tick; an mpsc or broadcast receiver waits",
        });
      handler.does.forEach((step, s) => expectStep([...path, "does", s], step, expect));
    });
  });
  return wrong;
}

const plainName = (id: string): string =>
  id
    .split("-")
    .filter((part) => part !== "")
    .join("-");

function expectStep(
  path: Wrong["path"],
  step: Step,
  expect: (path: Wrong["path"], id: string, ...allowed: NodeKind[]) => void,
): void {
  if (step.do === "send") expect([...path, "to"], step.to, "channel");
  if (step.do === "lock") expect([...path, "state"], step.state, "state");
  if (step.do === "write") expect([...path, "to"], step.to, "sink");
}
