/** `{}` and `{:?}`: how each value is shown. */
import type { FormatSpec } from "../syntax/ast.ts";
import { Adt, behind, Callable, Char, EMPTY, Float, isNative, List, Range, Ref, Slice, Text, Tuple, itemsOf } from "./values.ts"; // prettier-ignore
import type { Machine, Native, Value } from "./values.ts";
import { ownMethod } from "./compare.ts";

/** What a program's own `fmt` writes to. */
export class Formatter implements Native {
  readonly type = "std::fmt::Formatter";
  text = "";
  readonly spec: FormatSpec;
  constructor(spec: FormatSpec) {
    this.spec = spec;
  }
}

/** Natives that can be shown say how. */
interface Shown {
  show?(): string;
  debug?(show: (value: Value) => string, pretty: boolean): string;
}

export const PLAIN: FormatSpec = {
  fill: " ", align: "", plus: false, alternate: false, zero: false, width: null, precision: null, kind: "",
}; // prettier-ignore

export function display(machine: Machine, value: Value, spec: FormatSpec): string {
  const at = behind(value);
  if (typeof at === "string") return at;
  if (at instanceof Text) return at.text;
  if (at instanceof Char) return at.value;
  if (at instanceof Float) return float(at.value, spec.precision, false);
  if (at instanceof Adt) {
    const own = ownMethod(at, "Display::fmt") ?? displayOf(at);
    if (own !== null) return written(machine, own, at, spec);
    const shown = SHOWN[at.def.kind === "variant" ? `${at.def.enum.path}::${at.def.name}` : at.def.path];
    if (shown !== undefined) return shown;
  }
  if (isNative(at)) {
    const text = (at as Shown).show?.();
    if (text !== undefined) return text;
  }
  return debug(machine, value, { ...spec, kind: "?" });
}

/** An impl of `Display` and one of `Debug` both have a `fmt`. */
function displayOf(at: Adt): ReturnType<typeof ownMethod> {
  const own = ownMethod(at, "fmt");
  return own?.trait?.name === "Display" ? own : null;
}

function debugOf(at: Adt): ReturnType<typeof ownMethod> {
  const own = ownMethod(at, "fmt");
  if (own?.trait?.name === "Debug") return own;
  return ownMethod(at, "Debug::fmt");
}

function written(
  machine: Machine,
  own: NonNullable<ReturnType<typeof ownMethod>>,
  at: Value,
  spec: FormatSpec,
): string {
  const formatter = new Formatter(spec);
  machine.callFn(own, [new Ref([at], 0), new Ref([formatter], 0)]);
  return formatter.text;
}

/** What tokio's and std's errors say. */
const SHOWN: Readonly<Record<string, string>> = {
  "std::sync::mpsc::SendError": "sending on a closed channel",
  "std::sync::mpsc::RecvError": "receiving on a closed channel",
  "std::sync::mpsc::TryRecvError::Empty": "receiving on an empty channel",
  "std::sync::mpsc::TryRecvError::Disconnected": "receiving on a closed channel",
  "std::sync::mpsc::RecvTimeoutError::Timeout": "timed out waiting on channel",
  "std::sync::mpsc::RecvTimeoutError::Disconnected": "channel is empty and sending half is closed",
  "std::sync::mpsc::TrySendError::Full": "sending on a full channel",
  "std::sync::mpsc::TrySendError::Disconnected": "sending on a closed channel",
  "tokio::sync::mpsc::error::SendError": "channel closed",
  "tokio::sync::mpsc::error::TrySendError::Full": "no available capacity",
  "tokio::sync::mpsc::error::TrySendError::Closed": "channel closed",
  "tokio::sync::mpsc::error::TryRecvError::Empty": "receiving on an empty channel",
  "tokio::sync::mpsc::error::TryRecvError::Disconnected": "receiving on a closed channel",
  "tokio::sync::oneshot::error::TryRecvError::Empty": "channel empty",
  "tokio::sync::oneshot::error::TryRecvError::Closed": "channel closed",
  "tokio::sync::oneshot::error::RecvError": "channel closed",
  "tokio::sync::broadcast::error::SendError": "channel closed",
  "tokio::sync::broadcast::error::RecvError::Closed": "channel closed",
  "tokio::sync::watch::error::SendError": "channel closed",
  "tokio::sync::watch::error::RecvError": "channel closed",
  "tokio::time::error::Elapsed": "deadline has elapsed",
  "tokio::sync::AcquireError": "semaphore closed",
  "tokio::sync::TryAcquireError::NoPermits": "no permits available",
  "tokio::sync::TryAcquireError::Closed": "semaphore closed",
  "tokio::sync::TryLockError": "operation would block",
};

function float(value: number, precision: FormatSpec["precision"], isDebug: boolean): string {
  if (typeof precision === "number") return value.toFixed(Math.min(precision, 100));
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return isDebug ? "-0.0" : "-0";
  const magnitude = Math.abs(value);
  if (isDebug && magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-5))
    return value.toExponential().replace("e+", "e");
  const text = magnitude >= 1e21 ? BigInt(value).toString() : plainDecimal(value);
  return isDebug && Number.isInteger(value) ? `${text}.0` : text;
}

function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const digits = Number(/e-(\d+)/.exec(text)?.[1] ?? 0) + 17;
  return value.toFixed(Math.min(digits, 100)).replace(/0+$/, "");
}

