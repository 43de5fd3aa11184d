/**
 * Compiles real tokio to WebAssembly: the same sources and rustc give the same modules byte for byte on any machine.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { CRATES } from "./record.ts";

/** WASI's first version: it has a clock, which `wasm32-unknown-unknown` lacks. */
export const TARGET = "wasm32-wasip1";
const TOKIO = "1.53.1";

/** By the name that the page asks for. */
export const MODULES = {
  "batches-debug": { crate: "batches", profile: "debug", flags: [] },
  "batches-release": { crate: "batches", profile: "release", flags: [] },
  // For `Builder::rng_seed`: with the model's seed, select! picks the model's branches.
  host: { crate: "host", profile: "release", flags: ["--cfg=tokio_unstable"] },
  recorder: { crate: "recorder", profile: "release", flags: [] },
} as const;
export type ModuleName = keyof typeof MODULES;

export interface Toolchain {
  /** The first line of `rustc -vV`. */
  rustc: string;
  host: string;
  /** Without rustup's own linker, LLVM's, as Debian has it. */
  linker: string | undefined;
}

/** @returns a description of what is missing here */
export function findToolchain(): Toolchain | string {
  const version = spawnSync("rustc", ["-vV"], { encoding: "utf8" });
  if (version.status !== 0 || spawnSync("cargo", ["--version"]).status !== 0)
    return "no Rust toolchain is installed";
  const [rustc = ""] = version.stdout.split("\n");
  const host = /^host: (.*)$/m.exec(version.stdout)?.[1] ?? "";
  const library = print("target-libdir", "--target", TARGET);
  if (!existsSync(library))
    return `${rustc} has no standard library for ${TARGET} (rustup target add ${TARGET})`;
  const ownLinker = join(print("sysroot"), "lib/rustlib", host, "bin/rust-lld");
  const hasOwn = existsSync(ownLinker) || existsSync(`${ownLinker}.exe`);
  return { rustc, host, linker: hasOwn ? undefined : "wasm-ld" };
}

const print = (...what: string[]): string =>
  spawnSync("rustc", ["--print", ...what], { encoding: "utf8" }).stdout.trim();

const Metadata = v.object({
  packages: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      source: v.nullable(v.string()),
      manifest_path: v.string(),
    }),
  ),
});

/** A third-party crate that is linked into a module. */
export interface Linked {
  name: string;
  version: string;
  folder: string;
}

/** @throws when the crates are unavailable here, or tokio has another version */
export function linkedCrates(root: string): Linked[] {
  const args = ["metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET];
  const { packages } = v.parse(Metadata, JSON.parse(cargo(args, root)));
  const linked = packages
    .filter(({ source }) => source !== null)
    .map(({ name, version, manifest_path }) => ({ name, version, folder: dirname(manifest_path) }));
  const tokio = linked.find(({ name }) => name === "tokio")?.version;
  if (tokio !== TOKIO) throw new Error(`expected tokio ${TOKIO} in ${CRATES}/Cargo.lock, got ${tokio}`);
  return linked;
}

/** @returns rustc's flags besides the profile: they keep this machine's paths out of the modules */
const flagsFor = (root: string, linked: readonly Linked[]): string[] => [
  ...new Set(linked.map(({ folder }) => `--remap-path-prefix=${dirname(folder)}=crates`)),
  `--remap-path-prefix=${resolve(root)}=course`,
];

/** As the record shows them. */
export const FLAGS = ["--remap-path-prefix=<crates>=crates", "--remap-path-prefix=<here>=course"];

/**
 * @param root of the project, or of a copy of it
 * @param targetFolder where cargo works
 * @throws when it does not build
 */
export function buildModules(
  root: string,
  { linker }: Toolchain,
  targetFolder: string,
): { [Name in ModuleName]: Buffer } {
  const env = {
    CARGO_TARGET_DIR: resolve(targetFolder),
    ...(linker && { CARGO_TARGET_WASM32_WASIP1_LINKER: linker }),
  };
  const shared = flagsFor(root, linkedCrates(root));
  const built = Object.entries(MODULES).map(([name, { crate, profile, flags }]) => {
    const own = { ...env, CARGO_ENCODED_RUSTFLAGS: [...shared, ...flags].join("\x1f") };
    const release = profile === "release" ? ["--release"] : [];
    cargo(["build", "--locked", "--quiet", "--target", TARGET, "-p", crate, ...release], root, own);
    return [name, readFileSync(join(targetFolder, TARGET, profile, `${crate}.wasm`))];
  });
  return Object.fromEntries(built) as { [Name in ModuleName]: Buffer };
}

function cargo(args: readonly string[], root: string, env: NodeJS.ProcessEnv = {}): string {
  const run = spawnSync("cargo", args, {
    cwd: join(root, CRATES),
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`cargo ${args.join(" ")} failed:\n${run.stderr}`);
  return run.stdout;
}
