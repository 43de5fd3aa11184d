/** The plain editor: a textarea with line numbers, for touch screens and for learners who prefer it. */
import { useEffect, useImperativeHandle, useMemo, useRef, type KeyboardEvent } from "react";
import { nextTabRule, type TabRuleEvent } from "./tab-rule.ts";
import { indent, newline, offsetAt, outdent, type TextEdit } from "./text-edits.ts";
import type { EditorSurfaceProps, TabRule } from "./types.ts";
import styles from "./CodeEditor.module.css";

export function PlainEditor(props: EditorSurfaceProps) {
  const { value, markers, highlightedLine, ref } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const backdrop = useRef<HTMLOListElement>(null);
  const rule = useRef<TabRule>("leaves");
  const lines = useMemo(() => value.split("\n"), [value]);
  const marked = useMemo(() => new Map(markers.map((marker) => [marker.line, marker.severity])), [markers]);

  function tab(event: TabRuleEvent) {
    const next = nextTabRule(rule.current, event);
    if (next === rule.current) return;
    rule.current = next;
    props.onTabRule(next);
  }

  function keyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const command = event.ctrlKey || event.metaKey;
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === "Enter" && command) {
      event.preventDefault();
      props.onRun();
      return;
    }
    if (event.key === "Tab" && rule.current === "indents" && !command && !event.altKey) {
      event.preventDefault();
      const edit = event.shiftKey ? outdent : indent;
      apply(event.currentTarget, edit(value, selectionStart, selectionEnd));
    } else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      apply(event.currentTarget, newline(value, selectionStart, selectionEnd));
    }
    tab({ kind: "key", key: event.key, command });
  }

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    goTo({ line, column }) {
      const box = area.current;
      if (!box) return;
      const offset = offsetAt(box.value, line, column);
      box.focus();
      box.setSelectionRange(offset, offset);
      showRow(backdrop.current, line);
    },
  }));

  useEffect(() => {
    if (highlightedLine !== undefined) showRow(backdrop.current, highlightedLine);
  }, [highlightedLine]);

  return (
    <div className={styles.plain} data-editor="plain">
      {/* A hidden copy of the lines: it has the height of the wrapped text, and carries its numbers and bands. */}
      <ol ref={backdrop} className={styles.backdrop} aria-hidden="true">
        {lines.map((line, index) => (
          <li
            key={index}
            className={styles.row}
            data-marked={marked.get(index + 1)}
            data-highlighted={highlightedLine === index + 1 || undefined}
          >
            {line}
          </li>
        ))}
      </ol>
      <textarea
        ref={area}
        className={styles.area}
        aria-label={props.ariaLabel}
        value={value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        onKeyDown={keyDown}
        onPointerDown={() => tab({ kind: "pointer" })}
        onBlur={() => tab({ kind: "blur" })}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
      />
    </div>
  );
}

/** Only `insertText` changes a textarea in a way that the browser's undo knows. */
function apply(box: HTMLTextAreaElement, edit: TextEdit): void {
  box.setSelectionRange(edit.from, edit.to);
  const done =
    edit.insert === ""
      ? document.execCommand("delete")
      : document.execCommand("insertText", false, edit.insert);
  if (!done) {
    box.setRangeText(edit.insert, edit.from, edit.to);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(edit.selectionStart, edit.selectionEnd);
}

/** Scrolls only the editor, never the page: the learner may be looking at the results. */
function showRow(rows: HTMLElement | null, line: number): void {
  const row = rows?.children[line - 1];
  const box = rows?.parentElement;
  if (!(row instanceof HTMLElement) || !box) return;
  const top = row.offsetTop;
  const visible = top >= box.scrollTop && top + 2 * row.offsetHeight <= box.scrollTop + box.clientHeight;
  if (!visible) box.scrollTop = Math.max(0, top - box.clientHeight / 2);
}
