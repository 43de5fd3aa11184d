/** A task program in Rust reads like a program that somebody wrote. That it has the same run, tools/rust-orders proves. */
import { describe, expect, test } from "vitest";
import { printRust } from "./rust.ts";
import type { RustOptions } from "./rust.ts";
import { parseText } from "./text.ts";

const ON_ONE_WORKER: RustOptions = { flavor: "multi_thread", root: "task" };

function printed(text: string, options = ON_ONE_WORKER): string | null {
  const parsed = parseText(text);
  if (!parsed.ok) throw new Error(parsed.mistakes[0]?.message);
  return printRust(parsed.program, options);
}

test("tasks that share nothing take nothing", () => {
  expect(printed("body 0\n spawn 1\n spawn 1\n join 1\nbody 1\n yield\n yield\n yield")).toBe(
    `use tokio::task::yield_now;

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    tokio::spawn(body0()).await.unwrap();
}

async fn body0() {
    tokio::spawn(body1());
    let handle1 = tokio::spawn(body1());
    let _ = handle1.await;
}

async fn body1() {
    for _ in 0..3 {
        yield_now().await;
    }
}
`,
  );
});

test("what tasks share is in one struct, and both ends of a channel stay open", () => {
  const text = printed("channel 0 capacity 1\nbody 0\n spawn 1\n send 0\n lock 0\nbody 1\n notified 0", {
    flavor: "current_thread",
    root: "main",
  });
  expect(text).toContain(`struct Shared {
    tx0: mpsc::Sender<u32>,
    _rx0: mpsc::Receiver<u32>,
    notify0: Notify,
    mutex0: tokio::sync::Mutex<()>,
}`);
  expect(text).toContain(
    `async fn main() {
    let (tx0, rx0) = mpsc::channel(1);
    let shared = Arc::new(Shared {
        tx0: tx0,
        _rx0: rx0,`.replace("tx0: tx0", "tx0"),
  );
  expect(text).toContain(`    let guard0 = shared.mutex0.lock().await;
    drop(guard0);
}`);
});

describe("rustc would warn of", () => {
  test.each([
    ["a body that nobody spawns", "body 0\n yield\nbody 1\n yield", "body1"],
    ["a handle that nobody joins any more", "body 0\n spawn 1\n abort 1\nbody 1\n yield", "handle"],
    ["a method of the flag that nobody calls", "body 0\n unpark 0", "fn wait"],
  ])("%s, so it is not written", (_, program, word) => {
    expect(printed(program)).not.toContain(word);
  });
});

test("a vector holds the handles of many spawns", () => {
  const text = printed("body 0\n spawnmany 3\n join 1\n abort 2\n join 1\nbody 1\n yield");
  expect(text).toContain("let mut handles0: Vec<_> = (0..3).map(|_| tokio::spawn(body1())).collect();");
  expect(text?.match(/handles0\[1\]\)\.await/g)).toHaveLength(1);
  expect(text).toContain("handles0[2].abort();");
});

test("main can wait until every task is gone", () => {
  const text = printed("body 0\n spawn 1\nbody 1\n yield", { ...ON_ONE_WORKER, waitsFor: "all" });
  expect(text).toContain("all_done.recv().await;");
  expect(text).toContain("async fn body1(_shared: Arc<Shared>)");
});

test("spawning from outside the runtime has no words", () => {
  expect(printed("body 0\n xspawn 1\nbody 1\n yield")).toBeNull();
});
