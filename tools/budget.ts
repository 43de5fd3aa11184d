/** Checks what a page makes the browser download: gzipped JavaScript, from the build's manifest. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { closure, readManifest } from "./manifest.ts";

const manifest = readManifest();
const KB = 1000;

function gzipped(keys: Iterable<string>): number {
  const files = new Set([...keys].map((key) => manifest[key]?.file).filter((file) => file?.endsWith(".js")));
  return [...files].reduce(
    (sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length,
    0,
  );
}

const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
const lessonChunks = Object.keys(manifest).filter((key) =>
  /virtual:lesson\//.test(manifest[key]?.src ?? key),
);
const failures: string[] = [];

function limit(what: string, bytes: number, maxKb: number): void {
  const line = `${what}: ${(bytes / KB).toFixed(1)} kB of ${maxKb} kB`;
  process.stdout.write(`${line}\n`);
  if (bytes > maxKb * KB) failures.push(line);
}

const shell = closure(manifest, entries);
if (entries.length === 0 || lessonChunks.length < 7)
  throw new Error(`Unexpected manifest: ${entries.length} entries, ${lessonChunks.length} lesson chunks.`);
for (const key of lessonChunks)
  limit(
    `text lesson ${key.replace(/^.*?lessons?\//, "")}`,
    gzipped(closure(manifest, [...entries, key])),
    120,
  );

const heavy = /monaco|esbuild|recharts|virtual:engine/i;
const early = [...shell, ...closure(manifest, lessonChunks)].filter((key) => heavy.test(key));
if (early.length > 0) failures.push(`loaded before they are needed: ${early.join(", ")}`);

/** What the service worker prefetches at a first visit, read from the built file. */
const ahead = [
  ...readFileSync("dist/service-worker.js", "utf8").matchAll(
    /\{(?:"?revision"?:[^,{}]+,)?"?url"?:"([^"]+)"/g,
  ),
].map(([, url = ""]) => url);
if (!lessonChunks.every((key) => ahead.includes(manifest[key]?.file ?? "")))
  failures.push(`the service worker does not fetch every lesson ahead, only ${ahead.join(", ")}`);
limit(
  `ahead of time, ${ahead.length} files`,
  ahead.reduce((sum, url) => sum + gzipSync(readFileSync(`dist/${url}`), { level: 9 }).length, 0),
  1_200,
);

/** Parser, types and interpreter: fetched by the first Rust program that runs, and only then. */
const rust = Object.keys(manifest).filter((key) => /sandbox\/rust/.test(key));
if (rust.length !== 1) failures.push(`the engine for Rust is in ${rust.length} files`);
limit("the engine for Rust", gzipped(rust), 120);

/** Fetched by the first measurement, and only then. */
const modules = readdirSync("dist/tokio").filter((file) => file.endsWith(".wasm"));
if (ahead.some((url) => modules.some((file) => url.endsWith(file))))
  failures.push("the service worker fetches tokio's modules ahead");
for (const file of modules)
  limit(`tokio/${file}`, gzipSync(readFileSync(`dist/tokio/${file}`), { level: 9 }).length, 200);

if (failures.length > 0) {
  process.stderr.write(`over budget:\n${failures.join("\n")}\n`);
  process.exit(1);
}
