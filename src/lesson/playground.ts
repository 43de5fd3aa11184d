/** A link from a complete Rust program to the Rust Playground, where it is opened and can be run. */
import type { Element } from "hast";

/** Written after the language of a code fence, as in mdBook. */
export const isForPlayground = (meta: string): boolean => meta.split(/\s+/).includes("playground");

export function playgroundLink(code: string): Element {
  const query = new URLSearchParams({ version: "stable", mode: "debug", edition: "2021", code });
  const link: Element = {
    type: "element",
    tagName: "a",
    properties: { href: `https://play.rust-lang.org/?${query}`, rel: ["noopener"], target: "_blank" },
    children: [{ type: "text", value: "Open this program on the Rust Playground" }],
  };
  return { type: "element", tagName: "p", properties: {}, children: [link] };
}
