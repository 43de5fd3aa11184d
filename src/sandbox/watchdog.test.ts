/** The watchdog stops silent runs, but not runs whose messages the page had no time to read. */
import { expect, test } from "vitest";
import { watchdog, type Expired, type Limits, type Ticker } from "./watchdog.ts";

const LIMITS: Limits = { silenceMs: 2_000, startMs: 15_000, totalMs: 10_000, pongMs: 5_000 };

function made(limits: Partial<Limits> = {}) {
  let now = 0;
  let tick = () => {};
  const expired: Expired[] = [];
  let pings = 0;
  const ticker: Ticker = {
    nowMs: () => now,
    every(_, callback) {
      tick = callback;
      return () => {
        tick = () => {};
      };
    },
  };
  const dog = watchdog(
    { ...LIMITS, ...limits },
    () => pings++,
    (why) => expired.push(why),
    ticker,
  );
  const pass = (ms: number, step = 50) => {
    for (let passed = 0; passed < ms; passed += step) {
      now += step;
      tick();
    }
  };
  return { dog, pass, expired, pings: () => pings, answering: (ms: number) => answer(dog, pass, ms) };
}

function answer(dog: { pong(): void }, pass: (ms: number) => void, ms: number) {
  for (let passed = 0; passed < ms; passed += 500) {
    dog.pong();
    pass(500);
  }
}

test("a run silent after its first sign of life expires once", () => {
  const { dog, expired, answering } = made();
  dog.alive();
  answering(2_000);
  expect(expired).toEqual([]);
  answering(1_000);
  expect(expired).toEqual(["silence"]);
});

test("each sign of life gives the next check its full time, until the total is spent", () => {
  const { dog, expired, answering } = made();
  for (let i = 0; i < 6; i++) {
    dog.alive();
    answering(1_500);
  }
  expect(expired).toEqual([]);
  dog.alive();
  answering(1_500);
  expect(expired).toEqual(["total"]);
});

test("a page that stood still for a minute does not blame the run", () => {
  const { dog, pass, expired } = made();
  dog.alive();
  pass(60_000, 60_000);
  expect(expired).toEqual([]);
});

test("before the first sign of life the longer limit applies", () => {
  const { expired, answering } = made();
  answering(14_000);
  expect(expired).toEqual([]);
  answering(2_000);
  expect(expired).toEqual(["start"]);
});

test("a frame that stops responding is gone, however busy its worker was", () => {
  const { dog, pass, expired, pings } = made();
  for (let i = 0; i < 6; i++) {
    dog.alive();
    pass(1_000);
  }
  expect(pings()).toBeGreaterThanOrEqual(10);
  expect(expired).toEqual(["pong"]);
});
