/** A link that carries code and its language in its fragment: versioned, compressed, bounded; the fragment never reaches a server. */
import * as v from "valibot";
import { Language } from "../../../progress/language.ts";
import { currentExercise } from "../../../progress/names.ts";
import { MAX_LINK_CHARACTERS, pack, unpack, whyBroken } from "../../../lib/packed.ts";

/** `#code=2.…`: packed JSON. Version 1 named no language: all code was TypeScript. */
const PREFIX = "#code=";
const VERSION = "2";
const WITHOUT_LANGUAGE = "1";

const Carried = v.object({
  exercise: v.pipe(v.string(), v.maxLength(200)),
  language: v.pipe(v.string(), v.maxLength(40)),
  code: v.pipe(v.string(), v.maxLength(100_000)),
});
const CarriedBefore = v.pipe(
  v.omit(Carried, ["language"]),
  v.transform((carried) => ({ ...carried, language: "typescript" })),
);

export interface Shared {
  exercise: string;
  language: Language;
  code: string;
}

export type Encoded = { ok: true; fragment: string } | { ok: false; message: string };
export type Decoded = { ok: true; shared: Shared } | { ok: false; message: string };

export function encodeShared(shared: Shared): Encoded {
  const fragment = `${PREFIX}${VERSION}.${pack(shared)}`;
  if (fragment.length > MAX_LINK_CHARACTERS)
    return {
      ok: false,
      message: `This code is too long for a link (${fragment.length} characters of at most ${MAX_LINK_CHARACTERS}). Send the file instead.`,
    };
  return { ok: true, fragment };
}

export const carriesCode = (hash: string): boolean => hash.startsWith(PREFIX);

/** @param hash `location.hash`, from anyone */
export function decodeShared(hash: string): Decoded {
  if (hash.length > MAX_LINK_CHARACTERS) return broken("it is longer than any link from this course");
  const payload = hash.slice(PREFIX.length);
  const dot = payload.indexOf(".");
  const version = payload.slice(0, dot);
  if (dot < 0 || !/^\d{1,4}$/.test(version)) return broken("it does not begin like a link from this course");
  if (version !== VERSION && version !== WITHOUT_LANGUAGE)
    return {
      ok: false,
      message: `This link was made by another version of the course (${version}). Reload the page and open it again.`,
    };
  const packed = payload.slice(dot + 1);
  const json = unpack(packed);
  if (json === undefined) return broken(whyBroken(packed));
  const parsed = v.safeParse(version === VERSION ? Carried : CarriedBefore, json);
  if (!parsed.success) return broken("it does not contain code for an exercise");
  const { exercise, language, code } = parsed.output;
  if (!v.is(Language, language))
    return {
      ok: false,
      message: `The code in this link is written in “${language}”, which this course does not know. Reload the page and open it again. Your own code is unchanged.`,
    };
  return { ok: true, shared: { exercise: currentExercise(exercise), language, code } };
}

const broken = (why: string): Decoded => ({
  ok: false,
  message: `This link is broken: ${why}. Ask for it again and copy all of it. Your own code is unchanged.`,
});
