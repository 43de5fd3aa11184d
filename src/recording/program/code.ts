/** Writes a task program as TypeScript for the learner API, with the same run. */
import type { Op, OpName } from "./ops.ts";
import { folded } from "./fold.ts";
import { mark, readMarks } from "./op-lines.ts";
import type { OpLines } from "./op-lines.ts";
import type { TaskProgram } from "./text.ts";

type Import = readonly [module: string, name: string];

const ASYNC_BLOCK: Import = ["std/future", "asyncBlock"];
const AWAITED: Import = ["std/future", "awaited"];
const SYNC = (name: string): Import => ["tokio/sync", name];

/** Helpers that Rust programs also write by hand. */
const SELF_WAKE = `/** Wakes its own waker, and returns Pending once. */
function selfWake(): Future<void> {
  let woken = false;
  return pollFn((cx) => {
    if (woken) return Poll.Ready(undefined);
    woken = true;
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}`;
const PARK = `/** Keeps its waker and waits until the flag is set. */
function park(flag: { set: boolean; waker: Waker | null }): Future<void> {
  return pollFn((cx) => {
    if (flag.set) {
      flag.set = false;
      return Poll.Ready(undefined);
    }
    flag.waker = cx.waker.clone();
    return Poll.Pending;
  });
}`;
const UNPARK = `function unpark(flag: { set: boolean; waker: Waker | null }): void {
  flag.set = true;
  const { waker } = flag;
  flag.waker = null;
  waker?.wake();
}`;

/** Spawning from outside the runtime needs a Handle, which the learner API does not have. */
const UNSPEAKABLE: ReadonlySet<OpName> = new Set(["xspawn"]);

/** @returns null if the learner API cannot express it */
export function printCode(program: TaskProgram): string | null {
  return codeWithLines(program)?.text ?? null;
}

/** The same, with the line of each op. */
export function codeWithLines(program: TaskProgram): { text: string; lines: OpLines } | null {
  const bodies: readonly (readonly Op[])[] = program.bodies;
  if (bodies.some((ops) => ops.some(([name]) => UNSPEAKABLE.has(name)))) return null;
  return readMarks(new Printer(program).print());
}

class Printer {
  readonly #program: TaskProgram;
  readonly #imports = new Map<string, Set<string>>();
  readonly #helpers = new Set<string>();

  constructor(program: TaskProgram) {
    this.#program = program;
  }

