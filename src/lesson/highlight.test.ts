/** Coloured code is readable on both surfaces and by keyboard. */
import { describe, expect, it } from "vitest";
import { loadHighlight } from "./highlight.ts";
import { languageAliases, languages } from "./languages.ts";
import { stringify } from "./render.ts";

const SURFACES = { light: "#f4f1ea", dark: "#1d2026" };

const samples: Record<string, string> = {
  rust: `//! doc\n#[derive(Debug)]\npub async fn gather<F, T>(mut f: Vec<F>) -> Vec<T> where F: Future<Output = T> + 'static { let x: u64 = 0x1f; println!("{x}\\n"); todo!() } // end`,
  toml: `[dependencies] # here\ntokio = { version = "1", features = ["full"] }\nrustflags = 1.5\nwhen = 2026-01-29`,
  ts: "import { a } from './b';\n/** doc */ export const c: number = `t${1}`.length; class D<T> extends E { #x?: string = /r+/g.source }",
  tsx: 'const a = <div className="b" {...c}>text &amp; {d}</div>;',
  js: "async function* a() { yield await null ?? undefined; }",
  json: '{ "a": [1, true, null, "b\\n"] }',
  yaml: "a: &x [1, 'b']\nb: *x # c\n? d\n: |\n  text",
  sh: 'RUSTFLAGS="--cfg tokio_unstable" cargo run --release | tee "$HOME/log" # why\nif [ -f a ]; then echo $(ls); fi',
  console: "$ cargo run\nfinished",
  diff: "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n same",
  md: "# Title\n\n**bold** _it_ [a](b) `c`\n\n> quote\n\n1. item\n\n```rust\nlet a = 1;\n```",
  html: '<!doctype html><p class="a">b</p><!-- c --><style>a{color:red}</style>',
  css: "@media (width > 1px) { .a:hover { color: var(--b, #fff) !important; } } /* c */",
  text: "nothing to colour",
};

/** WCAG 2 contrast of two colours `#rrggbb`. */
function contrast(a: string, b: string): number {
  const [x = 0, y = 0] = [luminance(a), luminance(b)].toSorted((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("coloured code", async () => {
  const highlight = await loadHighlight();

  it("has a sample for every language", () => {
    expect(Object.keys(samples).toSorted()).toEqual(Object.keys(languages).toSorted());
    for (const meant of Object.values(languageAliases)) expect(languages).toHaveProperty(meant);
  });

  it.each(Object.keys(languages))("%s has a contrast of 4.5 or more on both surfaces", (language) => {
    const html = stringify([highlight(samples[language] ?? "", language)]);
    const pairs = [...html.matchAll(/light-dark\((#\w{6}), (#\w{6})\)/g)];
    for (const [, light = "", dark = ""] of pairs) {
      expect(contrast(light, SURFACES.light), `${light} on light`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark, SURFACES.dark), `${dark} on dark`).toBeGreaterThanOrEqual(4.5);
    }
    expect(pairs.length > 0).toBe(language !== "text");
  });

  it("keeps every character, and leaves plain text in the page's text colour", () => {
    const code = "fn main() {\n    let a = b < c && d;\n}";
    const html = stringify([highlight(code, "rust")]);
    const text = html
      .replaceAll(/<[^>]+>/g, "")
      .replaceAll("&#x3C;", "<")
      .replaceAll("&#x26;", "&");
    expect(text).toBe(code);
    expect(html).not.toContain("--shiki");
    expect(html).toMatch(/^<pre data-language="rust" tabindex="0" translate="no"><code><span class="line">/);
  });
});
