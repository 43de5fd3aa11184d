/** The rooms from the ground up and what each may import; ARCHITECTURE.md says why. */

export interface Room {
  /** Its folder; `*` stands for each folder at that place, "." for the files of the root. */
  path: string;
  /** The rooms that it may import, all of them further up in this list. */
  imports: readonly string[];
  /** The rooms from which it may import types only. */
  types?: readonly string[];
  /** The only packages of its production code; unset, any. */
  packages?: readonly string[];
  /** Its types may refer to each other in a cycle across its folders; elsewhere only within one folder. */
  typeCycles?: true;
}

export const FEATURES = "src/features/*";

/** What the project's own tools and tests work on. */
const CODE = [
  "src/cli",
  FEATURES,
  "src/ui",
  "src/progress",
  "src/lesson",
  "src/course",
  "src/sandbox",
  "src/compiler",
  "src/recording",
  "src/runtime",
  "harness",
  "src/lib",
  "public",
];

export const ROOMS: readonly Room[] = [
  { path: "lessons", imports: [], packages: [] },
  { path: "public", imports: [], packages: [] },
  // Handle, scheduler and task name each other's types, as they do in tokio.
  { path: "src/runtime", imports: [], packages: [], typeCycles: true },
  { path: "src/lib", imports: [], packages: ["fflate"] },
  { path: "harness", imports: ["src/runtime", "src/lib"], packages: ["valibot"] },
  { path: "src/recording", imports: ["src/runtime", "src/lib"], packages: ["valibot", "yaml"] },
  {
    path: "src/compiler",
    imports: ["src/runtime", "src/lib"],
    types: ["harness"],
    packages: ["acorn", "esbuild-wasm", "@jridgewell/trace-mapping"],
  },
  { path: "src/course", imports: ["src/lib"], types: ["harness", "src/compiler"] },
  { path: "src/lesson", imports: ["src/course", "src/recording", "src/lib"] },
  {
    path: "src/sandbox",
    imports: ["harness", "src/compiler", "src/recording", "src/runtime", "src/lib", "public"],
  },
  {
    path: "src/progress",
    imports: ["src/course", "src/recording", "harness", "src/lib"],
    types: ["src/sandbox"],
  },
  { path: "src/ui", imports: ["src/recording", "src/runtime", "src/lib"], types: ["harness"] },
  {
    path: FEATURES,
    imports: [
      "src/ui",
      "src/progress",
      "src/course",
      "src/sandbox",
      "src/recording",
      "src/runtime",
      "harness",
      "src/lib",
      "lessons",
    ],
  },
  {
    path: "src/cli",
    imports: [
      FEATURES,
      "src/progress",
      "src/lesson",
      "src/course",
      "src/sandbox",
      "src/recording",
      "src/runtime",
      "harness",
      "src/lib",
    ],
  },
  {
    path: "src/app",
    imports: [FEATURES, "src/ui", "src/progress", "src/course", "src/sandbox", "src/lib"],
    types: ["harness"],
  },
  { path: "tools", imports: CODE },
  { path: ".", imports: ["tools", "src/lesson", "src/sandbox"] },
  { path: "bench", imports: ["tools", ...CODE] },
  { path: "e2e", imports: ["tools", ...CODE] },
];

export interface Unreachable {
  /** The room whose files must not reach it, directly or through others. */
  from: string;
  /** Files or packages that must not be reached. */
  target: RegExp;
  why: string;
}

export const UNREACHABLE: readonly Unreachable[] = [
  {
    from: "src/app",
    target: /^src\/lesson\//,
    why: "lessons are parsed when the course is built, never in the browser",
  },
  {
    from: "src/cli",
    target: /\.(?:tsx|css)$|^(?:react|react-dom|zustand|wouter|lucide-react)$/,
    why: "the command runs in Node, without an interface",
  },
];
