/** One job at a time for each key, and only the newest waits. */
import { expect, test } from "vitest";
import { newest, Superseded } from "./newest.ts";

/** Work that ends when the test says so. */
function manual() {
  const started: string[] = [];
  const finish: ((text: string) => void)[] = [];
  const request = newest((input: string) => {
    started.push(input);
    return new Promise<string>((resolve) => finish.push(resolve));
  });
  return { started, finish, request };
}

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test("the newest waits, the one before it is rejected, the running one finishes", async () => {
  const { started, finish, request } = manual();
  const a = request("file", "a");
  const b = request("file", "b");
  const c = request("file", "c");
  await expect(b).rejects.toBeInstanceOf(Superseded);
  expect(started).toEqual(["a"]);
  finish[0]?.("A");
  expect(await a).toBe("A");
  await settle();
  expect(started).toEqual(["a", "c"]);
  finish[1]?.("C");
  expect(await c).toBe("C");
});

test("two files do not wait for each other", () => {
  const { started, request } = manual();
  void request("one", "a");
  void request("two", "b");
  expect(started).toEqual(["a", "b"]);
});

test("the next job starts after one that failed, and after one that finished", async () => {
  let calls = 0;
  const request = newest(async () => {
    if (++calls === 1) throw new Error("first");
    return calls;
  });
  await expect(request("file", 0)).rejects.toThrow("first");
  await settle();
  expect(await request("file", 0)).toBe(2);
  await settle();
  expect(await request("file", 0)).toBe(3);
});
