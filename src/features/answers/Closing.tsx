/** The end of a day: a line for the learner's own notes, and "Mark done", which asks for a written answer first. */
import { Check } from "lucide-react";
import type { LessonMeta } from "../../course/types.ts";
import { closingKey, hasWritten, isDone, lessonKey, lessonProgress } from "../../progress/derive.ts";
import { setRecord, useProgress } from "../../progress/store.ts";
import { counted } from "../../lib/words.ts";
import { AnswerField } from "./AnswerField.tsx";
import styles from "./Closing.module.css";

export function Closing({ lesson }: { lesson: LessonMeta }) {
  const written = useProgress((state) => hasWritten(state.records, lesson));
  const done = useProgress((state) => isDone(state.records, lesson));
  // A number, because a new object at each change of the store would render this again.
  const open = useProgress((state) => {
    const { done: finished, total } = lessonProgress(state.records, lesson);
    return total - finished;
  });
  const mark = (value: boolean) => setRecord("mark", lessonKey(lesson), { done: value, at: Date.now() });
  const why = `${lesson.id}-why`;
  return (
    <section className={styles.closing} aria-labelledby={`${lesson.id}-closing`}>
      <h2 id={`${lesson.id}-closing`}>Close the day</h2>
      <AnswerField
        id={closingKey(lesson)}
        label="What will you look at differently from now on?"
        placeholder="A sentence or two for yourself"
        rows={2}
      />
      <p className={styles.mark}>
        {done ? (
          <>
            {/* Green is for what is right and whole. */}
            <span className={styles.done} data-open={open > 0}>
              <Check size={16} aria-hidden /> {lesson.label} is marked done
              {open > 0 && `, with ${counted(open, "task")} open`}
            </span>
            <button type="button" className="button quiet" onClick={() => mark(false)}>
              Undo
            </button>
          </>
        ) : (
          <>
            <button
              type="button"
              className="button primary"
              aria-disabled={!written}
              aria-describedby={written ? undefined : why}
              onClick={() => written && mark(true)}
            >
              <Check size={16} aria-hidden /> Mark {lesson.label} done
            </button>
            {!written && (
              <span id={why} className={styles.why}>
                Write something first: an answer above, or a line here.
              </span>
            )}
          </>
        )}
      </p>
    </section>
  );
}
