/** The learner's answers as an npm package: compiled modules, their types, the model that they run on, and tests. */

export interface Taken {
  /** `gather` */
  name: string;
  exports: readonly string[];
  /** In TypeScript: the text, and what it compiles to. */
  source: string;
  script: string;
  /** In Rust, if the exercise has that side. */
  rust: string | undefined;
  /** Whether each is the learner's own, or the course's solution. */
  own: { typescript: boolean; rust: boolean };
}

/** What the package is made of besides the learner's code. */
export interface Parts {
  /** The model runtime as one ES module. */
  model: string;
  /** The types of all that the learner's code imports and exports. */
  api: string;
  tests: string;
}

export const versionOf = (hash: string): string => `1.0.0+${hash}`;

export function moduleFiles(
  name: string,
  hash: string,
  taken: readonly Taken[],
  parts: Parts,
): Record<string, string> {
  const names = taken.flatMap((each) => each.exports);
  const manifest = {
    name,
    version: versionOf(hash),
    description: `${names.join(" and ")}, written in Tokio Internals.`,
    private: true,
    type: "module",
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    files: ["*.js", "*.ts"],
    scripts: { test: "node --test" },
    engines: { node: ">=20" },
  };
  const files: Record<string, string> = {
    "package.json": `${JSON.stringify(manifest, null, 2)}\n`,
    "README.md": readme(name, hash, taken),
    "index.js": `${taken.map((each) => `export { ${each.exports.join(", ")} } from "./${each.name}.js";`).join("\n")}\nexport { blockOn, modules } from "./model.js";\n`,
    "index.d.ts": types(names),
    "learner-api.d.ts": parts.api,
    "model.js": parts.model,
    "test.test.js": parts.tests.replaceAll("PACKAGE", name),
  };
  for (const { name: file, exports, source, script } of taken) {
    files[`src/${file}.ts`] = source;
    files[`${file}.js`] =
      `/** Compiled from src/${file}.ts, on the model of tokio in model.js. */\nimport { modules } from "./model.js";\nconst __course = { modules, load: (module) => module() };\nexport const { ${exports.join(", ")} } = ${script.trim()}\n`;
  }
  return files;
}

const types = (names: readonly string[]): string => `/// <reference path="./learner-api.d.ts" />
import type { Future } from "std/future";
export { ${names.join(", ")} } from "exercises";

/** What your code imports, by module: \`modules["tokio"].sleep\`. */
export const modules: {
  std: typeof import("std");
  "std/future": typeof import("std/future");
  "std/task": typeof import("std/task");
  tokio: typeof import("tokio");
  "tokio/task": typeof import("tokio/task");
  "tokio/time": typeof import("tokio/time");
  "tokio/sync": typeof import("tokio/sync");
};
/** Runs a future to its end on a current-thread runtime, in virtual time. */
export function blockOn<T>(future: Future<T>): T;
`;

function readme(name: string, hash: string, taken: readonly Taken[]): string {
  const whose = taken.map(
    ({ name: each, own }) =>
      `- \`${each}\`: ${own.typescript ? "your own, which passed its checks" : "the course’s solution, because yours has not passed yet"}`,
  );
  return `# ${name}

Version ${versionOf(hash)}. What follows the + is the hash of the hand-in beside this folder, \`hand-in.json\`.

${whose.join("\n")}

\`\`\`sh
npm test                     # the package's own tests; needs Node 20
npm install ../${name}       # from another project
\`\`\`

\`\`\`js
import { blockOn, gather, Histogram, modules } from "${name}";

const { sleep } = modules["tokio"];
blockOn(gather([sleep(10), sleep(30)])); // in virtual time
\`\`\`

\`src/\` has your text as you wrote it. Futures run on the course’s model of tokio (\`model.js\`); \`Histogram\` needs nothing.
`;
}
