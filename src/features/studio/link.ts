/** A link to a design: all of it in the URL fragment. */
import * as v from "valibot";
import { unpack, whyBroken } from "../../lib/packed.ts";
import { namesIn } from "../../recording/studio/references.ts";
import { Design } from "../../recording/studio/schema.ts";

export const LINK_MARK = "#design=1.";

export type ReadLink =
  { kind: "none" } | { kind: "design"; design: Design } | { kind: "broken"; why: string };

export function readLink(hash: string): ReadLink {
  if (!hash.startsWith("#design=")) return { kind: "none" };
  if (!hash.startsWith(LINK_MARK))
    return { kind: "broken", why: "it was made by a newer version of this course" };
  const data = unpack(hash.slice(LINK_MARK.length));
  if (data === undefined) return { kind: "broken", why: whyBroken(hash) };
  const parsed = v.safeParse(Design, data);
  if (!parsed.success || namesIn(parsed.output).length > 0)
    return { kind: "broken", why: "it does not describe a design" };
  return { kind: "design", design: parsed.output };
}
