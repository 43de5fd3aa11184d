/** Merges two of the learner's modules into one file: imports merged, bodies one after the other. */

/** An import statement at the start of a line, possibly over several lines. */
const IMPORT =
  /^import\s+(?:(?<type>type)\s+)?(?:(?<named>\{[^}]*\})|(?<star>\*\s+as\s+[\w$]+))\s+from\s+(?<quote>["'])(?<from>[^"'\n]+)\k<quote>\s*;?[ \t]*(?:\n|$)/gm;

/** The top-level declarations of a module; a name declared twice would not compile. */
const DECLARATION =
  /^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\s*\*?|class|const|let|var|interface|type|enum)\s+([\w$]+)/gm;

interface Imports {
  values: Set<string>;
  types: Set<string>;
}

export interface Merged {
  text: string;
  /** Names that both files declare: the learner must rename one. */
  clashes: string[];
}

export function mergeModules(first: string, second: string): Merged {
  const imports = new Map<string, Imports>();
  const stars = new Set<string>();
  const bodies = [first, second].map((text) => takeImports(text, imports, stars).trim());
  const declared = bodies.map(namesOf);
  const clashes = [...(declared[0] ?? [])].filter((name) => declared[1]?.has(name));
  const header = [
    ...stars,
    ...[...imports].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([from, names]) => lines(from, names)),
  ];
  return { text: `${[header.join("\n"), ...bodies].filter(Boolean).join("\n\n")}\n`, clashes };
}

function takeImports(text: string, imports: Map<string, Imports>, stars: Set<string>): string {
  return text.replaceAll("\r\n", "\n").replace(IMPORT, (statement, ...rest) => {
    const { type, named, star, from } = rest.at(-1) as Record<string, string | undefined>;
    if (!from) return statement;
    if (star) {
      stars.add(statement.trim());
      return "";
    }
    const known = imports.get(from) ?? { values: new Set(), types: new Set() };
    imports.set(from, known);
    for (const piece of (named ?? "").slice(1, -1).split(",")) {
      const name = piece.trim().replace(/\s+/g, " ");
      if (name === "") continue;
      if (type) known.types.add(name);
      else if (name.startsWith("type ")) known.types.add(name.slice("type ".length));
      else known.values.add(name);
    }
    return "";
  });
}

function lines(from: string, { values, types }: Imports): string[] {
  const onlyTypes = [...types].filter((name) => !values.has(name));
  return [
    values.size > 0 ? `import { ${[...values].join(", ")} } from "${from}";` : "",
    onlyTypes.length > 0 ? `import type { ${onlyTypes.join(", ")} } from "${from}";` : "",
  ].filter(Boolean);
}

function namesOf(body: string): Set<string> {
  return new Set([...body.matchAll(DECLARATION)].flatMap((match) => match[1] ?? []));
}
