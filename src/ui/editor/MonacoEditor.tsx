/** The full editor: Monaco with the props that both editors share; the default export, so that it can load lazily. */
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useSyncExternalStore } from "react";
import { NotLoadedNotice } from "../NotLoadedNotice.tsx";
import { provideModules } from "./monaco.ts";
import { missingWorker, onMissingWorker, workerIsBack } from "./monaco-workers.ts";
import { openMonaco, type MonacoSession } from "./monaco-session.ts";
import type { EditorSurfaceProps } from "./types.ts";
import styles from "./CodeEditor.module.css";

interface Props extends EditorSurfaceProps {
  onShown(): void;
}

export default function MonacoEditor(props: Props) {
  const { path, language, ariaLabel, value, markers, imports, highlightedLine, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const session = useRef<MonacoSession>(null);

  const changed = useEffectEvent((text: string) => props.onChange(text));
  const run = useEffectEvent(() => props.onRun());
  const tabRule = useEffectEvent((rule: Parameters<Props["onTabRule"]>[0]) => props.onTabRule(rule));
  const contentHeight = useEffectEvent((px: number) => props.onContentHeight?.(px));
  const shown = useEffectEvent(() => props.onShown());
  const open = useEffectEvent((box: HTMLElement) =>
    openMonaco(box, {
      path,
      language,
      ariaLabel,
      value,
      onChange: changed,
      onRun: run,
      onTabRule: tabRule,
      onContentHeight: contentHeight,
      onShown: shown,
    }),
  );

  useEffect(() => {
    if (!host.current) return;
    const opened = open(host.current);
    session.current = opened;
    return () => {
      session.current = null;
      opened.dispose();
    };
  }, [path, language]);

  useEffect(() => session.current?.setText(value), [value]);
  useEffect(() => imports && provideModules(imports), [imports]);
  useEffect(() => session.current?.setMarkers(markers), [markers, path]);
  useEffect(() => session.current?.setHighlight(highlightedLine), [highlightedLine, path]);

  useImperativeHandle(ref, () => ({
    focus: () => session.current?.focus(),
    goTo: (position) => session.current?.goTo(position),
  }));

  const missing = useSyncExternalStore(onMissingWorker, missingWorker);
  return (
    <>
      <div ref={host} className={styles.monaco} data-editor="full" />
      {missing && (
        <div className={styles.missing}>
          <NotLoadedNotice error={missing} onBack={workerIsBack} />
        </div>
      )}
    </>
  );
}
