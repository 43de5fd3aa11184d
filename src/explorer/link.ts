/** A link to one step of one run: program, scheduler, seed and step, in the part of the address after `#`. */
import * as v from "valibot";
import { MAX_TEXT } from "../film/program/ops.ts";
import { RunConfig } from "../film/run/config.ts";
import { EXPLORER_PROGRAMS } from "../lesson/explorer-programs.ts";

const Version1 = v.object({
  v: v.literal(1),
  /** A program of the gallery by its name, or the text of another. */
  program: v.union([
    v.object({ name: v.picklist(EXPLORER_PROGRAMS) }),
    v.object({ text: v.pipe(v.string(), v.maxLength(MAX_TEXT)) }),
  ]),
  config: RunConfig,
  beat: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(1_000_000)),
});
export type Linked = Omit<v.InferOutput<typeof Version1>, "v">;

/** Longer than any link that is made here. */
const MAX_LINK = 4 * MAX_TEXT;
const MARK = "~";

export function linkFor(blockId: string, linked: Linked): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: 1, ...linked }));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#${blockId}${MARK}${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

export type ReadLink =
  { kind: "none" } | { kind: "linked"; linked: Linked } | { kind: "broken"; why: string };

/** What the address says about this block. */
export function readLink(blockId: string, hash: string): ReadLink {
  const start = `#${blockId}${MARK}`;
  if (!hash.startsWith(start)) return { kind: "none" };
  if (hash.length > MAX_LINK) return { kind: "broken", why: "it is longer than any link to a step" };
  let data: unknown;
  try {
    const base64 = hash.slice(start.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { kind: "broken", why: "a part of it is missing or was changed" };
  }
  const parsed = v.safeParse(Version1, data);
  if (parsed.success) {
    const { program, config, beat } = parsed.output;
    return { kind: "linked", linked: { program, config, beat } };
  }
  const version = v.safeParse(v.object({ v: v.number() }), data);
  if (version.success && version.output.v > 1)
    return { kind: "broken", why: "it was made by a newer version of this course" };
  return { kind: "broken", why: "it does not describe a run" };
}
