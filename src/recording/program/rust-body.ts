/** Writes the ops of one body of a task program as statements of an async fn in Rust. */
import { folded } from "./fold.ts";
import { mark } from "./op-lines.ts";
import type { RustOp } from "./rust.ts";
import type { Uses } from "./rust-uses.ts";

/** What a body needs to know of its program. */
export interface Surroundings {
  bounded(channel: number): boolean;
  /** Whether some op drops the program's sender, which is then in an Option. */
  dropsSender(channel: number): boolean;
  /** The call that makes the future of a body. */
  call(body: number): string;
}

/** Where the handle of a spawn is: in a variable, or in a vector with others. */
interface Handle {
  variable: string;
  /** Null if the variable is the handle. */
  at: number | null;
  isJoined: boolean;
}

interface Used {
  readonly joined: ReadonlySet<number>;
  readonly aborted: ReadonlySet<number>;
}

/** The handles that a later op joins or aborts, by the number of their spawn. */
function usedHandles(ops: readonly RustOp[]): Used {
  const joined = new Set<number>();
  const aborted = new Set<number>();
  let spawned = 0;
  for (const [name, n] of ops) {
    if (name === "panic") break;
    if (name === "spawn") spawned++;
    if (name === "spawnmany") spawned += n;
    if (n >= spawned || joined.has(n)) continue;
    if (name === "join") joined.add(n);
    if (name === "abort") aborted.add(n);
  }
  return { joined, aborted };
}

const NEW_SET = "let mut set = JoinSet::new();";

/** Ops are straight-line code, so that what is held and joined is known when it is written. */
export class BodyPrinter {
  readonly #body: number;
  readonly #around: Surroundings;
  readonly #uses: Uses;
  readonly #held = new Set<number>();
  readonly #handles: Handle[] = [];
  /** Bodies that it spawns. */
  readonly spawned = new Set<number>();
  #hasSet = false;
  #used: Used = { joined: new Set(), aborted: new Set() };
  #isOver = false;

  constructor(body: number, around: Surroundings, uses: Uses) {
    this.#body = body;
    this.#around = around;
    this.#uses = uses;
  }

