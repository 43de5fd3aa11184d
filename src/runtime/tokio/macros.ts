/** `tokio::select!` and `tokio::join!`, whose branches are futures of the page. */
import type { Outputs } from "../macros/join.ts";
import type { Selected } from "../macros/select.ts";
import type { Future } from "../std/future.ts";
import { ready } from "../std/future.ts";
import type { Border } from "./border.ts";
import { TokioFuture } from "./future.ts";

type Any = readonly Future<unknown>[];

/** The macros are compiled for up to this many branches. */
const MOST = 8;

export function macrosOn(border: Border) {
  const list = (what: string, futures: Any): void => {
    if (futures.length === 0 || futures.length > MOST)
      border.refuse(`${what} is compiled for 1 to ${MOST} branches here, and has ${futures.length}`);
    const numbers = futures.map((future) => border.add(future));
    border.list(numbers.length).set(numbers);
  };
  function joinAs<F extends Any>(futures: F, biased: number): Future<Outputs<F>> {
    if (futures.length === 0) return ready([]) as unknown as Future<Outputs<F>>;
    list("join!", futures);
    return new TokioFuture<unknown[]>(border, border.call("join", biased), {
      ready: () => Array.from(border.list(futures.length), (word) => border.takeValue(word)),
    }) as unknown as Future<Outputs<F>>;
  }
  function selectAs<F extends Any>(futures: F, biased: number): Future<Selected<Outputs<F>[number]>> {
    list("select!", futures);
    return new TokioFuture<Selected<unknown>>(border, border.call("select", biased), {
      ready: (branch) => ({ branch, value: border.takeValue(border.list(1)[0] as number) }),
    }) as Future<Selected<Outputs<F>[number]>>;
  }
  return {
    join: <F extends Any>(...futures: F) => joinAs(futures, 0),
    joinBiased: <F extends Any>(...futures: F) => joinAs(futures, 1),
    select: <F extends Any>(...futures: F) => selectAs(futures, 0),
    selectBiased: <F extends Any>(...futures: F) => selectAs(futures, 1),
  };
}
