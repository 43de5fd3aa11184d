/** A link to a design, and to the one that it is compared with: all of it in the URL fragment. */
import * as v from "valibot";
import { pack, unpack, whyBroken } from "../../lib/packed.ts";
import { namesIn } from "../../recording/studio/references.ts";
import { Design } from "../../recording/studio/schema.ts";
import { START_RIVALS } from "./rivals.ts";
import type { Rival } from "./rivals.ts";

const MARK = "#design=";
/** The version of what follows. */
const VERSION = "1.";
const BESIDE = "&beside=";

export type ReadLink =
  | { kind: "none" }
  | { kind: "design"; design: Design; beside: Rival | undefined }
  | { kind: "broken"; why: string };

/** A start goes by its name. */
export function linkHash(design: Design, beside?: Rival): string {
  const rival =
    beside === undefined
      ? ""
      : BESIDE + (START_RIVALS.includes(beside) ? beside.key : VERSION + pack(beside.design));
  return MARK + VERSION + pack(design) + rival;
}

export function readLink(hash: string): ReadLink {
  if (!hash.startsWith(MARK)) return { kind: "none" };
  const [text = "", besideText] = hash.slice(MARK.length).split(BESIDE);
  const design = unpacked(text);
  if (typeof design === "string") return { kind: "broken", why: design };
  if (besideText === undefined) return { kind: "design", design, beside: undefined };
  const start = START_RIVALS.find(({ key }) => key === besideText);
  if (start !== undefined) return { kind: "design", design, beside: start };
  const other = unpacked(besideText);
  if (typeof other === "string") return { kind: "broken", why: other };
  return {
    kind: "design",
    design,
    beside: { key: "linked", words: `${other.name}, as in the link`, design: other },
  };
}

/** @returns the design, or why there is none */
function unpacked(text: string): Design | string {
  if (!text.startsWith(VERSION)) return "it was made by a newer version of this course";
  const data = unpack(text.slice(VERSION.length));
  if (data === undefined) return whyBroken(text);
  const parsed = v.safeParse(Design, data);
  if (!parsed.success || namesIn(parsed.output).length > 0) return "it does not describe a design";
  return parsed.output;
}
