/** Brings the learner's own code from earlier exercises into this one, and can undo it. */
import { FolderInput } from "lucide-react";
import { useState } from "react";
import { useShallow } from "zustand/react/shallow";
import type { Merged } from "./capstone/merge-modules.ts";
import type { Exercise } from "../../course/types.ts";
import { exerciseOf, LANGUAGE_NAMES, languageOf } from "../../progress/language.ts";
import { useProgress, valueOf } from "../../progress/store.ts";
import type { CodeState } from "../../progress/code.ts";

interface Brought {
  undo: () => void;
  clashes: string[];
  missing: string[];
  /** Brought in as drafts. */
  notPassed: string[];
}

/** Merges two of the learner's files into one. */
type Merge = (first: string, second: string) => Merged;

export function useBringIn(exercise: Exercise, code: CodeState, merge: Merge) {
  const [brought, setBrought] = useState<Brought>();
  const passedCodes = useProgress(
    useShallow(({ records }) => exercise.uses.map((id) => valueOf(records, "result", id)?.passedCode)),
  );
  const drafts = useProgress(
    useShallow(({ records }) => exercise.uses.map((id) => valueOf(records, "draft", id)?.text)),
  );
  // Code that passed comes before a draft.
  const sources = exercise.uses.map((id, index) => {
    const name = exerciseOf(id).split("/").at(-1) ?? id;
    const passed = passedCodes[index];
    return { name, passed: passed !== undefined, text: passed ?? drafts[index] };
  });
  const language = LANGUAGE_NAMES[languageOf(exercise.id)];
  const there = sources.flatMap(({ text }) => text ?? []);

  function bring() {
    const merged = there.slice(1).reduce<{ text: string; clashes: string[] }>(
      (before, next) => {
        const { text, clashes } = merge(before.text, next);
        return { text, clashes: [...before.clashes, ...clashes] };
      },
      { text: there[0] ?? "", clashes: [] },
    );
    const undo = code.replace(merged.text, "brought-in");
    const missing = sources.filter(({ text }) => text === undefined).map(({ name }) => name);
    const notPassed = sources
      .filter(({ text, passed }) => text !== undefined && !passed)
      .map(({ name }) => name);
    setBrought({ undo, clashes: merged.clashes, missing, notPassed });
  }

  const button = exercise.uses.length > 0 && (
    <button
      type="button"
      className="button"
      aria-disabled={there.length === 0}
      title={there.length === 0 ? `You haven’t written any ${language} in the earlier days yet` : undefined}
      onClick={() => there.length > 0 && bring()}
    >
      <FolderInput size={16} aria-hidden /> Bring in my code
    </button>
  );
  const notice = brought && (
    <p className="notice" role="status" data-tone={brought.clashes.length > 0 ? "warn" : undefined}>
      <span>
        Your code was brought in.
        {brought.notPassed.length > 0 &&
          ` For ${brought.notPassed.join(" and ")} this is your draft, which has not passed its checks.`}
        {brought.missing.length > 0 && ` You have no code for ${brought.missing.join(" and ")} yet.`}
        {brought.clashes.length > 0 &&
          ` Both files declare ${brought.clashes.map((name) => `“${name}”`).join(", ")}: rename one of each.`}
      </span>
      <button
        type="button"
        className="button"
        onClick={() => {
          brought.undo();
          setBrought(undefined);
        }}
      >
        Undo
      </button>
    </p>
  );
  return { button, notice };
}
