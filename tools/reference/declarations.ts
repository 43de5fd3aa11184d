/** Reads what a file of TypeScript exports, with its doc comments and without its bodies. */
import { parseSync } from "vite";
import type { ESTree } from "vite";

export interface Declared {
  name: string;
  /** The text of its doc comment, as markdown. */
  doc: string;
  /** As a declaration: `function show(value: unknown): string;` */
  code: string;
}

export interface Module {
  /** `std/future` */
  name: string;
  declared: Declared[];
  /** Names that it passes on from another module, with that module. */
  passedOn: { name: string; from: string }[];
}

/** What `text`, a module, exports itself. */
export function exportsOf(path: string, text: string): Declared[] {
  const reader = new Reader(path, text);
  return reader.declaredIn(reader.program.body);
}

/** The modules of a file of `declare module "std" { … }`. */
export function modulesOf(path: string, text: string): Module[] {
  const reader = new Reader(path, text);
  return reader.program.body.flatMap((node) => {
    if (
      node.type !== "TSModuleDeclaration" ||
      node.id.type !== "Literal" ||
      node.body?.type !== "TSModuleBlock"
    )
      return [];
    const { body } = node.body;
    return [
      { name: String(node.id.value), declared: reader.declaredIn(body), passedOn: body.flatMap(passedOn) },
    ];
  });
}

/** The doc comment at the top of a file, as markdown. */
export function openingOf(text: string): string {
  return unstarred(/^\/\*\*([^]*?)\*\//.exec(text)?.[1] ?? "");
}

function passedOn(node: ESTree.Statement | ESTree.Directive): Module["passedOn"] {
  if (node.type !== "ExportNamedDeclaration" || !node.source) return [];
  const from = node.source.value;
  return node.specifiers.flatMap(({ exported }) =>
    exported.type === "Identifier" ? [{ name: exported.name, from }] : [],
  );
}

class Reader {
  readonly program: ESTree.Program;
  readonly #text: string;
  readonly #docs: { start: number; end: number }[];
  /** Not a file of declarations. */
  readonly #hasBodies: boolean;

  constructor(path: string, text: string) {
    const { program, comments, errors } = parseSync(path, text);
    if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
    this.program = program;
    this.#text = text;
    this.#hasBodies = !path.endsWith(".d.ts");
    this.#docs = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  }

  declaredIn(body: readonly (ESTree.Statement | ESTree.Directive)[]): Declared[] {
    return body.flatMap((node) => {
      if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
      const { declaration } = node;
      const name = nameOf(declaration);
      if (name === undefined) return [];
      return [{ name, doc: unstarred(this.#docBefore(node)), code: this.#codeOf(declaration) }];
    });
  }

  #codeOf(node: ESTree.Declaration): string {
    switch (node.type) {
      case "FunctionDeclaration":
        return `${this.#slice(node.start, node.body?.start ?? node.end)};`;
      case "ClassDeclaration":
        return this.#classOf(node);
      case "VariableDeclaration": {
        const [one] = node.declarations;
        const type = one?.id.typeAnnotation;
        return type ? `${this.#slice(node.start, type.end)};` : this.#slice(node.start, node.end);
      }
      default:
        return this.#slice(node.start, node.end);
    }
  }

  /** What others can use of a class: no bodies, nothing private. */
  #classOf(node: ESTree.Class): string {
    const members = node.body.body.flatMap((member) => {
      if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") return [];
      if (
        member.key.type === "PrivateIdentifier" ||
        (member.accessibility ?? "public") !== "public" ||
        member.override
      )
        return [];
      const end = endOf(member);
      const doc = this.#docBefore(member);
      const isOwn = "kind" in member && member.kind === "constructor" && this.#hasBodies;
      // One without a comment is for the class's own file.
      if (isOwn && doc === "") return [];
      return [`${doc === "" ? "" : `/**${doc}*/\n`}${this.#slice(member.start, end).replace(/;$/, "")};`];
    });
    return `${this.#slice(node.start, node.body.start)}{\n${members.join("\n")}\n}`;
  }

  #slice(start: number, end: number): string {
    return this.#text.slice(start, end).trimEnd();
  }

  /** The text within the doc comment that ends where `node` begins. */
  #docBefore({ start }: { start: number }): string {
    const doc = this.#docs.find(({ end }) => end <= start && this.#text.slice(end, start).trim() === "");
    return doc ? this.#text.slice(doc.start + 3, doc.end - 2) : "";
  }
}

/** Where the declaration of a member ends, and its value or body begins. */
function endOf(member: ESTree.MethodDefinition | ESTree.PropertyDefinition): number {
  if ("typeAnnotation" in member) return member.typeAnnotation?.end ?? member.end;
  return (member as ESTree.MethodDefinition).value.body?.start ?? member.end;
}

function nameOf(node: ESTree.Declaration): string | undefined {
  if (node.type === "VariableDeclaration") {
    const id = node.declarations[0]?.id;
    return id?.type === "Identifier" ? id.name : undefined;
  }
  return "id" in node && node.id?.type === "Identifier" ? node.id.name : undefined;
}

/** The text within a comment without the stars at the start of its lines. */
function unstarred(comment: string): string {
  return comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}
