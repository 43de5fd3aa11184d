/** Finds the imports of a file with Vite's parser, in every form. */
import { parseSync, Visitor } from "vite";
import type { ESTree } from "vite";

/** The files that import others. */
export const SOURCE = /\.(?:[cm]?[jt]sx?|css)$/;

export interface Import {
  /** As written: "./x.ts", "/lessons/*.ts?raw", "react". */
  specifier: string;
  /** A type-only import, which loads nothing. */
  typeOnly: boolean;
}

/** @returns every import of a TypeScript or CSS file, in order */
export function importsOf(path: string, text: string): Import[] {
  if (path.endsWith(".css")) return importsOfCss(text);
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const imports: Import[] = [];
  const add = (node: ESTree.Node | null | undefined, typeOnly = false) => {
    const specifier = textOf(node);
    // A glob's pattern that begins with "!" leaves files out.
    if (specifier !== undefined && !specifier.startsWith("!")) imports.push({ specifier, typeOnly });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === "type"),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === "type"),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === "type"),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source, true),
    // new URL("./worker.ts", import.meta.url); a folder or a text is read as data, not imported.
    NewExpression({ callee, arguments: [path, base] }) {
      if (nameOf(callee) === "URL" && nameOf(base) === "import.meta.url" && SOURCE.test(textOf(path) ?? ""))
        add(path);
    },
    // import.meta.glob("./*.ts"), import.meta.glob(["./a/*.ts", "./b/*.ts"]), vi.mock("./x.ts")
    CallExpression(node) {
      if (!["import.meta.glob", "vi.mock", "vi.doMock"].includes(nameOf(node.callee))) return;
      const [first] = node.arguments;
      for (const each of first?.type === "ArrayExpression" ? first.elements : [first]) add(each);
    },
  }).visit(program);
  return imports;
}

/** `@import "./x.css"` and CSS modules' `composes: y from "./x.css"`. */
function importsOfCss(text: string): Import[] {
  const named = /(?:@import\s+(?:url\()?|composes:[^;]*\bfrom\s+)["']([^"']+)["']/g;
  return [...text.matchAll(named)].map(([, specifier]) => ({ specifier: specifier!, typeOnly: false }));
}

function textOf(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.quasis.length === 1)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** "a.b.c" for a chain of names; "" for anything else. */
function nameOf(node: ESTree.Node | undefined): string {
  if (node?.type === "Identifier") return node.name;
  if (node?.type === "MetaProperty") return `${node.meta.name}.${node.property.name}`;
  if (node?.type === "MemberExpression" && !node.computed && node.property.type === "Identifier")
    return `${nameOf(node.object)}.${node.property.name}`;
  return "";
}
