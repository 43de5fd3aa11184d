/** The committed modules match the record, and the record matches the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MODULES } from "./build.ts";
import { OUTPUT, readRecord, sha256, sourcesHash, sourceFiles } from "./record.ts";

const record = readRecord();
const modules = Object.entries(record.modules);
const read = (file: string): Buffer => readFileSync(join(OUTPUT, file));

test("the modules were made from the sources as they are; `npm run tokio` makes them again", () => {
  expect(record.sources).toBe(sourcesHash());
});

test("the sources are crates, lock file, and what they share with cargo bench", () => {
  expect(sourceFiles()).toEqual(
    expect.arrayContaining([
      "harness/tokio/course/src/bench/work.rs",
      "harness/tokio/tab/Cargo.lock",
      "harness/tokio/tab/batches/src/loops.rs",
    ]),
  );
});

test("every module is there, is the recorded one, and nothing else is", () => {
  const made = modules.map(([name, { crate, profile, flags }]) => [name, { crate, profile, flags }]);
  expect(Object.fromEntries(made)).toEqual(MODULES);
  for (const [name, { file, bytes, sha256: hash }] of modules) {
    expect([name, sha256(read(file)), read(file).length]).toEqual([name, hash, bytes]);
    expect(file).toBe(`${name}-${hash.slice(0, 8)}.wasm`);
  }
  const expected = ["licences", "record.json", ...modules.map(([, { file }]) => file)];
  expect(readdirSync(OUTPUT).toSorted()).toEqual(expected.toSorted());
});

test.each(modules)(
  "%s asks for WASI and the page's own functions, and names no folder of a machine",
  (_, { file }) => {
    const content = read(file);
    const wanted = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(content)));
    const foreign = wanted.filter(({ module }) => !["wasi_snapshot_preview1", "course"].includes(module));
    expect(foreign).toEqual([]);
    const text = content.toString("latin1");
    expect(
      text.match(/[^\0]{0,40}([\\/](home|root|Users|tmp)[\\/]|\.cargo|\.rustup|registry[\\/])[^\0]{0,40}/),
    ).toBeNull();
    expect(text).toContain(`crates/tokio-${record.tokio}/src/`);
  },
);
