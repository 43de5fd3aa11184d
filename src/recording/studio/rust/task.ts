/** One kind of task as an async fn: a loop over what it waits for, with a TODO where the work goes. */
import { oneLine } from "../../../lib/visible.ts";
import { longestPollUs } from "../flow.ts";
import type { Channel, Design, Handler, State, Step, Task } from "../schema.ts";
import { ident, indented, stem, typeName, usesOf } from "./names.ts";

export function printTask(design: Design, task: Task): string[] {
  const { channels, states, stop } = usesOf(design, task);
  const parameters = [
    "index: usize",
    ...task.on.map((handler) => `mut ${stem(handler.from)}_rx: ${receiverType(design, handler)}`),
    ...channels.map((channel) => `${stem(channel.id)}_tx: ${sendersType(channel)}`),
    ...states.map((state) => `${ident(state.id)}: Arc<[${lockType(state)}]>`),
    ...(stop === null ? [] : [`mut ${stop}: watch::Receiver<bool>`]),
  ];
  const owns = task.owns.length === 0 ? "nothing" : task.owns.join(", ");
  return [
    oneLine(
      `/// ${task.count === 1 ? "One task" : `${task.count} tasks${task.per === "" ? "" : `, one per ${task.per}`}`}. Owns ${owns}. Longest poll: ${longestPollUs(task, design)} µs. Watched by ${task.watchedBy.trim() === "" ? "nobody" : task.watchedBy}.`.replaceAll(
        /\s+/g,
        " ",
      ),
    ),
    `async fn ${ident(task.id)}(`,
    ...indented(parameters.map((parameter) => `${parameter},`)),
    ") {",
    ...indented(body(design, task, stop)),
    "}",
  ];
}

function sendersType({ kind, capacity }: Channel): string {
  if (kind === "broadcast") return "Arc<[broadcast::Sender<Update>]>";
  if (kind === "watch") return "Arc<[watch::Sender<Update>]>";
  return capacity === null ? "Arc<[mpsc::UnboundedSender<Message>]>" : "Arc<[mpsc::Sender<Message>]>";
}

function receiverType(design: Design, { from }: Handler): string {
  const channel = design.channels.find(({ id }) => id === from);
  if (channel?.kind === "broadcast") return "Vec<broadcast::Receiver<Update>>";
  if (channel?.kind === "watch") return "Vec<watch::Receiver<Update>>";
  return channel?.capacity === null ? "mpsc::UnboundedReceiver<Message>" : "mpsc::Receiver<Message>";
}

export function lockType({ id, kind }: State): string {
  const type = typeName(id);
  if (kind === "tokio-mutex") return `tokio::sync::Mutex<${type}>`;
  return kind === "rwlock" ? `RwLock<${type}>` : `Mutex<${type}>`;
}

function body(design: Design, task: Task, stop: string | null): string[] {
  const ticks = task.on.filter(({ everyUs }) => everyUs !== undefined);
  const branches = [
    ...(stop === null ? [] : [`_ = ${stop}.changed() => break,`]),
    ...task.on.flatMap((handler) => branch(design, handler, stop)),
    // A branch whose channel has ended is switched off; without any left, so is the task.
    ...(stop === null && ticks.length === 0 && task.on.length > 0 ? ["else => break,"] : []),
  ];
  if (branches.length === 0) return ["// TODO: it waits for nothing yet."];
  return [
    ...ticks.map(
      ({ from, everyUs }) =>
        `let mut ${stem(from)}_tick = tokio::time::interval(Duration::from_micros(${everyUs}));`,
    ),
    "loop {",
    ...indented(["tokio::select! {", ...indented(branches), "}"]),
    "}",
  ];
}

function branch(design: Design, handler: Handler, stop: string | null): string[] {
  const name = stem(handler.from);
  const channel = design.channels.find(({ id }) => id === handler.from);
  const steps = printSteps(design, handler, stop);
  if (channel === undefined || channel.kind === "mpsc")
    return [`Some(mut message) = ${name}_rx.recv() => {`, ...indented(steps), "}"];
  if (handler.everyUs === undefined) {
    const next = channel.kind === "broadcast" ? "next_update" : "next_change";
    return [
      `Some(update) = ${next}(&mut ${name}_rx) => {`,
      ...indented(["let mut message = Message { key: index as u64, reply: None };", ...steps]),
      "}",
    ];
  }
  return [
    `_ = ${name}_tick.tick() => {`,
    ...indented([
      `if ${name}_rx.iter().all(|topic| topic.has_changed().is_err()) { break; }`,
      `let changed = ${name}_rx.iter_mut().filter(|topic| topic.has_changed().unwrap_or(false));`,
      "let Some(update) = changed.map(|topic| *topic.borrow_and_update()).last() else { continue };",
      "let mut message = Message { key: index as u64, reply: None };",
      ...steps,
    ]),
    "}",
  ];
}

