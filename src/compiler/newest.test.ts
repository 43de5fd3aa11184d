/** One piece of work at a time, and only the newest waits. */
import { expect, test } from "vitest";
import { newest, Superseded } from "./newest.ts";

/** Work that ends when the test says so. */
function manual() {
  const started: string[] = [];
  const finish: ((text: string) => void)[] = [];
  const queue = newest((input: string) => {
    started.push(input);
    return new Promise<string>((resolve) => finish.push(resolve));
  });
  return { started, finish, queue };
}

test("the newest waits, the one before it is sent away, the running one is left to end", async () => {
  const { started, finish, queue } = manual();
  const a = queue.request("a");
  const b = queue.request("b");
  const c = queue.request("c");
  await expect(b).rejects.toBeInstanceOf(Superseded);
  expect(started).toEqual(["a"]);
  finish[0]?.("A");
  expect(await a).toBe("A");
  await Promise.resolve();
  expect(started).toEqual(["a", "c"]);
  finish[1]?.("C");
  expect(await c).toBe("C");
});

test("work that fails makes way for the next", async () => {
  let calls = 0;
  const queue = newest(async () => {
    if (++calls === 1) throw new Error("first");
    return calls;
  });
  await expect(queue.request(0)).rejects.toThrow("first");
  expect(await queue.request(0)).toBe(2);
});
