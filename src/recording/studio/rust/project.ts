/** A design as a Cargo project: tasks, channels, handles and a shutdown path that compile and run, with a TODO where the work goes. */
import { oneLine } from "../../../lib/visible.ts";
import type { Design } from "../schema.ts";
import { indented, typeName } from "./names.ts";
import { printMain } from "./main.ts";
import { printTask } from "./task.ts";

const TOKIO = "1.53.1";

/** Path -> text. */
export function rustProject(design: Design): Record<string, string> {
  const name = crateName(design);
  return {
    "Cargo.toml": `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\ntokio = { version = "${TOKIO}", features = ["full"] }\n`,
    "src/main.rs": printRust(design),
  };
}

export const crateName = ({ name }: Design): string => {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[-0-9]+|-+$/g, "")
    .slice(0, 40);
  return `design-${words === "" ? "of-tasks" : words}`.replace(/-+$/, "");
};

function printRust(design: Design): string {
  const hasBroadcast = design.channels.some(({ kind }) => kind === "broadcast");
  const lines = [
    `//! ${oneLine(design.name.replaceAll(/\s+/g, " "))}`,
    "//! A skeleton from the task studio: tasks, channels, handles and shutdown are there; the work is yours.",
    "// TODO: remove this line when the work is in.",
    "#![allow(dead_code, unused_imports, unused_mut, unused_variables, unreachable_code, clippy::never_loop)]",
    "",
    "use std::future::{poll_fn, Future};",
    "use std::pin::Pin;",
    "use std::sync::{Arc, Mutex, RwLock};",
    "use std::task::Poll;",
    "use std::time::Duration;",
    "",
    "use tokio::sync::{broadcast, mpsc, oneshot, watch};",
    "use tokio::task::JoinSet;",
    "",
    "/// What travels through an mpsc channel.",
    "struct Message {",
    ...indented([
      "key: u64,",
      "/// Set when the sender awaits a reply.",
      "reply: Option<oneshot::Sender<()>>,",
    ]),
    "}",
    "",
    "/// What a broadcast or a watch copies to each receiver.",
    "#[derive(Clone, Copy)]",
    "struct Update {",
    ...indented(["key: u64,"]),
    "}",
    "",
    ...design.states.flatMap(({ id }) => [
      "#[derive(Default)]",
      `struct ${typeName(id)} {`,
      ...indented(["// TODO: what the lock protects."]),
      "}",
      "",
    ]),
    ...design.tasks.flatMap((task) => [...printTask(design, task), ""]),
    ...printMain(design),
    "",
    ...HELPERS,
    ...(hasBroadcast ? NEXT_UPDATE : []),
    ...NEXT_CHANGE,
  ];
  return `${lines.join("\n")}\n`;
}

const HELPERS = [
  "/// With AT_MOST=10 in the environment, no more than ten tasks of a kind: for a quick try.",
  "fn many(count: usize) -> usize {",
  '    std::env::var("AT_MOST").ok().and_then(|text| text.parse().ok()).map_or(count, |most: usize| count.min(most.max(1)))',
  "}",
  "",
  "type Waiting<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;",
  "",
  "/// The first of these that is ready.",
  "async fn any<T>(mut waiting: Vec<Waiting<'_, T>>) -> T {",
  "    poll_fn(|cx| {",
  "        for future in &mut waiting {",
  "            if let Poll::Ready(value) = future.as_mut().poll(cx) {",
  "                return Poll::Ready(value);",
  "            }",
  "        }",
  "        Poll::Pending",
  "    })",
  "    .await",
  "}",
  "",
];

const nextOf = (name: string, kind: string, wait: string, arms: readonly string[]): string[] => [
  `async fn ${name}(topics: &mut Vec<${kind}::Receiver<Update>>) -> Option<Update> {`,
  "    while !topics.is_empty() {",
  "        let waiting = topics",
  "            .iter_mut()",
  "            .enumerate()",
  `            .map(|(at, topic)| Box::pin(async move { (at, ${wait}) }) as Waiting<'_, _>)`,
  "            .collect();",
  "        let (at, next) = any(waiting).await;",
  "        match next {",
  ...indented(arms, 3),
  "        }",
  "    }",
  "    None",
  "}",
  "",
];

const NEXT_UPDATE = [
  "/// The next update of any of these topics; None when all have ended.",
  ...nextOf("next_update", "broadcast", "topic.recv().await", [
    "Ok(update) => return Some(update),",
    "Err(broadcast::error::RecvError::Lagged(_)) => {} // TODO: count what was missed.",
    "Err(broadcast::error::RecvError::Closed) => drop(topics.swap_remove(at)),",
  ]),
];

const NEXT_CHANGE = [
  "/// The newest value of any of these topics that has changed; None when all have ended.",
  ...nextOf("next_change", "watch", "topic.changed().await.map(|()| *topic.borrow_and_update())", [
    "Ok(update) => return Some(update),",
    "Err(_) => drop(topics.swap_remove(at)),",
  ]),
].slice(0, -1);
