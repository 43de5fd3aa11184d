/** A handful of tries with growing pauses, whatever asks; and back by itself. */
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

/** A part that arrives from the given try on. */
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

test("what has arrived is loaded once", async () => {
  const { part, tries } = arrivingAt(1);
  expect(await Promise.all([part.kept(), part.load(), part.kept()])).toEqual(["lab", "lab", "lab"]);
  expect(tries.count).toBe(1);
});

test("one lost packet is no news", async () => {
  const { part, tries } = arrivingAt(2);
  const loading = part.kept();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await loading).toBe("lab");
  expect(tries.count).toBe(2);
});

test("rendering a part that is missing asks for nothing more, however often", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const first = part.kept();
  await failure(first);
  for (let render = 0; render < 1_000; render++) expect(part.kept()).toBe(first);
  expect(tries.count).toBe(2);
});

test("the message says what is missing, why it may be, and what to do", async () => {
  const { part } = arrivingAt(NEVER);
  expect((await failure(part.kept())).message).toBe(
    "The lab could not be loaded. The connection may have failed, or a newer version of the course may have been published since you opened this page: then reload the page.",
  );
});

test("what the server answered is told", async () => {
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

test("while something waits for it, it is tried after growing pauses, and then no more", async () => {
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

test("nobody waiting, nothing is tried", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const { part: missing } = await failure(part.kept());
  missing.wait(() => {})();
  await vi.advanceTimersByTimeAsync(3_600_000);
  window.dispatchEvent(new Event("online"));
  expect(tries.count).toBe(2);
});

test("all that wait for it share a try, and hear of it when it is back", async () => {
  const { part, tries } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  const back = [vi.fn<() => void>(), vi.fn<() => void>()];
  for (const onBack of back) missing.wait(onBack);
  await vi.advanceTimersByTimeAsync(PAUSES_MS[0] ?? 0);
  expect(tries.count).toBe(3);
  for (const onBack of back) expect(onBack).toHaveBeenCalledOnce();
  expect(await part.kept()).toBe("lab");
});

test("it is tried at once when the browser is online again", async () => {
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

test("who comes to wait when it is back already hears of it", async () => {
  const { part } = arrivingAt(3);
  const { part: missing } = await failure(part.kept());
  await missing.again();
  const onBack = vi.fn<() => void>();
  missing.wait(onBack);
  expect(onBack).toHaveBeenCalledOnce();
});

test("an event tries what has failed once more", async () => {
  const { part, tries } = arrivingAt(3);
  await failure(part.load());
  expect(await part.load()).toBe("lab");
  expect(tries.count).toBe(3);
});

test("what is made of late parts leaves the second try to them", async () => {
  const { part, tries } = arrivingAt(NEVER);
  const journal = late("The journal", () => part.load());
  expect((await failure(journal.kept())).message).toMatch(/^The journal could not be loaded/);
  expect(tries.count).toBe(2);
});

test("what is forgotten is loaded again, and what is set is not loaded", async () => {
  const { part, tries } = arrivingAt(1);
  await part.load();
  part.forget();
  await part.load();
  expect(tries.count).toBe(2);
  part.set("another");
  expect(await part.kept()).toBe("another");
  expect(tries.count).toBe(2);
});
