/** All functions of std and tokio that programs may call, by path. */
import { ATOMICS } from "./std/atomics.ts";
import { CELLS } from "./std/cells.ts";
import { COMMON } from "./std/common.ts";
import { IO } from "./std/io.ts";
import { ITER_ADAPTORS } from "./std/iter-adaptors.ts";
import { ITER_CONSUMERS } from "./std/iter-consumers.ts";
import { ITER } from "./std/iter.ts";
import { LISTS } from "./std/lists.ts";
import { STD_LOCKS } from "./std/locks.ts";
import { MAPS } from "./std/map-methods.ts";
import { MEM } from "./std/mem.ts";
import { STD_MPSC } from "./std/mpsc.ts";
import { NUMBERS } from "./std/numbers.ts";
import { OPTION, ORDERING } from "./std/option.ts";
import { PANICS } from "./std/panics.ts";
import { POINTERS } from "./std/pointers.ts";
import { SETS } from "./std/set-methods.ts";
import { SLICES } from "./std/slices.ts";
import { TASK } from "./std/task.ts";
import { TEXT } from "./std/text.ts";
import { THREAD } from "./std/thread.ts";
import { TIME } from "./std/time.ts";
import { BARRIER } from "./tokio/barrier.ts";
import { BROADCAST } from "./tokio/broadcast.ts";
import { JOIN_SET } from "./tokio/join-set.ts";
import { LOCKS } from "./tokio/locks.ts";
import { MPSC } from "./tokio/mpsc.ts";
import { NOTIFY } from "./tokio/notify.ts";
import { ONCE_CELL } from "./tokio/once-cell.ts";
import { ONESHOT } from "./tokio/oneshot.ts";
import { RUNTIME } from "./tokio/runtime.ts";
import { SEMAPHORE } from "./tokio/semaphore.ts";
import { TASKS } from "./tokio/tasks.ts";
import { TOKIO_TIME } from "./tokio/time.ts";
import { WATCH } from "./tokio/watch.ts";
import type { Builtin } from "./run/site.ts";

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...ATOMICS, ...CELLS, ...COMMON, ...IO, ...ITER, ...ITER_ADAPTORS, ...ITER_CONSUMERS, ...LISTS, ...MAPS, ...MEM, ...NUMBERS, ...OPTION, ...ORDERING, ...PANICS, ...POINTERS, ...SETS, ...SLICES, ...STD_LOCKS, ...STD_MPSC, ...TASK, ...TEXT, ...THREAD, ...TIME,
    ...BARRIER, ...BROADCAST, ...JOIN_SET, ...LOCKS, ...MPSC, ...NOTIFY, ...ONCE_CELL, ...ONESHOT, ...RUNTIME, ...SEMAPHORE, ...TASKS, ...TOKIO_TIME, ...WATCH,
  }), // prettier-ignore
);
