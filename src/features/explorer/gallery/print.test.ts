import { expect, it } from "vitest";
import { EXPLORER_PROGRAMS } from "../../../course/explorer-programs.ts";
import { GALLERY } from "./gallery.ts";
import { parseText } from "../../../recording/program/text.ts";
import { printProgram } from "../../../recording/program/print.ts";

const read = (text: string) => {
  const parsed = parseText(text);
  return parsed.ok ? parsed.program : parsed.mistakes;
};

const PROGRAMS = EXPLORER_PROGRAMS.filter((id) => GALLERY[id].written.language === "program");

it.each(PROGRAMS)("prints %s so that it is read as the same program", (id) => {
  const program = read(GALLERY[id].written.text);
  if (!("bodies" in program)) throw new Error("the gallery has mistakes");
  expect(read(printProgram(program))).toEqual(program);
});

it("prints capacities, permits and second arguments", () => {
  const text = "channel 0 capacity 2\nsemaphore 0 permits 1\nbody 0\n  acq 0 2\n  send 0";
  const program = read(text);
  expect("bodies" in program && printProgram(program)).toBe(text);
});
