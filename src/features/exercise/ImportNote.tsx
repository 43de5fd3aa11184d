/** Says what the code can import from earlier exercises, and whose code each import uses. */
import { moduleOf } from "../../course/rust-checks.ts";
import type { Exercise } from "../../course/types.ts";
import { exerciseOf, languageOf } from "../../progress/language.ts";
import { useProgress, valueOf } from "../../progress/store.ts";

export function ImportNote({ exercise }: { exercise: Exercise }) {
  const records = useProgress((state) => state.records);
  if (exercise.uses.length === 0) return null;
  const isMine = (id: string) => valueOf(records, "result", id)?.passedCode !== undefined;
  return (
    <p style={{ color: "var(--muted)" }}>
      {exercise.uses.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <code translate="no">{specifierOf(id)}</code>{" "}
          {isMine(id) ? "imports your passing code" : "imports the reference solution until yours passes"}
        </span>
      ))}
      .
    </p>
  );
}

/** As the learner's code names the exercise. */
const specifierOf = (id: string): string =>
  languageOf(id) === "rust" ? `super::${moduleOf(exerciseOf(id)).join("::")}` : `"${id}"`;
