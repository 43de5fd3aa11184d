/** The page's styles are consistent, and the check finds a missing, unused or computed class and a custom size. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkStyles } from "./check.ts";
import { readSheet } from "./sheet.ts";
import { readSource } from "./source.ts";

function check(files: Record<string, string>): string[] {
  const all = Object.entries(files);
  return checkStyles(
    all.filter(([file]) => file.endsWith(".css")).map(([file, text]) => readSheet(file, text)),
    all.filter(([file]) => !file.endsWith(".css")).map(([file, text]) => readSource(file, text)),
  );
}

test("every class of the page is defined and used, and every font size is from the scale", () => {
  // The page of licences is written by the build.
  const files = ["src", "tools/licences"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(css|tsx?)$/.test(file) && !/\.test\.ts$|\.d\.ts$/.test(file));
  expect(files.filter((file) => file.endsWith(".module.css")).length).toBeGreaterThan(20);
  expect(check(Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")])))).toEqual([]);
});

const SHEET =
  ".lane { composes: card from global; }\n.lane:is(.open, :global(.shut)) { font-size: var(--text-sm); }\n";
const CARD = ".card { font: 400 var(--text-md) / 1 var(--font-ui); }\n";
const checkWith = (tsx: string, css = SHEET, page = CARD): string[] =>
  check({
    "src/a/A.tsx": `import styles from "../b/B.module.css";\n${tsx}`,
    "src/b/B.module.css": css,
    "src/ui/card.css": page,
  });

describe("the check", () => {
  const BOTH = "export const a = <p className={`${styles.lane} ${on ? styles.open : ''}`} />;\n";

  test("is content when each class is defined once and used", () => {
    expect(checkWith(BOTH)).toEqual([]);
    expect(checkWith(`export const a = [styles["lane"], styles.open];`)).toEqual([]);
  });

  test("finds a class that a style file does not have", () => {
    expect(checkWith(`${BOTH}const b = styles.tick;`)).toEqual([
      'src/a/A.tsx:3 the class "tick" is not in src/b/B.module.css; define it there, or take it away',
    ]);
  });

  test("finds a class that nothing uses, in a module and among the page's", () => {
    expect(
      checkWith(BOTH, `${SHEET}@media print {\n  .lane .old { color: red; }\n}`, `${CARD}.chip {}`),
    ).toEqual([
      'src/b/B.module.css:4 nothing uses the class "old"; delete its rules',
      'src/ui/card.css:2 nothing uses the class "chip"; delete its rules',
    ]);
  });

  test("finds a word of a className, or of HTML in a string, that no style file defines", () => {
    const html =
      "const html = `<p class=\"cart ${x}\">`;\nconst c = <p className={big ? 'card' : `bard ${x}`} />;";
    expect(checkWith(BOTH + html)).toEqual([
      'src/a/A.tsx:4 no style file defines the class "bard"; define it in src/ui/looks, or remove it',
    ]);
    expect(checkWith(`${BOTH}const html = '<p class="cart">';`)).toHaveLength(1);
    expect(checkWith(`${BOTH}const html = '<p class="shut">';`)).toEqual([]);
  });

  test("finds what is composed of nothing", () => {
    expect(checkWith(BOTH, SHEET.replace("composes: card", "composes: cart"))).toEqual([
      'src/b/B.module.css:1 composes the class "cart", which no style file defines',
      'src/ui/card.css:1 nothing uses the class "card"; delete its rules',
    ]);
  });

  test("refuses a computed name, which it cannot follow", () => {
    expect(checkWith(`${BOTH}const b = styles[tone];`)).toEqual([
      "src/a/A.tsx:3 this class name is computed; name each class, or select by a data- attribute",
    ]);
  });

  test("refuses a font size that is not from the scale", () => {
    for (const size of [
      "font-size: 13px",
      "font-size: 0.9em",
      "font: 400 13px/1.5 var(--font-ui)",
      "font: 400 1rem serif",
    ])
      expect(checkWith(BOTH, `${SHEET}.open { ${size}; }`)).toEqual([
        `src/b/B.module.css:3 this ${size.split(":")[0]} has a size of its own; take one of the --text- sizes of src/ui/tokens.css`,
      ]);
    for (const size of ["font: inherit", "font-size: var(--text-code)"])
      expect(checkWith(BOTH, `${SHEET}.open { ${size}; }`)).toEqual([]);
  });
});
