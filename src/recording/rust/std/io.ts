/** `std::io`: its errors, and the streams that a program prints to. */
import { display, PLAIN } from "../values/format.ts";
import { behind, Text } from "../values/values.ts";
import type { Adt, Native, Value } from "../values/values.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin } from "../run/site.ts";

/** What each kind says when an error has no text of its own. */
const SAID: Readonly<Record<string, string>> = {
  NotFound: "entity not found",
  PermissionDenied: "permission denied",
  ConnectionRefused: "connection refused",
  ConnectionReset: "connection reset",
  ConnectionAborted: "connection aborted",
  NotConnected: "not connected",
  BrokenPipe: "broken pipe",
  AlreadyExists: "entity already exists",
  WouldBlock: "operation would block",
  InvalidInput: "invalid input parameter",
  InvalidData: "invalid data",
  TimedOut: "timed out",
  WriteZero: "write zero",
  Interrupted: "operation interrupted",
  Unsupported: "unsupported",
  UnexpectedEof: "unexpected end of file",
  OutOfMemory: "out of memory",
  Other: "other error",
};

class IoError implements Native {
  readonly type = "std::io::Error";
  readonly kind: Adt;
  readonly #said: string | null;
  readonly #shown: string;
  constructor(kind: Adt, said: string | null, shown: string) {
    this.kind = kind;
    this.#said = said;
    this.#shown = shown;
  }
  show(): string {
    return this.#said ?? SAID[this.kind.def.name] ?? "";
  }
  debug(): string {
    const { name } = this.kind.def;
    return this.#said === null ? `Kind(${name})` : `Custom { kind: ${name}, error: ${this.#shown} }`;
  }
}

/** Standard output or error; nothing is kept back, so there is nothing to flush. */
class Stream implements Native {
  readonly type: string;
  readonly #machine: Interpreter;
  constructor(machine: Interpreter, type: string) {
    this.#machine = machine;
    this.type = type;
  }
  get text(): string {
    return "";
  }
  set text(text: string) {
    this.#machine.print(text, this.type.endsWith("Stderr"));
  }
}

const custom = (m: Interpreter, kind: Adt, why: Value): IoError =>
  new IoError(kind, display(m, why, PLAIN), m.show(typeof why === "string" ? new Text(why) : why));

export const IO: Record<string, Builtin> = {
  "std::io::Error::new": (m, [kind, why]) => custom(m, behind(kind) as Adt, why),
  "std::io::Error::other": (m, [why]) => custom(m, m.make.adt("std::io::ErrorKind::Other"), why),
  "std::io::Error::from": (_, [kind]) => new IoError(behind(kind) as Adt, null, ""),
  "std::io::Error::kind": (_, [of]) => (behind(of) as IoError).kind,
  "std::io::stdout": (m) => new Stream(m, "std::io::Stdout"),
  "std::io::stderr": (m) => new Stream(m, "std::io::Stderr"),
};
for (const stream of ["Stdout", "Stderr"]) {
  IO[`std::io::${stream}::lock`] = (_, [of]) => behind(of);
  IO[`std::io::${stream}::flush`] = (m) => m.make.ok(undefined);
}
