/** Notices about stored code: it hung last time, or the exercise has changed since. */
import { useState } from "react";
import type { Exercise } from "../../course/types.ts";
import { useRecord } from "../../progress/store.ts";
import type { CodeState } from "../../progress/code.ts";
import { mergeStub } from "./changed-exercise.ts";
import { acceptExercise } from "../../progress/code.ts";

export function DraftNotices({ exercise, code }: { exercise: Exercise; code: CodeState }) {
  const draft = useRecord("draft", exercise.id);
  const result = useRecord("result", exercise.id);
  const [hungIn] = useState(draft?.hungIn);
  const changed = draft !== undefined && draft.baseHash !== exercise.contentHash;
  const stale = result !== undefined && result.report.contentHash !== exercise.contentHash;
  return (
    <>
      {hungIn !== undefined && draft?.hungIn === hungIn && (
        <p className="notice" data-tone="warn" role="status">
          When this code last ran, it hung in “{hungIn}”. It runs again only when you press Run.
        </p>
      )}
      {changed && draft.baseStub !== exercise.stub ? (
        <ChangedStub exercise={exercise} code={code} base={draft.baseStub} />
      ) : (
        stale && (
          <p className="notice" data-tone="warn" role="status">
            The checks of this exercise have changed since you last ran your code. Your code is unchanged; run
            it again.
          </p>
        )
      )}
    </>
  );
}

function ChangedStub({ exercise, code, base }: { exercise: Exercise; code: CodeState; base: string }) {
  function merge() {
    code.replace(mergeStub(code.text, base, exercise.stub).text, "merged");
    acceptExercise(exercise);
  }
  const { conflicts } = mergeStub(code.text, base, exercise.stub);
  return (
    <p className="notice" data-tone="warn" role="status">
      <span>
        This exercise has changed since you began it. Your code is unchanged; you can merge the new stub into
        it
        {conflicts > 0 &&
          `; ${conflicts === 1 ? "one place" : `${conflicts} places`} would be marked for you to decide`}
        . Either way, run it again. What is replaced stays in the history.
      </span>
      <button type="button" className="button" onClick={merge}>
        Merge the new stub
      </button>
      <button type="button" className="button quiet" onClick={() => acceptExercise(exercise)}>
        Keep mine
      </button>
    </p>
  );
}
