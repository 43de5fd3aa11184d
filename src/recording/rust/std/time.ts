/** `Duration` and `Instant`, on the virtual clock. */
import { Panic } from "../../../runtime/index.ts";
import { CONTEXT } from "../../../runtime/context.ts";
import { blockThread, now } from "../../../runtime/time/instant.ts";
import { normal } from "../values/numbers.ts";
import { behind, Float } from "../values/values.ts";
import type { Native, Value } from "../values/values.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin } from "../run/site.ts";

const NS = 1_000_000_000;

export class Duration implements Native {
  readonly type = "std::time::Duration";
  /** Whole nanoseconds, exact up to 104 days. */
  readonly ns: number;
  constructor(ns: number) {
    this.ns = ns;
  }
  get ms(): number {
    return this.ns / 1_000_000;
  }
  get sortKey(): number {
    return this.ns;
  }
  debug(): string {
    const [unit, size] =
      this.ns >= NS
        ? ["s", NS]
        : this.ns >= 1_000_000
          ? ["ms", 1_000_000]
          : this.ns >= 1_000
            ? ["µs", 1_000]
            : ["ns", 1];
    const whole = Math.floor(this.ns / (size as number));
    const rest = Math.round(this.ns - whole * (size as number));
    const digits =
      rest === 0
        ? ""
        : `.${String(rest)
            .padStart(String(size).length - 1, "0")
            .replace(/0+$/, "")}`;
    return `${whole}${digits}${unit}`;
  }
}

export class Instant implements Native {
  readonly type: string;
  readonly ms: number;
  constructor(ms: number, type = "std::time::Instant") {
    this.ms = ms;
    this.type = type;
  }
  get sortKey(): number {
    return this.ms;
  }
  clone(): Instant {
    return this;
  }
  debug(): string {
    return `Instant { tv_sec: ${Math.floor(this.ms / 1000)}, tv_nsec: ${Math.round((this.ms % 1000) * 1e6)} }`;
  }
}

/** Also outside the runtime, where std's clock runs on. */
const nowIn = (m: Interpreter): number => (CONTEXT.handle === null ? m.nowMs() + CONTEXT.busyMs : now());
export const duration = (value: Value): Duration => behind(value) as Duration;
export const instant = (value: Value): Instant => behind(value) as Instant;
const number = (value: Value): number => {
  const at = behind(value);
  return at instanceof Float ? at.value : Number(at);
};
const D = "std::time::Duration";

function made(ns: number): Duration {
  return new Duration(Math.round(ns));
}

function atLeastZero(ns: number, what: string): Duration {
  if (ns < 0) throw new Panic(what);
  return made(ns);
}

