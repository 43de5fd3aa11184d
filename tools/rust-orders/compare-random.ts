/** Prints random task programs as Rust, compiles hundreds in one crate, and compares real tokio's order with the model's. Needs cargo. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = true;
const { printedPrograms } = await import("./random.ts");
const { PRINTED } = await import("./fixtures.ts");
const { runOnModel } = await import("./on-model.ts");
const { recordRust } = await import("./recorder.ts");

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    /** New programs every day, unless you repeat an old run. */
    seed: { type: "string", default: String(Math.floor(Date.now() / 86_400_000)) },
    /** Records the committed orders again. */
    write: { type: "boolean", default: false },
  },
});

/** rustc's memory grows with the crate. */
const IN_ONE_CRATE = 250;
const kept: string[] = [];
let [compared, varying, wrong] = [0, 0, 0];
const [seed, count] = [Number(options.seed), Number(options.count)];
for (let at = 0; at < count; at += IN_ONE_CRATE) {
  // Each crate has a seed of its own, so that a long run can be made in parts.
  const some = printedPrograms(seed + at / IN_ONE_CRATE, Math.min(IN_ONE_CRATE, count - at)).map(
    (printed, i) => ({ ...printed, file: `random${String(i).padStart(5, "0")}.rs` }),
  );
  const lines = recordRust(some, { isStrict: true });
  if (typeof lines === "string") {
    console.log(`rust-orders: skipped, ${lines}`);
    break;
  }
  lines.forEach((line, i) => {
    const { text, order, program } = some[i]!;
    compared++;
    if ("orders" in line) varying++;
    else {
      // The model ran the task program; it must run its Rust in the same order.
      const run = runOnModel(text);
      const inRust = "order" in run ? run.order : JSON.stringify(run.problem);
      kept.push(`${JSON.stringify({ program, order: line.order })}\n`);
      if ((line.order === order && inRust === order) || ++wrong > 3) return;
      console.log(`MISMATCH ${JSON.stringify(program)}\n${text}`);
      console.log(`  tokio ${line.order}\n  model ${order}\n  model, in Rust ${inRust}`);
    }
  });
}
if (compared > 0) {
  const counts = `${compared} programs, ${varying} vary on tokio, ${wrong} mismatches`;
  console.log(`rust-orders: seed ${options.seed}: ${counts}`);
}
if (options.write && compared > 0) writeFileSync(PRINTED, kept.join(""));
process.exitCode = wrong === 0 ? 0 : 1;
