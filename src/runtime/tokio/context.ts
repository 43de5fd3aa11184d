/** The context and the wakers that tokio gives to the page's futures. */
import { Panic } from "../std/panic.ts";
import { Context, Waker } from "../std/waker.ts";
import type { Border } from "./border.ts";

/** For a context from tokio: its owner, and its address while its poll lasts. Undefined for every other context. */
export let placeOf: (cx: object) => { readonly border: Border; readonly address: number } | undefined;
/** Called when the poll is over: from then on the context is refused. */
export let endContext: (cx: TokioContext) => void;

/** Rust lends a `&mut Context` for one poll; here each use checks the loan. */
export class TokioContext extends Context {
  readonly #border: Border;
  /** 0 once the poll is over. */
  #address: number;

  static {
    placeOf = (cx) => {
      if (!(#border in cx)) return undefined;
      if (cx.#address === 0) overdue(cx.#border);
      return { border: cx.#border, address: cx.#address };
    };
    endContext = (cx) => {
      cx.#address = 0;
    };
  }

  constructor(border: Border, address: number) {
    super();
    this.#border = border;
    this.#address = address;
  }

  override get waker(): Waker {
    if (this.#address === 0) overdue(this.#border);
    return this.#border.wakerAt(this.#address);
  }
}

/** The model allows it, so the two may differ from here on. */
function overdue(border: Border): never {
  border.doubt ??= "a Context is used after its poll, which Rust forbids";
  throw new Panic(
    "a Context was used after its poll had returned: Rust lends it for that one poll. Keep cx.waker.clone() instead",
  );
}

/** The waker's number on tokio's side; undefined for a waker that is not tokio's. */
export let keptAs: (waker: object, border: Border) => number | undefined;

/** A waker from tokio, cloned once for the page and shared by all of the page's wakers for this task. */
export class TokioWaker extends Waker {
  readonly #border: Border;
  readonly #kept: number;

  static {
    keptAs = (waker, border) => (#kept in waker && waker.#border === border ? waker.#kept : undefined);
  }

  constructor(border: Border, kept: number) {
    super({});
    this.#border = border;
    this.#kept = kept;
  }
  wake(): void {
    this.#border.call("wake", this.#kept);
  }
  wakeByRef(): void {
    this.#border.call("wake", this.#kept);
  }
  clone(): Waker {
    return this;
  }
}
