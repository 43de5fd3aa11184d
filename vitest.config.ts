/** Unit and property tests; the browser journeys live in e2e/ and run under Playwright. */
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that wait for rustc, and others of many seconds: begun first, or one would run alone at the end. */
const SLOW = new RegExp(
  [
    "cargo|studio-rust|claims|labs|rust-bench|rust-playground|rust-side",
    "forgeries|authoring|agreement|several|ends|escape|pipeline|broken|code-recording|queueing",
  ]
    .map((names) => `/(?:${names})\\.test`)
    .join("|"),
);

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(SLOW.test(b.moduleId)) - Number(SLOW.test(a.moduleId)));
  }
}

const ROOMS = ["src", "harness", "tools"];
const EXCLUDED = ["**/node_modules/**", "harness/tokio/**"];

/** A module that another file has loaded already is not replaced any more: who replaces one has a worker of its own. */
const MOCKING = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" }).map(
    (path) => `${room}/${path.replaceAll("\\", "/")}`,
  ),
).filter((path) => path.endsWith(".test.ts") && /^vi\.mock\(/m.test(readFileSync(path, "utf8")));

export default defineConfig({
  define: { __TRACE__: "true" },
  // As the command and the build resolve them: the parser of Markdown has a slow copy for its own developers.
  ssr: { resolve: { conditions: ["module", "node"] } },
  test: {
    // A loaded machine is slow, not wrong: no test asserts a time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // For a whole file: `// @module-tag slow` under its first line.
    tags: [
      {
        name: "slow",
        description: "needs a build or many seconds; `npm run test:quick` leaves it out",
      },
      {
        name: "cargo",
        description: "builds Rust; `npm run test:extra` runs it, and nothing else does",
      },
    ],
    // Of two processors Vitest would leave one free.
    maxWorkers: "100%",
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          // What the files share is loaded once a worker: a third of all the time.
          isolate: false,
          include: ROOMS.map((room) => `${room}/**/*.test.ts`),
          exclude: [...EXCLUDED, ...MOCKING],
        },
      },
      { extends: true, test: { name: "alone", include: MOCKING } },
    ],
  },
});
