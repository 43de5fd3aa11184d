/** Links as chat programs, mail clients and terminals pass them on: intact ones open, the others say why not. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { carriedBy, mendedHash } from "../../../course/fragment.ts";
import { decodeShared, encodeShared, type Shared } from "./link.ts";

const SHARED: Shared = {
  exercise: "week-01/gather",
  language: "typescript",
  code: "export function gather<T>(futures: Future<T>[]): Future<T[]> {\n  return join(futures); // ü\n}\n",
};
const encoded = encodeShared(SHARED);
const LINK = encoded.ok ? encoded.fragment : "";
const opened = (hash: string) => decodeShared(mendedHash(hash));

/** Inserts something every few characters after the key, as a mail client breaks a line. */
const broken = (by: string) => (link: string) =>
  link.slice(0, 8) + link.slice(8).replace(/.{31}/g, `$&${by}`);

const WAYS: Record<string, (link: string) => string> = {
  "encoded once": (link) => `#${encodeURIComponent(link.slice(1))}`,
  "encoded twice": (link) => `#${encodeURIComponent(encodeURIComponent(link.slice(1)))}`,
  "the = alone": (link) => link.replace("=", "%3D"),
  "a capital key": (link) => link.replace("code", "Code"),
  "a capital percent": (link) => link.replace("=", "%3d").replace("code", "CODE"),
  "quoted-printable": (link) => broken("=\r\n")(link.replaceAll("=", "=3D")),
  "line breaks": broken("\n"),
  "encoded line breaks": broken("%0D%0A"),
  spaces: broken(" "),
  "encoded spaces": broken("%20"),
  "zero-width spaces": broken("\u200b"),
  "soft hyphens": broken("%C2%AD"),
  ...Object.fromEntries(
    [
      ".",
      ")",
      ">",
      ",",
      ");",
      '"',
      "'",
      "]",
      "!",
      "%3E",
      "%22",
      "…",
      "**",
      "_",
      "__",
      " and then?",
      "%20Thanks, bye.",
    ].map((end) => [`followed by ${end}`, (link: string) => link + end]),
  ),
};

it.each(Object.entries(WAYS))("opens it %s", (_, way) => {
  expect(way(LINK)).not.toBe(LINK);
  expect(opened(way(LINK))).toEqual({ ok: true, shared: SHARED });
});

it("opens it after any two of these", () => {
  const way = fc.constantFrom(...Object.values(WAYS));
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), way, way, (code, first, second) => {
      fc.pre(code.isWellFormed() && first !== second);
      const link = encodeShared({ ...SHARED, code });
      if (!link.ok) return;
      expect(opened(second(first(link.fragment)))).toEqual({ ok: true, shared: { ...SHARED, code } });
    }),
  );
});

it("says what was lost", () => {
  expect(opened(LINK.toLowerCase())).toMatchObject({ message: expect.stringContaining("capital letters") });
  expect(opened(`${LINK.slice(0, -30)}…`)).toMatchObject({ message: expect.stringContaining("missing") });
  expect(opened("#code=")).toMatchObject({ ok: false });
});

it("leaves alone what is the name of a place on the page", () => {
  for (const hash of ["", "#", "#what-spawn-costs", "#code", "#f%C3%BCr-alle", "#100%"]) {
    expect(mendedHash(hash)).toBe(hash);
    expect(carriedBy(hash)).toBeUndefined();
  }
});

it("finds nothing to mend in what it mended, and throws on nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `#code=2.${text}`),
      ),
      (hash) => {
        expect(mendedHash(mendedHash(hash))).toBe(mendedHash(hash));
      },
    ),
  );
});
