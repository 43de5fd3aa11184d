/** Packs what the learner takes along as a zip: the npm package, the Cargo workspace of the labs, and the hand-in they come from. */
import { strToU8, zipSync } from "fflate";
import model from "virtual:sandbox/model";
import api from "../../runtime/learner-api.d.ts?raw";
import { labsFiles } from "./labs-files.ts";
import { moduleFiles } from "./module-files.ts";
import type { Taken } from "./module-files.ts";
import tests from "./package-tests.js?raw";

const ROOT = "../../../harness/labs/";
const labs = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(
      [
        "../../../harness/labs/*.{md,toml,lock}",
        "../../../harness/labs/*/{Cargo.toml,build.rs}",
        "../../../harness/labs/*/{src,tests}/**/*.rs",
      ],
      { query: "?raw", import: "default", eager: true },
    ),
  ).map(([path, text]) => [path.slice(ROOT.length), text]),
);

/** @param handIn the text of the hand-in, and its hash */
export function pack(name: string, handIn: { text: string; hash: string }, taken: readonly Taken[]): Blob {
  const files: Record<string, string> = { "hand-in.json": handIn.text };
  const add = (folder: string, all: Record<string, string>): void => {
    for (const [path, text] of Object.entries(all)) files[`${folder}/${path}`] = text;
  };
  add(name, moduleFiles(name, handIn.hash, taken, { model, api, tests }));
  add("labs", labsFiles(labs, handIn.hash, taken));
  const zipped = zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`${name}-${handIn.hash}/${path}`, strToU8(text)]),
    ),
  );
  return new Blob([new Uint8Array(zipped)]);
}
