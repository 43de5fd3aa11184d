/** What later weeks take from the learner: their answers as an npm package and as a crate, in one zip. */
import { Download } from "lucide-react";
import { useState } from "react";
import type { Block, Exercise } from "../../course/types.ts";
import { loadExercise } from "../../course/data.ts";
import { writeHandIn } from "../../features/hand-in/write-hand-in.ts";
import type { Taken } from "../../features/take-along/module-files.ts";
import { pack } from "../../features/take-along/pack.ts";
import { LANGUAGE_NAMES, recordIdOf } from "../../progress/language.ts";
import type { Language } from "../../progress/language.ts";
import { flushProgress, useProgress, valueOf } from "../../progress/store.ts";
import { scriptOf } from "../../sandbox/script.ts";
import { saveFile } from "../../ui/save-file.ts";

const passedCode = (exercise: string, language: Language): string | undefined =>
  valueOf(useProgress.getState().records, "result", recordIdOf(exercise, language))?.passedCode;

async function takenFrom(exercise: Exercise): Promise<Taken> {
  const typescript = passedCode(exercise.id, "typescript");
  const rust = passedCode(exercise.id, "rust");
  const name = exercise.id.split("/").at(-1) ?? "";
  const source = typescript ?? exercise.solution;
  return {
    name,
    exports: exercise.exports,
    source,
    script: await scriptOf(name, source),
    rust: rust ?? exercise.rust?.solution,
    own: { typescript: typescript !== undefined, rust: rust !== undefined },
  };
}

export default function TakeAlongBlock({ block }: { block: Extract<Block, { kind: "take-along" }> }) {
  const records = useProgress((state) => state.records);
  const [state, setState] = useState<"idle" | "busy" | { failed: string }>("idle");
  const week = block.exercises[0]?.split("/")[0] ?? "";

  async function save() {
    setState("busy");
    try {
      await flushProgress();
      const [handIn, ...exercises] = await Promise.all([
        writeHandIn(Object.values(useProgress.getState().records), "").then((blob) => blob.text()),
        ...block.exercises.map(loadExercise),
      ]);
      const taken: Taken[] = [];
      for (const exercise of exercises) taken.push(await takenFrom(exercise));
      const { contentHash: hash } = JSON.parse(handIn) as { contentHash: string };
      saveFile(`${week}-${hash}.zip`, "application/zip", pack(week, { text: handIn, hash }, taken));
      setState("idle");
    } catch (error) {
      setState({ failed: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <>
      <ul>
        {block.exercises.flatMap((exercise) =>
          (["typescript", "rust"] as const).map((language) => (
            <li key={recordIdOf(exercise, language)}>
              <code translate="no">{exercise}</code> in {LANGUAGE_NAMES[language]}:{" "}
              {valueOf(records, "result", recordIdOf(exercise, language))?.passedCode === undefined
                ? "the course’s solution, until yours passes"
                : "your own"}
            </li>
          )),
        )}
      </ul>
      <p>
        <button
          type="button"
          className="button"
          aria-disabled={state === "busy"}
          onClick={() => state !== "busy" && void save()}
        >
          <Download size={16} aria-hidden /> Save them as a package and a crate
        </button>
      </p>
      {typeof state === "object" && (
        <p className="notice" data-tone="error" role="alert">
          {state.failed}
        </p>
      )}
    </>
  );
}
