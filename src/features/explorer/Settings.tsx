/** One button for everything about a run that a reader does not need at first: scheduler, seed, comparison, empty places. */
import { Settings2 } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { counted } from "../../lib/words.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import styles from "./Settings.module.css";

interface Props {
  config: RunConfig;
  children: ReactNode;
}

export function Settings({ config, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const outside = ({ target }: PointerEvent) => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open]);
  return (
    // Escape closes the panel, from any control in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className={styles.settings}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={`Run settings: ${said(config)}`}
        onClick={() => setOpen(!open)}
      >
        <Settings2 size={16} aria-hidden /> <span>{said(config)}</span>
      </button>
      <div id={id} className={styles.panel} hidden={!open}>
        {children}
      </div>
    </div>
  );
}

function said({ flavor, workers }: RunConfig): string {
  return flavor === "current_thread" ? "current_thread" : `multi_thread, ${counted(workers, "worker")}`;
}
