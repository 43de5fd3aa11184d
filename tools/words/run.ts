/** Prints every text that a person reads, by room: `npx tsx tools/words/run.ts [room] [--comments]`. */
import { fileURLToPath } from "node:url";
import { readWords, roomOf } from "./project.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const withComments = process.argv.includes("--comments");

let room = "";
for (const [path, words] of readWords(ROOT)) {
  if (wanted !== undefined && roomOf(path) !== wanted) continue;
  const shown = words.filter(({ kind }) => withComments || kind !== "comment");
  if (shown.length > 0 && room !== roomOf(path)) process.stdout.write(`\n# ${(room = roomOf(path))}\n`);
  for (const { line, kind, text } of shown)
    process.stdout.write(`${path}:${line} ${kind === "comment" ? "// " : ""}${text}\n`);
}
