/** The crate of checks and an answer -> a Cargo project of its own, for one exercise. */
import { glueOf } from "./compose.ts";
import { GLUE, type CrateFiles } from "./types.ts";

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
  const mine = GLUE[exercise];
  const others = Object.values(GLUE).filter((path) => path !== mine);
  const files = Object.fromEntries(Object.entries(crate).filter(([path]) => !others.includes(path)));
  const manifest = withoutTests(crate["Cargo.toml"] ?? "", others);
  return { ...files, "Cargo.toml": manifest, [mine ?? ""]: glue, "src/answer.rs": answer };
}

/** Without the `[[test]]` sections of these files. */
function withoutTests(manifest: string, paths: readonly string[]): string {
  return paths
    .reduce((text, path) => {
      const name = path.replace(/^tests\/|\.rs$/g, "");
      return text.replace(`[[test]]\nname = "${name}"\nharness = false\n`, "");
    }, manifest)
    .replace(/\n{3,}/g, "\n\n");
}
