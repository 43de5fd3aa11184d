import { deflateSync, strToU8 } from "fflate";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Language } from "../../../progress/language.ts";
import { knowNames } from "../../../progress/names.ts";
import { MAX_LINK_CHARACTERS } from "../../../lib/packed.ts";
import { carriesCode, decodeShared, encodeShared, type Shared } from "./link.ts";

const gather = (code: string): Shared => ({ exercise: "week-01/gather", language: "typescript", code });
const link = (json: unknown, version = "2"): string =>
  `#code=${version}.${Buffer.from(deflateSync(strToU8(JSON.stringify(json)))).toString("base64url")}`;

const text = fc.string({ unit: "binary", maxLength: 600 });

describe("a link that carries code", () => {
  it("brings back what was put in, whatever the text", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...Language.options), (code, language) => {
        // A lone surrogate is not valid text: UTF-8 cannot encode it.
        fc.pre(code.isWellFormed());
        const shared = { exercise: "week-01/gather", language, code };
        const encoded = encodeShared(shared);
        if (!encoded.ok) return;
        expect(carriesCode(encoded.fragment)).toBe(true);
        expect(decodeShared(encoded.fragment)).toEqual({ ok: true, shared });
      }),
    );
  });

  it("opens a link made before its exercise and its week were renamed", () => {
    const made = encodeShared(gather("const a = 1;"));
    if (!made.ok) throw new Error(made.message);
    knowNames({
      weeks: { "week-01": "queues" },
      lessons: {},
      exercises: { "week-01/gather": "queues/join" },
    });
    const opened = decodeShared(made.fragment);
    knowNames();
    expect(opened).toEqual({ ok: true, shared: { ...gather("const a = 1;"), exercise: "queues/join" } });
  });

  it("opens a link of version 1, whose code was TypeScript whatever else it says", () => {
    const shared = gather("export const gather = 1;\n");
    const { exercise, code } = shared;
    expect(decodeShared(link({ exercise, code }, "1"))).toEqual({ ok: true, shared });
    expect(decodeShared(link({ exercise, code, language: "rust" }, "1"))).toEqual({ ok: true, shared });
    // As it was copied from a page of then.
    const copied = "#code=1.q1ZKrUgtSs4sTlWyUipPTc3WNTDUT08syUgtUtJRSs5PAYmnVhTkF5UoJOfnFZcoQCQVbBUMrWPylGoB";
    expect(decodeShared(copied)).toEqual({ ok: true, shared });
  });

  it("says so when it does not know the language", () => {
    for (const language of ["zig", "Rust", "constructor", ""])
      expect(decodeShared(link({ ...gather("x"), language }))).toMatchObject({
        ok: false,
        message: expect.stringContaining(`“${language}”`),
      });
  });

  it("says so when the code is too long for a link", () => {
    let seed = 1;
    const noise = Array.from({ length: 40_000 }, () =>
      String.fromCharCode(32 + ((seed = (seed * 48271) % 2147483647) % 90)),
    ).join("");
    expect(encodeShared(gather(noise))).toMatchObject({
      ok: false,
      message: expect.stringContaining("too long"),
    });
  });

  it.each([
    ["nothing after the mark", "#code="],
    ["no version", "#code=abc"],
    ["no base64", "#code=2.%%%"],
    ["no deflate", "#code=2.AAAA"],
    ["no JSON", `#code=2.${Buffer.from(deflateSync(strToU8("{"))).toString("base64url")}`],
    ["another shape", link({ code: 5 })],
    ["no language", link({ exercise: "x", code: "y" })],
    ["a language without end", link({ ...gather("x"), language: "r".repeat(50_000) })],
    ["too much code", link(gather("a".repeat(100_001)))],
    ["a bomb", link(gather("a".repeat(50_000_000)))],
    ["an endless fragment", `#code=2.${"A".repeat(MAX_LINK_CHARACTERS)}`],
  ])("calls a link with %s broken", (_, hash) => {
    expect(decodeShared(hash)).toMatchObject({ ok: false, message: expect.stringContaining("broken") });
  });

  it("tells a link of another version from a broken one", () => {
    expect(decodeShared(link(gather("y"), "3"))).toMatchObject({
      ok: false,
      message: expect.stringContaining("another version"),
    });
  });

  it("brings back the same code or none, wherever it was cut", () => {
    const code = "export const gather = () => {};\n".repeat(4);
    const encoded = encodeShared(gather(code));
    const fragment = encoded.ok ? encoded.fragment : "";
    fc.assert(
      fc.property(fc.integer({ min: 6, max: fragment.length - 1 }), (at) => {
        const cut = decodeShared(fragment.slice(0, at));
        expect(cut.ok ? cut.shared.code : code).toBe(code);
      }),
    );
  });

  it("answers whatever it is given", () => {
    fc.assert(
      fc.property(fc.constantFrom("1", "2"), fc.oneof(fc.string(), fc.base64String()), (version, noise) => {
        expect(decodeShared(`#code=${version}.${noise}`)).toHaveProperty("ok");
      }),
    );
  });

  it("answers whatever JSON it carries: code in a language of this course, or why not", () => {
    fc.assert(
      fc.property(fc.constantFrom("1", "2"), fc.json(), fc.anything(), (version, json, language) => {
        for (const carried of [JSON.parse(json), { exercise: "x", code: "y", language }]) {
          const decoded = decodeShared(link(carried ?? null, version));
          expect(decoded.ok ? v.is(Language, decoded.shared.language) : decoded.message !== "").toBe(true);
        }
      }),
    );
  });
});
