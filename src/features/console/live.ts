/** A run of the bot, watched while it goes on: virtual time is driven to where the watcher is, and the events folded. */
import type { TraceEvent } from "../../runtime/index.ts";
import { startBot } from "./arb-bot.ts";
import type { Bot } from "./arb-bot.ts";
import { isCounted, TaskTable } from "./task-stats.ts";

/** Steps between two looks at the trace: few enough that its ring never laps the reader. */
const STEPS_A_LOOK = 1_500;

export class LiveRun {
  readonly seed: number;
  readonly table: TaskTable;
  readonly #bot: Bot;
  #nowMs = 0;
  #seen = 0;
  /** Events of polls under way, which happen later on their own threads. */
  #ahead: TraceEvent[] = [];

  constructor(seed: number) {
    this.seed = seed;
    this.#bot = startBot(seed);
    this.table = new TaskTable(this.#bot.describe);
  }

  /** Virtual ms up to which the table is complete. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /**
   * Goes on to `untilMs`, or until `mayGoOn` says no, asked once every few thousand steps.
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
