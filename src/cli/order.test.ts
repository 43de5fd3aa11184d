/** `course order`: its output, and its messages about wrong input. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { run } from "./order.ts";

const PROGRAM = {
  mode: "mt",
  gqi: 61,
  evi: 61,
  chans: [],
  sems: [],
  nn: 0,
  nm: 0,
  no: 0,
  np: 0,
  bodies: [
    [
      ["spawn", 1],
      ["spawn", 1],
      ["spawn", 1],
    ],
    [],
  ],
};

let folder: string;
let out = "";
let err = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "order-"));
  out = "";
  err = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function order(name: string, content: string): Promise<number> {
  const file = join(folder, name);
  await writeFile(file, content);
  return run([file]);
}

it("prints a line for each program, from an array or from one program a line", async () => {
  const ct = { ...PROGRAM, mode: "ct", name: "three", tokio: "1.53.1", trace: "not looked at" };
  expect(await order("a.json", JSON.stringify([PROGRAM, ct]))).toBe(0);
  expect(out).toBe("0 0! 3 3! 1 1! 2 2!\n0 0! 1 1! 2 2! 3 3!\n");
  out = "";
  expect(await order("a.jsonl", `${JSON.stringify(ct)}\n\n${JSON.stringify(PROGRAM)}\n`)).toBe(0);
  expect(out).toBe("0 0! 1 1! 2 2! 3 3!\n0 0! 3 3! 1 1! 2 2!\n");
});

it("ignores a use before the definition", async () => {
  const body = ["send", "droptx", "osend", "orecv", "unlock", "join", "abort"].map((op) => [op, 3]);
  expect(await order("a.json", JSON.stringify([{ ...PROGRAM, bodies: [body] }]))).toBe(0);
  expect(out).toBe("0 0!\n");
});

it.each<[string, unknown, RegExp]>([
  ["an unknown op", { ...PROGRAM, bodies: [[["dance", 1]]] }, /program 1: body 0, op 0: unknown op "dance"/],
  [
    "a spawn of itself",
    {
      ...PROGRAM,
      bodies: [
        [
          ["yield", 0],
          ["spawn", 0],
        ],
      ],
    },
    /program 1: body 0, op 1: spawn 0/,
  ],
  [
    "a channel that is not there",
    { ...PROGRAM, bodies: [[["recv", 2]]] },
    /op 0: recv 2: there are only 0 channels/,
  ],
  ["a wrong mode", { ...PROGRAM, mode: "st" }, /program 1: mode: expected one of ct, ctmain, mt, got "st"/],
  [
    "a missing field",
    { ...PROGRAM, evi: undefined },
    /program 1: evi: expected a whole number, 1 or more, got nothing/,
  ],
  ["no object", 7, /program 1: expected a program as a JSON object/],
])("names %s, prints nothing, and exits with 2", async (_what, program, message) => {
  expect(await order("bad.json", JSON.stringify([PROGRAM, program]))).toBe(2);
  expect(err).toMatch(message);
  expect(out).toBe("");
});

it("says which line is not JSON, and which file does not exist", async () => {
  expect(await order("bad.jsonl", `${JSON.stringify(PROGRAM)}\n\n{`)).toBe(2);
  expect(err).toMatch(/program 1 \(line 3\): not JSON/);
  expect(await run([join(folder, "none.json")])).toBe(2);
  expect(err).toMatch(/none\.json.*ENOENT/);
});

it("reports an error on one line, whatever the file and its name contain", async () => {
  expect(await order("bad\u001b[2J.json", "\u202e{\nnot JSON")).toBe(2);
  expect(err).toMatch(/^course order: [^\n]*bad\ufffd\[2J\.json: not JSON: [^\n\u202e]+\n$/);
});

const RUST = (flavor: string, body: string): string =>
  `#[tokio::main(flavor = "${flavor}")]\nasync fn main() {\n${body}\n}\n`;
const TWO =
  "let a = tokio::spawn(async {});\nlet b = tokio::spawn(async {});\na.await.unwrap();\nb.await.unwrap();";

it("prints a line for each Rust program; main's polls only on current_thread", async () => {
  expect(await order("a.rs", RUST("current_thread", TWO))).toBe(0);
  expect(await order("b.rs", RUST("multi_thread", TWO))).toBe(0);
  expect(out).toBe("m 0 0! 1 1! m m!\n0 0! 1 1!\n");
});

it("says where a Rust program cannot be read or run, and goes on with the next file", async () => {
  await order("good.rs", RUST("current_thread", "let _a = 1;"));
  out = "";
  await writeFile(join(folder, "bad.rs"), RUST("current_thread", "let a = 1;\na += 1;"));
  expect(await run([join(folder, "bad.rs"), join(folder, "good.rs")])).toBe(1);
  expect(err).toMatch(/bad\.rs:4:1: `a` changes here/);
  expect(out).toBe("m m!\n");
  expect(await order("endless.rs", RUST("current_thread", "loop {}"))).toBe(1);
  expect(err).toMatch(/endless\.rs:3:1: /);
});
