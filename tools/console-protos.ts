/** Writes src/features/console/live/proto again: `npx tsx tools/console-protos.ts <folder of console-api 0.9.0>/proto`. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Without `trace`, which no application serves. */
const PROTOS = ["async_ops", "common", "instrument", "resources", "tasks"];
const BUF = "@bufbuild/buf@1.75.0";
const PLUGIN = "@bufbuild/protoc-gen-es@2.12.1";

const source = process.argv[2];
if (source === undefined) {
  process.stderr.write("expected the folder of the protos, such as console-api-0.9.0/proto\n");
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), "console-protos-"));
try {
  cpSync(source, join(work, "proto"), { recursive: true });
  const plugin = { local: ["npx", "-y", PLUGIN], out: "out", opt: ["target=js+dts", "import_extension=js"] };
  const plan = { version: "v2", inputs: [{ directory: "proto" }], plugins: [plugin] };
  writeFileSync(join(work, "buf.gen.yaml"), JSON.stringify(plan));
  const paths = PROTOS.flatMap((name) => ["--path", `proto/${name}.proto`]);
  execFileSync("npx", ["-y", BUF, "generate", ...paths], { cwd: work, stdio: "inherit" });
  const target = fileURLToPath(new URL("../src/features/console/live/proto", import.meta.url));
  for (const file of readdirSync(join(work, "out"))) cpSync(join(work, "out", file), join(target, file));
} finally {
  rmSync(work, { recursive: true });
}
