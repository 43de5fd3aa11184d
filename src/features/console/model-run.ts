/** A live run of the bot: advances virtual time to where the viewer is, and folds the events into statistics. */
import type { TraceEvent } from "../../runtime/index.ts";
import { startBot } from "./arb-bot.ts";
import type { Bot } from "./arb-bot.ts";
import type { ConsoleData } from "./store.ts";
import { isCounted, TaskTable, type TaskStats } from "./task-stats.ts";

/** Steps between two reads of the trace: few enough that its ring never overtakes the reader. */
const STEPS_A_LOOK = 1_500;

export class LiveRun implements ConsoleData {
  readonly seed: number;
  readonly table: TaskTable;
  readonly #bot: Bot;
  #nowMs = 0;
  #seen = 0;
  /** Events of unfinished polls, which happen later on their own threads. */
  #ahead: TraceEvent[] = [];

  constructor(seed: number) {
    this.seed = seed;
    this.#bot = startBot(seed);
    this.table = new TaskTable(this.#bot.describe);
  }

  get tasks(): ReadonlyMap<number, TaskStats> {
    return this.table.tasks;
  }

  /** The model drops no event. */
  readonly droppedEvents = 0;

  /** Virtual ms up to which the table is complete. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /**
   * Runs to `untilMs`, or until `mayGoOn`, called every few thousand steps, returns false.
   * @returns whether it got there
   */
  advance(untilMs: number, mayGoOn: () => boolean = () => true): boolean {
    const { rt, drive } = this.#bot;
    while (rt.now() <= untilMs) {
      const step = drive.advance(untilMs, STEPS_A_LOOK);
      if (step === "done" || step === "stuck") break;
      this.#fold(Math.min(untilMs, rt.now()));
      if (!mayGoOn()) return this.#nowMs >= untilMs;
    }
    this.#fold(untilMs);
    return true;
  }

  #fold(untilMs: number): void {
    const { trace } = this.#bot;
    for (const event of trace.events(this.#seen)) if (isCounted(event)) this.#ahead.push(event);
    this.#seen = trace.recorded;
    this.#ahead.sort((a, b) => a.atMs - b.atMs || a.seq - b.seq);
    const later = this.#ahead.findIndex((event) => event.atMs > untilMs);
    const due = this.#ahead.splice(0, later < 0 ? this.#ahead.length : later);
    for (const event of due) this.table.take(event);
    this.#nowMs = untilMs;
  }
}
