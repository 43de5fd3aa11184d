/** The one editor component: the code is readable at once, and the chosen editor takes its place when it is there. */
import { Component, lazy, Suspense, useImperativeHandle, useRef, useState, type ReactNode } from "react";
import { PlainEditor } from "./PlainEditor.tsx";
import { StaticCode } from "./StaticCode.tsx";
import { tabHint } from "./tab-rule.ts";
import type { CodeEditorProps, EditorHandle, EditorSurfaceProps, TabRule } from "./types.ts";
import { useNear } from "../use-near.ts";
import styles from "./CodeEditor.module.css";

const loadMonaco = () => import("./MonacoEditor.tsx");
const MonacoEditor = lazy(loadMonaco);

/** Starts the download of the full editor, for a page that knows it will soon be wanted. */
export function preloadEditor(): void {
  // A failure here is met again, and shown, when the editor is rendered.
  loadMonaco().catch(() => {});
}

export function CodeEditor(props: CodeEditorProps) {
  const { kind, height, placeholder, status, ref = null, ...rest } = props;
  const [tabRule, setTabRule] = useState<TabRule>("leaves");
  const [shownPath, setShownPath] = useState<string>();
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

  /** Who pressed the text or tabbed to it while it was still a picture of the editor gets the editor. */
  function shown() {
    const wanted = pressed.current || box.current?.contains(document.activeElement);
    setShownPath(props.path);
    if (wanted) handle.current?.focus();
  }

  return (
    <div className={styles.editor}>
      <div ref={box} className={styles.box} style={{ height }}>
        {kind === "plain" ? (
          <PlainEditor {...surface} />
        ) : (
          near && (
            <OtherwisePlain plain={<PlainEditor {...surface} />} onFailed={shown}>
              <Suspense fallback={null}>
                <MonacoEditor {...surface} onShown={shown} />
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
        <span>{waiting ? "The editor is loading …" : tabHint(tabRule)}</span>
        <span className={styles.statusEnd}>{status}</span>
      </div>
    </div>
  );
}

interface BoundaryProps {
  plain: ReactNode;
  onFailed(): void;
  children: ReactNode;
}

/** An editor that cannot be fetched must not take the exercise with it: the plain one needs no download. */
class OtherwisePlain extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFailed();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.fallback}>
        <p role="status">
          The full editor could not be loaded, so this is the plain one. Everything else works.
        </p>
        {this.props.plain}
      </div>
    );
  }
}
