/** A pasted program is recognised by its language; an address gives its program or says why not. */
import { expect, it } from "vitest";
import { EXPLORER_PROGRAMS } from "../../course/explorer-programs.ts";
import { openedByName } from "./opened.ts";
import { pasted } from "./paste.ts";
import type { Language } from "./written.ts";

it("knows the language of every program of the gallery, whatever is on screen", () => {
  for (const name of EXPLORER_PROGRAMS) {
    const { drafts } = openedByName(name);
    for (const [language, text] of Object.entries(drafts))
      expect(pasted(text, "code"), `${name} in ${language}`).toEqual({ language, text });
  }
});

it.each<[string, Language]>([
  ["fn main() {}", "rust"],
  ["use tokio::sync::mpsc;\n\n#[tokio::main]\nasync fn main() {}", "rust"],
  ["export function* main() {}", "code"],
  ["# mine\nbody 0\n  yield", "program"],
  ["let x = 1", "program"],
])("takes %j for %s", (text, language) => {
  expect(pasted(text, "program")).toEqual({ language, text });
});

it("takes the program out of a Playground address", () => {
  const program = 'fn main() { println!("a & b"); }';
  const address = `https://play.rust-lang.org/?version=stable&code=${encodeURIComponent(program)}`;
  expect(pasted(` ${address}\n`, "code")).toEqual({ language: "rust", text: program });
});

it.each([
  "https://play.rust-lang.org/?gist=0123456789abcdef",
  "https://gist.github.com/somebody/0123456789abcdef",
])("says why it cannot fetch %s", (address) => {
  expect(pasted(address, "rust")).toEqual({ problem: expect.stringContaining("paste it here") });
});

it("says that another address holds no program", () => {
  expect(pasted("https://example.com/", "rust")).toEqual({
    problem: expect.stringContaining("Paste the program"),
  });
});
