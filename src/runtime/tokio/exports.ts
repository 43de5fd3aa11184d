/** The exports and imports of the WebAssembly module that contains tokio; harness/tokio/tab/host is the other side. */

/** The status of a call; a separate call fetches the word that goes with it. */
export const Status = {
  Pending: 0,
  Ready: 1,
  Threw: 2,
  Closed: 3,
  Cancelled: 4,
  WouldWait: 5,
  Spent: 6,
  Gone: 7,
} as const;

export type Call =
  | ("word" | "list" | "poll" | "poll_kept" | "poll_page" | "drop_thing" | "waker_of_page" | "waker_data")
  | ("keep_waker" | "wake" | "build" | "block_on" | "quit" | "enter" | "exit" | "shut_down" | "now")
  | ("current_runtime" | "spawn" | "abort" | "is_finished" | "join_set" | "set_spawn" | "set_len")
  | ("set_abort_all" | "yield_now" | "consume_budget" | "has_budget_remaining" | "unconstrained")
  | ("sleep" | "sleep_until" | "timeout" | "join" | "select" | "channel" | "send" | "try_send")
  | ("send_unbounded" | "clone_sender" | "sender_is_closed" | "try_recv" | "close_receiver" | "oneshot")
  | ("send_oneshot" | "try_recv_oneshot" | "notify" | "notified" | "enable" | "notify_one" | "notify_last")
  | ("notify_waiters" | "semaphore" | "max_permits" | "acquire" | "try_acquire" | "forget_permit")
  | ("add_permits" | "available_permits" | "close_semaphore" | "mutex" | "lock" | "try_lock");

/** Each takes numbers and returns a number or nothing. */
export type Exports = { readonly [C in Call as `tokio_${C}`]: (...numbers: number[]) => number } & {
  readonly memory: { readonly buffer: ArrayBuffer };
};

/** What tokio calls in the page. None of these may throw while the module is alive. */
export interface Imports {
  /** 0: Pending. n: Ready with value n. -n: it threw value n. */
  poll(future: number, cx: number): number;
  dropFuture(future: number): void;
  dropValue(value: number): void;
  wake(waker: number): void;
  cloneWaker(waker: number): void;
  dropWaker(waker: number): void;
}

/** Makes an instance of the module, with WASI's imports beside these. */
export type Instantiate = (imports: Imports) => Exports;
