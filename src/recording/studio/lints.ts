/** The lints: what Days 1 and 2 have to say about a design. Each finding says what is wrong, where, and what to change. */
import { formatCount, formatNs, formatPercent } from "../../lib/units.ts";
import { busyOf, flowOf, longestPollUs, mayWait, receiversOf, WAKE_US } from "./flow.ts";
import type { Flow } from "./flow.ts";
import { lacksShutdown } from "./shutdown.ts";
import { boundedCycles } from "./cycles.ts";
import type { Design, Handler, Task } from "./schema.ts";

/** Each rule's name, which a requirement `no-…` uses too, and its title. */
export const RULES = {
  unbounded: "An unbounded channel behind a faster source",
  "bounded-cycle": "A cycle of bounded channels",
  "lock-across-await": "A lock held across an await",
  "contended-lock": "A std lock that many workers contend for",
  "long-poll": "A poll longer than 100 µs on the shared runtime",
  "wake-overflow": "More wakes in one poll than ring and slot hold",
  overload: "More work than one core can do",
  unwatched: "A handle that nobody watches",
  "two-owners": "One state with two owners",
  blocking: "Blocking work on a worker",
  "no-reply": "A reply that nobody gives",
  "no-shutdown": "A shutdown that no channel carries",
} as const;
export type Rule = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as Rule[];

export interface Finding {
  rule: Rule;
  /** The box that it is about. */
  at: string;
  /** Other boxes that have a part in it: the rest of a cycle, a second owner. */
  also?: readonly string[];
  says: string;
  change: string;
}

/** The rule of thumb of Day 2: 10 to 100 µs from one await to the next. */
const LONGEST_POLL_US = 100;
const RING = 256;
/** With a lock taken this much of the time, every fourth taker finds it held. */
const CONTENDED = 0.25;

export function lint(design: Design): Finding[] {
  const flow = flowOf(design);
  return RULE_NAMES.flatMap((rule) =>
    LINTS[rule](design, flow).map((finding): Finding => ({ rule, ...finding })),
  );
}

type Lint = (design: Design, flow: Flow) => Omit<Finding, "rule">[];

const us = (value: number): string => formatNs(value * 1_000);