  /** @returns lines without indentation */
  print(ops: readonly RustOp[]): string[] {
    this.#used = usedHandles(ops);
    const lines: string[] = [];
    if (ops.some(([name]) => name === "jspawn")) {
      this.#uses.add("tokio::task", "JoinSet");
      lines.push(NEW_SET);
    }
    let from = 0;
    for (const { ops: some, times } of folded(ops)) {
      const first = from;
      from += some.length * times;
      if (this.#isOver) break;
      if (times === 1 || !this.#isLoop(some)) {
        for (let round = 0; round < times; round++)
          some.forEach((op, i) => lines.push(...this.#marked(op, first + round * some.length + i, 1, 1)));
      } else {
        lines.push(
          `for _ in 0..${times} {`,
          ...some
            .flatMap((op, i) => this.#marked(op, first + i, some.length, times))
            .map((line) => `    ${line}`),
          "}",
        );
      }
    }
    if (!this.#isOver) lines.push(...this.#unlockAll());
    // What would spawn into it may be where the program no longer comes.
    const isIdle = lines[0] === NEW_SET && !lines.some((line) => line.includes("set.spawn("));
    return isIdle ? lines.slice(1) : lines;
  }

  /** The lines of an op, the one that waits or acts marked as its line. */
  #marked(op: RustOp, at: number, every: number, times: number): string[] {
    const lines = this.#op(op);
    const acts = Math.max(
      0,
      lines.findIndex((line) => line.includes("spawn(") || line.includes(".await")),
    );
    return lines.map((line, i) => (i === acts ? line + mark(this.#body, at, every, times) : line));
  }

  /** Whether a repetition can be a loop: each round must leave what it found. */
  #isLoop(ops: readonly RustOp[]): boolean {
    const held = new Set(this.#held);
    for (const [name, m] of ops) {
      if (name === "panic" || name === "jspawn" || name === "jnext" || name === "jabort") return false;
      if (this.#keeps() && ["spawn", "spawnmany", "join", "abort"].includes(name)) return false;
      if (name === "lock" && held.has(m) && !this.#held.has(m)) return false;
      if (name === "lock") held.add(m);
      if (name === "unlock") {
        if (this.#held.has(m)) return false;
        held.delete(m);
      }
    }
    return held.size === this.#held.size;
  }

  #keeps(): boolean {
    return this.#used.joined.size + this.#used.aborted.size > 0;
  }

  /** A task program gives its guards back in the order of its mutexes. */
  #unlockAll(): string[] {
    const guards = [...this.#held].toSorted((a, b) => a - b);
    this.#held.clear();
    return guards.map((m) => `drop(guard${m});`);
  }

  #call(body: number): string {
    this.spawned.add(body);
    return this.#around.call(body);
  }

  #spawn(body: number, times: number | null): string[] {
    const spawned = `tokio::spawn(${this.#call(body)})`;
    const first = this.#handles.length;
    const indices = Array.from({ length: times ?? 1 }, (_, i) => i);
    const variable = times === null ? `handle${first}` : `handles${first}`;
    for (const at of indices)
      this.#handles.push({ variable, at: times === null ? null : at, isJoined: false });
    const { joined, aborted } = this.#used;
    const isJoined = indices.some((i) => joined.has(first + i));
    if (!isJoined && !indices.some((i) => aborted.has(first + i)))
      return times === null ? [`${spawned};`] : [`for _ in 0..${times} {`, `    ${spawned};`, "}"];
    if (times === null) return [`let ${variable} = ${spawned};`];
    const mut = isJoined ? "mut " : "";
    return [`let ${mut}${variable}: Vec<_> = (0..${times}).map(|_| ${spawned}).collect();`];
  }

  #handle(i: number): Handle | null {
    const handle = this.#handles[i];
    return handle === undefined || handle.isJoined ? null : handle;
  }

  #yield(): string {
    this.#uses.add("tokio::task", "yield_now");
    return "yield_now().await;";
  }

  #consume(times: number): string[] {
    this.#uses.add("tokio::task", "consume_budget");
    return [`for _ in 0..${times} {`, "    consume_budget().await;", "}"];
  }

  #millis(ms: number): string {
    this.#uses.add("std::time", "Duration");
    return `Duration::from_millis(${ms})`;
  }

  #op([name, n]: RustOp): string[] {
    if (this.#isOver) return [];
    switch (name) {
      case "spawn":
        return this.#spawn(n, null);
      case "spawnmany":
        return this.#spawn(this.#body + 1, n);
      case "xspawn":
        throw new Error(`cannot express ${name}`);
      case "yield":
        return [this.#yield()];
      case "selfwake":
        this.#uses.add("std::future", "poll_fn");
        this.#uses.add("std::task", "Poll");
        return ["self_wake().await;"];
      case "budget":
        return this.#consume(n);
      case "unconstrained":
        this.#uses.add("tokio::task", "unconstrained");
        return ["unconstrained(async {", ...this.#consume(n).map((line) => `    ${line}`), "})", ".await;"];
      case "panic":
        this.#isOver = true;
        return [...this.#unlockAll(), 'panic!("as the program says");'];
      case "join": {
        const handle = this.#handle(n);
        if (handle === null) return [];
        handle.isJoined = true;
        const awaited = handle.at === null ? handle.variable : `(&mut ${handle.variable}[${handle.at}])`;
        return [`let _ = ${awaited}.await;`];
      }
      case "abort": {
        const handle = this.#handle(n);
        if (handle === null) return [];
        return [`${handle.variable}${handle.at === null ? "" : `[${handle.at}]`}.abort();`];
      }
      case "jspawn":
        this.#hasSet = true;
        return [`set.spawn(${this.#call(n)});`];
      case "jnext":
        if (!this.#hasSet) return [];
        return ["if let Some(Err(_)) = set.join_next().await {", `    ${this.#yield()}`, "}"];
      case "jabort":
        return this.#hasSet ? ["set.abort_all();"] : [];
      case "send":
        return this.#send(n);
      case "recv":
        this.#uses.add("std::future", "poll_fn");
        return [`poll_fn(|cx| shared.rx${n}.lock().unwrap().poll_recv(cx)).await;`];
      case "droptx":
        return [`drop(shared.tx${n}.lock().unwrap().take());`];
      case "closerx":
        return [`shared.rx${n}.lock().unwrap().close();`];
      case "osend":
        return [
          `let send = shared.send${n}.lock().unwrap().take();`,
          "if let Some(send) = send {",
          "    let _ = send.send(0);",
          "}",
        ];
      case "orecv":
        return [
          `let receive = shared.receive${n}.lock().unwrap().take();`,
          "if let Some(receive) = receive {",
          "    let _ = receive.await;",
          "}",
        ];
      case "notified":
        return [`shared.notify${n}.notified().await;`];
      case "notify_one":
        return [`shared.notify${n}.notify_one();`];
      case "notify_last":
        return [`shared.notify${n}.notify_last();`];
      case "notify_waiters":
        return [`shared.notify${n}.notify_waiters();`];
      case "lock":
        if (this.#held.has(n)) return [];
        this.#held.add(n);
        return [`let guard${n} = shared.mutex${n}.lock().await;`];
      case "unlock":
        return this.#held.delete(n) ? [`drop(guard${n});`] : [];
      case "acq":
        return [
          `if let Ok(permits) = shared.semaphore${Math.floor(n / 10)}.acquire_many(${n % 10}).await {`,
          "    permits.forget();",
          "}",
        ];
      case "rel":
        return [`shared.semaphore${Math.floor(n / 10)}.add_permits(${n % 10});`];
      case "closesem":
        return [`shared.semaphore${n}.close();`];
      case "park":
        this.#uses.add("std::future", "poll_fn");
        this.#uses.add("std::task", "Poll");
        return [`shared.flag${n}.wait().await;`];
      case "unpark":
        return [`shared.flag${n}.raise();`];
      case "xunpark":
        return [
          "let other = shared.clone();",
          `std::thread::spawn(move || other.flag${n}.raise()).join().unwrap();`,
        ];
      case "sleep":
        this.#uses.add("tokio::time", "sleep");
        return [`sleep(${this.#millis(n)}).await;`];
      case "timeout":
        this.#uses.add("tokio::time", "timeout");
        return [
          `let _ = timeout(${this.#millis(Math.floor(n / 10))}, shared.notify${n % 10}.notified()).await;`,
        ];
      case "block":
        return [`std::thread::sleep(${this.#millis(n)});`];
      case "select":
        return [
          "tokio::select! {",
          "    biased;",
          `    _ = shared.notify${n}.notified() => {}`,
          `    _ = ${this.#yield().replace(".await;", "")} => {}`,
          "}",
        ];
      case "both":
        return [
          "tokio::join!(",
          "    async {",
          `        ${this.#yield()}`,
          `        shared.notify${Math.floor(n / 10)}.notify_one();`,
          "    },",
          "    async {",
          `        ${this.#yield()}`,
          `        shared.flag${n % 10}.raise();`,
          "    },",
          ");",
        ];
    }
  }

  #send(c: number): string[] {
    const wait = this.#around.bounded(c) ? ".await" : "";
    if (!this.#around.dropsSender(c)) return [`let _ = shared.tx${c}.send(0)${wait};`];
    return [
      `let tx = shared.tx${c}.lock().unwrap().clone();`,
      "if let Some(tx) = tx {",
      `    let _ = tx.send(0)${wait};`,
      "}",
    ];
  }
}
