/** What rustc would refuse is refused, where it is; and no source, however broken, makes the reader throw. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { orderOf } from "./order.ts";
import { readRust } from "./program.ts";

const HEAD = 'use tokio::sync::mpsc;\n#[tokio::main(flavor = "current_thread")]\nasync fn main() {\n';
const main = (body: string, items = ""): string => `${HEAD}${body}\n}\n${items}`;

it.each<[string, string, RegExp, [line: number, column: number], string?]>([
  [
    "a use after a move",
    'let s = String::new();\nlet t = s;\nprintln!("{s}{t}");',
    /`s` is used here after it was moved/,
    [6, 12],
  ],
  [
    "a sender that went into a task",
    "let (tx, _rx) = mpsc::unbounded_channel::<u8>();\ntokio::spawn(async move { tx.send(1) });\ntx.send(2).unwrap();",
    /`tx` is used here after/,
    [6, 1],
  ],
  [
    "a second join",
    "let h = tokio::spawn(async {});\nh.await.unwrap();\nh.await.unwrap();",
    /`h` is used here after/,
    [6, 1],
  ],
  [
    "a missing await on a handle",
    "let h = tokio::spawn(async { 1 });\nlet _x = h.unwrap();",
    /future has no method `unwrap`/,
    [5, 12],
  ],
  [
    "a missing await in a pattern",
    "let (_tx, mut rx) = mpsc::channel::<u8>(1);\nwhile let Some(_x) = rx.recv() {}",
    /what it matches is a future/,
    [5, 11],
  ],
  ["a missing await in a sum", "let _n = f() + 1;", /this is a future/, [4, 10], "async fn f() -> u8 { 1 }"],
  ["too many arguments", "f(1, 2);", /`f` takes 1 argument, and 2 are given/, [4, 1], "fn f(_a: u8) {}"],
  ["a wrong argument", 'f("1");', /expected `u8`, found `&str`/, [4, 3], "fn f(_a: u8) {}"],
  ["two widths in a sum", "let a = 1u8;\nlet b = 2u64;\nlet _c = a + b;", /`u8` \+ `u64`/, [6, 10]],
  ["a change of what is not mutable", "let v = Vec::new();\nv.push(1);", /`v` changes here/, [5, 1]],
  ["an unknown name", "let _x = y;", /no `y` in scope/, [4, 10]],
  [
    "an unknown field",
    "let p = P { x: 1 };\nlet _y = p.y;",
    /`P` has no field `y`/,
    [5, 12],
    "struct P { x: u8 }",
  ],
  [
    "a function in place of a future",
    "tokio::spawn(f);",
    /`f` is a function and no future yet/,
    [4, 14],
    "async fn f() {}",
  ],
  ["another crate", "let _ = futures::executor::block_on(f());", /no `futures`/, [4, 9], "async fn f() {}"],
  [
    "an Rc in a task",
    "let r = std::rc::Rc::new(1);\ntokio::spawn(async move { drop(r) });",
    /`r` holds a `Rc</,
    [5, 14],
  ],
  [
    "a guard of std's over an await",
    "tokio::spawn(f(Default::default()));",
    /`g`, a `MutexGuard<.*>`, is held across an `.await`/,
    [4, 14],
    "async fn f(m: std::sync::Arc<std::sync::Mutex<u8>>) {\nlet g = m.lock().unwrap();\ntokio::task::yield_now().await;\ndrop(g);\n}",
  ],
  [
    "a task that borrows",
    'let s = String::new();\ntokio::spawn(async { println!("{s}") });',
    /borrows `s`/,
    [5, 14],
  ],
  [
    "an await outside async",
    "f();",
    /only allowed in an async function/,
    [8, 10],
    "fn f() {\ntokio::task::yield_now()\n        .await;\n}",
  ],
  ["a match without an arm for None", "match Some(1) {\nSome(_) => {}\n}", /`None` has none/, [4, 7]],
  [
    "a match whose last arm has an `if`",
    "let b = true;\nmatch b {\ntrue => {}\nfalse if b => {}\n}",
    /`false` has none without an `if`/,
    [5, 7],
  ],
  ["a let that may not match", "let Some(_x) = Some(1);", /not `None`/, [4, 5]],
  [
    "a sleep that is not pinned",
    "let mut s = tokio::time::sleep(std::time::Duration::ZERO);\ntokio::select! { _ = &mut s => {} }",
    /`s` is not pinned/,
    [5, 22],
  ],
  [
    "an async function that awaits itself",
    "f(1).await;",
    /contains itself/,
    [7, 1],
    "async fn f(n: u8) {\nf(n - 1).await;\n}",
  ],
  [
    "a dyn of a trait with an async fn",
    "let _b: Box<dyn T>;",
    /no `dyn T`/,
    [4, 17],
    "trait T { async fn a(&self); }",
  ],
  ["a variable without a value", "let x: u8;\nlet _y = x + 1;", /may have no value/, [5, 10]],
  [
    "a clone of what has none",
    "let s = S;\nlet _t = s.clone();",
    /does not implement `Clone`/,
    [5, 12],
    "struct S;",
  ],
  [
    "a second receiver of an mpsc",
    "let (_tx, rx) = mpsc::channel::<u8>(1);\nlet _r = rx.clone();",
    /`Receiver` does not implement `Clone`/,
    [5, 13],
  ],
  [
    "a character by its number",
    'let s = String::from("é");\nlet _c = s[0];',
    /no characters by number/,
    [5, 12],
  ],
  ["a LocalSet", "let _l = tokio::task::LocalSet::new();", /no `tokio::task::LocalSet::new`/, [4, 10]],
  ["an unknown variant", "let _e = E::C;", /`E` has no variant `C`/, [4, 10], "enum E { A }"],
  [
    "a future without its Output",
    "",
    /lacks `Output`/,
    [7, 1],
    "struct F;\nimpl std::future::Future for F {\nfn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<()> { todo!() }\n}",
  ],
  [
    "a `?` that no From helps",
    "let _ = f();",
    /cannot turn `ParseIntError` into `E`/,
    [8, 15],
    'struct E;\nfn f() -> Result<u8, E> {\nlet n = g("1")?;\nOk(n)\n}\nfn g(s: &str) -> Result<u8, std::num::ParseIntError> { s.parse() }',
  ],
  [
    "a borrow of a watch held across an await",
    "let (_tx, rx) = tokio::sync::watch::channel(1);\ntokio::spawn(async move {\nlet b = rx.borrow();\ntokio::task::yield_now().await;\ndrop(b);\n});",
    /`b`, a `Ref<.*>`, is held across/,
    [5, 14],
  ],
  ["a missing semicolon", "let _a = 1\nlet _b = 2;", /Expected `;`/, [4, 11]],
  ["unsafe code", "unsafe { f() }", /`unsafe`/, [4, 1], "fn f() {}"],
])("refuses %s", (_what, body, message, [line, column], items) => {
  const { problems } = readRust(main(body, items));
  expect(problems?.[0]?.message).toMatch(message);
  expect(problems?.[0]).toMatchObject({ line, column });
});

it("lets valid programs pass that look like mistakes", () => {
  const bodies = [
    "let x;\nif true { x = 1 } else { x = 2 }\nlet _y: u8 = x;",
    "let s = Some(String::new());\nif let Some(t) = &s { drop(t.clone()); }\ndrop(s);",
    "let mut s = String::new();\nfor _ in 0..2 { drop(s); s = String::new(); }\ndrop(s);",
    "let p = (String::new(), String::new());\ndrop(p.0);\ndrop(p.1);",
    "let m = std::sync::Arc::new(std::sync::Mutex::new(1));\ntokio::spawn(async move {\nif let Some(g) = m.lock().ok() { drop(g); }\nlet h = m.lock().unwrap();\ndrop(h);\ntokio::task::yield_now().await;\n});",
    "let v = vec![1, 2];\nlet n: u64 = v.iter().map(|x| x * 2).sum();\nlet _w = n + v[0];",
    'let r: Result<u8, _> = "1".parse::<u8>();\nlet _n = match r { Ok(n) => n, Err(_) => return };',
    "match (Some(1), true) { (Some(_), _) | (None, true) => {}, (None, false) => {} }",
    "match 3u8 { 0..=9 => {}, 10.. => {} }\nlet (a, [b, c]) = (1, [2, 3]);\nlet _s = a + b + c;",
    "let x: u8;\nloop { x = 1; break; }\nlet _y = x;",
    "let mut s = std::pin::pin!(tokio::time::sleep(std::time::Duration::ZERO));\ntokio::select! { _ = &mut s => {} }",
    "fn f(n: u8) -> std::pin::Pin<Box<dyn std::future::Future<Output = u8>>> { Box::pin(async move { if n == 0 { 0 } else { f(n - 1).await } }) }\nf(2).await;",
    "let (tx, mut rx) = mpsc::channel(1);\nlet t = tx.clone();\ntokio::spawn(async move { let _ = t.send(1u8).await; });\ndrop(tx);\nlet _x = rx.recv().await;",
  ];
  expect(bodies.flatMap((body) => readRust(main(body)).problems ?? [])).toEqual([]);
});

it.each<[string, string, RegExp, number]>([
  [
    "a thread of std's that would wait",
    "let (tx, rx) = std::sync::mpsc::channel::<u8>();\nlet _ = rx.recv();\ndrop(tx);",
    /no thread has sent yet/,
    5,
  ],
  [
    "a block_on that holds a thread",
    "let h = tokio::runtime::Handle::current();\ntokio::task::spawn_blocking(move || h.block_on(async {})).await.unwrap();",
    /`Handle::block_on` holds a thread/,
    5,
  ],
])("ends at %s", (_what, body, message, line) => {
  const { program } = readRust(main(body));
  expect(program === undefined ? null : orderOf(program).problem).toMatchObject({
    message: expect.stringMatching(message),
    line,
  });
});

it("answers every broken source with problems inside it, or runs it", () => {
  const folder = new URL("../../../harness/fixtures/rust/", import.meta.url);
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith(".rs"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
  const piece = fc.constantFrom(
    "",
    ";",
    "{",
    "}",
    "(",
    ")",
    "'",
    '"',
    "&",
    "await",
    "async move {",
    "let x = ",
    "..",
    "<",
    "tx",
    "0",
    "é",
    "::",
    "?",
    "|",
  );
  const edit = fc.record({ source: fc.nat(sources.length - 1), at: fc.nat(), length: fc.nat(12), piece });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = sources[edits[0]?.source ?? 0] ?? "";
      for (const { at, length, piece: added } of edits) {
        const from = at % text.length;
        text = text.slice(0, from) + added + text.slice(from + length);
      }
      const { program, problems } = readRust(text);
      if (program !== undefined) orderOf(program);
      const lines = text.split("\n");
      for (const { line, column } of problems ?? []) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }
    }),
    { numRuns: 150 },
  );
});
