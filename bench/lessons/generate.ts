/** Generates courses of any number of weeks, each as dense as the first, to measure how long authors wait. */
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** As in 52 weeks with 364 pages and 200 exercises. */
const EXERCISES_PER_WEEK = 200 / 52;
const WRONG_ANSWERS = 2;

export interface Generated {
  pages: number;
  exercises: number;
}

/**
 * Adds weeks to the project at `root`, each with the first week's lessons under other ids and its share of small
 * exercises. The first week does not change.
 * @param weeks the total afterwards
 */
export async function generateWeeks(root: string, weeks: number): Promise<Generated> {
  const first = join(root, "lessons/week-01");
  const days = (await readdir(first)).filter((name) => name.endsWith(".md") && name !== "week.md");
  const lists = [`  - id: week-01\n    lessons: [${days.map((day) => day.slice(0, -3)).join(", ")}]`];
  const listed: string[] = [];
  let exercises = (await readdir(first, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  ).length;

  for (let week = 2; week <= weeks; week++) {
    const id = `week-${String(week).padStart(2, "0")}`;
    const folder = join(root, "lessons", id);
    await mkdir(folder, { recursive: true });
    await copyText(join(first, "week.md"), join(folder, "week.md"), (text) => text);
    const target = Math.round(week * EXERCISES_PER_WEEK);
    const names: string[] = [];
    for (; exercises < target; exercises++) names.push(`task-${exercises}`);
    for (const name of names) await writeExercise(root, id, name, listed);
    for (const [index, day] of days.entries()) {
      const placed = names.filter((_, n) => n % days.length === index);
      await copyText(join(first, day), join(folder, day), (text) => withExercises(text, placed));
    }
    lists.push(`  - id: ${id}\n    lessons: [${days.map((day) => day.slice(0, -3)).join(", ")}]`);
  }
  await writeFile(
    join(root, "lessons/course.yaml"),
    `title: A year\ntagline: Weeks and weeks.\nweeks:\n${lists.join("\n")}\n`,
  );
  await listChecks(root, listed);
  for (const name of await readdir(first)) {
    if (!/\.(svg|png)$/.test(name)) continue;
    for (let week = 2; week <= weeks; week++)
      await cp(join(first, name), join(root, `lessons/week-${String(week).padStart(2, "0")}`, name));
  }
  return { pages: weeks * days.length, exercises };
}

/** Later weeks show the first week's exercises again, but not its capstone. */
function withExercises(text: string, names: readonly string[]): string {
  const shown = text.replaceAll(/exercise="(?:week-01\/)?([\w-]+)"/g, 'exercise="week-01/$1"');
  return `${shown.trimEnd()}\n\n${names.map((name) => `::exercise{#${name} exercise="${name}"}\n`).join("\n")}`;
}

async function copyText(from: string, to: string, change: (text: string) => string): Promise<void> {
  await writeFile(to, change(await readFile(from, "utf8")));
}

async function writeExercise(root: string, week: string, name: string, listed: string[]): Promise<void> {
  const folder = join(root, "lessons", week, name);
  await mkdir(join(folder, "wrong"), { recursive: true });
  const answer = (body: string, head = ""): string =>
    `${head}export function twice(n: number): number {\n  ${body}\n}\n`;
  const files: Record<string, string> = {
    "exercise.yaml": `title: ${name}\nsummary: Twice a number.\nexports: [twice]\nminutes: 20\n`,
    "stub.ts": `import { todo } from "std";\n${answer('void n;\n  return todo("twice");')}`,
    "solution.ts": answer("return 2 * n;"),
    "hints.md": "## One\n\nAdd it to itself.\n\n## Two\n\n```ts\nn + n;\n```\n",
  };
  for (let n = 1; n <= WRONG_ANSWERS; n++)
    files[`wrong/off-by-${n}.ts`] = answer(
      `return 2 * n + ${n};`,
      "// check: twice\n// says: is not twice 3\n",
    );
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const checks = `import { fail } from "./check.ts";
import type { ExerciseChecks } from "./check.ts";

export const checks: ExerciseChecks = {
  exercise: "${week}/${name}",
  checks: [
    {
      id: "twice",
      title: "the answer is twice the number",
      needs: ["twice"],
      run(learner) {
        const answer = (learner["twice"] as (n: number) => number)(3);
        if (answer !== 6) fail(\`\${answer} is not twice 3.\`, "Add it to itself.");
      },
    },
  ],
};
`;
  await writeFile(join(root, `harness/${name}.ts`), checks);
  listed.push(name);
}

async function listChecks(root: string, names: readonly string[]): Promise<void> {
  const path = join(root, "harness/index.ts");
  const text = await readFile(path, "utf8");
  const alias = (name: string): string => name.replaceAll("-", "_");
  const imports = names.map((name) => `import { checks as ${alias(name)} } from "./${name}.ts";\n`).join("");
  const entries = names.map((name) => `  [${alias(name)}.exercise]: ${alias(name)},\n`).join("");
  await writeFile(path, `${imports}${text.replace(/\n\};\s*$/, `\n${entries}};\n`)}`);
}
