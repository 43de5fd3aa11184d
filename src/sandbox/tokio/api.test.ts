/**
 * Each part of the learner API behaves the same on the model and on tokio itself: values, errors, drops and times
 * agree.
 */
import { expect, it } from "vitest";
import { model } from "../../runtime/engine.ts";
import type { Engine } from "../../runtime/engine.ts";
import { asyncBlock, awaited, Context, pending, Poll, ready, Waker } from "../../runtime/index.ts";
import type { Future } from "../../runtime/index.ts";
import { hostEngine } from "./host.ts";
import { readModule } from "./read-module.ts";

const bytes = await readModule("host");

type Async = Generator<unknown, void, unknown>;
type Say = (...words: unknown[]) => void;
type Story = (api: Engine["api"], say: Say) => Async;

/** How a story names an error. */
const named = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

function* tried(say: Say, what: string, future: Future<unknown>): Async {
  try {
    say(what, yield* awaited(future));
  } catch (error) {
    say(what, "threw", named(error));
  }
}
function at(say: Say, what: string, act: () => unknown): void {
  try {
    say(what, act());
  } catch (error) {
    say(what, "threw", named(error));
  }
}

/** Never ready; reports when it is polled and dropped. */
const noted = (say: Say, name: string): Future<never> => ({
  poll() {
    say("poll", name);
    return Poll.Pending;
  },
  drop: () => say("drop", name),
});
/** Throws at its second poll. */
function failing(say: Say, name: string): Future<never> {
  let polls = 0;
  return {
    poll(cx) {
      say("poll", name);
      if (++polls === 2) throw new Error(`${name} failed`);
      cx.waker.wakeByRef();
      return Poll.Pending;
    },
    drop: () => say("drop", name),
  };
}