export const TIME: Record<string, Builtin> = {
  [`${D}::from_millis`]: (_, [n]) => made(number(n) * 1e6),
  [`${D}::from_secs`]: (_, [n]) => made(number(n) * 1e9),
  [`${D}::from_mins`]: (_, [n]) => made(number(n) * 60e9),
  [`${D}::from_hours`]: (_, [n]) => made(number(n) * 3600e9),
  [`${D}::from_micros`]: (_, [n]) => made(number(n) * 1e3),
  [`${D}::from_nanos`]: (_, [n]) => made(number(n)),
  [`${D}::from_secs_f64`]: (_, [n]) => made(number(n) * 1e9),
  [`${D}::from_secs_f32`]: (_, [n]) => made(number(n) * 1e9),
  [`${D}::new`]: (_, [s, n]) => made(number(s) * 1e9 + number(n)),
  [`${D}::default`]: () => made(0),
  [`${D}::ZERO`]: () => made(0),
  [`${D}::MAX`]: () => new Duration(2 ** 64 * 1e9),
  [`${D}::as_millis`]: (_, [of]) => Math.floor(duration(of).ns / 1e6),
  [`${D}::as_secs`]: (_, [of]) => Math.floor(duration(of).ns / 1e9),
  [`${D}::as_micros`]: (_, [of]) => Math.floor(duration(of).ns / 1e3),
  [`${D}::as_nanos`]: (_, [of]) => normal(BigInt(duration(of).ns)),
  [`${D}::as_secs_f64`]: (_, [of]) => new Float(duration(of).ns / 1e9),
  [`${D}::as_secs_f32`]: (_, [of]) => new Float(duration(of).ns / 1e9),
  [`${D}::subsec_millis`]: (_, [of]) => Math.floor((duration(of).ns % 1e9) / 1e6),
  [`${D}::subsec_micros`]: (_, [of]) => Math.floor((duration(of).ns % 1e9) / 1e3),
  [`${D}::subsec_nanos`]: (_, [of]) => duration(of).ns % 1e9,
  [`${D}::is_zero`]: (_, [of]) => duration(of).ns === 0,
  [`${D}::add`]: (_, [a, b]) => made(duration(a).ns + duration(b).ns),
  [`${D}::sub`]: (_, [a, b]) =>
    atLeastZero(duration(a).ns - duration(b).ns, "overflow when subtracting durations"),
  [`${D}::mul`]: (_, [a, n]) => made(duration(a).ns * number(n)),
  [`${D}::div`]: (_, [a, n]) => {
    if (number(n) === 0) throw new Panic("divide by zero error when dividing duration by scalar");
    return new Duration(Math.floor(duration(a).ns / number(n)));
  },
  [`${D}::mul_f64`]: (_, [a, n]) => made(duration(a).ns * number(n)),
  [`${D}::div_f64`]: (_, [a, n]) => made(duration(a).ns / number(n)),
  [`${D}::saturating_sub`]: (_, [a, b]) => made(Math.max(0, duration(a).ns - duration(b).ns)),
  [`${D}::saturating_add`]: (_, [a, b]) => made(duration(a).ns + duration(b).ns),
  [`${D}::abs_diff`]: (_, [a, b]) => made(Math.abs(duration(a).ns - duration(b).ns)),
  [`${D}::checked_sub`]: (m, [a, b]) =>
    duration(a).ns < duration(b).ns ? m.make.none() : m.make.some(made(duration(a).ns - duration(b).ns)),
  [`${D}::checked_add`]: (m, [a, b]) => m.make.some(made(duration(a).ns + duration(b).ns)),
  "std::thread::sleep": (_, [d]) => blockThread(duration(d).ms),
  "std::thread::yield_now": () => undefined,
};

for (const type of ["std::time::Instant", "tokio::time::Instant"]) {
  const since = (a: Value, b: Value): Duration => made(Math.max(0, (instant(a).ms - instant(b).ms) * 1e6));
  Object.assign(TIME, {
    [`${type}::now`]: (m) => new Instant(nowIn(m), type),
    [`${type}::elapsed`]: (m, [of]) => made((nowIn(m) - instant(of).ms) * 1e6),
    [`${type}::duration_since`]: (_, [a, b]) => since(a, b),
    [`${type}::saturating_duration_since`]: (_, [a, b]) => since(a, b),
    [`${type}::checked_add`]: (m, [a, d]) => m.make.some(new Instant(instant(a).ms + duration(d).ms, type)),
    [`${type}::checked_sub`]: (m, [a, d]) => m.make.some(new Instant(instant(a).ms - duration(d).ms, type)),
    [`${type}::into_std`]: (_, [of]) => new Instant(instant(of).ms),
    [`${type}::from_std`]: (_, [of]) => new Instant(instant(of).ms, "tokio::time::Instant"),
    [`${type}::add`]: (_, [a, d]) => new Instant(instant(a).ms + duration(d).ms, type),
    [`${type}::sub`]: (_, [a, b]) => {
      const other = behind(b);
      return other instanceof Duration ? new Instant(instant(a).ms - other.ms, type) : since(a, b);
    },
  } satisfies Record<string, Builtin>);
}