function printSteps(design: Design, { does }: Handler, stop: string | null): string[] {
  const kept = new Set<string>();
  return does.flatMap((step) => printStep(design, step, kept, stop));
}

function printStep(design: Design, step: Step, kept: Set<string>, stop: string | null): string[] {
  switch (step.do) {
    case "work":
      return [`// TODO: the work, about ${step.us} µs.`];
    case "await":
      return [
        `tokio::time::sleep(Duration::from_micros(${Math.ceil(step.us)})).await; // TODO: what it waits for.`,
      ];
    case "block": {
      const sleep = `std::thread::sleep(Duration::from_micros(${Math.ceil(step.us)}))`;
      return step.where === "inline"
        ? [`${sleep}; // TODO: the call that blocks.`]
        : [`let _ = tokio::task::spawn_blocking(|| ${sleep}).await; // TODO: the call that blocks.`];
    }
    case "reply":
      return ["if let Some(reply) = message.reply.take() { let _ = reply.send(()); }"];
    case "lock":
      return printLock(design, step, kept);
    case "write": {
      const sink = design.sinks.find(({ id }) => id === step.to);
      return [
        `// TODO: write to ${step.to} (${sink?.kind === "file" ? "a file, with tokio::fs" : "a socket"}), about ${sink?.writeUs ?? 0} µs.`,
      ];
    }
    case "send":
      return printSend(design, step, stop);
  }
}

function printSend(
  design: Design,
  { to, reply }: Extract<Step, { do: "send" }>,
  stop: string | null,
): string[] {
  const channel = design.channels.find(({ id }) => id === to) as Channel;
  const senders = `${stem(to)}_tx`;
  const sender = `${senders}[message.key as usize % ${senders}.len()]`;
  if (channel.kind !== "mpsc")
    return [`let _ = ${sender}.send(Update { key: message.key }); // Err: nobody listens.`];
  const message = `Message { key: message.key, reply: ${reply ? "Some(reply)" : "None"} }`;
  let send = [`if ${sender}.send(${message}).await.is_err() { break; }`];
  if (channel.capacity === null) send = [`if ${sender}.send(${message}).is_err() { break; }`];
  else if (channel.whenFull === "drop")
    send = [`let _ = ${sender}.try_send(${message}); // TODO: count what is dropped.`];
  else if (stop !== null)
    send = [
      "// Shutdown must not wait for room in a channel that nobody empties any more.",
      `tokio::select! { sent = ${sender}.send(${message}) => if sent.is_err() { break }, _ = ${stop}.changed() => break }`,
    ];
  if (!reply) return send;
  return [
    "let (reply, answer) = oneshot::channel();",
    ...send,
    ...(stop === null
      ? ["let _ = answer.await; // Err: it will never come, its sender is gone."]
      : [
          "// Shutdown must not wait for a reply that never comes.",
          `tokio::select! { _ = answer => {} _ = ${stop}.changed() => break }`,
        ]),
  ];
}

function printLock(
  design: Design,
  { state: id, write, keep }: Extract<Step, { do: "lock" }>,
  kept: Set<string>,
): string[] {
  const state = design.states.find((each) => each.id === id) as State;
  if (kept.has(id)) return [`// The design takes ${id} here, which this task holds already.`];
  const name = ident(id);
  const lock = `${name}[message.key as usize % ${name}.len()]`;
  const todo = `// TODO: what it does with it, at most ${state.holdUs} µs.`;
  if (state.kind === "tokio-mutex") {
    const take = `let _${name} = ${lock}.lock().await;`;
    if (!keep) return [`{ ${take} } ${todo}`];
    kept.add(id);
    return [`${take} ${todo}`];
  }
  const call = state.kind === "std-mutex" ? "lock" : write ? "write" : "read";
  return [
    ...(keep
      ? ["// The design keeps it to the end; a std guard must not live across an await, so it ends here."]
      : []),
    `{ let _${name} = ${lock}.${call}().expect("no task panics under this lock"); } ${todo}`,
  ];
}