const STORIES: Record<string, Story> = {
  *"a branch that throws takes the others with it"({ join, joinBiased, selectBiased, timeout, now }, say) {
    yield* tried(say, "join", join(noted(say, "a"), failing(say, "b"), noted(say, "c")));
    yield* tried(say, "joinBiased", joinBiased(noted(say, "d"), failing(say, "e")));
    yield* tried(say, "select", selectBiased(noted(say, "f"), failing(say, "g"), noted(say, "h")));
    yield* tried(say, "timeout", timeout(500, failing(say, "i")));
    say(now());
  },
  *"nothing is left of them"({ sleep, spawn, timeout, now }, say) {
    const task = spawn(asyncBlock(() => tried(say, "timeout", timeout(500, failing(say, "a")))));
    yield* awaited(task);
    yield* awaited(sleep(5));
    say(now());
    yield* awaited(pending());
  },
  *"an aborted task drops its branches in order"({ join, spawn, yieldNow }, say) {
    const task = spawn(join(noted(say, "a"), noted(say, "b"), noted(say, "c")));
    yield* awaited(yieldNow());
    task.abort();
    say("finished", task.isFinished());
    yield* tried(say, "joined", task);
    say("finished", task.isFinished());
    at(say, "again", () => task.poll(Context.fromWaker(Waker.noop())));
  },
  *"a set of tasks"({ JoinSet, sleep, yieldNow }, say) {
    const set = new JoinSet<string>();
    set.spawn(asyncBlock(() => failingLater(sleep)));
    const slow = set.spawn(asyncBlock(() => after(sleep, 30, "slow")));
    set.spawn(asyncBlock(() => after(sleep, 5, "quick")));
    say(set.len(), set.isEmpty());
    yield* tried(say, "next", set.joinNext());
    yield* tried(say, "next", set.joinNext());
    slow.abort();
    yield* awaited(yieldNow());
    say(slow.id, slow.isFinished(), set.len());
    yield* tried(say, "next", set.joinNext());
    yield* tried(say, "next", set.joinNext());
    set.spawn(noted(say, "left"));
    yield* awaited(yieldNow());
    set.drop();
    yield* awaited(yieldNow());
  },
  *"a bounded channel"({ mpsc, spawn, yieldNow }, say) {
    const [tx, rx] = mpsc.channel<number>(1);
    at(say, "try", () => tx.trySend(1));
    at(say, "try", () => tx.trySend(2));
    const sender = spawn(asyncBlock(() => tried(say, "sent", tx.send(3))));
    yield* awaited(yieldNow());
    yield* tried(say, "recv", rx.recv());
    yield* awaited(sender);
    at(say, "tryRecv", () => rx.tryRecv());
    at(say, "tryRecv", () => rx.tryRecv());
    rx.close();
    say("closed", tx.isClosed());
    yield* tried(say, "send", tx.send(4));
    at(say, "try", () => tx.trySend(5));
    yield* tried(say, "recv", rx.recv());
    at(say, "zero", () => mpsc.channel(0));
  },
  *"an unbounded channel"({ mpsc }, say) {
    const [tx, rx] = mpsc.unboundedChannel<unknown>();
    const other = tx.clone();
    const value = { any: "value" };
    tx.send(value);
    other.send(undefined);
    tx.drop();
    say("same", (yield* awaited(rx.recv())) === value, yield* awaited(rx.recv()));
    other.drop();
    yield* tried(say, "recv", rx.recv());
    const [late, gone] = mpsc.unboundedChannel<number>();
    gone.drop();
    at(say, "late", () => late.send(1));
  },
  *"one value, once"({ oneshot, spawn, yieldNow }, say) {
    const [tx, rx] = oneshot.channel<string>();
    const waits = spawn(asyncBlock(() => tried(say, "got", rx)));
    yield* awaited(yieldNow());
    tx.send("it");
    at(say, "twice", () => tx.send("no"));
    yield* awaited(waits);
    const [dropped, never] = oneshot.channel<string>();
    at(say, "empty", () => never.tryRecv());
    dropped.drop();
    yield* tried(say, "never", never);
    const [unheard, deaf] = oneshot.channel<string>();
    deaf.close();
    say("closed", unheard.isClosed());
    at(say, "unheard", () => unheard.send("?"));
  },
  *notify({ Notify, spawn, yieldNow }, say) {
    const notify = new Notify();
    const waiter = (name: string) => spawn(asyncBlock(() => tried(say, name, notify.notified())));
    const tasks = ["a", "b", "c", "d"].map(waiter);
    yield* awaited(yieldNow());
    notify.notifyLast();
    notify.notifyOne();
    yield* awaited(yieldNow());
    notify.notifyWaiters();
    for (const task of tasks) yield* awaited(task);
    notify.notifyOne();
    const early = notify.notified();
    say("enabled", early.enable(), notify.notified().enable());
    yield* tried(say, "permit", early);
  },
  *"semaphore and mutex"({ Semaphore, Mutex, spawn, yieldNow }, say) {
    const semaphore = new Semaphore(2);
    const one = yield* awaited(semaphore.acquire());
    at(say, "many", () => semaphore.tryAcquire().drop());
    const many = spawn(asyncBlock(() => tried(say, "three", semaphore.acquireMany(3))));
    yield* awaited(yieldNow());
    at(say, "none", () => semaphore.tryAcquire());
    say(semaphore.availablePermits());
    one.forget();
    semaphore.addPermits(2);
    yield* awaited(many);
    semaphore.close();
    yield* tried(say, "closed", semaphore.acquire());
    at(say, "closed", () => semaphore.tryAcquire());
    const mutex = new Mutex("first");
    const guard = yield* awaited(mutex.lock());
    at(say, "held", () => mutex.tryLock());
    const waits = spawn(asyncBlock(() => reads(say, mutex.lock())));
    yield* awaited(yieldNow());
    guard.value = "second";
    guard.drop();
    yield* awaited(waits);
  },
  *"budget and time"(
    { consumeBudget, hasBudgetRemaining, unconstrained, sleep, sleepUntil, timeout, now },
    say,
  ) {
    for (let i = 0; i < 127; i++) yield* awaited(consumeBudget());
    say(hasBudgetRemaining());
    yield* awaited(consumeBudget());
    say(hasBudgetRemaining());
    yield* awaited(unconstrained(consumeBudget()));
    yield* awaited(sleep(2.5));
    say(now());
    yield* awaited(sleepUntil(7));
    say(now());
    yield* tried(say, "late", timeout(10, sleep(20)));
    yield* tried(say, "in time", timeout(10, ready("value")));
    say(now());
    at(say, "wrong", () => sleep(-1));
  },
};

function* after(
  sleep: Engine["api"]["sleep"],
  ms: number,
  value: string,
): Generator<unknown, string, unknown> {
  yield* awaited(sleep(ms));
  return value;
}
function* failingLater(sleep: Engine["api"]["sleep"]): Generator<unknown, string, unknown> {
  yield* awaited(sleep(10));
  throw new Error("ten ms later");
}
function* reads(say: Say, locking: Future<{ value: string; drop(): void }>): Async {
  const guard = yield* awaited(locking);
  say("read", guard.value);
  guard.drop();
}

function told(engine: Engine, story: Story): string[] {
  const log: string[] = [];
  const runtime = engine.build({ maxPolls: 1_000 });
  try {
    runtime.blockOn(asyncBlock(() => story(engine.api, (...words) => log.push(words.map(shown).join(" ")))));
  } catch (error) {
    log.push(`ended: ${named(error)} at ${runtime.now()}`);
  }
  return log;
}

const shown = (word: unknown): string =>
  typeof word === "object" && word !== null ? "an object" : String(word);

it.each(Object.entries(STORIES))("%s", (_, story) => {
  const onModel = told(model, story);
  expect(onModel.length).toBeGreaterThan(2);
  expect(told(hostEngine(bytes, WebAssembly), story)).toEqual(onModel);
});
