/** Tokio's module survives hostile code and code that Rust would not compile, and the waiting task gets an error. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { asyncBlock, awaited, Context, JoinError, Panic, Poll, pollFn, Waker } from "../../runtime/index.ts";
import type { Future } from "../../runtime/index.ts";
import type { TokioEngine } from "../../runtime/tokio/engine.ts";
import { hostEngine } from "./host.ts";
import { readModule } from "./read-module.ts";

const bytes = await readModule("host");
let tokio: TokioEngine;
beforeEach(() => {
  tokio = hostEngine(bytes, WebAssembly);
});

type Body<T> = () => Generator<unknown, T, unknown>;
const run = <T>(body: Body<T>): T => tokio.build({ maxPolls: 1_000 }).blockOn(asyncBlock(body));

/** After any attack, it still runs tasks. */
afterEach(() => {
  const [first, second] = run(function* () {
    const handles = [1, 2].map((n) =>
      tokio.api.spawn(
        asyncBlock(function* () {
          yield* awaited(tokio.api.yieldNow());
          return n;
        }),
      ),
    );
    const outputs: number[] = [];
    for (const handle of handles) outputs.push(yield* awaited(handle));
    return outputs;
  });
  if (first !== 1 || second !== 2) throw new Error("the module does not run tasks any more");
});

/** What awaiting a task with this future throws. */
const joined = (future: Future<unknown>, before: (handle: { abort(): void }) => void = () => {}): unknown =>
  run(function* () {
    const handle = tokio.api.spawn(future);
    yield* awaited(tokio.api.yieldNow());
    before(handle);
    try {
      return yield* awaited(handle);
    } catch (error) {
      return error;
    }
  });

it("a thrown value comes out as the JoinError that tokio would give, untouched", () => {
  const payload = new Proxy({}, { get: () => "looked at" });
  const error = joined(
    pollFn(() => {
      throw payload;
    }),
  );
  expect(error).toBeInstanceOf(JoinError);
  expect((error as JoinError).isPanic()).toBe(true);
  expect((error as JoinError).intoPanic()).toBe(payload);
});

it("does not inspect a thrown value that throws when inspected", () => {
  const payload = Object.defineProperty(new Error("x"), "message", {
    get() {
      throw new Error("do not look");
    },
  });
  const error = joined(
    pollFn(() => {
      throw payload;
    }),
  );
  expect(error).toBeInstanceOf(JoinError);
  expect((error as JoinError).message).toContain("throws when it is looked at");
});

it("reports a drop that throws as the reason for the missing output", () => {
  const forever: Future<never> = {
    poll: () => Poll.Pending,
    drop() {
      throw new Error("in drop");
    },
  };
  const error = joined(forever, (handle) => handle.abort());
  expect((error as JoinError).isPanic()).toBe(true);
  expect(String(error)).toContain("in drop");
});

it("an answer that is not a Poll, and a value that is not a future", () => {
  const poll = () => ({ isReady: () => true }) as unknown as Poll<never>;
  expect(String(joined({ poll }))).toContain("poll() returned");
  expect(() =>
    run(function* () {
      yield* awaited(tokio.api.spawn({} as Future<never>));
    }),
  ).toThrow(/spawn\(\) takes a Future/);
});

it("a Context is refused once its poll has returned", () => {
  let kept: Context | undefined;
  joined(
    pollFn((cx) => {
      kept = cx;
      return Poll.Ready(1);
    }),
  );
  expect(() => kept?.waker).toThrow(/after its poll had returned/);
  expect(() => tokio.api.yieldNow().poll(kept as Context)).toThrow(Panic);
  expect(tokio.doubt).toMatch(/Context/);
});

