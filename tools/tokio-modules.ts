/**
 * `npm run tokio`: compiles tokio to the WebAssembly modules in public/tokio, and records there what they were made
 * from.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildModules, findToolchain, FLAGS, linkedCrates, MODULES, TARGET } from "./tokio/build.ts";
import { OUTPUT, sha256, sourcesHash, type Record } from "./tokio/record.ts";

/** Licences of what rustc itself links; no crate contains their texts. */
const OF_THE_TOOLCHAIN = ["rust.txt", "wasi-libc.txt"];

const root = fileURLToPath(new URL("..", import.meta.url));
const toolchain = findToolchain();
if (typeof toolchain === "string") {
  process.stderr.write(`tokio's modules cannot be built here: ${toolchain}. Those in ${OUTPUT} stay.\n`);
  process.exit(1);
}
const work = mkdtempSync(join(tmpdir(), "tokio-"));
const built = buildModules(root, toolchain, work);
rmSync(work, { recursive: true });

const output = join(root, OUTPUT);
rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, "licences"), { recursive: true });
const linked = linkedCrates(root);
const record: Record = {
  tokio: linked.find(({ name }) => name === "tokio")?.version ?? "",
  rustc: toolchain.rustc,
  host: toolchain.host,
  target: TARGET,
  flags: FLAGS,
  sources: sourcesHash(root),
  modules: {},
};
for (const [name, content] of Object.entries(built)) {
  const hash = sha256(content);
  const file = `${name}-${hash.slice(0, 8)}.wasm`;
  const { crate, profile, flags } = MODULES[name as keyof typeof MODULES];
  record.modules[name] = { file, crate, profile, flags: [...flags], bytes: content.length, sha256: hash };
  writeFileSync(join(output, file), content);
  process.stdout.write(`${file}: ${content.length} bytes, ${gzipSync(content).length} gzipped\n`);
}
writeFileSync(join(output, "record.json"), `${JSON.stringify(record, null, 2)}\n`);
for (const { name, folder } of linked)
  writeFileSync(join(output, "licences", `${name}.txt`), licenceIn(folder));
for (const file of OF_THE_TOOLCHAIN)
  writeFileSync(join(output, "licences", file), readFileSync(join(root, "tools/licences", file)));

/** Where there is a choice, MIT. */
function licenceIn(folder: string): Buffer {
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const file = files.find((each) => /mit/i.test(each)) ?? files[0];
  if (file === undefined) throw new Error(`${folder} brings no licence text`);
  return readFileSync(join(folder, file));
}
