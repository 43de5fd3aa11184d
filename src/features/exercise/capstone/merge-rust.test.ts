import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeRust } from "./merge-rust.ts";
import { leavesOf } from "./rust-uses.ts";

it("merges headers and uses, each name once", () => {
  const { text, clashes } = mergeRust(
    `//! Day 3\n#![allow(dead_code)]\n\nuse std::future::{poll_fn, Future};\nuse std::task::Poll;\r\n\nfn gather() {}\n`,
    `//! Day 4\n#![allow(dead_code)]\nuse std::{\n    future::Future, // again\n    task::{self, Poll as P},\n};\n\nstruct Histogram;\n`,
  );
  expect(text).toBe(
    `//! Day 3
//!
//! Day 4
#![allow(dead_code)]

use std::future::{poll_fn, Future};
use std::task;
use std::task::{Poll, Poll as P};

fn gather() {}

struct Histogram;
`,
  );
  expect(clashes).toEqual([]);
});

it("drops nothing that only looks like a use, and leaves one with an attribute in its place", () => {
  const first = [
    'const TEXT: &str = r#"\nuse in::a_string;\n"#;',
    "/*\nuse in::a_comment;\n*/",
    "fn f<'a>(quote: char) -> bool {\n    use std::mem::take;\n    quote == '\"'\n}",
    "#[cfg(test)]\nuse std::fmt;",
  ].join("\n");
  expect(mergeRust(first, "").text).toBe(`${first}\n`);
});

it("names what both files declare, by whatever means", () => {
  const first =
    "use std::sync::Arc;\nuse std::rc::Rc;\nuse a::Same;\nconst N: usize = 1;\npub(crate) async fn f() {}\nstruct Poll;\nfn outer() { fn inner() {} }\n";
  const second =
    "use std::sync::Arc;\nuse other::Rc;\nuse b::x as Same;\npub const N: u64 = 2;\nfn f() {}\nuse std::task::Poll;\nfn inner() {}\n";
  expect(mergeRust(first, second).clashes.toSorted()).toEqual(["N", "Poll", "Rc", "Same", "f"]);
});

it("loses no line of a body, whatever both hold", () => {
  const line = fc.constantFrom(
    "fn a() {}",
    "// use x;",
    "",
    "    use y::z;",
    'const S: &str = "//";',
    "'q'",
    "/* */",
    "#[a]",
  );
  const file = fc.array(line, { maxLength: 10 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(file, file, (first, second) => {
      const merged = mergeRust(first, second)
        .text.split("\n")
        .map((one) => one.trim());
      for (const one of `${first}\n${second}`.split("\n")) expect(merged).toContain(one.trim());
    }),
  );
});

it("answers whatever it is given", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (first, second) => {
      expect(mergeRust(first, second).text).toMatch(/\n$/);
      expect(leavesOf(first)).toBeInstanceOf(Array);
    }),
  );
});

it("gives a capstone with both from the exercises' own solutions", () => {
  const read = (name: string) => readFileSync(`lessons/week-01/${name}/solution.rs`, "utf8");
  const { text, clashes } = mergeRust(read("gather"), read("histogram"));
  expect(clashes).toEqual([]);
  expect(text.match(/^use /gm)).toHaveLength(3);
  expect(text).toMatch(/^\/\/! Day 3.*\n\/\/!\n\/\/! Day 4.*\n\nuse /);
  expect(text).toMatch(/^pub async fn gather/m);
  expect(text).toMatch(/^pub struct Histogram/m);
});
