/** Runs one operation that an author waits for, once in its own process, and prints its time and size. */
import { run as check } from "../../src/cli/check.ts";
import { compileCourse } from "../../src/lesson/course.ts";
import { Memo } from "../../src/lesson/memo.ts";

const root = process.cwd();

/** Processor seconds of all threads: on a busy machine, wall time says little. */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const probes: Record<string, () => Promise<Record<string, number>>> = {
  /** What the dev server does at its start, and after a save. */
  async compile() {
    const memo = new Memo();
    let problems = 0;
    const firstS = await cpu(async () => {
      const compiled = await compileCourse(root, { memo });
      problems = compiled.problems.length;
      if (problems > 0) console.error(compiled.problems.slice(0, 3));
    });
    const againS = await cpu(() => compileCourse(root, { memo }));
    return { firstS, againS, problems };
  },
  /** `course check` without the exercises, including the process start, as in `check`. */
  async lessons() {
    const start = performance.now() - process.uptime() * 1_000;
    await compileCourse(root, { highlight: false });
    const { user, system } = process.cpuUsage();
    return { lessonsS: (user + system) / 1e6, lessonsWallS: (performance.now() - start) / 1_000 };
  },
  /** All of `course check`. */
  async check() {
    let exit = 0;
    const checkS = await cpu(async () => {
      exit = await check({ format: "json", root, write: (text) => process.stderr.write(text) });
    });
    return { checkS, exit };
  },
  async build() {
    const { build } = await import("vite");
    return { buildS: await cpu(() => build({ logLevel: "error" })) };
  },
};

const probe = probes[process.argv[2] ?? ""];
if (probe === undefined) throw new Error(`unknown probe; available: ${Object.keys(probes).join(", ")}`);
process.stdout.write(`${JSON.stringify(await probe())}\n`);
