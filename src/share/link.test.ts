import { deflateSync, strToU8 } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carriesCode, decodeShared, encodeShared, MAX_LINK_CHARACTERS } from "./link.ts";

const link = (json: unknown, version = "1"): string =>
  `#code=${version}.${Buffer.from(deflateSync(strToU8(JSON.stringify(json)))).toString("base64url")}`;

describe("a link that carries code", () => {
  it("brings back what was put in, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (code) => {
        // A lone surrogate is no text: it cannot be written down in UTF-8.
        fc.pre(code.isWellFormed());
        const encoded = encodeShared({ exercise: "week-01/gather", code });
        if (!encoded.ok) return;
        expect(carriesCode(encoded.fragment)).toBe(true);
        expect(decodeShared(encoded.fragment)).toEqual({
          ok: true,
          shared: { exercise: "week-01/gather", code },
        });
      }),
    );
  });

  it("says so when the code is too long for a link", () => {
    let seed = 1;
    const noise = Array.from({ length: 40_000 }, () =>
      String.fromCharCode(32 + ((seed = (seed * 48271) % 2147483647) % 90)),
    ).join("");
    expect(encodeShared({ exercise: "week-01/gather", code: noise })).toMatchObject({
      ok: false,
      message: expect.stringContaining("too long"),
    });
  });

  it.each([
    ["nothing after the mark", "#code="],
    ["no version", "#code=abc"],
    ["no base64", "#code=1.%%%"],
    ["no deflate", "#code=1.AAAA"],
    ["no JSON", `#code=1.${Buffer.from(deflateSync(strToU8("{"))).toString("base64url")}`],
    ["another shape", link({ code: 5 })],
    ["too much code", link({ exercise: "x", code: "a".repeat(100_001) })],
    ["a bomb", link({ exercise: "x", code: "a".repeat(50_000_000) })],
    ["an endless fragment", `#code=1.${"A".repeat(MAX_LINK_CHARACTERS)}`],
  ])("calls a link with %s broken", (_, hash) => {
    expect(decodeShared(hash)).toMatchObject({ ok: false, message: expect.stringContaining("broken") });
  });

  it("tells a link of another version from a broken one", () => {
    expect(decodeShared(link({ exercise: "x", code: "y" }, "2"))).toMatchObject({
      ok: false,
      message: expect.stringContaining("another version"),
    });
  });

  it("brings back the same code or none, wherever it was cut", () => {
    const code = "export const gather = () => {};\n".repeat(4);
    const encoded = encodeShared({ exercise: "week-01/gather", code });
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
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(decodeShared(`#code=1.${text}`)).toHaveProperty("ok");
      }),
    );
  });
});
