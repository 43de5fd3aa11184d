import { expect, it } from "vitest";
import { Playhead } from "./playhead.ts";

const playback = { length: 1_000, polls: [] };

function heard() {
  const head = new Playhead(playback, -1);
  const told: number[] = [];
  const drawn: number[] = [];
  head.subscribe(() => told.push(head.told().beat));
  head.follow((beat) => drawn.push(beat));
  head.move({ kind: "toggle" });
  told.length = 0;
  return { head, told, drawn };
}

it("played fast, tells the page twice a second, and draws the frames between", () => {
  const { head, told, drawn } = heard();
  for (let frame = 0; frame <= 60; frame++) head.play(10, (frame * 1_000) / 60, true);
  expect(told).toEqual([9, 309, 609]);
  expect(told.length + drawn.length).toBe(61);
  expect([...told, ...drawn].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 61 }, (_, i) => 9 + 10 * i),
  );
});

it("played slowly, tells of every beat", () => {
  const { head, told, drawn } = heard();
  for (let frame = 0; frame < 5; frame++) head.play(1, frame * 125, false);
  expect([told, drawn]).toEqual([[0, 1, 2, 3, 4], []]);
});

it("is exact when it pauses, is moved, or comes to the end", () => {
  const { head, told, drawn } = heard();
  head.play(10, 0, true);
  head.play(10, 16, true);
  head.move({ kind: "toggle" });
  expect(head.told()).toEqual({ beat: 19, playing: false });
  head.move({ kind: "step", by: 1 });
  expect(head.told().beat).toBe(20);
  head.move({ kind: "toggle" });
  head.play(10, 32, true);
  head.play(5_000, 48, true);
  expect(head.told()).toEqual({ beat: 999, playing: false });
  expect(told.at(-1)).toBe(999);
  expect(drawn).toEqual([19, 30]);
});
