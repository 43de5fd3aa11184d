/** Files as editors, shells and disks leave them: each is read or reported with its place, without follow-up errors. */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compileCourse } from "./course.ts";
import { goodCourse, writeCourse } from "./fixture.ts";
import { formatProblem } from "../course/problem.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "course-files-"));
  await writeCourse(goodCourse(), root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const problems = async (): Promise<string[]> =>
  (await compileCourse(root, { highlight: false })).problems.map(formatProblem);

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const BOM = "\ufeff";

const KINDS = [
  "lessons/course.yaml",
  "lessons/week-01/week.md",
  "lessons/week-01/day-1.md",
  "lessons/week-01/queue/exercise.yaml",
  "lessons/week-01/queue/hints.md",
  "lessons/week-01/queue/stub.ts",
  "lessons/week-01/queue/solution.ts",
  "lessons/week-01/queue/wrong/stack.ts",
  "harness/index.ts",
  "harness/queue.ts",
  "harness/queue/order.ts",
];
const text = (path: string): string => goodCourse().get(path) ?? "";

describe("encodings", () => {
  it.each([
    ["UTF-16LE", "with a mark", (file: string) => Buffer.from(BOM + file, "utf16le")],
    ["UTF-16LE", "without", (file: string) => Buffer.from(file, "utf16le")],
    ["UTF-16BE", "with a mark", (file: string) => utf16be(BOM + file)],
    ["UTF-16BE", "without", (file: string) => utf16be(file)],
  ])("%s %s is the only problem of any kind of file", async (name, _, encode) => {
    for (const path of KINDS) await writeFile(join(root, path), encode(text(path)));
    const first = (path: string): string => text(path).split("\n")[0] ?? "";
    expect(await problems()).toEqual(
      KINDS.toSorted().map(
        (path) =>
          `${path}:1:1 error[encoding]: expected UTF-8, got ${name}\n    1 | ${first(path)}\n      | ^\n  = help: save the file as UTF-8`,
      ),
    );
  });

  it("Windows-1252 is reported at its first bad character in any kind of file", async () => {
    const around = (path: string): [string, string] =>
      path.endsWith(".ts")
        ? ["/* ", " */"]
        : path.endsWith(".md")
          ? ["[", "]: https://example.org/"]
          : ["# ", ""];
    for (const path of KINDS) {
      const added = around(path).join("a\u{e9} \u{fc}");
      await writeFile(join(root, path), Buffer.from(`${text(path)}\r\n${added}\r\n`, "latin1"));
    }
    expect((await problems()).map((problem) => problem.split("\n")[0])).toEqual(
      KINDS.toSorted().map((path) => {
        const place = `${text(path).split("\n").length + 1}:${around(path)[0].length + 2}`;
        return `${path}:${place} error[encoding]: expected UTF-8, got the byte 0xE9 (“é” in Windows-1252)`;
      }),
    );
  });

  it.each<[string, Buffer, string]>([
    ["cut in the middle of a character", Buffer.from("Ends in €").subarray(0, -1), "11:9 0xE2"],
    [
      "a quote of Windows-1252",
      Buffer.concat([Buffer.from("\u{1f980}\u{fffd} "), Buffer.of(0x93)]),
      "11:5 0x93",
    ],
    ["a stray half of two", Buffer.concat([Buffer.from("é"), Buffer.of(0xef, 0x41)]), "11:2 0xEF"],
  ])("%s: reported with its place", async (_, line, place) => {
    const path = "lessons/week-02/day-1.md";
    await writeFile(
      join(root, path),
      Buffer.concat([Buffer.from(`${BOM}${text(path)}`.replace(/::exercise.*\n/, "")), line]),
    );
    const [where, byte] = place.split(" ");
    expect((await problems()).join("\n")).toContain(
      `${path}:${where} error[encoding]: expected UTF-8, got the byte ${byte} (`,
    );
  });

  it.each([
    ["of Windows", "\r\n"],
    ["of old editors", "\r"],
  ])("accepts UTF-8 with a byte order mark, line ends %s, and a literal U+FFFD", async (_, end) => {
    for (const path of KINDS) await writeFile(join(root, path), `${BOM}${text(path).replaceAll("\n", end)}`);
    const lesson = "lessons/week-01/day-1.md";
    await writeFile(join(root, lesson), text(lesson).replace("It polls", "\u{fffd} polls"));
    expect(await problems()).toEqual([]);
  });

  it("reports a zero byte, as left by a full disk or a crash", async () => {
    const path = "lessons/week-01/queue/stub.ts";
    await writeFile(join(root, path), `${text(path)}let a;\0`);
    expect(await problems()).toEqual([
      expect.stringContaining(`${path}:2:7 error[encoding]: expected text, got a NUL byte\n`),
    ]);
  });
});

describe("a picture", () => {
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  it.each<[string, string, Buffer, string]>([
    ["random bytes", "a.png", Buffer.alloc(100, 7), "this file is not a PNG\n"],
    ["another format", "a.jpg", signature, "this file is not a JPEG\n"],
    ["an empty file", "a.webp", Buffer.alloc(0), "this file is not a WebP\n"],
    [
      "20 MB",
      "a.png",
      Buffer.concat([signature, Buffer.alloc(20_000_000)]),
      "this picture has 20.0 MB, at most 2 are",
    ],
  ])("%s: reported", async (_, name, bytes, message) => {
    await writeFile(join(root, "lessons/week-02", name), bytes);
    expect((await problems()).join("\n")).toContain(`lessons/week-02/${name}:1:1 error[picture]: ${message}`);
  });
});

describe("what cannot be read", () => {
  it.each(KINDS)("%s is the only problem", async (path) => {
    await rm(join(root, path));
    await symlink(join(root, path), join(root, path));
    expect(await problems()).toEqual([
      `${path}:1:1 error[unreadable]: cannot read this file: it is a link to itself (ELOOP)\n` +
        "  = help: check the file's permissions, and whether another program has it open",
    ]);
  });

  it("is also reported if it is a folder", async () => {
    await rm(join(root, "harness"), { recursive: true });
    await symlink("harness", join(root, "harness"));
    expect((await problems()).join("\n")).toContain("harness:1:1 error[unreadable]: ");
  });
});
