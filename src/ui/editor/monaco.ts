/** Loads Monaco with the features that the course needs and the learner API's types; imported lazily. */

// Monaco 0.57's own `register` modules for these features lack the working controllers. They must load
// before the first editor, or that editor has no completion, no "go to definition" and no error navigation.
import "monaco-editor/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/editor/contrib/gotoSymbol/browser/goToCommands.js";
import "monaco-editor/editor/contrib/caretOperations/browser/caretOperations.js";
import "monaco-editor/editor/contrib/gotoError/browser/markerSelectionStatus.js";

// The first TypeScript model loads features that use these services, and the second editor would miss them:
// Monaco collects services once, at the first editor.
import "monaco-editor/editor/common/services/treeViewsDndService.js";
import "monaco-editor/editor/contrib/codelens/browser/codeLensCache.js";

import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/parameterHints/register";
import "monaco-editor/features/quickCommand/register";
import "monaco-editor/features/rename/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/wordHighlighter/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/rust/register";
import "monaco-editor/languages/definitions/typescript/register";

// Monaco fetches these three with the first file of their language and fails silently; here they load with
// the editor or not at all.
import "monaco-editor/languages/definitions/rust/rust.js";
import "monaco-editor/languages/definitions/typescript/typescript.js";
import "monaco-editor/languages/features/typescript/tsMode.js";

import * as monaco from "monaco-editor/editor";
import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from "monaco-editor/languages/features/typescript/register";
import { workerFor } from "./monaco-workers.ts";
import learnerApi from "../../runtime/learner-api.d.ts?raw";

// Without this, a production build looks for the editor's worker under a wrong path.
globalThis.MonacoEnvironment = {
  getWorker: (_moduleId: string, label: string) => workerFor(label),
};

/** The sandbox's globals that are not in TypeScript's library. */
const SANDBOX_GLOBALS = `
/** Written to the console under your code. */
declare const console: Record<"log" | "info" | "warn" | "error" | "debug", (...values: unknown[]) => void> & {
  assert(condition: unknown, ...values: unknown[]): void;
};
/** The clock of the machine, in ms. The runtime's own time is virtual. */
declare const performance: { now(): number };
`;

/** `moduleDetection: "force"`, which Monaco's typings do not name: a file without imports is a module too. */
const MODULE_DETECTION_FORCE = 3;

typescriptDefaults.setCompilerOptions({
  strict: true,
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.NodeJs,
  moduleDetection: MODULE_DETECTION_FORCE,
  lib: ["esnext"],
  allowNonTsExtensions: true,
  noEmit: true,
});
const LIBS = [
  { content: learnerApi, filePath: "file:///types/learner-api.d.ts" },
  { content: SANDBOX_GLOBALS, filePath: "file:///types/sandbox-globals.d.ts" },
];
typescriptDefaults.setExtraLibs(LIBS);

const provided = new Map<string, string>();

/** Makes code importable with its types: `"week-01/histogram"` resolves like any package, under node_modules. */
export function provideModules(code: Readonly<Record<string, string>>): void {
  const changed = Object.entries(code).filter(([specifier, text]) => provided.get(specifier) !== text);
  for (const [specifier, text] of changed) provided.set(specifier, text);
  if (changed.length === 0) return;
  const modules = [...provided].map(([specifier, content]) => ({
    content,
    filePath: `file:///node_modules/${specifier}.ts`,
  }));
  typescriptDefaults.setExtraLibs([...LIBS, ...modules]);
}

export { monaco };
