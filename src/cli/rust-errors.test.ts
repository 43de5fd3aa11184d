/** What needs no cargo of a Rust side's check: rustc's messages as problems, and the checks against those in TypeScript. */
import { expect, it } from "vitest";
import { formatProblem } from "../course/problem.ts";
import { checksDiffer } from "./check-rust.ts";
import { checkRustSides } from "./check-rust-sides.ts";
import { rustErrors } from "./rust-errors.ts";

const FILE = "lessons/week-02/tail/stub.rs";
const TEXT = 'pub fn tail() {\n    let _ = "🦀"; tale()\n}\n';
const textOf = (file: string): string | undefined => (file === FILE ? TEXT : undefined);
const place = (file_name: string, line: number, column: number, more: object = {}) => ({
  file_name,
  line_start: line,
  line_end: line,
  column_start: column,
  column_end: column + 4,
  is_primary: true,
  label: null,
  ...more,
});
const said = (more: object): string =>
  JSON.stringify({ level: "error", message: "no such thing", code: null, spans: [], children: [], ...more });

it("places an error at rustc's own position, in UTF-16 units, with what rustc advises", () => {
  const help = {
    level: "help",
    message: "a function with a similar name exists",
    spans: [place(`/p/${FILE}`, 2, 18, { suggested_replacement: "tail" })],
  };
  const error = said({
    message: "cannot find function `tale` in this scope",
    code: { code: "E0425" },
    spans: [place(`/p/${FILE}`, 2, 18, { label: "not found in this scope" })],
    children: [help],
  });
  const text = [error, error, said({ level: "warning", spans: [place(`/p/${FILE}`, 1, 1)] }), "not JSON"];
  expect(rustErrors(text.join("\n"), "/p", textOf).map(({ problem }) => formatProblem(problem))).toEqual([
    `${FILE}:2:19 error[rust-error]: cannot find function \`tale\` in this scope
    2 |     let _ = "🦀"; tale()
      |                   ^^^^
  = help: rustc's error E0425; a function with a similar name exists: \`tail\``,
  ]);
});

it("keeps the places in the course's files of an error outside them", () => {
  const elsewhere = place("/tmp/main.rs", 9, 3, { label: "expected `u64`, found `u8`" });
  const defined = place(FILE, 1, 8, { is_primary: false });
  const [error] = rustErrors(said({ spans: [defined, elsewhere] }), "/p", textOf, "/p");
  expect(error?.problem).toMatchObject({ file: "", message: "no such thing: expected `u64`, found `u8`" });
  expect(error?.also).toMatchObject([{ file: FILE, line: 1, column: 8 }]);
});

const CHECKS = "harness/tail/checks.rs";
const listed = (...checks: [id: string, title: string][]): string[] => {
  const lines = checks.map(
    ([id, title]) => `        Check { id: "${id}", title: "${title}", run: |_| Ok(()) },`,
  );
  const text = `pub fn checks() -> Vec<Check> {\n    vec![\n${lines.join("\n")}\n    ]\n}\n`;
  const files = new Map([
    ["harness/tail.ts", ""],
    [CHECKS, text],
  ]);
  const wanted = [
    { id: "order", title: "in order" },
    { id: "ties", title: "ties" },
  ];
  return checksDiffer(files, "week-02/tail", wanted).map((problem) => {
    const [first = "", ...rest] = formatProblem(problem).split("\n");
    return [first, ...rest.filter((line) => line.includes("= help"))].join("\n");
  });
};

it.each<[string, [string, string][], string[]]>([
  [
    "the same",
    [
      ["order", "in order"],
      ["ties", "ties"],
    ],
    [],
  ],
  [
    "an id that TypeScript does not have",
    [
      ["order", "in order"],
      ["tie", "ties"],
    ],
    [
      `${CHECKS}:4:22 error[rust-checks]: no check in TypeScript has the id "tie"\n  = help: did you mean "ties"?`,
      `${CHECKS}:1:1 error[rust-checks]: the check "ties" is missing\n  = help: write \`Check { id: "ties", title: "ties", run: … }\``,
    ],
  ],
  [
    "another title",
    [
      ["order", "ordered"],
      ["ties", "ties"],
    ],
    [
      `${CHECKS}:3:22 error[rust-checks]: the title of "order" is not the one in TypeScript\n  = help: write "in order"`,
    ],
  ],
  [
    "another order",
    [
      ["ties", "ties"],
      ["order", "in order"],
    ],
    [
      `${CHECKS}:3:22 error[rust-checks]: "order" comes here in TypeScript, not "ties"\n  = help: use the same order`,
    ],
  ],
  [
    "an id twice",
    [
      ["order", "in order"],
      ["order", "in order"],
      ["ties", "ties"],
    ],
    [
      `${CHECKS}:4:22 error[rust-checks]: another check of this exercise has the id "order"\n  = help: choose another`,
    ],
  ],
])("compares the checks in Rust with those in TypeScript: %s", (_, checks, says) => {
  expect(listed(...checks)).toEqual(says);
});

it("says that nothing was compiled where cargo is not", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = "";
  const context = { all: new Map(), files: new Map(), inTypeScript: new Map(), rust: "compile" } as const;
  try {
    const sides = await checkRustSides("/nowhere", ["week-02/tail"], context);
    expect(sides).toEqual({ problems: [], matrices: [], skipped: "cargo is not installed" });
  } finally {
    process.env["PATH"] = path;
  }
});
