/** The labs that Week 1 feeds into, on real tokio: their own tests, and week01's on each wrong answer; skipped without cargo. */
// @module-tag cargo
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labsFiles } from "../features/take-along/labs-files.ts";
import { demandsStatic, RUST_EDITION } from "../course/rust-checks.ts";
import { buildChecks, call } from "./cargo.ts";
import { concurrently } from "./concurrently.ts";
import { gradeRust } from "./grade-rust.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LABS = join(ROOT, "harness/labs");
const IN_TIME_MS = 600_000;
const AT_ONCE = 2;
const cargo = (await call("cargo", ["fetch", "--locked"], { cwd: LABS })).code === 0;

/** Wrong answers that pass the crate's own tests. The course's checks, which also count allocations and ask for the mean, find them. */
const BEYOND: Readonly<Record<string, readonly string[]>> = {
  gather: [
    "byte-counter",
    "first-256",
    "hoards-wakers",
    "leaks-slots",
    "leaks-wakers",
    "never-dropped",
    "thread-local-wakes",
  ],
  histogram: [
    "expands-counts",
    "float32-rank",
    "mean-divides-by-zero",
    "mean-in-u32",
    "mean-of-last",
    "running-mean",
    "sum-in-u32",
    "zero-is-one-second",
  ],
};
/** What the page puts into the download. */
const TAKEN =
  /^([^/]+\.(md|toml|lock)|(axum|pipeline|shutdown|week01)\/(Cargo\.toml|build\.rs|(src|tests)\/.*\.rs))$/;
const EXPORTS: Readonly<Record<string, string>> = { gather: "gather", histogram: "Histogram" };

// A copy, so that the labs can be downloaded without Lab A's answer; learners put their own there.
it("the shutdown lab begins with the course's solution", () => {
  const solution = readFileSync(join(ROOT, "lessons/where-it-goes/connections/solution.rs"), "utf8");
  expect(readFileSync(join(LABS, "shutdown/src/manager.rs"), "utf8")).toBe(solution);
});

