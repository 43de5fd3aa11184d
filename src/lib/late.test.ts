/** A few tries with growing pauses, and automatic recovery. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { late, NotLoaded, PAUSES_MS } from "./late.ts";

const window = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A part that loads from the given try on. */
function arrivingAt(arrives: number) {
  const tries = { count: 0 };
  const part = late("The lab", async () => {
    if (++tries.count < arrives) throw new TypeError("Failed to fetch");
    return "lab";
  });
  return { part, tries };
}

async function failure(promise: Promise<unknown>): Promise<NotLoaded> {
  const settled = promise.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1_000);
  const error = await settled;
  if (!(error instanceof NotLoaded)) throw new Error("It arrived.");
  return error;
}

const NEVER = Infinity;

test("a loaded part loads only once", async () => {
  const { part, tries } = arrivingAt(1);
  expect(await Promise.all([part.kept(), part.load(), part.kept()])).toEqual(["lab", "lab", "lab"]);
  expect(tries.count).toBe(1);
});

test("one lost packet stays unnoticed", async () => {
  const { part, tries } = arrivingAt(2);
  const loading = part.kept();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await loading).toBe("lab");
  expect(tries.count).toBe(2);
});

test("rendering a missing part causes no requests, however often", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const first = part.kept();
  await failure(first);
  for (let render = 0; render < 1_000; render++) expect(part.kept()).toBe(first);
  expect(tries.count).toBe(2);
});

test("the message says what is missing, the likely cause, and what to do", async () => {
  const { part } = arrivingAt(NEVER);
  expect((await failure(part.kept())).message).toBe(
    "The lab could not be loaded. Check your connection. If a newer version of the course was published since you opened this page, reload the page.",
  );
});

test("the message has the server's answer", async () => {
  const part = late("The lab", () => Promise.reject(new Error("the server answered 503")));
  expect((await failure(part.kept())).message).toMatch(
    /^The lab could not be loaded \(the server answered 503\)\. /,
  );
});

test("offline, the message says so", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  const { part } = arrivingAt(NEVER);
  expect((await failure(part.kept())).message).toBe(
    "The lab could not be loaded. You are offline, and it is not stored on this device yet.",
  );
});

test("while something waits for it, it retries after growing pauses, then gives up", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const { part: missing } = await failure(part.kept());
  const stop = missing.wait(() => {});
  for (const [index, pause] of PAUSES_MS.entries()) {
    expect(missing.standing()).toBe("waiting");
    await vi.advanceTimersByTimeAsync(pause - 1);
    expect(tries.count).toBe(2 + index);
    await vi.advanceTimersByTimeAsync(1);
    expect(tries.count).toBe(3 + index);
  }
  expect(missing.standing()).toBe("given-up");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(tries.count).toBe(2 + PAUSES_MS.length);
  stop();
});

test("does not retry if nobody waits", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const { part: missing } = await failure(part.kept());
  missing.wait(() => {})();
  await vi.advanceTimersByTimeAsync(3_600_000);
  window.dispatchEvent(new Event("online"));
  expect(tries.count).toBe(2);
});

test("all waiting callers share a try and are notified of success", async () => {
  const { part, tries } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  const back = [vi.fn<() => void>(), vi.fn<() => void>()];
  for (const onBack of back) missing.wait(onBack);
  await vi.advanceTimersByTimeAsync(PAUSES_MS[0] ?? 0);
  expect(tries.count).toBe(3);
  for (const onBack of back) expect(onBack).toHaveBeenCalledOnce();
  expect(await part.kept()).toBe("lab");
});

test("it retries at once when the browser is online again", async () => {
  const { part, tries } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  const onBack = vi.fn<() => void>();
  missing.wait(onBack);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(tries.count).toBe(3);
  expect(onBack).toHaveBeenCalledOnce();
});

test("Try again tries at once", async () => {
  const { part, tries } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  await missing.again();
  expect(tries.count).toBe(3);
  expect(await part.kept()).toBe("lab");
});

test("a late caller is notified of an earlier success", async () => {
  const { part } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  await missing.again();
  const onBack = vi.fn<() => void>();
  missing.wait(onBack);
  expect(onBack).toHaveBeenCalledOnce();
});

test("an event retries a failed part once", async () => {
  const { part, tries } = arrivingAt(3);
  await failure(part.load());
  expect(await part.load()).toBe("lab");
  expect(tries.count).toBe(3);
});

test("a part made of late parts leaves the second try to them", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const journal = late("The journal", () => part.load());
  expect((await failure(journal.kept())).message).toMatch(/^The journal could not be loaded/);
  expect(tries.count).toBe(2);
});

test("a forgotten part loads again, and a set one does not load", async () => {
  const { part, tries } = arrivingAt(1);
  await part.load();
  part.forget();
  await part.load();
  expect(tries.count).toBe(2);
  part.set("another");
  expect(await part.kept()).toBe("another");
  expect(tries.count).toBe(2);
});
