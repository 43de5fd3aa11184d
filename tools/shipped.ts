/** Checks the contents of the build: wrong answers only in the instructor's part, and every licence. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "./manifest.ts";
import { readRecord, sha256 } from "./tokio/record.ts";

const failures: string[] = [];
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !/node_modules|[\\/]target[\\/]/.test(path));
const read = (path: string): string => readFileSync(path, "utf8");

const manifest = readManifest();
const built = filesIn("dist").filter((path) => /\.(js|css|html|json|webmanifest)$/.test(path));
const texts = new Map(built.map((path) => [path, read(path)]));

wrongAnswersStayAway();
everyLicenceIsListed();
tokiosModulesAreRecorded();
if (failures.length > 0) {
  process.stderr.write(
    `the build ships what it should not, or lacks what it should:\n${failures.join("\n")}\n`,
  );
  process.exit(1);
}

function wrongAnswersStayAway(): void {
  const KEY = "src/features/hand-in/known-wrong.ts";
  const PAGE = "src/app/RegradeRoute.tsx";
  const chunk = join("dist", manifest[KEY]?.file ?? "");
  const isWrong = (path: string): boolean => /^lessons[\\/].*[\\/]wrong[\\/]/.test(path);
  const lessons = filesIn("lessons");
  // Fixtures do not ship, and one may hold a learner's copy of a wrong answer.
  const elsewhere = [...lessons.filter((path) => !isWrong(path)), ...filesIn("harness"), ...filesIn("src")]
    .filter((path) => !/[\\/]fixtures[\\/]/.test(path))
    .map(read)
    .join("\n");
  let checked = 0;
  for (const path of lessons.filter(isWrong)) {
    const lines = distinctiveLines(read(path), elsewhere);
    if (lines.length === 0) failures.push(`${path} has no line by which it could be found in the build`);
    const holding = built.filter((file) => lines.some((line) => texts.get(file)?.includes(line)));
    const leaks = holding.filter((file) => file !== chunk);
    if (leaks.length > 0) failures.push(`${path} is in ${leaks.join(", ")}`);
    // Answers in Rust are for the command line alone; they may share a sentence with those in TypeScript.
    if (path.endsWith(".ts") && !holding.includes(chunk)) failures.push(`${path} is not in ${chunk}`);
    checked++;
  }

  const name = manifest[KEY]?.file.replace(/^assets\//, "") ?? KEY;
  const naming = built.filter((path) => texts.get(path)?.includes(name) && !path.includes(".vite"));
  const page = join("dist", manifest[PAGE]?.file ?? PAGE);
  if (naming.join() !== page)
    failures.push(`${name} is named in ${naming.join(", ")}, expected the regrade page alone (${page})`);
  const importers = Object.keys(manifest).filter((key) => manifest[key]?.imports?.includes(KEY));
  if (importers.length > 0) failures.push(`${name} is loaded together with ${importers.join(", ")}`);
  process.stdout.write(`${checked} wrong answers, expected in ${name} alone\n`);
}

/** Lines that are unique in the project and that a bundler keeps unchanged. */
function distinctiveLines(source: string, elsewhere: string): string[] {
  return source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= 20 && !/["'`\\$]/.test(line) && !elsewhere.includes(line));
}

function everyLicenceIsListed(): void {
  const page = texts.get(join("dist", "licences.html")) ?? "";
  const listed = new Map(
    [...page.matchAll(/<strong>([^<]+)<\/strong>[^]*?<pre[^>]*>([^]*?)<\/pre>/g)].map(
      ([, name = "", text = ""]) => [name, text.trim()],
    ),
  );
  const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
  const seen = JSON.parse(read("dist/.vite/licences.json")) as { name: string }[];
  const assets = Object.keys(manifest).flatMap(
    (key) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(key)?.[1] ?? [],
  );
  const expected = new Set([
    ...Object.keys(dependencies),
    ...seen.map(({ name }) => name),
    ...assets,
    // The service worker names the Workbox modules that it is made of.
    ...[...(texts.get(join("dist", "service-worker.js")) ?? "").matchAll(/"?workbox:(\w+):/g)].map(
      ([, name]) => `workbox-${name}`,
    ),
    "Third-party notices of monaco-editor",
    "The Go runtime in esbuild.wasm",
    ...["rust", "wasi-libc", ...crates()].map((name) => `${name}, in the modules of tokio`),
  ]);
  for (const name of expected)
    if (!listed.get(name)) failures.push(`licences.html has no licence text for ${name}`);
  const worker = texts.get(join("dist", "service-worker.js")) ?? "";
  if (!worker.includes("licences.html")) failures.push("licences.html is not available offline");
  process.stdout.write(`${listed.size} licences listed, of which ${expected.size} are expected by name\n`);
}

/** Whatever Cargo takes from a registry for tokio's modules. */
function crates(): string[] {
  const packages = read("harness/tokio/tab/Cargo.lock").split("[[package]]").slice(1);
  return packages
    .filter((each) => each.includes("\nsource = "))
    .flatMap((each) => /^name = "(.+)"$/m.exec(each)?.[1] ?? []);
}

/** The build copies what `npm run tokio` made; the tests compare that with its sources. */
function tokiosModulesAreRecorded(): void {
  const modules = Object.values(readRecord().modules);
  for (const { file, sha256: hash } of modules) {
    const path = join("dist", "tokio", file);
    if (!existsSync(path) || sha256(readFileSync(path)) !== hash)
      failures.push(`${path} is not what was recorded`);
  }
  process.stdout.write(`${modules.length} modules of tokio, as recorded\n`);
}
