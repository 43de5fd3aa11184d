/** The verdict of a run: one announced sentence, then the first thing to look at, or what to do next. */
import { memo, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from "react";
import { flushSync } from "react-dom";
import { ChevronDown, ChevronUp, CircleCheck } from "lucide-react";
import { CheckDetail, type PlaceActions } from "./CheckDetail.tsx";
import { CheckHeading } from "./CheckRow.tsx";
import { CompileErrors } from "./CompileErrors.tsx";
import { isBusy, type RunPhase, type RunState } from "./run-state.ts";
import { firstToLookAt, summarise } from "./summary.ts";
import styles from "./Results.module.css";

export interface ResultsHandle {
  /** Moves the focus to the first failure, or to the verdict if nothing failed. */
  focus(): void;
  hasFocus(): boolean;
}

interface Props extends PlaceActions {
  run: RunState;
  /** It ran on an earlier visit: the page opens with the verdict alone. */
  fromBefore: boolean;
  /** The code was edited after the run, so the results belong to older code. */
  edited: boolean;
  /** Where to go once every check passes. Keep its identity. */
  onward: ReactNode;
  ref: Ref<ResultsHandle>;
}

/** Typing and scrubbing a timeline change nothing here: it renders again only when the run changes. */
export const Results = memo(function Results(props: Props) {
  const { run, fromBefore, edited, onward, ref, ...place } = props;
  const { phase, plan, checks } = run;
  const { tone, title, next } = summarise(run);
  const busy = isBusy(phase);
  const first = busy ? undefined : firstToLookAt(checks);
  const errors = phase.kind === "does-not-compile" ? phase.errors : [];
  const more = first !== undefined || errors.length > 0;
  // The learner's own choice for this run; every other run opens by itself.
  const [folded, setFolded] = useState<{ of: RunPhase; open: boolean }>();
  const open = folded?.of === phase ? folded.open : !fromBefore;
  const box = useRef<HTMLElement>(null);
  useImperativeHandle(ref, () => ({
    focus() {
      flushSync(() => setFolded({ of: phase, open: true }));
      box.current?.querySelector<HTMLElement>("[data-first]")?.focus();
    },
    hasFocus: () => box.current?.contains(document.activeElement) ?? false,
  }));
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <section ref={box} className={styles.results} aria-label="Results">
      <header className={styles.summary} data-tone={tone}>
        {busy && (
          <progress
            className={styles.progress}
            max={plan.length || undefined}
            value={plan.length ? checks.length : undefined}
          >
            {title}
          </progress>
        )}
        {/* Announced: that it runs, and its outcome. Its progress changes too often to announce. */}
        <p role="status" data-first={more ? undefined : true} tabIndex={more ? undefined : -1}>
          {tone === "ok" && <CircleCheck size={18} aria-hidden="true" />}
          <strong>{title}</strong>
          {next !== "" && !busy && (
            <span className={first && open ? "visually-hidden" : undefined}>{next}</span>
          )}
          {more && <span className="visually-hidden">F8 goes there and back.</span>}
        </p>
        {busy && <p className={styles.now}>{next}</p>}
        {tone === "ok" && !edited && <div className={styles.onward}>{onward}</div>}
        {edited && !busy && <p className={styles.edited}>Edited since this run.</p>}
        {more && (
          <span className={styles.corner}>
            <kbd
              className={styles.key}
              title="F8 goes from the editor to the first failure and back"
              aria-hidden="true"
            >
              F8
            </kbd>
            <button
              type="button"
              className="button quiet square"
              aria-expanded={open}
              aria-label={open ? "Fold the first failure" : "Show the first failure"}
              onClick={() => setFolded({ of: phase, open: !open })}
            >
              <Chevron size={18} aria-hidden="true" />
            </button>
          </span>
        )}
      </header>
      {more && open && (
        <div
          className={styles.first}
          role="group"
          aria-label={first ? `First failure: ${first.title}` : "Errors"}
          data-first
          tabIndex={-1}
        >
          {first && (
            <>
              <CheckHeading status={first.status} title={first.title} />
              <CheckDetail key={first.id} check={first} {...place} />
            </>
          )}
          {errors.length > 0 && <CompileErrors errors={errors} onGoTo={place.onGoTo} />}
        </div>
      )}
    </section>
  );
});
