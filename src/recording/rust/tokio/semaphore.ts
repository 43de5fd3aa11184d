/** `Semaphore`. Models tokio/src/sync/semaphore.rs, tokio 1.53.1. */
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { acquiring } from "./acquire.ts";
import { PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

const S = "tokio::sync";

class SemaphoreValue implements Native {
  readonly type = `${S}::Semaphore`;
  readonly semaphore: BatchSemaphore;
  constructor(permits: number) {
    this.semaphore = new BatchSemaphore(permits, R.Semaphore);
  }
}

class Permit implements Native {
  readonly type: string;
  readonly semaphore: BatchSemaphore;
  permits: number;
  readonly owner: Value;
  constructor(semaphore: BatchSemaphore, permits: number, owner: Value) {
    this.type = `${S}::${owner === EMPTY ? "SemaphorePermit" : "OwnedSemaphorePermit"}`;
    this.semaphore = semaphore;
    this.permits = permits;
    this.owner = owner;
  }
  drop(machine: Machine): void {
    this.semaphore.release(this.permits);
    this.permits = 0;
    machine.drop(this.owner);
  }
}

const semaphore = (value: Value): BatchSemaphore => (behind(value) as SemaphoreValue).semaphore;
const acquire = (m: Machine, of: BatchSemaphore, n: number, owner: Value): PollFuture =>
  acquiring(m, of, n, owner, (acquired, mine) => {
    if (acquired) return m.make.ok(new Permit(of, n, mine));
    m.drop(mine);
    return m.make.err(m.make.adt(`${S}::AcquireError`));
  });

function tryAcquire(m: Machine, of: BatchSemaphore, n: number, owner: Value): Value {
  if (!of.isClosed && of.tryAcquire(n)) return m.make.ok(new Permit(of, n, owner));
  m.drop(owner);
  return m.make.err(m.make.adt(`${S}::TryAcquireError::${of.isClosed ? "Closed" : "NoPermits"}`));
}

const SE = `${S}::Semaphore`;

export const SEMAPHORE: Record<string, Builtin> = {
  [`${SE}::new`]: (_, [n]) => new SemaphoreValue(Number(n)),
  [`${SE}::const_new`]: (_, [n]) => new SemaphoreValue(Number(n)),
  [`${SE}::MAX_PERMITS`]: () => 2 ** 53 - 1,
  [`${SE}::acquire`]: (m, [of]) => acquire(m, semaphore(of), 1, EMPTY),
  [`${SE}::acquire_many`]: (m, [of, n]) => acquire(m, semaphore(of), Number(n), EMPTY),
  [`${SE}::acquire_owned`]: (m, [arc]) => acquire(m, semaphore(new Ref([arc], 0)), 1, arc),
  [`${SE}::acquire_many_owned`]: (m, [arc, n]) => acquire(m, semaphore(new Ref([arc], 0)), Number(n), arc),
  [`${SE}::try_acquire`]: (m, [of]) => tryAcquire(m, semaphore(of), 1, EMPTY),
  [`${SE}::try_acquire_many`]: (m, [of, n]) => tryAcquire(m, semaphore(of), Number(n), EMPTY),
  [`${SE}::try_acquire_owned`]: (m, [arc]) => tryAcquire(m, semaphore(new Ref([arc], 0)), 1, arc),
  [`${SE}::add_permits`]: (_, [of, n]) => semaphore(of).release(Number(n)),
  [`${SE}::forget_permits`]: (_, [of, n]) => {
    const gone = Math.min(Number(n), semaphore(of).available);
    semaphore(of).tryAcquire(gone);
    return gone;
  },
  [`${SE}::available_permits`]: (_, [of]) => semaphore(of).available,
  [`${SE}::close`]: (_, [of]) => semaphore(of).close(),
  [`${SE}::is_closed`]: (_, [of]) => semaphore(of).isClosed,
};

for (const type of ["SemaphorePermit", "OwnedSemaphorePermit"]) {
  const permit = (value: Value): Permit => behind(value) as Permit;
  Object.assign(SEMAPHORE, {
    [`${S}::${type}::forget`]: (_, [of]) => void (permit(of).permits = 0),
    [`${S}::${type}::num_permits`]: (_, [of]) => permit(of).permits,
    [`${S}::${type}::split`]: (m, [of, n]) => {
      const from = permit(of);
      if (Number(n) > from.permits) return m.make.none();
      from.permits -= Number(n);
      return m.make.some(
        new Permit(from.semaphore, Number(n), from.owner === EMPTY ? EMPTY : m.cloned(from.owner)),
      );
    },
    [`${S}::${type}::merge`]: (_, [of, other]) => {
      permit(of).permits += permit(other).permits;
      permit(other).permits = 0;
      return undefined;
    },
  } satisfies Record<string, Builtin>);
}
