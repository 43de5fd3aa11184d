/**
 * `npm test`: what a change may break, as far as Node and a Chromium can tell, and the closing counts of all of it.
 * `npm run test:quick`: the quick ones. `npm run test:extra`: those that need cargo, Firefox or WebKit, and the sweeps,
 * which ask the same of every page, part and size.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { concurrently } from "../src/cli/concurrently.ts";
import { isCargoThere } from "./cargo.ts";

interface Step {
  name: string;
  command: string;
  /** It keeps about one processor busy, so it runs beside another such step, and its output is held until it ends. */
  single?: true;
  /** A JSON report from which passed, failed and skipped tests are counted. */
  counts?: () => Counts;
  /** The runs that it is a step of; `npm test` alone if there are none. */
  of?: readonly Run[];
}

type Run = "all" | "quick" | "extra";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const UNIT = "test-results/unit.json";
const E2E = "test-results/e2e.json";

const chosenRun: Run = process.argv.includes("--quick")
  ? "quick"
  : process.argv.includes("--extra")
    ? "extra"
    : "all";
const JOURNEYS = "playwright test --config e2e/playwright.config.ts";
/** `1/3`: only that part of the sweeps. */
const SWEEP_PART = process.env["SWEEP_PART"];
const TAGS: Readonly<Record<Run, string>> = { all: "!cargo", quick: "!slow && !cargo", extra: "cargo" };

const steps: Step[] = [
  {
    name: "format",
    command: "prettier --check --cache --cache-strategy content --log-level warn .",
    single: true,
  },
  { name: "lessons and exercises", command: "node src/cli/course.mjs check --no-rust", single: true },
  { name: "build", command: "vite build --logLevel warn", single: true, of: ["all", "extra"] },
  { name: "packages, files and exports in use", command: "knip --no-progress", single: true },
  { name: "lockfile", command: "tsx tools/lock-check.ts", single: true },
  {
    name: "types",
    command: "tsc --noEmit -p . && tsc --noEmit -p src/runtime && tsc --noEmit -p src/features/offline",
    single: true,
    of: ["all", "quick"],
  },
  {
    name: "lint",
    command: "oxlint --type-aware src harness lessons bench e2e tools vite.config.ts vitest.config.ts",
    single: true,
    of: ["all", "quick"],
  },
  {
    name: "unit and property tests",
    command: `vitest run --tags-filter="${TAGS[chosenRun]}" --reporter=default --reporter=json --outputFile.json=${UNIT}`,
    counts: unitCounts,
    of: ["all", "quick", "extra"],
  },
  { name: "budgets", command: "tsx tools/budget.ts" },
  { name: "what ships", command: "tsx tools/shipped.ts" },
  {
    name: "browser journeys",
    command: `${JOURNEYS} --project=${chosenRun === "extra" ? "extra" : "chromium"}`,
    counts: e2eCounts,
    of: ["all", "extra"],
  },
  {
    name: "sweeps",
    command: `${JOURNEYS} --project=sweep ${SWEEP_PART === undefined ? "" : `--shard=${SWEEP_PART}`}`,
    counts: e2eCounts,
    of: ["extra"],
  },
];

const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const broken: string[] = [];
/** Journeys that passed at the second try only. */
const flaky: string[] = [];
rmSync("test-results", { recursive: true, force: true });

const chosen = steps.filter(({ of = ["all"] }) => of.includes(chosenRun));
for (const group of sideBySide(chosen)) await concurrently(2, group, (step) => run(step, group.length > 1));

if (chosenRun === "extra" && !isCargoThere())
  process.stdout.write("\nskipped: no cargo (the exercises in Rust, and what is put to real tokio)\n");
if (chosenRun === "all")
  process.stdout.write(
    "\nnot run: what needs cargo, Firefox or WebKit, and the sweeps over every page; `npm run test:extra` runs them\n",
  );
if (broken.length > 0) process.stdout.write(`\nfailed: ${broken.join(", ")}\n`);
// Repeated at the end, where you find it: the failure may be thousands of lines above.
for (const failure of unitFailures()) process.stdout.write(`\n✗ ${failure}\n`);
for (const journey of flaky) process.stdout.write(`\npassed at the second try only: ${journey}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = broken.length > 0 ? 1 : 0;

/** Groups neighbouring steps that leave a processor free; every other step runs alone. */
function sideBySide(all: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of all) {
    const last = groups.at(-1);
    if (step.single && last?.[0]?.single) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function run(step: Step, isBesideOthers: boolean): Promise<void> {
  const started = Date.now();
  const heading = `\n── ${step.name}: ${step.command}\n`;
  if (!isBesideOthers) process.stdout.write(heading);
  const { ok, said } = await ended(step.command, isBesideOthers);
  if (isBesideOthers) process.stdout.write(heading + said);
  const counts = step.counts?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (!ok && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (!ok) broken.push(step.name);
  process.stdout.write(
    `── ${step.name}: ${ok ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  );
}

/** @param isKept whether the command's output is held instead of shown at once */
function ended(command: string, isKept: boolean): Promise<{ ok: boolean; said: string }> {
  return new Promise((done) => {
    const child = spawn(command, {
      shell: true,
      stdio: isKept ? ["ignore", "pipe", "pipe"] : "inherit",
      env: { ...process.env, PATH: `${process.cwd()}/node_modules/.bin:${process.env["PATH"] ?? ""}` },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    child.on("close", (code) => done({ ok: code === 0, said }));
  });
}

function read(path: string): Record<string, unknown> | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : undefined;
}

function unitCounts(): Counts {
  const report = read(UNIT);
  return {
    passed: Number(report?.["numPassedTests"] ?? 0),
    failed: Number(report?.["numFailedTests"] ?? 0) + (report ? 0 : 1),
    skipped: Number(report?.["numPendingTests"] ?? 0),
  };
}

function unitFailures(): string[] {
  const files = (read(UNIT)?.["testResults"] ?? []) as {
    name: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map((test) => `${relative("", name)} › ${test.fullName}\n${test.failureMessages.join("\n")}`),
  );
}

interface Suite {
  suites?: Suite[];
  specs?: { file: string; title: string; tests: { status: string }[] }[];
}

function flakyJourneys(suite: Suite = (read(E2E) ?? {}) as Suite): string[] {
  const here = (suite.specs ?? []).filter(({ tests }) => tests.some(({ status }) => status === "flaky"));
  return [
    ...here.map(({ file, title }) => `${file} › ${title}`),
    ...(suite.suites ?? []).flatMap((each) => flakyJourneys(each)),
  ];
}

function e2eCounts(): Counts {
  flaky.push(...flakyJourneys());
  const stats = read(E2E)?.["stats"] as Record<string, number> | undefined;
  // The next step's must be its own.
  rmSync(E2E, { force: true });
  return {
    passed: (stats?.["expected"] ?? 0) + (stats?.["flaky"] ?? 0),
    failed: (stats?.["unexpected"] ?? 0) + (stats ? 0 : 1),
    skipped: stats?.["skipped"] ?? 0,
  };
}