const LINTS: Record<Rule, Lint> = {
  unbounded: (design, flow) =>
    design.channels
      .filter(({ kind, capacity }) => kind === "mpsc" && capacity === null)
      .flatMap((channel) => {
        const reader = flow.handlers.find(({ handler }) => handler.from === channel.id);
        if (reader === undefined) return [];
        const { busiest } = busyOf(design, flow).find(({ task }) => task === reader.task)!;
        const bursts = design.sources.some(({ burst }) => burst > RING);
        if (busiest < 1 && !bursts) return [];
        return [
          {
            at: channel.id,
            says:
              busiest < 1
                ? `A burst fills ${channel.id} as far as memory goes: nothing bounds it.`
                : `${channel.id} is unbounded, and its messages take ${formatPercent(busiest)} of the time of the busiest ${reader.task.id}: the queue grows until memory is gone.`,
            change: `Give ${channel.id} a capacity, and say what happens when it is full.`,
          },
        ];
      }),

  "bounded-cycle": (design) =>
    boundedCycles(design).map((cycle) => ({
      at: cycle[0] as string,
      also: cycle.slice(1),

      says: `${cycle.join(" → ")} → ${cycle[0]} is a cycle of bounded channels: when all are full, every task in it waits for the next, forever.`,
      change:
        "Let one of them drop when full, give a reply through a oneshot, which is never full, or turn one direction round.",
    })),

  "lock-across-await": (design) =>
    eachHandler(design).flatMap(({ task, handler }) =>
      handler.does.flatMap((step, i) => {
        if (step.do !== "lock" || !step.keep) return [];
        const waits = handler.does.slice(i + 1).find((later) => mayWait(later, design));
        if (waits === undefined) return [];
        return [
          {
            at: task.id,
            says: `${task.id} holds ${step.state} while it waits (${waits.do}): everybody who wants the lock waits for that, too.`,
            change: `Take what you need out of ${step.state} and release it before the await, or give the state to a task that owns it.`,
          },
        ];
      }),
    ),

  "contended-lock": (design, flow) =>
    design.states
      .filter(({ kind }) => kind !== "tokio-mutex")
      .flatMap((state) => {
        const held = ((flow.taken.get(state.id) ?? 0) * (state.holdUs + WAKE_US)) / 1e6;
        const share = held * busiestKey(design, state.keys);
        if (share < CONTENDED || design.workers === 1) return [];
        const briefEnough = ((state.holdUs + WAKE_US) * CONTENDED) / share - WAKE_US;
        return [
          {
            at: state.id,
            says: `${state.id} is held ${formatPercent(Math.min(1, share))} of the time at its busiest key: who finds it held blocks a whole worker, with its ring and its slot.`,
            change: `${briefEnough > 0 ? `Hold it for less than ${us(briefEnough)}, split it` : "Split it"} by key, or give the state to a task that owns it and receives messages.`,
          },
        ];
      }),

  "long-poll": (design) =>
    design.tasks.flatMap((task) => {
      const longest = longestPollUs(task, design);
      if (task.runsOn === "thread" || longest <= LONGEST_POLL_US) return [];
      return [
        {
          at: task.id,
          says: `${task.id} may hold a worker for ${us(longest)} in one poll; the tasks behind it, and perhaps all timers and sockets, wait for it.`,
          change: `Cut the work into pieces of 10 to 100 µs that yield, or run ${task.id} on a thread of its own.`,
        },
      ];
    }),

  "wake-overflow": (design) =>
    eachHandler(design).flatMap(({ task, handler }) =>
      handler.does.flatMap((step) => {
        if (step.do !== "send" || task.runsOn === "thread") return [];
        const woken = wokenBy(design, step.to);
        const over = overflowOf(woken);
        if (over === 0) return [];
        return [
          {
            at: step.to,
            says: `One message on ${step.to} wakes ${formatCount(woken)} tasks in one poll of ${task.id}: slot and ring hold 257, so ${formatCount(over)} of them go through the injection queue and its mutex.`,
            change: "Let the receivers look on their own tick (everyUs) instead of waiting for each message.",
          },
        ];
      }),
    ),

  overload: (design, flow) => {
    const busy = busyOf(design, flow);
    const owners = busy.flatMap(({ task, busiest }) =>
      busiest <= 1
        ? []
        : [
            {
              at: task.id,
              says: `The busiest ${task.id} has work for ${formatPercent(busiest)} of a core, and a task runs on one at a time.`,
              change: `Split what ${task.id} owns over more tasks, or make a message cheaper.`,
            },
          ],
    );
    const threads = busy.reduce(
      (sum, { task, threads: used }) => sum + (task.runsOn === "runtime" ? used : 0),
      0,
    );
    if (threads <= design.workers) return owners;
    const largest = busy
      .filter(({ task }) => task.runsOn === "runtime")
      .toSorted((a, b) => b.threads - a.threads)[0]!;
    return [
      ...owners,
      {
        at: largest.task.id,
        says: `The tasks on the shared runtime have work for ${threads.toFixed(2)} workers, and there are ${design.workers}; ${largest.task.id} alone needs ${largest.threads.toFixed(2)}.`,
        change: "Wake less often, make a message cheaper, or use more workers.",
      },
    ];
  },

  unwatched: (design) =>
    design.tasks
      .filter(({ watchedBy }) => watchedBy.trim() === "")
      .map(({ id }) => ({
        at: id,
        says: `Nobody awaits the handle of ${id}: if it panics, nobody notices.`,
        change: `Say who watches ${id}: a JoinSet, a supervisor, or the task that spawned it.`,
      })),

  "two-owners": (design) => {
    /** Each owner's words, by its box. */
    const owners = new Map<string, Map<string, string>>();
    const claim = (what: string, id: string, words: string): void => {
      const name = what.trim().toLowerCase();
      owners.set(name, (owners.get(name) ?? new Map<string, string>()).set(id, words));
    };
    for (const task of design.tasks) for (const what of task.owns) claim(what, task.id, task.id);
    for (const state of design.states) claim(state.id, state.id, `the lock ${state.id}`);
    return [...owners].flatMap(([what, who]) => {
      const [at, ...also] = who.keys();
      return at === undefined || also.length === 0
        ? []
        : [
            {
              at,
              also,
              says: `${what} belongs to ${[...who.values()].join(" and ")}: whose change counts is decided by chance.`,
              change: "Leave it to one of them; the other sends messages.",
            },
          ];
    });
  },

  blocking: (design) =>
    eachHandler(design).flatMap(({ task, handler }) =>
      task.runsOn === "thread"
        ? []
        : handler.does.flatMap((step) =>
            step.do !== "block" || step.where !== "inline"
              ? []
              : [
                  {
                    at: task.id,
                    says: `${task.id} blocks a worker for ${us(step.us)} with each message from ${handler.from}.`,
                    change: `Send that call to spawn_blocking, or run ${task.id} on a thread of its own.`,
                  },
                ],
          ),
    ),

  "no-reply": (design) =>
    eachHandler(design).flatMap(({ task, handler }) =>
      handler.does.flatMap((step) => {
        if (step.do !== "send" || !step.reply) return [];
        const receivers = eachHandler(design).filter((other) => other.handler.from === step.to);
        if (receivers.some((other) => other.handler.does.some((theirs) => theirs.do === "reply"))) return [];
        const why =
          receivers.length === 0
            ? `nobody receives from ${step.to}`
            : `${receivers.map((other) => other.task.id).join(" and ")} never replies`;
        return [
          {
            at: task.id,
            says: `${task.id} awaits a reply to what it sends to ${step.to}, but ${why}.`,
            change: `Add a reply step to the task that reads ${step.to}, or send without waiting.`,
          },
        ];
      }),
    ),

  "no-shutdown": (design) =>
    lacksShutdown(design).map((task) => ({
      at: task.id,
      says: `Nothing tells ${task.id} to stop: it waits for ${task.on.map(({ from }) => from).join(", ") || "nothing"}, which does not end by itself.`,
      change: `Give ${task.id} a watch channel for shutdown, or let it read only from tasks that stop.`,
    })),
};

function eachHandler(design: Design): { task: Task; handler: Handler }[] {
  return design.tasks.flatMap((task) => task.on.map((handler) => ({ task, handler })));
}

/** The busiest key's part of all that is about a lock with so many keys. */
function busiestKey(design: Design, keys: number): number {
  const hot = Math.max(0, ...design.sources.map((source) => source.hot));
  return keys === 1 ? 1 : hot + (1 - hot) / keys;
}

/** Tasks of the shared runtime that one message wakes. */
function wokenBy(design: Design, id: string): number {
  const channel = design.channels.find((each) => each.id === id);
  if (channel === undefined || channel.kind === "mpsc") return 0;
  return eachHandler(design).reduce(
    (sum, { task, handler }) =>
      handler.from === id && handler.everyUs === undefined && task.runsOn === "runtime"
        ? sum + Math.round(receiversOf(task, handler, channel))
        : sum,
    0,
  );
}

/** Of so many wakes in one poll, how many go to the injection queue: the 257th push overflows, then each 129th. */
export function overflowOf(wakes: number): number {
  const pushes = wakes - 1;
  if (pushes <= RING) return 0;
  const each = RING / 2 + 1;
  return each * (1 + Math.floor((pushes - RING - 1) / each));
}