it("a look-alike of a Context or of a Waker is refused", () => {
  const fakes = [{ waker: { wake() {}, clone() {} } }, { waker: Object.create(Waker.prototype) as Waker }];
  for (const fake of fakes)
    expect(() => tokio.build().enter(() => tokio.api.yieldNow().poll(fake as Context))).toThrow(Panic);
  const { poll } = Object.getPrototypeOf(tokio.api.yieldNow()) as Future<void>;
  expect(() => poll.call({} as Future<void>, Context.fromWaker(Waker.noop()))).toThrow(TypeError);
});

it("a tokio future that polls itself from inside its own poll", () => {
  const said = joined(
    pollFn((outer) => {
      let itself: Future<unknown> | undefined;
      itself = tokio.api.unconstrained(pollFn((cx) => (itself as Future<unknown>).poll(cx)));
      return itself.poll(outer);
    }),
  );
  expect(String(said)).toContain("from inside its own poll");
});

it("a tokio future that drops itself while it is polled", () => {
  const said = joined(
    pollFn((outer) => {
      let itself: Future<unknown> | undefined;
      itself = tokio.api.unconstrained(
        pollFn(() => {
          itself?.drop?.();
          return Poll.Ready("dropped");
        }),
      );
      return itself.poll(outer);
    }),
  );
  expect(said).toBe("dropped");
});

it("polled once more after it was ready, and after it was dropped", () => {
  const said = joined(
    asyncBlock(function* () {
      const future = tokio.api.sleep(1);
      yield* awaited(future);
      yield* awaited(future);
    }),
  );
  expect(String(said)).toContain("do not poll it again");
});

it("a waker that throws where only tokio is below it ends the run, and says what was thrown", () => {
  const waker = Waker.from({
    wake() {
      throw new Error("no, thank you");
    },
  });
  const sleeping = pollFn(() => {
    const sleep = tokio.api.sleep(1);
    sleep.poll(Context.fromWaker(waker));
    return Poll.Pending;
  });
  expect(() => tokio.build().blockOn(sleeping)).toThrow("no, thank you");
});

it("a runtime inside a runtime", () => {
  expect(() =>
    run(function* () {
      yield* awaited(tokio.api.yieldNow());
      tokio.build().blockOn(tokio.api.yieldNow());
    }),
  ).toThrow(/Cannot start a runtime from within a runtime/);
});

it("a busy loop hits the limit on polls, in a task and in main", () => {
  const busy = () =>
    pollFn<never>((cx) => {
      cx.waker.wakeByRef();
      return Poll.Pending;
    });
  expect(() => joined(busy())).toThrow(/more than 1000 polls/);
  expect(() => tokio.build({ maxPolls: 1_000 }).blockOn(busy())).toThrow(/more than 1000 polls/);
});

it("endless recursion", () => {
  const deep: Future<never> = pollFn((cx) => tokio.api.unconstrained(deep).poll(cx));
  expect(() => {
    throw joined(deep);
  }).toThrow(/call stack|module failed/);
  // The stack may overflow in the middle of tokio; then the module is given up and says so.
  tokio = hostEngine(bytes, WebAssembly);
});

it("outside a runtime there is nowhere to spawn or sleep", () => {
  expect(() => tokio.api.spawn(tokio.api.yieldNow())).toThrow(/context of a runtime/);
  expect(() => tokio.api.sleep(1)).toThrow(/context of a runtime/);
  expect(() => tokio.api.timeout(1, tokio.api.yieldNow())).toThrow(/context of a runtime/);
});

it("numbers at which tokio itself would panic", () => {
  expect(() => new tokio.api.Semaphore(2 ** 40)).toThrow(Panic);
  expect(() => tokio.api.mpsc.channel(0)).toThrow(Panic);
  expect(() => tokio.api.mpsc.channel(2 ** 40)).toThrow(Panic);
  const semaphore = new tokio.api.Semaphore(1);
  expect(() => semaphore.addPermits(2 ** 29 - 1)).toThrow(Panic);
});

it("refuses what needs a second thread, and makes no claim about such a run", () => {
  expect(() => tokio.api.spawnBlocking(() => 1)).toThrow(/second thread/);
  expect(tokio.doubt).toMatch(/second thread/);
});
