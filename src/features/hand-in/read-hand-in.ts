/** Parses a file from anyone into a hand-in of either version, or says why it is not one. */
import * as v from "valibot";
import { Report } from "../../../harness/report.ts";
import { exerciseOf, languageOf } from "../../progress/language.ts";
import { contentHash } from "./content-hash.ts";
import { within } from "../../lib/bounds.ts";
import { MAX_HAND_IN_BYTES, tooLarge } from "./file-names.ts";
import { Common, FORMAT, HAND_IN_VERSION, HandIn, Name, Text } from "./hand-in.ts";

/** Limit on JSON values; a hand-in of a whole course has about ten thousand. */
const MAX_NODES = 1_000_000;

const Head = v.object({ format: v.literal(FORMAT), version: v.number() });
const Hashed = v.object({ ...HandIn.entries, contentHash: v.string() });

/** Version 1 had no language field; there an answer in Rust has the name of its record. */
const Version1 = v.pipe(
  v.object({
    ...Common.entries,
    version: v.literal(1),
    exercises: v.pipe(v.array(v.object({ exercise: Name, code: Text, report: Report })), v.maxLength(200)),
  }),
  v.transform(({ exercises, ...rest }): HandIn => ({
    ...rest,
    version: HAND_IN_VERSION,
    exercises: exercises.map(({ exercise: id, ...submitted }) => ({
      ...submitted,
      exercise: exerciseOf(id),
      language: languageOf(id),
    })),
    realTokio: [],
  })),
);

export type ReadHandIn =
  /** `edited`: changed after the page saved it. Version 1 cannot tell. */
  { ok: true; handIn: HandIn; edited: boolean } | { ok: false; message: string };

export function readHandIn(text: string): ReadHandIn {
  if (text.length > MAX_HAND_IN_BYTES) return refused(tooLarge(text.length));
  let json: unknown;
  try {
    // Some editors save a byte order mark.
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return refused("it is not JSON");
  }
  if (!within(json, { nodes: MAX_NODES, characters: MAX_HAND_IN_BYTES }))
    return refused("it is nested deeper or has more values than any hand-in");
  const head = v.safeParse(Head, json);
  if (!head.success) return refused("it is not a hand-in of this course");
  const { version } = head.output;
  if (version === 1) {
    const parsed = v.safeParse(Version1, json);
    return parsed.success ? { ok: true, handIn: parsed.output, edited: false } : unexpected(parsed.issues[0]);
  }
  if (version !== HAND_IN_VERSION)
    return refused(
      `it is a hand-in of version ${version}; this course reads versions 1 to ${HAND_IN_VERSION}`,
    );
  const parsed = v.safeParse(Hashed, json);
  if (!parsed.success) return unexpected(parsed.issues[0]);
  const { contentHash: claimed, ...handIn } = parsed.output;
  return { ok: true, handIn, edited: claimed !== hashOf(json) };
}

const refused = (message: string): ReadHandIn => ({ ok: false, message });

const unexpected = (issue: v.BaseIssue<unknown>): ReadHandIn =>
  refused(`${v.getDotPath(issue) ?? "the file"} is invalid: ${issue.message}`);

/** Hash of everything in the file, also of fields that this version does not know. Undefined if it is nested too deep. */
function hashOf(json: unknown): string | undefined {
  const { contentHash: _, ...content } = json as Record<string, unknown>;
  try {
    return contentHash(content);
  } catch {
    return undefined;
  }
}
