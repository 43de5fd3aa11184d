/** Writes a task program as ordinary Rust on tokio, with the same run. */
import type { OpName as RuntimeOp } from "../../runtime/programs/program.ts";
import type { WorldProgram } from "../../runtime/programs/world.ts";
import type { RunConfig } from "../run/config.ts";
import type { OpName } from "./ops.ts";
import { readMarks } from "./op-lines.ts";
import type { OpLines } from "./op-lines.ts";
import { BodyPrinter } from "./rust-body.ts";
import type { Surroundings } from "./rust-body.ts";
import { Uses } from "./rust-uses.ts";

export type RustOp = readonly [name: OpName | RuntimeOp, argument: number];
export type RustProgram = Omit<WorldProgram, "bodies"> & { readonly bodies: readonly (readonly RustOp[])[] };

export interface RustOptions extends Pick<RunConfig, "flavor" | "root"> {
  /** Threads; only multi_thread has several. */
  workers?: number;
  /** Starts with a clock that jumps to the next timer when nothing can run. Only current_thread. */
  isPaused?: boolean;
  /** Main waits for its root alone, as programs usually do, or until every task is gone. */
  waitsFor?: "root" | "all";
}

/** Spawning from outside the runtime needs a Handle, which the Rust of this course does not have. */
const UNSPEAKABLE: ReadonlySet<string> = new Set(["xspawn"]);

/** @returns null if it cannot be expressed */
export function printRust(program: RustProgram, options: RustOptions): string | null {
  return rustWithLines(program, options)?.text ?? null;
}

/** The same, with the line of each op. */
export function rustWithLines(
  program: RustProgram,
  options: RustOptions,
): { text: string; lines: OpLines } | null {
  if (program.bodies.some((ops) => ops.some(([name]) => UNSPEAKABLE.has(name)))) return null;
  return readMarks(new Printer(program, options).print());
}

const FLAG = `/// A flag that keeps the waker of the task that waits for it.
#[derive(Default)]
struct Flag {
    state: Mutex<(bool, Option<Waker>)>,
}`;

const FLAG_WAIT = `    async fn wait(&self) {
        poll_fn(|cx| {
            let mut state = self.state.lock().unwrap();
            if state.0 {
                state.0 = false;
                return Poll::Ready(());
            }
            state.1 = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }`;

const FLAG_RAISE = `    fn raise(&self) {
        let waker = {
            let mut state = self.state.lock().unwrap();
            state.0 = true;
            state.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }`;

const SELF_WAKE = `/// Wakes its own waker, and returns Pending once.
async fn self_wake() {
    let mut woken = false;
    poll_fn(|cx| {
        if woken {
            return Poll::Ready(());
        }
        woken = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}`;

/** Where each word in a type comes from. */
const USES: readonly (readonly [word: string, path: string])[] = [
  ["mpsc::", "tokio::sync"],
  ["oneshot::", "tokio::sync"],
  ["Semaphore", "tokio::sync"],
  ["Notify", "tokio::sync"],
];

/** A field of `Shared`: its type, and how it is made. */
interface Field {
  name: string;
  type: string;
  value: string;
}

class Printer {
  readonly #program: RustProgram;
  readonly #options: RustOptions;
  readonly #uses = new Uses();
  /** The statements of each body that some task runs. */
  readonly #bodies = new Map<number, readonly string[]>();
  /** The fields of `Shared` that some statement uses. */
  #used: ReadonlySet<string> = new Set();

  constructor(program: RustProgram, options: RustOptions) {
    this.#program = program;
    this.#options = options;
  }

