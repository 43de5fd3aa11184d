/** Programs that a task program cannot express: values, loops that end on a received value, select. */
import { codeEntry } from "./entry.ts";

export const code = {
  backpressure: codeEntry(
    "Producer and consumer",
    {
      rule: "backpressure",
      question:
        "The channel holds two messages, and six are sent. How often must the producer wait for room?",
    },
    `
import { asyncBlock, awaited } from "std/future";
import { spawn } from "tokio";
import { mpsc } from "tokio/sync";

const [tx, rx] = mpsc.channel<number>(2);

export function* main() {
  spawn(asyncBlock(producer));
  spawn(asyncBlock(consumer));
}

function* producer() {
  for (let i = 1; i <= 6; i++) yield* awaited(tx.send(i));
  tx.drop(); // in Rust, the end of its scope
}

function* consumer() {
  for (;;) {
    const value = yield* awaited(rx.recv());
    if (value === undefined) break;
    console.log("received", value);
  }
}
`,
    `
use tokio::sync::mpsc;

#[tokio::main(worker_threads = 1)]
async fn main() {
    let (tx, mut rx) = mpsc::channel(2);
    let producer = tokio::spawn(async move {
        for i in 1..=6 {
            tx.send(i).await.unwrap();
        }
    });
    let consumer = tokio::spawn(async move {
        while let Some(value) = rx.recv().await {
            println!("received {value}");
        }
    });
    producer.await.unwrap();
    consumer.await.unwrap();
}
`,
  ),
  "one-permit": codeEntry(
    "Notified twice, in advance",
    {
      rule: "permit",
      question: "notify_one is called twice before anybody waits. How many of the two waiters get through?",
    },
    `
import { asyncBlock, awaited } from "std/future";
import { spawn } from "tokio";
import { Notify } from "tokio/sync";

const notify = new Notify();

export function* main() {
  notify.notifyOne();
  notify.notifyOne();
  spawn(asyncBlock(waiter));
  spawn(asyncBlock(waiter));
}

function* waiter() {
  yield* awaited(notify.notified());
  console.log("got through");
}
`,
    `
use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::main(worker_threads = 1)]
async fn main() {
    let notify = Arc::new(Notify::new());
    notify.notify_one();
    notify.notify_one();
    let first = tokio::spawn(waiter(notify.clone()));
    let second = tokio::spawn(waiter(notify));
    first.await.unwrap();
    second.await.unwrap();
}

async fn waiter(notify: Arc<Notify>) {
    notify.notified().await;
    println!("got through");
}
`,
  ),
  "select-and-sleep": codeEntry(
    "Ten milliseconds without a message",
    {
      rule: "select",
      question:
        "Messages come at 4, 12 and 32 ms; task 0 gives up after 10 ms without one. When does it, and what becomes of the sleeps that lose?",
    },
    `
import { asyncBlock, awaited } from "std/future";
import { select, sleep, spawn } from "tokio";
import { mpsc } from "tokio/sync";

const [tx, rx] = mpsc.unboundedChannel<string>();

export function* main() {
  spawn(asyncBlock(sender));
  for (;;) {
    const first = yield* awaited(select(rx.recv(), sleep(10)));
    if (first.branch === 1) break;
    console.log(first.value);
  }
}

function* sender() {
  for (const ms of [4, 8, 20]) {
    yield* awaited(sleep(ms));
    tx.send(\`after \${ms} ms more\`);
  }
}
`,
    `
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for ms in [4, 8, 20] {
            sleep(Duration::from_millis(ms)).await;
            if tx.send(format!("after {ms} ms more")).is_err() {
                break;
            }
        }
    });
    loop {
        tokio::select! {
            Some(message) = rx.recv() => println!("{message}"),
            _ = sleep(Duration::from_millis(10)) => break,
        }
    }
}
`,
  ),
};
