/**
 * The model can do what tokio did on several workers, and mostly does. `tools/several-workers/run.ts` prints all of
 * it.
 */
// @module-tag slow
import { expect, it } from "vitest";
import { aloneShare, shareOfCommonest, usualOrders } from "./usual.ts";
import { CROWD_WORKERS, medians, modelCrowd, recordedCrowds } from "./crowd.ts";
import { byCount, recordedOrders, type RecordedOrders } from "./fixtures.ts";
import { reach } from "./reach.ts";

/** Of each program, so that the search takes seconds; the command looks for every one. */
const ORDERS_A_PROGRAM = 3;
/** On a busy machine a thread may oversleep its whole margin, which virtual time does not do: rarer orders of timed programs are left out. */
const LEAST_SHARE_TIMED = 0.15;
const SEEDS = 60;
const CROWDS = 6;
/** For a search in vain: a program of two tasks has a dozen orders, and three thousand runs by chance find each many times. */
const FEW_ROUNDS = 30;

const programs = recordedOrders();
const isTimed = ({ bodies }: RecordedOrders): boolean => bodies.flat().some(([op]) => op === "block");

it("at least 40 programs were recorded, including timed ones", () => {
  expect(new Set(programs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(40);
  expect(programs.filter(isTimed).length).toBeGreaterThan(3);
});

it.each(programs.map((program) => ({ program, name: `${program.name}, ${program.workers} workers` })))(
  "$name: the orders that tokio made most often are possible in the model",
  ({ program }) => {
    const least = isTimed(program) ? LEAST_SHARE_TIMED * program.runs : 1;
    const common = byCount(program.orders)
      .filter(([, count]) => count >= least)
      .slice(0, ORDERS_A_PROGRAM);
    const missed = common.filter(([order]) => !reach(program, program.workers, order).reached);
    expect(missed).toEqual([]);
  },
);

it("an order that tokio cannot make is not found", () => {
  const spawn1 = programs.find(({ name }) => name === "spawn1")!;
  // The child is in the LIFO slot, from which nobody steals.
  expect(reach(spawn1, 2, "a0 b1 b1! a0!", FEW_ROUNDS).reached).toBe(false);
  expect(reach(spawn1, 2, "a0 a0! a1 a1! a1", FEW_ROUNDS).reached).toBe(false);
  expect(reach(spawn1, 2, "a0 a0! a1 a1!", FEW_ROUNDS).reached).toBe(true);
});

it("a search waits for the end of a long poll", () => {
  const budget = recordedOrders().find(({ name, workers }) => name === "budget" && workers === 2)!;
  // Real tokio made it once in 200 runs: the poll used up the budget, so the task in the slot went to the ring, where it was stolen.
  expect(reach(budget, 2, "a0 b1 b1! a0 a0!").reached).toBe(true);
});

it.each(programs)(
  "$name, $workers workers: one worker polls everything, and the commonest order comes up, as often as in tokio within a quarter",
  (program) => {
    const usual = usualOrders(program, SEEDS);
    expect(Math.abs(aloneShare(usual.orders) - aloneShare(program.orders))).toBeLessThan(0.25);
    const { tokio, model } = shareOfCommonest(program, usual);
    expect(Math.abs(model - tokio)).toBeLessThan(0.25);
  },
);

it.each(CROWD_WORKERS)(
  "ten thousand tasks, %i workers: as uneven, with as many thefts as in tokio",
  (workers) => {
    const tokio = medians(recordedCrowds(workers));
    const model = medians(Array.from({ length: CROWDS }, (_, i) => modelCrowd(workers, i + 1)));
    expect(Math.abs(model.meanwhile - tokio.meanwhile)).toBeLessThan(2_000);
    expect(Math.abs(model.largest - tokio.largest)).toBeLessThan(2_500);
    expect(Math.abs(Math.log(model.thefts / tokio.thefts))).toBeLessThan(Math.log(5));
  },
);

it("the plain machine varies with the seed, and the same seed makes the same run", () => {
  const tree = programs.find(({ name }) => name === "semaphore")!;
  expect(usualOrders(tree, 40)).toEqual(usualOrders(tree, 40));
  expect(Object.keys(usualOrders(tree, 400).orders).length).toBeGreaterThan(1);
});
