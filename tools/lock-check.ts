/** Fails when the lockfile lacks a platform's optional binary: `npm ci` would then fail on macOS or Windows. */
import { readFileSync } from "node:fs";

interface Entry {
  optionalDependencies?: Record<string, string>;
}

const packages = (
  JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> }
).packages;
const names = Object.keys(packages);
const missing = names.flatMap((name) =>
  Object.keys(packages[name]?.optionalDependencies ?? {})
    .filter((wanted) => !names.some((known) => known.endsWith(`node_modules/${wanted}`)))
    .map((wanted) => `${name || "the project"} names ${wanted}, which the lockfile lacks`),
);
if (missing.length > 0) {
  process.stderr.write(
    `${missing.join("\n")}\nPin an older version of the package, then run: npm install --package-lock-only\n`,
  );
  process.exit(1);
}
process.stdout.write(`lockfile: ${names.length} packages, every optional binary named\n`);
