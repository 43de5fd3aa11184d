/** Runs the programs in `harness/fixtures/rust` on real tokio; `--write` records their orders, else it compares. Needs cargo. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ORDERS, recordedOrders, variants } from "./fixtures.ts";
import type { Recorded } from "./fixtures.ts";
import { recordRust } from "./recorder.ts";

const { values: options } = parseArgs({
  options: {
    /** A program whose runs differ is left out, by name. */
    times: { type: "string", default: "20" },
    write: { type: "boolean", default: false },
  },
});

const programs = variants().map((variant) => ({
  ...variant,
  name: `${variant.file.replace(/\.rs$/, "")}.${variant.flavor}.rs`,
}));
const lines = recordRust(
  programs.map(({ name, text }) => ({ file: name, text })),
  { times: Number(options.times), isStrict: true },
);
if (typeof lines === "string") console.log(`rust-orders: skipped, ${lines}`);
else process.exitCode = finish(lines);

function finish(recorded: Exclude<ReturnType<typeof recordRust>, string>): number {
  const kept: Recorded[] = [];
  for (const line of recorded) {
    const program = programs.find(({ name }) => name === line.file);
    if (program === undefined) throw new Error(`unknown program ${line.file}`);
    if ("orders" in line) {
      console.log(`varies: ${line.file}${line.orders.map(([order, n]) => `\n  ${n} × ${order}`).join("")}`);
    } else {
      kept.push({ file: program.file, flavor: program.flavor, order: line.order, prints: line.prints });
    }
  }
  console.log(`rust-orders: ${kept.length} of ${programs.length} give the same order ${options.times} times`);
  if (options.write) {
    writeFileSync(ORDERS, kept.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return 0;
  }
  const committed = recordedOrders();
  const wrong = committed.filter(
    (was) =>
      !kept.some(
        (is) =>
          is.file === was.file &&
          is.flavor === was.flavor &&
          is.order === was.order &&
          is.prints === was.prints,
      ),
  );
  for (const { file, flavor, order } of wrong) console.log(`DIFFERS ${file} on ${flavor}: recorded ${order}`);
  return wrong.length === 0 ? 0 : 1;
}