  print(): string {
    this.#printBodies();
    const lines = [...this.#bodies.values()].flat();
    this.#used = new Set(
      lines.flatMap((line) => [...line.matchAll(/\b(?:shared|other)\.(\w+)/g)].map(([, field]) => field!)),
    );
    const fields = this.#fields();
    const main = this.#main(fields);
    const fns = [...this.#bodies].flatMap(([body, some]) =>
      body === 0 && this.#options.root === "main" ? [] : [this.#fn(body, some)],
    );
    if (fields.length > 0) this.#uses.add("std::sync", "Arc");
    const parts = [
      this.#uses.print(),
      fields.length === 0
        ? ""
        : ["struct Shared {", ...fields.map(({ name, type }) => `    ${name}: ${type},`), "}"].join("\n"),
      ...(fields.some(({ type }) => type === "Flag") ? [flag(lines)] : []),
      main,
      ...fns,
      ...(lines.some((line) => line.includes("self_wake()")) ? [SELF_WAKE] : []),
    ];
    return parts.filter((part) => part !== "").join("\n\n") + "\n";
  }

  /** Those that are spawned, the last first: a body spawns only later ones, and must know what they take. */
  #printBodies(): void {
    const printed = this.#program.bodies.map((ops, body) => ({ ops, body })).toReversed();
    const all = new Map<number, { lines: readonly string[]; spawned: ReadonlySet<number>; uses: Uses }>();
    for (const { ops, body } of printed) {
      const uses = new Uses();
      const printer = new BodyPrinter(
        body,
        this.#around((other) => all.get(other)!.lines),
        uses,
      );
      all.set(body, { lines: printer.print(ops), spawned: printer.spawned, uses });
    }
    const reached = new Set([0]);
    for (const body of reached) for (const other of all.get(body)!.spawned) reached.add(other);
    for (const body of [...reached].toSorted((a, b) => a - b)) {
      const { lines, uses } = all.get(body)!;
      this.#bodies.set(body, lines);
      this.#uses.addAll(uses);
    }
  }

  #around(linesOf: (body: number) => readonly string[]): Surroundings {
    const has = (name: string, c: number): boolean =>
      this.#program.bodies.some((ops) => ops.some((op) => op[0] === name && op[1] === c));
    return {
      bounded: (c) => this.#program.chans[c] !== 0,
      dropsSender: (c) => has("droptx", c),
      call: (body) => `body${body}(${this.#takesShared(linesOf(body)) ? "shared.clone()" : ""})`,
    };
  }

  get #waitsForAll(): boolean {
    return this.#options.waitsFor === "all" && this.#options.root === "task";
  }

  #takesShared(lines: readonly string[]): boolean {
    return this.#waitsForAll || usesShared(lines);
  }

  /** In each channel an end that nobody uses is kept all the same: without it the channel would be closed. */
  #fields(): Field[] {
    const { chans, sems, nn, nm, no, np } = this.#program;
    const fields: Field[] = [];
    const isUsed = (name: string): boolean => this.#used.has(name);
    const add = (name: string, type: string, value: string): void => {
      fields.push({ name: isUsed(name) ? name : `_${name}`, type, value });
      for (const [word, path] of USES) if (type.includes(word)) this.#uses.add(path, word.replace("::", ""));
      if (type.startsWith("Mutex") || type === "Flag") this.#uses.add("std::sync", "Mutex");
      if (type === "Flag") this.#uses.add("std::task", "Waker");
    };
    const plain = (
      n: number,
      name: string,
      type: string,
      value: (i: number) => string = () => `${type}::new()`,
    ): void => {
      for (let i = 0; i < n; i++) if (isUsed(`${name}${i}`)) add(`${name}${i}`, type, value(i));
    };
    chans.forEach((capacity, c) => {
      const [tx, rx] = [`tx${c}`, `rx${c}`];
      if (!isUsed(tx) && !isUsed(rx)) return;
      const kind = capacity === 0 ? "Unbounded" : "";
      const isDropped = this.#around(() => []).dropsSender(c) && isUsed(tx);
      const sender = `mpsc::${kind}Sender<u32>`;
      if (isDropped) add(tx, `Mutex<Option<${sender}>>`, `Mutex::new(Some(${tx}))`);
      else add(tx, sender, tx);
      const receiver = `mpsc::${kind}Receiver<u32>`;
      if (isUsed(rx)) add(rx, `Mutex<${receiver}>`, `Mutex::new(${rx})`);
      else add(rx, receiver, rx);
    });
    plain(sems.length, "semaphore", "Semaphore", (s) => `Semaphore::new(${sems[s]})`);
    plain(nn, "notify", "Notify");
    plain(nm, "mutex", "tokio::sync::Mutex<()>", () => "tokio::sync::Mutex::new(())");
    for (let o = 0; o < no; o++) {
      const [send, receive] = [`send${o}`, `receive${o}`];
      if (!isUsed(send) && !isUsed(receive)) continue;
      const end = (name: string, type: string): void =>
        isUsed(name)
          ? add(name, `Mutex<Option<${type}>>`, `Mutex::new(Some(${name}))`)
          : add(name, type, name);
      end(send, "oneshot::Sender<u32>");
      end(receive, "oneshot::Receiver<u32>");
    }
    plain(np, "flag", "Flag", () => "Flag::default()");
    if (this.#waitsForAll) add("running", "mpsc::Sender<()>", "running");
    return fields;
  }

  #fn(body: number, lines: readonly string[]): string {
    const shared = this.#takesShared(lines) ? `${usesShared(lines) ? "" : "_"}shared: Arc<Shared>` : "";
    const head = `async fn body${body}(${shared})`;
    return lines.length === 0 ? `${head} {}` : [`${head} {`, ...lines.map(indented), "}"].join("\n");
  }

  #main(fields: readonly Field[]): string {
    const { flavor, root, workers = 1, isPaused = false } = this.#options;
    const rootLines = this.#bodies.get(0)!;
    const attribute =
      flavor === "multi_thread"
        ? `#[tokio::main(flavor = "multi_thread", worker_threads = ${workers})]`
        : `#[tokio::main(flavor = "current_thread"${isPaused ? ", start_paused = true" : ""})]`;
    const lines: string[] = [];
    for (const { name, value } of fields) {
      const [, end, i] = /^_?(rx|receive)(\d+)$/.exec(name) ?? [];
      const capacity = this.#program.chans[Number(i)];
      if (end === "rx")
        lines.push(
          `let (tx${i}, rx${i}) = mpsc::${capacity === 0 ? "unbounded_channel" : `channel`}(${capacity === 0 ? "" : capacity});`,
        );
      if (end === "receive") lines.push(`let (send${i}, receive${i}) = oneshot::channel();`);
      if (value === "running") lines.push("let (running, mut all_done) = mpsc::channel(1);");
    }
    if (fields.length > 0) {
      const inits = fields.map(({ name, value }) =>
        name === value ? `    ${name},` : `    ${name}: ${value},`,
      );
      lines.push("let shared = Arc::new(Shared {", ...inits, "});");
    }
    const call = `tokio::spawn(body0(${this.#takesShared(rootLines) ? "shared" : ""}))`;
    if (root === "main") lines.push(...rootLines);
    else if (this.#waitsForAll)
      lines.push(
        `${call};`,
        "// Nothing comes: it is over when every task has dropped its `Shared`.",
        "all_done.recv().await;",
      );
    else lines.push(`${call}.await.unwrap();`);
    const head = `${attribute}\nasync fn main()`;
    return lines.length === 0 ? `${head} {}` : [`${head} {`, ...lines.map(indented), "}"].join("\n");
  }
}

const indented = (line: string): string => `    ${line}`;

/** With the methods that are called. */
function flag(lines: readonly string[]): string {
  const methods = [
    ...(lines.some((line) => line.includes(".wait()")) ? [FLAG_WAIT] : []),
    ...(lines.some((line) => line.includes(".raise()")) ? [FLAG_RAISE] : []),
  ];
  return `${FLAG}\n\nimpl Flag {\n${methods.join("\n\n")}\n}`;
}

const usesShared = (lines: readonly string[]): boolean => lines.some((line) => line.includes("shared."));
