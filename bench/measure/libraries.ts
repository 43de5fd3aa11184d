/** Compares this protocol's ratio with mitata's and tinybench's, in one process: `npx tsx bench/measure/libraries.ts [turns]`. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { moduleFile } from "../../src/sandbox/tokio/modules.ts";
import { median } from "../../harness/bench/stats.ts";

const TURNS = Number(process.argv[2] ?? 21);
const WORK_ROUNDS = [8, 32];
/** Inside the repository, so that the bundle finds the two libraries in node_modules. */
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/bench-measure/", import.meta.url));

mkdirSync(CACHE, { recursive: true });
const row = (...cells: string[]) =>
  process.stdout.write(
    `${cells
      .map((cell) => cell.padEnd(22))
      .join("")
      .trimEnd()}\n`,
  );
row("", "protocol", "mitata", "tinybench");
for (const engine of ["tokio", "model"] as const)
  for (const profile of ["debug", "release"] as const) {
    const module =
      engine === "tokio"
        ? [fileURLToPath(new URL(`../../public/${moduleFile(`batches-${profile}`)}`, import.meta.url))]
        : [];
    const bundle = `${CACHE}${profile}.mjs`;
    await build({
      entryPoints: [fileURLToPath(new URL("compare.ts", import.meta.url))],
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      define: { __TRACE__: String(profile === "debug") },
      outfile: bundle,
    });
    for (const rounds of WORK_ROUNDS) {
      const output = execFileSync(process.execPath, [bundle, String(rounds), String(TURNS), ...module], {
        encoding: "utf8",
      });
      const ratios = JSON.parse(output) as Record<"protocol" | "mitata" | "tinybench", number[]>;
      const own = median(ratios.protocol);
      const beside = (theirs: number[]) => {
        const difference = (median(theirs) / own - 1) * 100;
        return `${summary(theirs)} ${difference >= 0 ? "+" : ""}${difference.toFixed(1)} %`;
      };
      row(
        `${engine} ${profile}, k = ${rounds}`,
        summary(ratios.protocol),
        beside(ratios.mitata),
        beside(ratios.tinybench),
      );
    }
  }

function summary(ratios: readonly number[]): string {
  return `${median(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)}]`;
}
