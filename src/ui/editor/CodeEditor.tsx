/** The editor component: shows readable code at once and replaces it with the chosen editor when that has loaded. */
import { Suspense, useImperativeHandle, useRef, useState, type CSSProperties } from "react";
import { lazily } from "../lazily.tsx";
import { OtherwisePlain } from "./OtherwisePlain.tsx";
import { PlainEditor } from "./PlainEditor.tsx";
import { StaticCode } from "./StaticCode.tsx";
import { tabHint } from "./tab-rule.ts";
import type { CodeEditorProps, EditorHandle, EditorSurfaceProps, TabRule } from "./types.ts";
import { useNear } from "../use-near.ts";
import styles from "./CodeEditor.module.css";

const MonacoEditor = lazily("The full editor", () => import("./MonacoEditor.tsx"));

export function CodeEditor(props: CodeEditorProps) {
  const { kind, height, placeholder, status, ref = null, ...rest } = props;
  const [tabRule, setTabRule] = useState<TabRule>("leaves");
  const [shownPath, setShownPath] = useState<string>();
  const [contentPx, setContentPx] = useState<number>();
  const handle = useRef<EditorHandle>(null);
  const surface: EditorSurfaceProps = { ...rest, ref: handle, onTabRule: setTabRule };
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const waiting = kind === "full" && shownPath !== props.path;
  const pressed = useRef(false);

  useImperativeHandle(ref, () => ({
    focus: () => handle.current?.focus(),
    goTo: (position) => handle.current?.goTo(position),
  }));

  /** If the reader clicked or tabbed to the static text, the editor takes the focus. */
  function shown() {
    const wanted = pressed.current || box.current?.contains(document.activeElement);
    setShownPath(props.path);
    if (wanted) handle.current?.focus();
  }

  return (
    <div className={styles.editor}>
      <div
        ref={box}
        translate="no"
        className={styles.box}
        data-fits={height === undefined}
        style={height === undefined ? fitting(kind === "full" ? contentPx : undefined) : { height }}
      >
        {kind === "plain" ? (
          <PlainEditor {...surface} />
        ) : (
          near && (
            <OtherwisePlain plain={<PlainEditor {...surface} />} onFailed={shown}>
              <Suspense fallback={null}>
                <MonacoEditor {...surface} onContentHeight={setContentPx} onShown={shown} />
              </Suspense>
            </OtherwisePlain>
          )
        )}
        {waiting && (
          <div className={styles.waiting} onPointerDown={() => (pressed.current = true)}>
            <StaticCode
              text={props.value}
              html={placeholder?.text === props.value ? placeholder.html : undefined}
            />
          </div>
        )}
      </div>
      <div className={styles.status}>
        <span>{waiting ? "The editor is loading…" : tabHint(tabRule)}</span>
        <span className={styles.statusEnd}>{status}</span>
      </div>
    </div>
  );
}

/** Leaves `height` to the browser, which writes it when the learner drags the edge. */
const fitting = (px: number | undefined): CSSProperties =>
  px === undefined ? {} : ({ "--content": `${px}px` } as CSSProperties);
