/** One Monaco editor with its model: opens both in a box of the page, and disposes of both. */
import { monaco } from "./monaco.ts";
import { followPageTheme } from "./monaco-theme.ts";
import { nextTabRule } from "./tab-rule.ts";
import type { EditorHandle, EditorMarker, EditorSurfaceProps, TabRule } from "./types.ts";

export interface SessionOptions extends Pick<
  EditorSurfaceProps,
  "path" | "value" | "ariaLabel" | "language"
> {
  onChange(text: string): void;
  onRun(): void;
  onTabRule(rule: TabRule): void;
  onContentHeight(px: number): void;
  /** The first lines are on the screen. */
  onShown(): void;
}

export interface MonacoSession extends EditorHandle {
  setText(text: string): void;
  setMarkers(markers: readonly EditorMarker[]): void;
  setHighlight(line: number | undefined): void;
  dispose(): void;
}

const MARKER_OWNER = "course";

export function openMonaco(host: HTMLElement, options: SessionOptions): MonacoSession {
  const stopTheme = followPageTheme(host);
  const rust = options.language === "rust";
  const uri = monaco.Uri.file(`/learner/${options.path}.${rust ? "rs" : "ts"}`);
  // Exists only while an earlier editor of the same exercise is being disposed of.
  monaco.editor.getModel(uri)?.dispose();
  const model = monaco.editor.createModel(options.value, options.language, uri);
  model.updateOptions({
    tabSize: rust ? 4 : 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });

  const { fontFamily, fontSize, lineHeight } = getComputedStyle(host);
  const editor = monaco.editor.create(host, {
    model,
    ariaLabel: options.ariaLabel,
    automaticLayout: true,
    fontFamily,
    fontSize: parseFloat(fontSize),
    lineHeight: parseFloat(lineHeight),
    fontLigatures: false,
    // These add up to the gutter of the static text and the plain editor: see CodeEditor.module.css.
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    glyphMargin: false,
    folding: false,
    padding: { top: 12, bottom: 12 },
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    scrollBeyondLastLine: false,
    // Treated as ordinary characters: no prompt, no removal.
    unusualLineTerminators: "off",
    // Lines wrap at spaces, as in the static text and the plain editor.
    wordWrap: "on",
    wordWrapBreakBeforeCharacters: "",
    wordWrapBreakAfterCharacters: " \t-",
    wrappingIndent: "none",
    // The page continues to scroll at the end of the code.
    scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    // Hovers may be taller than the editor.
    fixedOverflowWidgets: true,
    renderLineHighlight: "line",
    renderLineHighlightOnlyWhenFocus: true,
    // Dimmed text would fall below the tokens' contrast.
    showUnused: false,
    renderFinalNewline: "on",
    unicodeHighlight: { ambiguousCharacters: false },
    tabFocusMode: true,
  });

  let applying = false;
  model.onDidChangeContent(() => {
    if (!applying) options.onChange(model.getValue());
  });
  editor.addAction({
    id: "course.run",
    label: "Run the checks",
    keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
    run: () => options.onRun(),
  });
  watchTabRule(editor, options.onTabRule);
  const tellHeight = () => options.onContentHeight(editor.getContentHeight());
  editor.onDidContentSizeChange(tellHeight);
  tellHeight();

  // Monaco draws in the next frame; its cover may go in the one after.
  requestAnimationFrame(() => requestAnimationFrame(options.onShown));
  // Monaco measures widths once; measure again when a font loads later, or the cursor is misplaced.
  void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

  const band = editor.createDecorationsCollection();
  return {
    focus: () => editor.focus(),
    goTo({ line, column }) {
      const position = model.validatePosition({ lineNumber: line, column });
      editor.setPosition(position);
      editor.revealPositionInCenterIfOutsideViewport(position);
      editor.focus();
    },
    setText(text) {
      if (text === model.getValue()) return;
      applying = true;
      // An edit, not a new value: the learner's undo reaches back over it.
      editor.pushUndoStop();
      editor.executeEdits("course", [{ range: model.getFullModelRange(), text }]);
      editor.pushUndoStop();
      applying = false;
    },
    setMarkers(markers) {
      monaco.editor.setModelMarkers(
        model,
        MARKER_OWNER,
        markers.map((marker) => toMonaco(model, marker)),
      );
    },
    setHighlight(line) {
      const inside = line !== undefined && line <= model.getLineCount() ? line : undefined;
      band.set(
        inside === undefined
          ? []
          : [
              {
                range: new monaco.Range(inside, 1, inside, 1),
                options: { isWholeLine: true, className: "course-highlighted-line" },
              },
            ],
      );
      if (inside !== undefined) editor.revealLineInCenterIfOutsideViewport(inside);
    },
    dispose() {
      stopTheme();
      editor.dispose();
      model.dispose();
    },
  };
}

function watchTabRule(editor: monaco.editor.IStandaloneCodeEditor, onTabRule: (rule: TabRule) => void): void {
  let rule: TabRule = "leaves";
  const become = (next: TabRule) => {
    if (next === rule) return;
    rule = next;
    editor.updateOptions({ tabFocusMode: rule === "leaves" });
    onTabRule(rule);
  };
  editor.onMouseDown(() => become(nextTabRule(rule, { kind: "pointer" })));
  editor.onDidBlurEditorWidget(() => become(nextTabRule(rule, { kind: "blur" })));
  editor.onKeyDown(({ browserEvent: { key, ctrlKey, metaKey } }) =>
    become(nextTabRule(rule, { kind: "key", key, command: ctrlKey || metaKey })),
  );
}

function toMonaco(model: monaco.editor.ITextModel, marker: EditorMarker): monaco.editor.IMarkerData {
  const start = model.validatePosition({ lineNumber: marker.line, column: marker.column });
  const word = model.getWordAtPosition(start);
  const end =
    marker.length > 0
      ? start.column + marker.length
      : (word?.endColumn ?? model.getLineMaxColumn(start.lineNumber));
  return {
    severity: marker.severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: marker.message,
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: start.lineNumber,
    endColumn: Math.max(end, start.column + 1),
  };
}
