/** Reads a style file: the classes it defines, what they are composed of, and font sizes written as numbers. */
import { transform } from "lightningcss";
import type { Declaration, SelectorComponent } from "lightningcss";

export interface Sheet {
  file: string;
  /** Whether its class names are local: those of a CSS module are, those of any other file apply to the whole page. */
  module: boolean;
  /** Class to the line that first defines it. */
  classes: Map<string, number>;
  /** Classes of the page that a module styles, through `:global(.name)`. */
  globals: Set<string>;
  composes: { name: string; from: "page" | "module"; line: number }[];
  literalSizes: { property: string; line: number }[];
}

export function readSheet(file: string, text: string): Sheet {
  const sheet: Sheet = {
    file,
    module: file.endsWith(".module.css"),
    classes: new Map(),
    globals: new Set(),
    composes: [],
    literalSizes: [],
  };
  transform({
    filename: file,
    code: Buffer.from(text),
    cssModules: sheet.module,
    visitor: {
      Rule: {
        style({ value: { loc, selectors, declarations } }) {
          const line = loc.line + 1;
          for (const component of selectors.flat()) readSelector(sheet, component, line, false);
          for (const declaration of declarations.declarations) readDeclaration(sheet, declaration, line);
        },
      },
    },
  });
  return sheet;
}

function readSelector(sheet: Sheet, component: SelectorComponent, line: number, global: boolean): void {
  if (component.type === "class") {
    if (global) sheet.globals.add(component.name);
    else if (!sheet.classes.has(component.name)) sheet.classes.set(component.name, line);
  } else if (component.type === "pseudo-class") {
    const whole = global || component.kind === "global";
    if ("selector" in component && component.selector)
      for (const inner of component.selector) readSelector(sheet, inner, line, whole);
    if ("selectors" in component && component.selectors)
      for (const inner of component.selectors.flat()) readSelector(sheet, inner, line, whole);
  }
}

function readDeclaration(sheet: Sheet, declaration: Declaration, line: number): void {
  if (declaration.property === "composes") {
    const from = declaration.value.from?.type === "global" ? "page" : "module";
    for (const name of declaration.value.names) sheet.composes.push({ name, from, line });
  }
  // A value with a variable or a keyword in it stays as it is written; one that is read through is all numbers.
  if (declaration.property === "font" || declaration.property === "font-size")
    sheet.literalSizes.push({ property: declaration.property, line });
  if (declaration.property === "unparsed") {
    const { propertyId, value } = declaration.value;
    const sized = value.some(
      (part) =>
        (part.type === "var" && /^--(text|code-size)/.test(part.value.name.ident)) ||
        (part.type === "token" && part.value.type === "ident" && part.value.value === "inherit"),
    );
    if ((propertyId.property === "font" || propertyId.property === "font-size") && !sized)
      sheet.literalSizes.push({ property: propertyId.property, line });
  }
}
