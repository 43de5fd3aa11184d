/** Shows code that came with a link beside the learner's own; it never runs by itself and replaces nothing until asked. */
import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Exercise } from "../../../course/types.ts";
import { LANGUAGE_NAMES } from "../../../progress/language.ts";
import { inRust } from "../../../progress/in-rust.ts";
import { carriesCode, decodeShared, type Shared } from "./link.ts";
import { ScrollBox } from "../../../ui/ScrollBox.tsx";
import { DiffView } from "../../../ui/DiffView.tsx";
import { useCode } from "../../../progress/code.ts";
import styles from "./SharedCode.module.css";
import { changeSettings, useSettings } from "../../../progress/settings.ts";

function useHash(): string {
  return useSyncExternalStore(
    (changed) => {
      addEventListener("hashchange", changed);
      return () => removeEventListener("hashchange", changed);
    },
    () => window.location.hash,
  );
}

/** Takes the code out of the address, so that a reload does not show it again. */
function closeShared(): void {
  history.replaceState(history.state, "", window.location.pathname + window.location.search);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** The page itself handles links for other exercises and broken links, at its top. */
export function SharedCode({ exercise }: { exercise: Exercise }) {
  const hash = useHash();
  const [taken, setTaken] = useState<() => void>();
  const decoded = useMemo(() => (carriesCode(hash) ? decodeShared(hash) : undefined), [hash]);
  const shared = decoded?.ok && decoded.shared.exercise === exercise.id ? decoded.shared : undefined;
  if (!taken && !shared) return null;
  return (
    <div className={styles.place} ref={show}>
      {taken && (
        <Taken
          onUndo={() => {
            taken();
            setTaken(undefined);
          }}
        />
      )}
      {!taken && shared && (
        <Carried exercise={exercise} shared={shared} onTaken={(undo) => setTaken(() => undo)} />
      )}
    </div>
  );
}

/** The reader opened the link for its code, so scroll to it: on a long page it may be out of sight. */
function show(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: "nearest" });
}

function Taken({ onUndo }: { onUndo(): void }) {
  const undo = useRef<HTMLButtonElement>(null);
  // The pressed button is gone; Undo is the likely next step.
  useEffect(() => undo.current?.focus(), []);
  return (
    <p className="notice" role="status">
      <span>The shared code is in your editor. Your own code is in its history.</span>
      <button ref={undo} type="button" className="button" onClick={onUndo}>
        Undo
      </button>
    </p>
  );
}

interface CarriedProps {
  exercise: Exercise;
  shared: Shared;
  onTaken(undo: () => void): void;
}

function Carried({ exercise, shared, onTaken }: CarriedProps) {
  const rust = inRust(exercise);
  const view = shared.language === "rust" ? rust : exercise;
  if (view === undefined)
    return (
      <p className="notice" role="status" data-tone="warn">
        <span>The code in this link is Rust, but this exercise is in TypeScript only.</span>
        <CloseButton />
      </p>
    );
  return <Beside exercise={view} inEither={rust !== undefined} shared={shared} onTaken={onTaken} />;
}

interface BesideProps {
  /** The learner's code in the language of the shared code. */
  exercise: Exercise;
  /** The workbench has a language to change. */
  inEither: boolean;
  shared: Shared;
  onTaken(undo: () => void): void;
}

function Beside({ exercise, inEither, shared, onTaken }: BesideProps) {
  const code = useCode(exercise);
  const before = useSettings((settings) => settings.language);
  const changes = inEither && shared.language !== before;
  const name = LANGUAGE_NAMES[shared.language];
  function take() {
    const undo = code.replace(shared.code, "shared");
    if (changes) changeSettings({ language: shared.language });
    onTaken(() => {
      undo();
      if (changes) changeSettings({ language: before });
    });
    closeShared();
  }
  return (
    <section className={styles.shared} aria-label="Code that came with the link">
      <header>
        <p>
          <strong>Code that came with the link, in {name}.</strong> It has not run, and your own code is
          unchanged.
        </p>
        <CloseButton />
      </header>
      <ScrollBox className={styles.diff} label="Your code, and the code in the link">
        <DiffView mine={code.text} theirs={shared.code} theirName="in the link" />
      </ScrollBox>
      <p className={styles.actions}>
        <button type="button" className="button" onClick={take}>
          Put it into my editor
        </button>
        {changes && <span className="note"> The workbench then switches to {name}.</span>}
      </p>
    </section>
  );
}

function CloseButton() {
  return (
    <button type="button" className="button quiet" aria-label="Close the shared code" onClick={closeShared}>
      <X size={16} aria-hidden />
    </button>
  );
}
