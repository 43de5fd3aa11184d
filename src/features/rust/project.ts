/** Makes a Cargo project for one exercise from the crate of checks and an answer. */
import { glueOf } from "./compose.ts";
import { glueIn, isGlue } from "../../course/rust-checks.ts";
import { CHECKS } from "./own-crate.ts";
import type { CrateFiles } from "./types.ts";

/** Path within the project -> text. @throws when the crate has no checks for this exercise */
export function projectFiles(
  exercise: string,
  contentHash: string,
  crate: CrateFiles,
  answer: string,
): Record<string, string> {
  const glue = glueOf(exercise, crate).replace(
    `const CONTENT_HASH: &str = "";`,
    () => `const CONTENT_HASH: &str = ${JSON.stringify(contentHash)};`,
  );
  if (CHECKS in crate) {
    const name = exercise.split("/").at(-1) ?? exercise;
    const test = `\n[[test]]\nname = "${name}"\nharness = false\n`;
    const manifest = `${crate["Cargo.toml"] ?? ""}${test}`;
    return { ...crate, "Cargo.toml": manifest, [`tests/${name}.rs`]: glue, "src/answer.rs": answer };
  }
  const mine = glueIn(Object.entries(crate), exercise) ?? "";
  const all = Object.keys(crate).filter(isGlue);
  const others = all.filter((path) => path !== mine);
  const gone = [...others, ...all.map(benchOf)];
  const files = Object.fromEntries(Object.entries(crate).filter(([path]) => !gone.includes(path)));
  const manifest = withoutTests(crate["Cargo.toml"] ?? "", others).replace(CRATES_BENCH, "");
  const bench = crate[benchOf(mine)];
  if (bench === undefined) throw new Error(`the crate has no ${benchOf(mine)}`);
  return { ...files, "Cargo.toml": manifest, [mine]: glue, [BENCH]: bench, "src/answer.rs": answer };
}

/** Where cargo finds a bench of this name automatically. */
const BENCH = "benches/spawn.rs";
/** The crate has a bench for each exercise; the project keeps its own. */
const CRATES_BENCH = `path = "benches/capstone.rs"\n`;

/** `tests/gather.rs`, which runs the checks on an answer -> `benches/gather.rs`, which measures with it. */
const benchOf = (glue: string): string => glue.replace(/^tests\//, "benches/");

/** Without the `[[test]]` sections of these files. */
function withoutTests(manifest: string, paths: readonly string[]): string {
  return paths
    .reduce((text, path) => {
      const name = path.replace(/^tests\/|\.rs$/g, "");
      return text.replace(`[[test]]\nname = "${name}"\nharness = false\n`, "");
    }, manifest)
    .replace(/\n{3,}/g, "\n\n");
}
