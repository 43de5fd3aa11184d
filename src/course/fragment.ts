/** Repairs links with data after `#` that chat programs, mail clients and terminals have changed. */

/** Code for an exercise. */
const CODE_MARK = "code=";
/** Between an explorer's id and a step of its run. */
const STEP_MARK = "~";

/** The explorer's own page, in its address and in links to its steps. */
export const EXPLORER_PAGE = "explorer";

/** Soft line breaks, spaces of all kinds, and invisible characters. */
const BLANKS = /[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g;

/**
 * The fragment as this course writes it: decoded, without insertions and appendages. Lost characters stay
 * lost; unpacking reports that.
 * @param hash `location.hash`, from anyone
 */
export function mendedHash(hash: string): string {
  const text = decoded(hash)
    .replace(BLANKS, "")
    .replace(/^#+/, "")
    .replace(/^[<([{"']+/, "");
  // Quoted-printable writes "=" as "=3D"; others write ":" or capitalise the key.
  const code = /^code=(?:3D)?(.*)$/i.exec(text);
  if (code) return `#${CODE_MARK}${payload(code[1] ?? "")}`;
  const step = /^([a-z0-9-]+)~(.*)$/i.exec(text);
  if (step) return `#${(step[1] ?? "").toLowerCase()}${STEP_MARK}${payload(step[2] ?? "")}`;
  return hash;
}

/** Version and base64url; the rest belongs to a sentence. A "=" is never padding here but marks a broken line. */
function payload(text: string): string {
  const [, version = "", rest = ""] = /^(\d{1,4}\.)?([^]*)$/.exec(text) ?? [];
  const [packed = ""] = /^[\w+/=-]*/.exec(rest) ?? [];
  return version + packed.replaceAll("=", "");
}

/** A browser keeps percent signs as they are, and each program on the way may have encoded them once more. */
function decoded(text: string): string {
  let now = text;
  for (let i = 0; i < 3 && /%[0-9a-f]{2}/i.test(now); i++)
    // Decode each run separately: one that a line break has cut does not spoil the others.
    now = now.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  return now;
}

export type Carried = { kind: "code" } | { kind: "step"; block: string };

/** The data of a repaired fragment, if it is more than the name of a place on the page. */
export function carriedBy(hash: string): Carried | undefined {
  if (hash.startsWith(`#${CODE_MARK}`)) return { kind: "code" };
  const at = hash.indexOf(STEP_MARK);
  return at > 1 ? { kind: "step", block: hash.slice(1, at) } : undefined;
}
