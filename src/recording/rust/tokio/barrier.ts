/** `Barrier`. Models tokio/src/sync/barrier.rs, tokio 1.53.1. */
import { Poll } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { behind } from "../values/values.ts";
import type { Native } from "../values/values.ts";
import { PollFuture } from "./future.ts";
import { Watched } from "./watch.ts";
import type { Builtin } from "../run/site.ts";

const S = "tokio::sync";

class Barrier implements Native {
  readonly type = `${S}::Barrier`;
  readonly size: number;
  readonly watched = new Watched(0);
  generation = 1;
  arrived = 0;
  constructor(size: number) {
    this.size = Math.max(1, size);
    this.watched.receivers++;
  }
}

class Leader implements Native {
  readonly type = `${S}::BarrierWaitResult`;
  readonly isLeader: boolean;
  constructor(isLeader: boolean) {
    this.isLeader = isLeader;
  }
}

export const BARRIER: Record<string, Builtin> = {
  [`${S}::Barrier::new`]: (_, [n]) => new Barrier(Number(n)),
  [`${S}::Barrier::wait`]: (_, [of]) => waiting(behind(of) as Barrier),
  [`${S}::BarrierWaitResult::is_leader`]: (_, [of]) => (behind(of) as Leader).isLeader,
};

/** Waits on a watch channel that has the last generation that was complete. */
function waiting(barrier: Barrier): PollFuture {
  let mine: number | null = null;
  let changed: ReturnType<Watched["changed"]> | null = null;
  const seen = { version: 0 };
  return new PollFuture(
    (cx) => {
      if (mine === null) {
        mine = barrier.generation;
        if (++barrier.arrived === barrier.size) {
          barrier.watched.send(barrier.generation);
          barrier.arrived = 0;
          barrier.generation++;
          return Poll.Ready(new Leader(true));
        }
        // A receiver that is cloned has seen nothing since the channel was made.
        seen.version = 0;
      }
      for (;;) {
        changed ??= barrier.watched.changed(seen);
        if (changed.poll(cx) === PENDING) return PENDING;
        changed = null;
        if ((barrier.watched.cell[0] as number) >= mine) return Poll.Ready(new Leader(false));
      }
    },
    () => changed?.drop(),
  );
}
