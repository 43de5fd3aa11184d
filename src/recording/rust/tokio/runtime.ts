/** `tokio::runtime`: what a `main` without `#[tokio::main]` builds and blocks on. */
import { CONTEXT, currentHandle } from "../../../runtime/context.ts";
import { Panic } from "../../../runtime/index.ts";
import type { Handle, Runtime } from "../../../runtime/index.ts";
import { buildRuntime } from "../run/host.ts";
import type { RuntimeConfig } from "../run/host.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin, Site } from "../run/site.ts";
import { behind } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import { blocking, JoinHandleValue, spawned, Spawned } from "./tasks.ts";

const R = "tokio::runtime";
const DEFAULTS: RuntimeConfig = {
  flavor: "multi_thread",
  workers: null,
  isPaused: false,
  globalQueueInterval: null,
  eventInterval: null,
};

class BuilderValue implements Native {
  readonly type = `${R}::Builder`;
  config: RuntimeConfig;
  constructor(flavor: RuntimeConfig["flavor"]) {
    this.config = { ...DEFAULTS, flavor };
  }
}

class RuntimeValue implements Native {
  readonly type = `${R}::Runtime`;
  readonly runtime: Runtime;
  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }
  drop(): void {
    if (CONTEXT.driving)
      throw new Panic(
        "Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context.",
      );
    this.runtime.shutdown();
  }
}

class HandleValue implements Native {
  readonly type = `${R}::Handle`;
  readonly handle: Handle;
  constructor(handle: Handle) {
    this.handle = handle;
  }
  clone(): HandleValue {
    return this;
  }
}

/** While it lives, its thread spawns on a runtime. */
class EnterGuard implements Native {
  readonly type = `${R}::EnterGuard`;
  readonly #outer = CONTEXT.handle;
  constructor(handle: Handle) {
    CONTEXT.handle = handle;
  }
  drop(): void {
    CONTEXT.handle = this.#outer;
  }
}

const runtimeOf = (value: Value): Runtime => (behind(value) as RuntimeValue).runtime;
const handleOf = (value: Value): Handle => (behind(value) as HandleValue).handle;

function built(m: Interpreter, config: RuntimeConfig): Value {
  return m.make.ok(new RuntimeValue(buildRuntime(m, config)));
}

/** A method of `Builder` that changes it and gives it back. */
const set =
  (change: (value: Value) => Partial<RuntimeConfig>): Builtin =>
  (_, [of, value]) => {
    const builder = behind(of) as BuilderValue;
    builder.config = { ...builder.config, ...change(value) };
    return of;
  };

const spawnOn = (m: Interpreter, handle: Handle, future: Value, { from }: Site): Value =>
  new JoinHandleValue(handle.spawn(spawned(m, future, from)), m);

const spawnBlockingOn = (m: Interpreter, handle: Handle, f: Value): Value =>
  new JoinHandleValue(
    handle.enter(() => blocking(m, f)),
    m,
  );

export const RUNTIME: Record<string, Builtin> = {
  [`${R}::Builder::new_current_thread`]: () => new BuilderValue("current_thread"),
  [`${R}::Builder::new_multi_thread`]: () => new BuilderValue("multi_thread"),
  [`${R}::Builder::worker_threads`]: set((n) => {
    if (Number(n) < 1) throw new Panic("Worker threads cannot be set to 0");
    return { workers: Number(n) };
  }),
  [`${R}::Builder::start_paused`]: set((isPaused) => ({ isPaused: isPaused === true })),
  [`${R}::Builder::global_queue_interval`]: set((n) => ({ globalQueueInterval: Number(n) })),
  [`${R}::Builder::event_interval`]: set((n) => ({ eventInterval: Number(n) })),
  [`${R}::Builder::build`]: (m, [of]) => built(m, (behind(of) as BuilderValue).config),
  [`${R}::Runtime::new`]: (m) => built(m, DEFAULTS),
  [`${R}::Runtime::block_on`]: (m, [of, future], { from }) =>
    m.host.blockOn(runtimeOf(of), new Spawned(m, future, "m", from)),
  [`${R}::Runtime::spawn`]: (m, [of, future], site) => spawnOn(m, runtimeOf(of).handle, future, site),
  [`${R}::Runtime::spawn_blocking`]: (m, [of, f]) => spawnBlockingOn(m, runtimeOf(of).handle, f),
  [`${R}::Runtime::handle`]: (_, [of]) => new HandleValue(runtimeOf(of).handle),
  [`${R}::Runtime::enter`]: (_, [of]) => new EnterGuard(runtimeOf(of).handle),
  [`${R}::Runtime::shutdown_timeout`]: (m, [of]) => m.drop(of),
  [`${R}::Runtime::shutdown_background`]: (m, [of]) => m.drop(of),
  [`${R}::Handle::current`]: () => new HandleValue(currentHandle("Handle::current()")),
  [`${R}::Handle::try_current`]: (m) => m.make.ok(new HandleValue(currentHandle("Handle::try_current()"))),
  [`${R}::Handle::clone`]: (_, [of]) => behind(of),
  [`${R}::Handle::spawn`]: (m, [of, future], site) => spawnOn(m, handleOf(of), future, site),
  [`${R}::Handle::spawn_blocking`]: (m, [of, f]) => spawnBlockingOn(m, handleOf(of), f),
  [`${R}::Handle::enter`]: (_, [of]) => new EnterGuard(handleOf(of)),
  [`${R}::Handle::block_on`]: (m, _args, { from }) =>
    m.refuse(
      from,
      "`Handle::block_on` holds a thread until the future is ready, and the model has only one real thread.",
      "an `.await` in a task, or `Runtime::block_on` in `main`",
    ),
};

for (const name of [
  "enable_all",
  "enable_time",
  "enable_io",
  "max_blocking_threads",
  "thread_name",
  "thread_stack_size",
])
  RUNTIME[`${R}::Builder::${name}`] = set(() => ({}));
