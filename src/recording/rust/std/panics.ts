/** `std::panic`: who catches what was thrown, and what type that has. */
import { Panic } from "../../../runtime/index.ts";
import type { TypeNode } from "../syntax/ast.ts";
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin, Site } from "../run/site.ts";
import { typeName } from "../run/type-nodes.ts";
import { typesOf } from "../run/types-of.ts";
import { Panicked, payloadOf } from "../values/panics.ts";
import { Adt, behind, Text } from "../values/values.ts";
import type { Value } from "../values/values.ts";

/** Whether a value has the type between `::<` and `>` of a method call. */
function isOf(m: Interpreter, value: Value, site: Site): boolean {
  const wanted: TypeNode | undefined = site.kind === "method" ? site.generics[0] : undefined;
  const at = behind(value);
  const path = typeName(wanted);
  if (path === "str") return typeof at === "string";
  if (typeof at === "string") return false;
  if (path === "std::boxed::Box" && wanted?.kind === "path") return at instanceof Text;
  return typesOf(m, at, site).some((type) => type.path === path);
}

/** `catch_unwind` and a joined thread: `Err` with the payload. */
export function caught(m: Interpreter, run: () => Value): Value {
  try {
    return m.make.ok(run());
  } catch (error) {
    if (error instanceof Panic) return m.make.err(payloadOf(error));
    throw error;
  }
}

export const PANICS: Record<string, Builtin> = {
  "std::panic::catch_unwind": (m, [f]) => caught(m, () => m.call(f instanceof Adt ? f.fields[0] : f, [])),
  "std::panic::resume_unwind": (_, [payload]) => {
    throw new Panicked("Box<dyn Any>", payload);
  },
  "std::panic::panic_any": (_, [payload]) => {
    throw new Panicked("Box<dyn Any>", payload);
  },
  "*.downcast_ref": (m, [of], site) => (isOf(m, of, site) ? m.make.some(of) : m.make.none()),
  "*.downcast_mut": (m, [of], site) => (isOf(m, of, site) ? m.make.some(of) : m.make.none()),
  "*.downcast": (m, [of], site) => {
    const value = behind(of);
    return isOf(m, value, site) ? m.make.ok(value) : m.make.err(value);
  },
  "*.is": (m, [of], site) => isOf(m, of, site),
};