function quoted(text: string): string {
  const escaped = text.replace(/[\\"\n\r\t\0]/g, (char) => {
    const known: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0" };
    return known[char] ?? `\\${char}`;
  });
  return `"${escaped}"`;
}

export function debug(machine: Machine, value: Value, spec: FormatSpec): string {
  const pretty = spec.alternate;
  const show = (inner: Value): string => debug(machine, inner, spec);
  const at = value instanceof Ref ? value.value : value;
  if (at instanceof Ref) return show(at);
  if (at === EMPTY) return "<moved>";
  if (at === undefined) return "()";
  if (typeof at === "string") return quoted(at);
  if (at instanceof Text) return quoted(at.text);
  if (at instanceof Char)
    return at.value === "'" ? "'\\''" : `'${quoted(at.value).slice(1, -1).replace('\\"', '"')}'`;
  if (at instanceof Float) return float(at.value, spec.precision, true);
  if (at instanceof Adt) {
    const own = debugOf(at);
    if (own !== null) return written(machine, own, at, spec);
    const { name, fields: shape } = at.def;
    const kind = at.def.kind === "variant" ? at.def.shape : at.def.node.shape;
    const path = at.def.kind === "variant" ? at.def.enum.path : at.def.path;
    if (path === "tokio::time::error::Elapsed" || path.endsWith("oneshot::error::RecvError"))
      return `${name}(())`;
    if (/mpsc::(?:error::)?SendError$/.test(path)) return "SendError { .. }";
    if (/mpsc::(?:error::)?(?:Try|Timeout)SendError$/.test(path)) return `${name}(..)`;
    if (kind === "unit" || (kind === "named" && at.fields.length === 0)) return name;
    if (kind === "tuple") return group(`${name}(`, at.fields.map(show), ")", pretty);
    const fields = at.fields.map((field, i) => `${shape[i]?.name ?? ""}: ${show(field)}`);
    return group(`${name} { `, fields, " }", pretty);
  }
  if (at instanceof Tuple)
    return at.items.length === 1 ? `(${show(at.items[0])},)` : group("(", at.items.map(show), ")", pretty);
  if (at instanceof List || at instanceof Slice) return group("[", itemsOf(at).map(show), "]", pretty);
  if (at instanceof Range)
    return `${at.fields[0] === EMPTY ? "" : show(at.fields[0])}${at.inclusive ? "..=" : ".."}${at.fields[1] === EMPTY ? "" : show(at.fields[1])}`;
  if (at instanceof Callable) return at.name;
  if (isNative(at)) {
    const own = (at as Shown).debug?.(show, pretty);
    if (own !== undefined) return own;
    if (at.deref !== undefined) return show(at.deref().value);
    return (at as Shown).show?.() ?? (at.type.split("::").at(-1) as string);
  }
  return typeof at === "number" || typeof at === "bigint" || typeof at === "boolean" ? String(at) : "?";
}

/** `{:#?}` puts each item on a line of its own. */
export function group(open: string, items: readonly string[], close: string, pretty: boolean): string {
  if (!pretty || items.length === 0) return `${open}${items.join(", ")}${close}`;
  const lines = items.map((item) => `    ${item.replaceAll("\n", "\n    ")},\n`).join("");
  return `${open.trimEnd()}\n${lines}${close.trimStart()}`;
}

export function formatted(machine: Machine, value: Value, spec: FormatSpec): string {
  const at = behind(value);
  let text: string;
  if (spec.kind === "?") text = debug(machine, value, spec);
  else if (spec.kind === "") text = display(machine, value, spec);
  else if (spec.kind === "e")
    text = Number(at instanceof Float ? at.value : at)
      .toExponential()
      .replace("e+", "e");
  else text = inBase(at as number | bigint, spec);
  const isNumber = typeof at === "number" || typeof at === "bigint" || at instanceof Float;
  if (spec.plus && isNumber && !text.startsWith("-")) text = `+${text}`;
  if (typeof spec.precision === "number" && !isNumber && spec.kind === "")
    text = Array.from(text).slice(0, spec.precision).join("");
  return typeof spec.width === "number" ? padded(text, spec, spec.width, isNumber) : text;
}

function inBase(value: number | bigint, spec: FormatSpec): string {
  const base = { x: 16, X: 16, b: 2, o: 8 }[spec.kind as "x" | "X" | "b" | "o"];
  const digits = value.toString(base);
  const prefix = spec.alternate
    ? { x: "0x", X: "0x", b: "0b", o: "0o" }[spec.kind as "x" | "X" | "b" | "o"]
    : "";
  return prefix + (spec.kind === "X" ? digits.toUpperCase() : digits);
}

function padded(text: string, spec: FormatSpec, width: number, isNumber: boolean): string {
  const missing = Math.min(width, 10_000) - Array.from(text).length;
  if (missing <= 0) return text;
  if (spec.zero && isNumber) {
    const sign = /^[+-]?(?:0[xbo])?/.exec(text)?.[0] ?? "";
    return sign + "0".repeat(missing) + text.slice(sign.length);
  }
  const align = spec.align === "" ? (isNumber ? ">" : "<") : spec.align;
  const left = align === ">" ? missing : align === "^" ? Math.floor(missing / 2) : 0;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}