describe.skipIf(!cargo)(`on real tokio${cargo ? "" : " (skipped: no cargo)"}`, () => {
  const folder = join(tmpdir(), `labs-${randomUUID()}`);
  beforeAll(() => {
    mkdirSync(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const cwd = join(folder, "labs");
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const test = (...args: string[]): ReturnType<typeof call> => {
    const env = { CARGO_TARGET_DIR: join(LABS, "target"), ...process.env };
    return call("cargo", ["test", "--locked", "--quiet", ...args], { cwd, env });
  };

  it(
    "every test passes of the labs that a learner takes along",
    async () => {
      const labs = Object.fromEntries(
        readdirSync(LABS, { recursive: true, encoding: "utf8" })
          .filter((path) => TAKEN.test(path))
          .map((path) => [path, readFileSync(join(LABS, path), "utf8")]),
      );
      const taken = Object.entries(EXPORTS).map(([name, exported]) => ({
        name,
        exports: [exported],
        source: "",
        script: "",
        rust: readFileSync(join(ROOT, `lessons/week-01/${name}/solution.rs`), "utf8"),
        own: { typescript: false, rust: true },
      }));
      for (const [path, text] of Object.entries(labsFiles(labs, "0123456789abcdef", taken))) put(path, text);
      const ran = await test();
      if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
      expect(ran.stdout).toMatch(/test result: ok\. [1-9]\d* passed; 0 failed/);
    },
    IN_TIME_MS,
  );

  it(
    "a lost signal fails the shutdown lab's tests with a sentence, and hangs none of them",
    async () => {
      const wrong = "lessons/where-it-goes/connections/wrong/lost-signal.rs";
      put("shutdown/src/manager.rs", readFileSync(join(ROOT, wrong), "utf8"));
      const ran = await test("--package", "shutdown", "--test", "tcp");
      expect(ran.stdout).toMatch(/test result: FAILED\. 1 passed; 2 failed/);
      expect(ran.stdout + ran.stderr).toMatch(
        /\d of 8 connections are open long after the signal, .*The signal is lost/,
      );
    },
    IN_TIME_MS,
  );

  it.each(Object.keys(EXPORTS))(
    "%s of the crate passes the course's checks",
    async (exercise) => {
      const source = join(LABS, "week01/src/lib.rs");
      const library = join(folder, "libweek01.rlib");
      const args = [
        "--crate-name=week01",
        "--crate-type=rlib",
        "--edition",
        RUST_EDITION,
        "-o",
        library,
        source,
      ];
      const env = { ...process.env, CARGO_PKG_VERSION: "1.0.0+reference" };
      const built = await call("rustc", args, { env });
      if (built.code !== 0) throw new Error(built.stderr);
      const answer = join(folder, "answer.rs");
      writeFileSync(answer, `pub use week01::${EXPORTS[exercise]};\n`);
      const checks = await buildChecks(ROOT);
      const links = [...checks.links, "--extern", `week01=${library}`];
      const toolchain = { ...checks, links, folders: [...checks.folders, folder] };
      const outcome = await gradeRust(toolchain, `week-01/${exercise}`, answer, "hash");
      expect(outcome).toMatchObject({ kind: "report", report: { passed: true } });
    },
    IN_TIME_MS,
  );

  describe.each(Object.keys(EXPORTS))("wrong answers to %s", (exercise) => {
    const wrong = join(ROOT, "lessons/week-01", exercise, "wrong");
    const files = readdirSync(wrong).filter((name) => name.endsWith(".rs"));
    /** It spawns with tokio, or asks for a bound that futures without threads do not meet. */
    const isRefused = (name: string): boolean => {
      const text = readFileSync(join(wrong, name), "utf8");
      return /\btokio::/.test(text) || demandsStatic(text);
    };
    const alone = files.filter((name) => !isRefused(name));
    const refused = files.filter(isRefused);
    const binary = join(folder, exercise);

    beforeAll(async () => {
      const tests = readFileSync(join(LABS, "week01/tests", `${exercise}.rs`), "utf8");
      writeFileSync(`${binary}_tests.rs`, tests.replaceAll("week01::", "super::"));
      const built = await compile(exercise, alone);
      if (built.code !== 0) throw new Error(built.stderr);
    }, IN_TIME_MS);

    /** The crate with each of these answers in it, as one executable. */
    function compile(name: string, answers: readonly string[]): ReturnType<typeof call> {
      const modules = answers.map((file, index) => {
        const answer = `#[path = ${JSON.stringify(join(wrong, file))}] mod answer; pub use answer::*;`;
        return `mod crate_${index} { ${answer} #[path = ${JSON.stringify(`${binary}_tests.rs`)}] mod tests; }\n`;
      });
      writeFileSync(join(folder, `${name}.rs`), modules.join(""));
      return call("rustc", ["--test", "--edition", RUST_EDITION, "-A", "warnings", `${name}.rs`], {
        cwd: folder,
      });
    }

    it(
      "each fails the crate's own tests, but for those that only the course's checks find",
      async () => {
        const passing = await concurrently(AT_ONCE, [...alone.entries()], async ([index, file]) => {
          // A loop without end is stopped by the processor time that it has used.
          const limited = ["-c", 'ulimit -t 5; exec "$0" "$@"', binary, `crate_${index}::`];
          return (await call("sh", limited)).code === 0 ? [basename(file, ".rs")] : [];
        });
        expect(passing.flat()).toEqual(BEYOND[exercise]);
      },
      IN_TIME_MS,
    );

    if (refused.length === 0) return;
    it(
      "those that need tokio or more bounds do not compile in the crate",
      async () => {
        for (const file of refused) {
          const built = await compile(`${exercise}_refused`, [file]);
          expect(built.stderr).toMatch(new RegExp(`error.*(tokio|Send|threads)[^]*--> .*/${file}:`));
        }
      },
      IN_TIME_MS,
    );
  });
});
