/** No import of the project breaks the table of rooms, and the check names each way of breaking it. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { violations } from "./check.ts";
import { importsOf } from "./imports.ts";
import { readProject } from "./project.ts";
import { ROOMS } from "./table.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const check = (files: Record<string, string>): string[] => violations(new Map(Object.entries(files)));

test("the project's imports follow the table", () => {
  const files = readProject(ROOT);
  expect(files.size).toBeGreaterThan(600);
  expect([...files.keys()]).toEqual(expect.arrayContaining(["src/cli/course.mjs", "src/ui/base.css"]));
  expect(violations(files)).toEqual([]);
});

describe("a violation is one sentence that says what to do", () => {
  test("an import from a room above", () => {
    expect(check({ "src/ui/x.ts": `import { y } from "../features/chart/y.ts";` })).toEqual([
      "src/ui/x.ts imports src/features/chart/y.ts: src/ui is below src/features/chart; move what they share down, or pass it in from above.",
    ]);
  });

  test("a test that imports from a room above", () => {
    expect(check({ "src/compiler/x.test.ts": `import { y } from "../sandbox/y.ts";` })).toEqual([
      "src/compiler/x.test.ts imports src/sandbox/y.ts: src/compiler is below src/sandbox; move what they share down, or pass it in from above.",
    ]);
  });

  test("an import from a room below that this one may not use", () => {
    expect(check({ "src/app/x.ts": `import { y } from "../compiler/y.ts";` })).toEqual([
      "src/app/x.ts imports src/compiler/y.ts: src/app may not use src/compiler; pass in what it needs from above, or allow it in tools/layers/table.ts and ARCHITECTURE.md.",
    ]);
  });

  test("a feature that imports another", () => {
    expect(check({ "src/features/chart/x.tsx": `import type { Y } from "../console/y.ts";` })).toEqual([
      "src/features/chart/x.tsx imports src/features/console/y.ts: a feature never imports another; move what they share down, or put them together in src/app.",
    ]);
  });

  test("a value from a room that gives only types", () => {
    expect(check({ "src/course/x.ts": `import type { Y } from "../../harness/y.ts";` })).toEqual([]);
    expect(check({ "src/course/x.ts": `import { y } from "../../harness/y.ts";` })).toEqual([
      "src/course/x.ts imports harness/y.ts: src/course takes only types from harness; write `import type`, or pass the value in.",
    ]);
  });

  test("a package in a room that may not use it", () => {
    expect(check({ "src/runtime/x.test.ts": `import { test } from "vitest";` })).toEqual([]);
    expect(check({ "src/runtime/x.ts": `import type { Future } from "std/future";` })).toEqual([]);
    expect(check({ "src/runtime/x.ts": `import { now } from "node:perf_hooks";` })).toEqual([
      "src/runtime/x.ts imports the package node:perf_hooks: src/runtime uses no package; do it in a room above, or add node:perf_hooks in tools/layers/table.ts.",
    ]);
  });

  test("files whose values form a cycle, told once", () => {
    expect(
      check({
        "src/ui/a.ts": `export { b } from "./b.ts";`,
        "src/ui/b.ts": `const c = () => import("./c.ts");`,
        "src/ui/c.ts": `import { a } from "./a.ts";`,
      }),
    ).toEqual([
      "src/ui/a.ts → src/ui/b.ts → src/ui/c.ts → src/ui/a.ts is a cycle; move what they share into a new file.",
    ]);
  });

  test("types that form a cycle across folders", () => {
    const cycle = (one: string, other: string) => ({
      [one]: `import type { Y } from "${other.replace(/^.*\/ui\//, one.includes("/deep/") ? "../" : "./")}";`,
      [other]: `import { x } from "./${one.replace(/^.*\/ui\//, "")}";`,
    });
    expect(check(cycle("src/ui/x.ts", "src/ui/y.ts"))).toEqual([]);
    expect(check(cycle("src/ui/deep/x.ts", "src/ui/y.ts"))).toEqual([
      "src/ui/deep/x.ts → src/ui/y.ts → src/ui/deep/x.ts is a cycle of types across folders; move the shared type down.",
    ]);
  });

  test("a folder that the table does not know", () => {
    expect(check({ "src/new/x.ts": "" })).toEqual([
      "src/new/x.ts is in no room of tools/layers/table.ts: move it into one, or add its folder there and to ARCHITECTURE.md.",
    ]);
    expect(check({ "src/app/x.ts": `import "../new/x.ts";` })).toEqual([
      "src/app/x.ts imports src/new/x.ts: that is in no room; move it into one, or add its folder to tools/layers/table.ts.",
    ]);
  });

  test("the command reaching the interface through files that may import it", () => {
    const through = (imported: string) =>
      check({
        "src/cli/x.ts": `import { y } from "../features/hand-in/y.ts";`,
        "src/features/hand-in/y.ts": imported,
        "src/ui/z.ts": `import "./z.css";`,
        "src/ui/z.css": "",
      });
    expect(through(`import type { Z } from "../../ui/z.ts";`)).toEqual([]);
    expect(through(`import { z } from "../../ui/z.ts";`)).toEqual([
      "src/cli/x.ts → src/features/hand-in/y.ts → src/ui/z.ts → src/ui/z.css: the command runs in Node, without an interface; import a file that does not need it.",
    ]);
    expect(through(`import { useState } from "react";`)[0]).toMatch(
      /y\.ts → react: the command runs in Node/,
    );
  });

  test("the page reaching the markdown parser through files that may import it", () => {
    const rooms = ROOMS.map((room) =>
      room.path === "src/progress" ? { ...room, imports: [...room.imports, "src/lesson"] } : room,
    );
    const files = {
      "src/app/x.ts": `import { y } from "../progress/y.ts";`,
      "src/progress/y.ts": `import { z } from "../lesson/z.ts";`,
      "src/lesson/z.ts": "",
    };
    expect(violations(new Map(Object.entries(files)), rooms)).toEqual([
      "src/app/x.ts → src/progress/y.ts → src/lesson/z.ts: lessons are parsed when the course is built, never in the browser; import a file that does not need it.",
    ]);
  });

  test("a table with a room above one that it imports", () => {
    const rooms = [
      { path: "src/a", imports: ["src/b"] },
      { path: "src/b", imports: ["src/a"] },
    ];
    expect(violations(new Map(), rooms, [])).toEqual([
      "tools/layers/table.ts lets src/a import src/b: list src/b before it, or not at all.",
    ]);
  });
});

describe("each way of naming another file is an import", () => {
  const value = (specifier: string) => ({ specifier, typeOnly: false });
  const type = (specifier: string) => ({ specifier, typeOnly: true });

  test.each([
    [`import { a, type B } from "./a.ts";`, [value("./a.ts")]],
    [`import "./a.css";`, [value("./a.css")]],
    [`import type { A } from "./a.ts";`, [type("./a.ts")]],
    [`export * from "./a.ts";`, [value("./a.ts")]],
    [`export type { A } from "./a.ts";`, [type("./a.ts")]],
    ["const a = () => import(`./a.ts`);", [value("./a.ts")]],
    [`type A = import("./a.ts").A;`, [type("./a.ts")]],
    [`new Worker(new URL("./a.ts", import.meta.url));`, [value("./a.ts")]],
    [`new URL("../lessons/", import.meta.url);`, []],
    [`import A from "./a.ts?worker";`, [value("./a.ts?worker")]],
    [`import.meta.glob(["./a/*.ts", "/b/*.ts"]);`, [value("./a/*.ts"), value("/b/*.ts")]],
    [`vi.mock("./a.ts", () => ({}));`, [value("./a.ts")]],
    [`const text = 'import "./a.ts"'; // import "./b.ts"`, []],
  ])("%s", (text, imports) => expect(importsOf("x.ts", text)).toEqual(imports));

  test("in a style", () => {
    expect(importsOf("x.css", `@import "./a.css";\n.b { composes: c from "./d.css"; }`)).toEqual([
      value("./a.css"),
      value("./d.css"),
    ]);
  });

  test("a glob counts for the folder it looks in", () => {
    expect(check({ "src/course/x.ts": `import.meta.glob("../features/*/y.ts");` })).toHaveLength(1);
    expect(
      check({ "src/features/a/x.ts": `import.meta.glob("/lessons/*/*.ts", { query: "?raw" });` }),
    ).toEqual([]);
  });
});
