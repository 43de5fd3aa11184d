/** Writes the methodology entry's draft again with each measurement; shows nothing itself. */
import { useEffect } from "react";
import type { LessonMeta } from "../../course/types.ts";
import type { Draft } from "../../features/answers/JournalEntry.tsx";
import { inWords } from "../../features/chart/prediction.ts";
import { methodologyDraft } from "../../features/exercise/capstone/methodology.ts";
import { useStandingBench, useTokioRuns } from "../../progress/benches.ts";
import { useRecord } from "../../progress/store.ts";

interface Props {
  lesson: LessonMeta;
  onDraft(draft: Draft): void;
}

export default function MeasuredDraft({ lesson, onDraft }: Props) {
  const bench = useStandingBench();
  const runs = useTokioRuns();
  const capstone = lesson.tasks.find((task) => task.kind === "capstone")?.exercise ?? "";
  const expected = useRecord("expectation", capstone);
  const draft = methodologyDraft(bench, runs, expected && inWords(expected)) || undefined;
  useEffect(() => onDraft(draft), [draft, onDraft]);
  return null;
}
