/** The skeleton's main: makes channels and locks, spawns every task, sends a few messages, and shuts down in order. */
import { shutdownRounds } from "../shutdown.ts";
import type { Channel, Design, Handler, Task } from "../schema.ts";
import { ident, indented, stem, typeName, usesOf } from "./names.ts";
import { lockType } from "./task.ts";

export function printMain(design: Design): string[] {
  const ending = new Set(shutdownRounds(design).flat());
  const stops = [
    ...new Set(design.tasks.flatMap(({ shutdown }) => (shutdown === "" ? [] : [stem(shutdown)]))),
  ];
  const spawned = design.tasks.filter(({ on, shutdown }) => on.length > 0 || shutdown !== "");
  const order = shutdownRounds(design)
    .map((round) => round.map(({ id }) => id).join(" and "))
    .join(", then ");
  return [
    `#[tokio::main(flavor = "multi_thread", worker_threads = ${design.workers})]`,
    "async fn main() {",
    ...indented([
      ...design.sources.flatMap(({ id }) => pipes(id, 64, readerOf(design, id))),
      ...design.channels.flatMap((channel) => channelLines(design, channel)),
      ...design.states.map(
        (state) =>
          `let ${ident(state.id)}: Arc<[${lockType(state)}]> = (0..${state.keys}).map(|_| ${lockType(state).split("<")[0]}::new(${typeName(state.id)}::default())).collect();`,
      ),
      ...stops.map((name) => `let (${name}_stop_tx, ${name}_stop) = watch::channel(false);`),
      "",
      "// Tasks that end at shutdown, and those that nothing ends.",
      "let mut tasks = JoinSet::<()>::new();",
      "let mut endless = JoinSet::<()>::new();",
      "let mut threads: Vec<std::thread::JoinHandle<()>> = Vec::new();",
      ...spawned.flatMap((task) => spawn(design, task, ending.has(task))),
      "",
      "// Only the tasks keep the channels open from here on.",
      ...design.channels.map(({ id }) => `drop(${stem(id)}_tx);`),
      "",
      "// TODO: sockets and timers; these few messages only show that it runs.",
      "for key in 0..100_u64 {",
      ...indented(
        design.sources.map(({ id }) => {
          const name = `${stem(id)}_tx`;
          return `let _ = ${name}[key as usize % ${name}.len()].try_send(Message { key, reply: None });`;
        }),
      ),
      "}",
      "tokio::time::sleep(Duration::from_millis(100)).await;",
      "",
      `// Shutdown: ${order === "" ? "nothing ends by itself" : order}.`,
      ...design.sources.map(({ id }) => `drop(${stem(id)}_tx);`),
      ...stops.map((name) => `let _ = ${name}_stop_tx.send(true);`),
      "endless.shutdown().await;",
      "let ended = tokio::time::timeout(Duration::from_secs(20), async move {",
      ...indented([
        "while let Some(task) = tasks.join_next().await {",
        ...indented(['task.expect("no task panics");']),
        "}",
        "for thread in threads {",
        ...indented([
          'tokio::task::spawn_blocking(move || thread.join().expect("no thread panics")).await.expect("joined");',
        ]),
        "}",
      ]),
      "})",
      ".await;",
      'println!("{}", if ended.is_ok() { "all tasks have ended" } else { "some tasks did not end in time" });',
      "std::process::exit(i32::from(ended.is_err()));",
    ]),
    "}",
  ];
}

const readerOf = (design: Design, id: string): Task | undefined =>
  design.tasks.find(({ on }) => on.some(({ from }) => from === id));

/** One mpsc channel for each task that reads. */
function pipes(id: string, capacity: number | null, reader: Task | undefined): string[] {
  const name = stem(id);
  const make = capacity === null ? "mpsc::unbounded_channel" : "mpsc::channel";
  const sender = capacity === null ? "UnboundedSender" : "Sender";
  const count = reader === undefined ? "1" : `many(${reader.count})`;
  return [
    `let (${name}_tx, ${name}_rxs): (Vec<mpsc::${sender}<Message>>, Vec<_>) = (0..${count}).map(|_| ${make}(${capacity ?? ""})).unzip();`,
    `let ${name}_tx: Arc<[_]> = ${name}_tx.into();`,
    reader === undefined
      ? `drop(${name}_rxs); // Nobody reads it.`
      : `let mut ${name}_rxs = ${name}_rxs.into_iter();`,
  ];
}

function channelLines(design: Design, { id, kind, capacity, keys }: Channel): string[] {
  if (kind === "mpsc") return pipes(id, capacity, readerOf(design, id));
  const make =
    kind === "watch"
      ? "watch::Sender::new(Update { key: 0 })"
      : `broadcast::Sender::new(${capacity ?? 1_024})`;
  return [`let ${stem(id)}_tx: Arc<[${kind}::Sender<Update>]> = (0..${keys}).map(|_| ${make}).collect();`];
}

function spawn(design: Design, task: Task, ends: boolean): string[] {
  const { channels, states, stop } = usesOf(design, task);
  const clone = (name: string): string => `${name}.clone()`;
  const values = [
    "index",
    ...task.on.map((handler) => receiver(design, handler)),
    ...channels.map(({ id }) => clone(`${stem(id)}_tx`)),
    ...states.map(({ id }) => clone(ident(id))),
    ...(stop === null ? [] : [clone(stop)]),
  ];
  const call = [`let task = ${ident(task.id)}(`, ...indented(values.map((value) => `${value},`)), ");"];
  const start =
    task.runsOn === "runtime"
      ? [`${ends ? "tasks" : "endless"}.spawn(task);`]
      : [
          'let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");',
          `let thread = std::thread::Builder::new().name(format!("${task.id}-{index}")).spawn(move || runtime.block_on(task)).expect("a thread");`,
          ...(ends ? ["threads.push(thread);"] : ["drop(thread); // Nothing ends it but the process."]),
        ];
  return [`for index in 0..many(${task.count}) {`, ...indented([...call, ...start]), "}"];
}

function receiver(design: Design, { from, subscribes }: Handler): string {
  const channel = design.channels.find(({ id }) => id === from);
  const name = stem(from);
  if (channel === undefined || channel.kind === "mpsc")
    return `${name}_rxs.next().expect("one for each task")`;
  return `(0..${subscribes}).map(|i| ${name}_tx[(index * ${subscribes} + i) % ${name}_tx.len()].subscribe()).collect()`;
}
