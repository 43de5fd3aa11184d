/** Encodes a link to one step of a run: program, scheduler, seed and step, in the URL fragment. */
import * as v from "valibot";
import { MAX_TEXT } from "../../recording/program/ops.ts";
import { RunConfig } from "../../recording/run/config.ts";
import { EXPLORER_PROGRAMS } from "../../course/explorer-programs.ts";
import { fromBase64Url, MAX_LINK_CHARACTERS, pack, unpack, whyBroken } from "../../lib/packed.ts";
import { Written } from "./written.ts";

const Named = v.object({ name: v.picklist(EXPLORER_PROGRAMS) });
const Run = {
  config: RunConfig,
  beat: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(1_000_000)),
};

/** The name of a gallery program, or the text of any other. */
const Version2 = v.object({ program: v.union([Named, Written]), ...Run });
export type Linked = v.InferOutput<typeof Version2>;

/** Links of the first version: uncompressed JSON in base64, only for task programs. */
const Version1 = v.object({
  v: v.literal(1),
  program: v.union([
    Named,
    v.pipe(
      v.object({ text: v.pipe(v.string(), v.maxLength(MAX_TEXT)) }),
      v.transform(({ text }): Written => ({ language: "program", text })),
    ),
  ]),
  ...Run,
});

const MARK = "~";
const VERSION = "2";

/** @returns null when the program is too long for a link */
export function linkFor(blockId: string, linked: Linked): string | null {
  const link = `#${blockId}${MARK}${VERSION}.${pack(linked)}`;
  return link.length > MAX_LINK_CHARACTERS ? null : link;
}

export type ReadLink =
  { kind: "none" } | { kind: "linked"; linked: Linked } | { kind: "broken"; why: string };

const broken = (why: string): ReadLink => ({ kind: "broken", why });

/** What the URL says about this block. */
export function readLink(blockId: string, hash: string): ReadLink {
  const start = `#${blockId}${MARK}`;
  if (!hash.startsWith(start)) return { kind: "none" };
  // Links of the first version were longer.
  if (hash.length > 2 * MAX_LINK_CHARACTERS) return broken("it is longer than any link to a step");
  const [, version, packed] = /^(\d{1,4})\.(.*)$/s.exec(hash.slice(start.length)) ?? [];
  if (version !== undefined && version !== VERSION)
    return broken("it was made by a newer version of this course");
  const data = packed === undefined ? fromVersion1(hash.slice(start.length)) : unpack(packed);
  if (data === undefined) return broken(whyBroken(packed ?? ""));
  const parsed = v.safeParse(packed === undefined ? Version1 : Version2, data);
  if (!parsed.success) return broken("it does not describe a run");
  const { program, config, beat } = parsed.output;
  const linked = { program, config, beat: isOtherRun(data, config) ? -1 : beat };
  return { kind: "linked", linked };
}

/** The link predates the current stepping of several workers: its run was different, and so was its step. */
function isOtherRun(data: unknown, { flavor, workers }: RunConfig): boolean {
  const { config } = data as { config: object };
  return flavor === "multi_thread" && workers > 1 && !("order" in config);
}

function fromVersion1(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromBase64Url(text)));
  } catch {
    return undefined;
  }
}
