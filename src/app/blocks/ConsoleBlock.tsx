/** The console on a lesson's page: a run of the arb bot, or the learner's own application. */
import { useRef } from "react";
import { Console } from "../../features/console/Console.tsx";
import { Faults, RustProgram } from "../../features/console/Faults.tsx";
import { LongestP95 } from "../../features/console/LongestP95.tsx";
import { PaceControls } from "../../features/console/PaceControls.tsx";
import { useLiveRun } from "../../features/console/use-live-run.ts";
import type { Block } from "../../course/types.ts";
import { findingKey } from "../../progress/derive.ts";
import { setRecord, useRecord } from "../../progress/store.ts";
import { OwnConsoleBlock } from "./OwnConsoleBlock.tsx";
import { AnswerField } from "../../features/answers/AnswerField.tsx";

interface Props {
  /** Key of the record that holds the open answer. */
  id: string;
  block: Extract<Block, { kind: "console" }>;
}

/** A text this short is not yet an answer to compare. */
const ENOUGH_CHARACTERS = 40;

export default function ConsoleBlock({ id, block }: Props) {
  return block.of === "own" ? (
    <OwnConsoleBlock id={id} title={block.title} />
  ) : (
    <ArbBot id={id} block={block} />
  );
}

function ArbBot({ id, block }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const watched = useLiveRun(block.seed, root);
  const finding = useRecord("answer", findingKey(id));
  const written = (useRecord("answer", id)?.text.trim().length ?? 0) >= ENOUGH_CHARACTERS;
  return (
    <div ref={root}>
      <Console
        data={watched.run}
        version={watched.run.nowMs}
        title={block.title}
        toolbar={<PaceControls watched={watched} />}
        onPause={() => watched.setPace(watched.pace === "paused" ? "1" : "paused")}
      />
      <LongestP95
        run={watched.run}
        earlier={
          finding?.chosen && "words" in finding.chosen
            ? { task: finding.chosen.words, text: finding.text }
            : undefined
        }
        onAnswer={(task, { text, right }) =>
          setRecord("answer", findingKey(id), { text, chosen: { words: task, right } })
        }
      />
      <AnswerField
        id={id}
        label="What would you change, and what should the console show then?"
        placeholder="Name the task, the number you saw, and your fix. Saved as you type."
      />
      {written && <Faults />}
      <RustProgram />
    </div>
  );
}
