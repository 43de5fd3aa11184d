/** Falls back to the plain editor, which needs no download, if the full one cannot be loaded. */
import { Component, useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { NotLoaded } from "../../lib/late.ts";
import { NotLoadedNotice } from "../NotLoadedNotice.tsx";
import styles from "./CodeEditor.module.css";

interface Props {
  plain: ReactNode;
  onFailed(): void;
  children: ReactNode;
}

interface State {
  error: Error | undefined;
}

export class OtherwisePlain extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch() {
    this.props.onFailed();
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (error instanceof NotLoaded)
      return (
        <Meanwhile error={error} onBack={() => this.setState({ error: undefined })}>
          {this.props.plain}
        </Meanwhile>
      );
    return (
      <div className={styles.fallback}>
        <p role="status">
          The full editor does not work here ({error.message.slice(0, 200)}); this is the plain editor.
        </p>
        {this.props.plain}
      </div>
    );
  }
}

interface MeanwhileProps {
  error: NotLoaded;
  onBack(): void;
  children: ReactNode;
}

/** The full editor takes over as soon as nobody is typing. */
function Meanwhile({ error, onBack, children }: MeanwhileProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isBack, setIsBack] = useState(false);
  const replace = useEffectEvent(onBack);
  useEffect(() => {
    const current = box.current;
    if (!isBack || current === null) return undefined;
    const look = () => {
      const { activeElement } = document;
      if (!(activeElement instanceof HTMLTextAreaElement && current.contains(activeElement))) replace();
    };
    look();
    // The newly focused element has the focus only after this event.
    const later = () => setTimeout(look);
    current.addEventListener("focusout", later);
    return () => current.removeEventListener("focusout", later);
  }, [isBack]);
  return (
    <div ref={box} className={styles.fallback}>
      {isBack ? (
        <p role="status">The full editor has loaded. It takes over when you leave this one.</p>
      ) : (
        <NotLoadedNotice error={error} onBack={() => setIsBack(true)} />
      )}
      {children}
    </div>
  );
}
