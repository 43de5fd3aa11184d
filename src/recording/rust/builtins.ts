/** All functions of std and tokio that programs may call, by path. */
import { COMMON } from "./std/common.ts";
import { ITER } from "./std/iter.ts";
import { LISTS } from "./std/lists.ts";
import { NUMBERS } from "./std/numbers.ts";
import { OPTION, ORDERING } from "./std/option.ts";
import { POINTERS } from "./std/pointers.ts";
import { TEXT } from "./std/text.ts";
import { TIME } from "./std/time.ts";
import { BROADCAST } from "./tokio/broadcast.ts";
import { LOCKS } from "./tokio/locks.ts";
import { MPSC } from "./tokio/mpsc.ts";
import { ONESHOT } from "./tokio/oneshot.ts";
import { TASKS } from "./tokio/tasks.ts";
import { TOKIO_TIME } from "./tokio/time.ts";
import { WATCH } from "./tokio/watch.ts";
import type { Builtin } from "./run/site.ts";

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({
    ...COMMON, ...ITER, ...LISTS, ...NUMBERS, ...OPTION, ...ORDERING, ...POINTERS, ...TEXT, ...TIME,
    ...BROADCAST, ...LOCKS, ...MPSC, ...ONESHOT, ...TASKS, ...TOKIO_TIME, ...WATCH,
  }), // prettier-ignore
);
