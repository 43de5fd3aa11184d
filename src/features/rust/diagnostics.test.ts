/** Output of rustc 1.95 becomes errors at the learner's own lines. */
import { describe, expect, it } from "vitest";
import { diagnosticsOf } from "./diagnostics.ts";

const answer = { file: "mine.rs", firstLine: 1, text: 'fn a() {\n  let x: u8 = "é"; let y: u8 = "a";\n}\n' };

describe("errors of rustc", () => {
  it("have their positions in UTF-16 columns, and rustc's total is not an error", () => {
    const stderr = [
      "error[E0308]: mismatched types",
      " --> /tmp/mine.rs:2:32",
      "  |",
      '2 |   let x: u8 = "é"; let y: u8 = "a";',
      "  |                            --   ^^^ expected `u8`, found `&str`",
      "",
      "error: aborting due to 1 previous error",
      "",
      "For more information about this error, try `rustc --explain E0308`.",
    ].join("\n");
    expect(diagnosticsOf(stderr, answer)).toEqual([
      {
        message: "mismatched types (E0308)",
        line: 2,
        column: 32,
        length: 3,
        lineText: '  let x: u8 = "é"; let y: u8 = "a";',
        notes: ["expected `u8`, found `&str`"],
      },
    ]);
  });

  it("counts characters beyond the BMP as two columns", () => {
    const stderr = "error: x\n --> mine.rs:1:3\n";
    const [error] = diagnosticsOf(stderr, { file: "mine.rs", firstLine: 1, text: "🦀🦀!\n" });
    expect(error?.column).toBe(5);
  });

  it("are shifted by the lines above the learner's", () => {
    const stderr = "error: x\n --> src/main.rs:7:3\n";
    const [error] = diagnosticsOf(stderr, { file: "src/main.rs", firstLine: 6, text: "one\ntwo\n" });
    expect(error).toMatchObject({ line: 2, column: 3, lineText: "two" });
  });

  it("in the checks point at the learner's line that they name, or say where they are", () => {
    const named = "error[E0277]: not a future\n --> course.rs:9:1\nnote: required by\n --> mine.rs:1:4\n";
    expect(diagnosticsOf(named, answer)[0]).toMatchObject({ line: 1, column: 4, notes: [] });
    const unnamed = "error[E0277]: not a future\n --> course.rs:9:1\n";
    const [error] = diagnosticsOf(unnamed, answer);
    expect(error?.notes).toEqual(["It was found in the checks that call your code."]);
  });

  it("appear once, and warnings not at all", () => {
    const twice =
      "error: x\n --> mine.rs:1:1\n\nwarning: y\n --> mine.rs:1:1\n\nerror: x\n --> mine.rs:1:1\n";
    expect(diagnosticsOf(twice, answer)).toHaveLength(1);
  });

  const histogram = {
    file: "mine.rs",
    firstLine: 1,
    text: "pub struct Histogram;\nimpl Histogram {\n    pub fn record(&mut self, ns: u32) {}\n    fn percntile(&self, q: f64) -> u64 { 0 }\n}\n",
  };
  const inChecks = (head: string, code: string) =>
    `${head}\n --> /tmp/main.rs:23:9\n   |\n23 |  ${code}\n   |  ^^^\n`;

  it("in a method's signature appear at the method, with expected and found", () => {
    const stderr = inChecks("error[E0308]: mismatched types", "self.0.record(ns);");
    expect(diagnosticsOf(stderr, histogram)).toMatchObject([
      {
        line: 3,
        column: 5,
        message:
          "`record` has the wrong signature: expected `fn record(&mut self, ns: u64)`, found `fn record(&mut self, ns: u32)`.",
        notes: ["rustc: mismatched types"],
      },
    ]);
  });

  it("about a missing function suggest a similar name", () => {
    const stderr = inChecks("error[E0599]: no method named `percentile` found", "self.0.percentile(q)");
    const [error] = diagnosticsOf(stderr, histogram);
    expect(error?.message).toContain("Your code has no `percentile`");
    expect(error?.message).toContain("Should `percntile` be called `percentile`?");
    expect(error?.line).toBe(4);
  });

  it("of a method are about Histogram's own, not about another type's of the same name", () => {
    const text = [
      "/* impl Histogram { fn new(a: u8) {} } */",
      "struct Buckets;",
      'impl Buckets { fn new() -> Self { let _ = ("}", \'{\', r#"{"#); Self } }',
      "pub struct Histogram<'a>(&'a Buckets);",
      "impl<'a> Histogram<'a> {",
      "    pub fn new(n: usize) -> Self { loop {} }",
      "}",
      "impl Other { fn new(b: u8) {} }",
    ].join("\n");
    const stderr = inChecks("error[E0061]: this function takes 1 argument", "learner::Histogram::new()");
    const [error] = diagnosticsOf(stderr, { ...histogram, text });
    expect(error).toMatchObject({
      line: 6,
      message: expect.stringContaining("found `fn new(n: usize)") as string,
    });
  });

  it.each([
    [
      "pub struct Histgram;",
      "cannot find `Histogram` in `learner`",
      "Should `Histgram` be called `Histogram`?",
    ],
    ["\npub fn f() {}", "cannot find type `Histogram` in module `learner`", "Your code has no `Histogram`"],
    ["struct Histogram;", "struct `Histogram` is private", "is private: write `pub struct Histogram`."],
  ])("of a type that is not there or private say so: %s", (text, head, says) => {
    const stderr = inChecks(`error[E0433]: ${head}`, "histogram: Some(|| learner::Histogram::new()),");
    const [error] = diagnosticsOf(stderr, { ...histogram, text });
    expect(error).toMatchObject({ line: 1, message: expect.stringContaining(says) as string });
  });

  it("keep the label, not the marks beside it, and name no file that is gone", () => {
    const stderr =
      "error[E0061]: wrong\n --> mine.rs:2:3\n  |\n2 |   a();\n  |   ^^^^----- two are missing\n  |\n  = note: the full name for the type has been written to 'a.txt'\n  = note: kept\n";
    expect(diagnosticsOf(stderr, answer)[0]?.notes).toEqual(["two are missing", "kept"]);
  });

  it("keep what rustc expected and found", () => {
    const stderr =
      "error[E0308]: mismatched types\n --> mine.rs:1:4\n  |\n1 | fn a() {\n  |    ^ wrong type\n  |\n  = note: expected struct `A`\n             found struct `B`\n";
    expect(diagnosticsOf(stderr, answer)[0]?.notes).toEqual([
      "wrong type",
      "expected struct `A`, found struct `B`",
    ]);
  });
});
