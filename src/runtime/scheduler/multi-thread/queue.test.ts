/** The local run queue's arithmetic: capacity, overflow, steal. */
/* oxlint-disable vitest/no-conditional-expect -- a property is judged event by event, step by step */
import fc from "fast-check";
import { expect, it } from "vitest";
import { Task } from "../../task/task.ts";
import { LOCAL_QUEUE_CAPACITY, LocalQueue } from "./queue.ts";

const task = (id: number): Task => new Task(id, { poll: () => expect.unreachable() }, null as never);
const ids = (queue: LocalQueue): number[] => queue.toArray().map(({ id }) => id);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function filled(n: number): LocalQueue {
  const queue = new LocalQueue();
  for (const id of range(0, n)) queue.pushBackOrOverflow(task(id), () => expect.unreachable());
  return queue;
}

it("the 257th push sends the newer half and itself to inject, in order", () => {
  const queue = filled(256);
  const over: number[] = [];
  expect(queue.pushBackOrOverflow(task(256), ({ id }) => over.push(id))).toBe(129);
  expect(ids(queue)).toEqual(range(0, 128));
  expect(over).toEqual(range(128, 257));
});

it("a thief takes half, rounded up, and runs the last it took", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 256 }), fc.integer({ min: 0, max: 200 }), (n, mine) => {
      const victim = filled(n);
      const thief = filled(mine);
      const stolen = victim.stealInto(thief);
      if (n === 0 || mine > 128) {
        expect(stolen).toBeNull();
        return;
      }
      const half = Math.ceil(n / 2);
      expect(stolen?.count).toBe(half);
      expect(stolen?.task.id).toBe(half - 1);
      expect(ids(thief).slice(mine)).toEqual(range(0, half - 1));
      expect(ids(victim)).toEqual(range(half, n));
    }),
  );
});

it("is a queue, whatever is done to it", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 2000 }), (pushes) => {
      const queue = new LocalQueue();
      const model: number[] = [];
      pushes.forEach((push, id) => {
        if (push && model.length < LOCAL_QUEUE_CAPACITY) {
          queue.pushBack(task(id));
          model.push(id);
        } else expect(queue.pop()?.id).toBe(model.shift());
      });
      expect(ids(queue)).toEqual(model);
      expect(queue.remainingSlots).toBe(LOCAL_QUEUE_CAPACITY - model.length);
    }),
  );
});
