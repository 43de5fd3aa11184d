/** Colours code at build time, for light and dark at once, so that no highlighter reaches the browser. */
import type { Element, ElementContent } from "hast";
import { languages } from "./languages.ts";

/** One `<pre>` for a piece of code; `language` is a fence language of `languages.ts`. */
export type Highlight = (code: string, language: string) => Element;

const themes = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } as const;

/** Uncoloured, for checks that do not use the HTML. */
export const plain: Highlight = (code, language) => pre(language, [{ type: "text", value: code }]);

/** The light theme's comments have a contrast of 4.47 on the page's surface; the page's muted text has 5.7. */
const colorReplacements = { [themes.light]: { "#66707b": "#5b5f68" } };

let loading: Promise<Highlight> | undefined;

/** Loads shiki once and caches results, so that an edited lesson costs only its changes. */
export function loadHighlight(): Promise<Highlight> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Highlight> {
  const { createHighlighter } = await import("shiki");
  const grammars = [...new Set(Object.values(languages))].filter((grammar) => grammar !== "text");
  const shiki = await createHighlighter({ themes: Object.values(themes), langs: grammars });
  const ink = `color:light-dark(${shiki.getTheme(themes.light).fg}, ${shiki.getTheme(themes.dark).fg})`;
  const done = new Map<string, Element>();
  return (code, language) => {
    const key = `${language}\n${code}`;
    const known = done.get(key);
    if (known !== undefined) return structuredClone(known);
    const root = shiki.codeToHast(code, {
      lang: languages[language] ?? "text",
      themes,
      defaultColor: "light-dark()",
      colorReplacements,
    });
    const outer = root.children[0];
    const inner = outer?.type === "element" ? outer.children[0] : undefined;
    const lines = inner?.type === "element" ? inner.children : [];
    const element = pre(
      language,
      lines.map((line) => withoutDefaults(line, ink)),
    );
    done.set(key, element);
    return structuredClone(element);
  };
}

/**
 * Shiki writes each colour three times, and a colour for plain text; remove what the page already has. One
 * span per line stays, for line numbers.
 */
function withoutDefaults(line: ElementContent, ink: string): ElementContent {
  if (line.type !== "element") return line;
  const children = line.children.map((token): ElementContent => {
    if (token.type !== "element") return token;
    const style = String(token.properties.style ?? "").replaceAll(/;--shiki-[\w-]+:[^;]*/g, "");
    const text = token.children[0];
    if (text?.type === "text" && (text.value.trim() === "" || style.toLowerCase() === ink.toLowerCase()))
      return text;
    return { ...token, properties: { style } };
  });
  return { ...line, children };
}

/** A long line makes the `<pre>` scroll, so it needs a tab stop for the keyboard. */
function pre(language: string, children: ElementContent[]): Element {
  const code: Element = { type: "element", tagName: "code", properties: {}, children };
  return {
    type: "element",
    tagName: "pre",
    properties: { dataLanguage: language, tabIndex: 0, translate: "no" },
    children: [code],
  };
}
