/** Checks style files and the code that uses them: no undefined or unused class, and every font size from the scale. */
import type { Sheet } from "./sheet.ts";
import type { Source } from "./source.ts";

/** Sorted sentences, each with its file and line; none when all is well. */
export function checkStyles(sheets: readonly Sheet[], sources: readonly Source[]): string[] {
  const modules = new Map(sheets.filter(({ module }) => module).map((sheet) => [sheet.file, sheet]));
  const shared = sheets.filter(({ module }) => !module);
  const ofPage = new Set(shared.flatMap(({ classes }) => [...classes.keys()]));
  const reached = new Set(sheets.flatMap(({ globals }) => [...globals]));
  return [
    ...sources.flatMap((source) => undefinedUses(source, modules)),
    ...sources.flatMap(({ file, words }) =>
      words
        .filter(({ name }) => !ofPage.has(name) && !reached.has(name))
        .map(
          ({ name, line }) =>
            `${file}:${line} no style file defines the class "${name}"; define it in src/ui/looks, or remove it`,
        ),
    ),
    ...sheets.flatMap((sheet) => undefinedComposes(sheet, ofPage)),
    ...[...modules.values()].flatMap((sheet) => unusedOf(sheet, usedOf(sheet, sources))),
    ...shared.flatMap((sheet) => unusedOf(sheet, usedOfPage(sheets, sources))),
    ...sheets.flatMap(({ file, literalSizes }) =>
      literalSizes.map(
        ({ property, line }) =>
          `${file}:${line} this ${property} has a size of its own; take one of the --text- sizes of src/ui/tokens.css`,
      ),
    ),
  ].toSorted();
}

function undefinedUses({ file, uses }: Source, modules: ReadonlyMap<string, Sheet>): string[] {
  return uses.flatMap(({ sheet, name, line }) => {
    if (name === undefined)
      return [`${file}:${line} this class name is computed; name each class, or select by a data- attribute`];
    return modules.get(sheet)?.classes.has(name)
      ? []
      : [`${file}:${line} the class "${name}" is not in ${sheet}; define it there, or take it away`];
  });
}

function undefinedComposes({ file, classes, composes }: Sheet, ofPage: ReadonlySet<string>): string[] {
  return composes
    .filter(({ name, from }) => !(from === "page" ? ofPage : classes).has(name))
    .map(({ name, line }) => `${file}:${line} composes the class "${name}", which no style file defines`);
}

const unusedOf = ({ file, classes }: Sheet, used: ReadonlySet<string>): string[] =>
  [...classes]
    .filter(([name]) => !used.has(name))
    .map(([name, line]) => `${file}:${line} nothing uses the class "${name}"; delete its rules`);

function usedOf({ file, composes }: Sheet, sources: readonly Source[]): Set<string> {
  return new Set([
    ...sources.flatMap(({ uses }) =>
      uses.flatMap(({ sheet, name }) => (sheet === file && name ? [name] : [])),
    ),
    ...composes.filter(({ from }) => from === "module").map(({ name }) => name),
  ]);
}

function usedOfPage(sheets: readonly Sheet[], sources: readonly Source[]): Set<string> {
  return new Set([
    ...sources.flatMap(({ words }) => words.map(({ name }) => name)),
    ...sheets.flatMap(({ composes }) =>
      composes.filter(({ from }) => from === "page").map(({ name }) => name),
    ),
  ]);
}