  print(): string {
    const ops: readonly (readonly Op[])[] = this.#program.bodies;
    const bodies = ops.map((some, body) => this.#body(some, body));
    const shared = this.#shared();
    const imports = [...this.#imports]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([module, names]) => `import { ${[...names].toSorted().join(", ")} } from "${module}";`);
    return [imports.join("\n"), shared.join("\n"), ...bodies, ...this.#helpers]
      .filter((part) => part !== "")
      .join("\n\n")
      .concat("\n");
  }

  #use(...imports: Import[]): void {
    for (const [module, name] of imports) {
      const names = this.#imports.get(module) ?? new Set();
      this.#imports.set(module, names.add(name));
    }
  }

  /** Objects that the tasks share. */
  #shared(): string[] {
    const { chans, sems, nn, nm, no, np } = this.#program;
    const times = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i));
    if (chans.length > 0) this.#use(SYNC("mpsc"));
    if (sems.length > 0) this.#use(SYNC("Semaphore"));
    if (nn > 0) this.#use(SYNC("Notify"));
    if (nm > 0) this.#use(SYNC("Mutex"));
    if (no > 0) this.#use(SYNC("oneshot"));
    if (np > 0) this.#use(["std/task", "type Waker"]);
    return [
      ...chans.map((capacity, c) => {
        const channel = capacity === 0 ? "unboundedChannel<number>()" : `channel<number>(${capacity})`;
        return `const [tx${c}, rx${c}] = mpsc.${channel};`;
      }),
      ...sems.map((permits, s) => `const semaphore${s} = new Semaphore(${permits});`),
      ...times(nn, (n) => `const notify${n} = new Notify();`),
      ...times(nm, (m) => `const mutex${m} = new Mutex(undefined);`),
      ...times(no, (o) => `const [send${o}, receive${o}] = oneshot.channel<number>();`),
      ...times(np, (p) => `const flag${p} = { set: false, waker: null as Waker | null };`),
    ];
  }

  #body(ops: readonly Op[], body: number): string {
    const name = body === 0 ? "export function* main()" : `function* body${body}()`;
    const keeps = ops.some(([op]) => op === "join" || op === "abort");
    let first = 0;
    const lines = folded(ops).map(({ ops: some, times }) => {
      const from = first;
      first += some.length * times;
      const inner = some.map((op, i) =>
        this.#op(op, body, keeps).replace(/$/m, mark(body, from + i, some.length, times)),
      );
      if (times === 1) return inner.map((line) => `  ${line}`).join("\n");
      const loop = `  for (let i = 0; i < ${times}; i++)`;
      if (inner.length === 1 && !inner[0]?.includes("\n")) return `${loop} ${inner[0]}`;
      return [`${loop} {`, ...inner.map((line) => `    ${line}`), "  }"].join("\n");
    });
    const locks = new Set(ops.flatMap(([op, m]) => (op === "lock" || op === "unlock" ? [m] : [])));
    if (keeps) {
      this.#use(["tokio", "type JoinHandle"]);
      lines.unshift("  const handles: JoinHandle<void>[] = [];");
    }
    for (const m of locks) {
      this.#use(SYNC("type MutexGuard"));
      lines.unshift(`  let guard${m}: MutexGuard<undefined> | undefined;`);
    }
    for (const m of [...locks].toSorted((a, b) => a - b)) lines.push(`  guard${m}?.drop();`);
    return lines.length === 0 ? `${name} {}` : [`${name} {`, ...lines, "}"].join("\n");
  }

  #awaited(future: string): string {
    this.#use(AWAITED);
    return `yield* awaited(${future})`;
  }

  #spawn(body: number, keeps: boolean): string {
    this.#use(ASYNC_BLOCK, ["tokio", "spawn"]);
    const spawned = `spawn(asyncBlock(${body === 0 ? "main" : `body${body}`}))`;
    return keeps ? `handles.push(${spawned});` : `${spawned};`;
  }

  #op([name, n]: Op, body: number, keeps: boolean): string {
    switch (name) {
      case "spawn":
        return this.#spawn(n, keeps);
      case "spawnmany":
        return `for (let n = 0; n < ${n}; n++) ${this.#spawn(body + 1, keeps)}`;
      case "yield":
        this.#use(["tokio", "yieldNow"]);
        return `${this.#awaited("yieldNow()")};`;
      case "selfwake":
        this.#use(["std/future", "pollFn"], ["std/future", "type Future"], ["std/task", "Poll"]);
        this.#helpers.add(SELF_WAKE);
        return `${this.#awaited("selfWake()")};`;
      case "budget":
        this.#use(["tokio/task", "consumeBudget"]);
        return `for (let unit = 0; unit < ${n}; unit++) ${this.#awaited("consumeBudget()")};`;
      case "join":
        return `${this.#awaited(`handles[${n}]!`)};`;
      case "abort":
        return `handles[${n}]?.abort();`;
      case "send":
        return this.#program.chans[n] === 0 ? `tx${n}.send(0);` : `${this.#awaited(`tx${n}.send(0)`)};`;
      case "recv":
        return `${this.#awaited(`rx${n}.recv()`)};`;
      case "droptx":
        return `tx${n}.drop();`;
      case "notified":
        return `${this.#awaited(`notify${n}.notified()`)};`;
      case "notify_one":
        return `notify${n}.notifyOne();`;
      case "notify_waiters":
        return `notify${n}.notifyWaiters();`;
      case "lock":
        return `guard${n} ??= ${this.#awaited(`mutex${n}.lock()`)};`;
      case "unlock":
        return `guard${n}?.drop(), (guard${n} = undefined);`;
      case "acq":
        return `(${this.#awaited(`semaphore${Math.floor(n / 10)}.acquireMany(${n % 10})`)}).forget();`;
      case "rel":
        return `semaphore${Math.floor(n / 10)}.addPermits(${n % 10});`;
      case "osend":
        return `send${n}.send(0);`;
      case "orecv":
        return `${this.#awaited(`receive${n}`)};`;
      case "park":
        this.#use(["std/future", "pollFn"], ["std/future", "type Future"], ["std/task", "Poll"]);
        this.#helpers.add(PARK);
        return `${this.#awaited(`park(flag${n})`)};`;
      case "unpark":
        this.#helpers.add(UNPARK);
        return `unpark(flag${n});`;
      case "xunpark":
        this.#use(["std/thread", "spawn as spawnThread"]);
        this.#helpers.add(UNPARK);
        return `spawnThread(() => unpark(flag${n})).join();`;
      case "sleep":
        this.#use(["tokio", "sleep"]);
        return `${this.#awaited(`sleep(${n})`)};`;
      case "block":
        this.#use(["std/thread", "sleep as blockThread"]);
        return `blockThread(${n}); // std::thread::sleep: holds the worker's thread`;
      case "xspawn":
        throw new Error(`cannot express ${name}`);
    }
  }
}
