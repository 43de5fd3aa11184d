/** The gallery programs that only native tokio can run, as requests to its recorder. */
import { parseText } from "../../../recording/program/text.ts";
import { questionOf } from "../../../recording/tokio.ts";
import { needsThreads } from "../../../runtime/programs/program.ts";
import type { Program } from "../../../runtime/programs/program.ts";
import { GALLERY } from "./gallery.ts";

export function galleryQuestions(): (Program & { name: string })[] {
  return Object.entries(GALLERY).flatMap(([name, { written, config }]) => {
    const parsed = written.language === "program" ? parseText(written.text) : null;
    const question = parsed?.ok ? questionOf(parsed.program, config) : null;
    return question !== null && needsThreads(question) ? [{ name, ...question }] : [];
  });
}
