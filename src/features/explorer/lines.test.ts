/** In every view of a program, each event has the line of the op that caused it. */
import { expect, it } from "vitest";
import { parseText } from "../../recording/program/text.ts";
import { record } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";
import { GALLERY } from "./gallery/gallery.ts";
import { lineOfBeat, linesIn, taskLines } from "./lines.ts";
import { openedByName, typed } from "./opened.ts";
import type { Opened } from "./opened.ts";

function playbackOf(opened: Opened): Playback {
  const parsed = parseText(opened.drafts.program);
  if (!parsed.ok) throw new Error("the program does not parse");
  return new Playback(record(parsed.program, opened.config));
}

/** The text of the line of each beat that has one. */
function linesShown(opened: Opened, playback: Playback): string[] {
  const lineOf = linesIn(playback.recording, opened)!;
  const text = opened.drafts[opened.language].split("\n");
  return playback.beats.flatMap((_, beat) => {
    const line = lineOfBeat(playback, lineOf, beat);
    return line === undefined ? [] : [text[line - 1]!.trim()];
  });
}

it("marks the op in both views, also in repeated ops", () => {
  const words: Opened = { ...openedByName("ping-pong"), language: "program" };
  const playback = playbackOf(words);
  const shown = linesShown(words, playback);
  expect(shown.slice(0, 4)).toEqual([
    "spawn 2  # the bystander",
    "spawn 1  # the partner",
    "recv 1",
    "send 1",
  ]);
  const code: Opened = { ...words, language: "code" };
  expect(linesShown(code, playback).slice(0, 2)).toEqual([
    "spawn(asyncBlock(body2));",
    "spawn(asyncBlock(body1));",
  ]);
  expect(linesShown(code, playback)).toHaveLength(shown.length);
  const rust: Opened = { ...words, language: "rust" };
  expect(linesShown(rust, playback).slice(0, 2)).toEqual([
    expect.stringContaining("tokio::spawn(body2("),
    expect.stringContaining("tokio::spawn(body1("),
  ]);
});

it("knows no line in a view that was changed", () => {
  const opened = openedByName("ping-pong", "code");
  const playback = playbackOf(opened);
  expect(linesIn(playback.recording, opened)).not.toBeNull();
  expect(linesIn(playback.recording, typed(opened, `${opened.drafts.code}\n`, "1"))).toBeNull();
});

it("says where each task is that is not done", () => {
  const opened: Opened = { ...openedByName("join-chain"), language: "program" };
  const playback = playbackOf(opened);
  const lineOf = linesIn(playback.recording, opened)!;
  const text = GALLERY["join-chain"].written.text.split("\n");
  const at = (beat: number) =>
    taskLines(playback, lineOf, beat, 10).map(({ task, line }) => [
      playback.labels.short(task),
      text[line - 1]!.trim(),
    ]);
  const middle = playback.polls[4]!.startBeat;
  expect(Object.fromEntries(at(middle))).toMatchObject({ 0: "join 0", 1: "join 0", 2: "join 0" });
  expect(at(playback.length - 1)).toEqual([]);
});
