/** Code that came with a link: shown beside one's own, run by nobody, taken over only on a press of a button. */
import { Link2, X } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { carriesCode, decodeShared, encodeShared } from "../share/link.ts";
import type { CodeState } from "../workbench/types.ts";
import { DiffView } from "../workbench/DiffView.tsx";
import styles from "./SharedCode.module.css";

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

interface Props {
  exercise: string;
  code: CodeState;
  /** Where an exercise is worked on: `/week-01/day-3/`. */
  placeOf(exercise: string): string | undefined;
}

export function SharedCode({ exercise, code, placeOf }: Props) {
  const hash = useHash();
  const [taken, setTaken] = useState<() => void>();
  if (taken)
    return (
      <p className="notice" role="status">
        <span>The shared code is in your editor. Your own is in its history.</span>
        <button
          type="button"
          className="button"
          onClick={() => {
            taken();
            setTaken(undefined);
          }}
        >
          Undo
        </button>
      </p>
    );
  if (!carriesCode(hash)) return null;
  const decoded = decodeShared(hash);
  if (!decoded.ok)
    return (
      <p className="notice" role="alert" data-tone="error">
        <span>{decoded.message}</span>
        <CloseButton />
      </p>
    );
  const { shared } = decoded;
  if (shared.exercise !== exercise) {
    const place = placeOf(shared.exercise);
    return (
      <p className="notice" role="status" data-tone="warn">
        <span>
          The code in this link is for{" "}
          {place ? (
            <Link href={`${place}${hash}`}>another exercise</Link>
          ) : (
            "an exercise that this course does not have"
          )}
          .
        </span>
        <CloseButton />
      </p>
    );
  }
  return (
    <section className={styles.shared} aria-label="Code that came with the link">
      <header>
        <p>
          <strong>Code that came with the link.</strong> It has not been run, and your own is untouched.
        </p>
        <CloseButton />
      </header>
      <div className={styles.diff}>
        <DiffView mine={code.text} theirs={shared.code} theirName="in the link" />
      </div>
      <p className={styles.actions}>
        <button
          type="button"
          className="button"
          onClick={() => {
            const undo = code.replace(shared.code, "shared");
            setTaken(() => undo);
            closeShared();
          }}
        >
          Put it into my editor
        </button>
      </p>
    </section>
  );
}

function CloseButton() {
  return (
    <button
      type="button"
      className="button quiet"
      aria-label="Close what came with the link"
      onClick={closeShared}
    >
      <X size={16} aria-hidden />
    </button>
  );
}

export function ShareButton({ exercise, code }: { exercise: string; code: string }) {
  const [said, setSaid] = useState("");
  async function share() {
    const encoded = encodeShared({ exercise, code });
    if (!encoded.ok) return setSaid(encoded.message);
    const url = `${window.location.origin}${window.location.pathname}${encoded.fragment}`;
    try {
      await navigator.clipboard.writeText(url);
      setSaid("Link copied.");
    } catch {
      window.prompt("Copy this link:", url);
      setSaid("");
    }
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={() => void share()}>
        <Link2 size={16} aria-hidden /> Share
      </button>
      <span role="status" className={styles.said}>
        {said}
      </span>
    </>
  );
}
