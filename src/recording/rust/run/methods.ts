/** Method calls: finds the method of a value or of what is behind it, and gives it its receiver. */
import type { FnDef, PrimDef } from "../syntax/definitions.ts";
import { Adt, EMPTY, isNative, Iter, Ref, take } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { pollAt } from "./futures.ts";
import type { Interpreter } from "./interpreter.ts";
import { methodOf } from "./owners.ts";
import type { Site } from "./site.ts";
import { nameOf, typesOf } from "./types-of.ts";

export function callMethod(
  machine: Interpreter,
  receiver: Ref,
  name: string,
  args: Value[],
  site: Site,
): Value {
  if (name === "poll" && args.length === 1) {
    const polled = pollAt(machine, receiver, args[0], site);
    if (polled !== EMPTY) return polled;
  }
  let at = receiver;
  /** The last pointer on the way, for `self: Arc<Self>`. */
  let pointer: Ref | null = null;
  let behindRef = false;
  for (;;) {
    const { value } = at;
    if (value === EMPTY)
      return machine.refuse(machine.at, "A value was used here after it had been moved away.");
    for (const type of typesOf(machine, value, site)) {
      const found = methodOf(type, name);
      if (found !== null && found.node.self !== null)
        return invoke(machine, found, at, pointer, behindRef, args, site);
    }
    const next = pointee(machine, value);
    if (next === null) break;
    if (value instanceof Ref) behindRef = true;
    else pointer = at;
    at = next;
  }
  return otherMethod(machine, receiver, at, name, args, site);
}

function invoke(
  machine: Interpreter,
  def: FnDef,
  at: Ref,
  pointer: Ref | null,
  behindRef: boolean,
  args: Value[],
  site: Site,
): Value {
  const { self } = def.node;
  const written = self?.type?.kind === "ref" ? self.type.of : self?.type;
  const own = written?.kind === "path" ? written.path.segments[0]?.name : undefined;
  let first: Value;
  if (own === "Arc" || own === "Rc") {
    if (pointer === null)
      return machine.refuse(machine.at, `\`${def.name}\` takes an \`${own}\` as its receiver.`);
    first = self?.type?.kind === "ref" ? pointer : take(pointer.base, pointer.key);
  } else if (self?.kind !== "value" || own === "Pin" || self.type?.kind === "ref") first = at;
  // A place behind a reference keeps an iterator, which goes on from there.
  else if (behindRef && (at.value instanceof Iter || def.name === "into_iter"))
    first = at.value instanceof Iter ? at.value : at;
  else first = take(at.base, at.key);
  if (!def.isStd) return machine.callFn(def, [first, ...args]);
  const builtin = machine.builtins.get(def.path);
  if (builtin === undefined) return machine.refuse(machine.at, `\`${def.path}\` does not run here.`);
  return builtin(machine, [first, ...args], site);
}

/** One step through a reference, a pointer or a guard. */
export function pointee(machine: Interpreter, value: Value): Ref | null {
  if (value instanceof Ref) return value;
  if (isNative(value) && value.deref !== undefined) return value.deref();
  if (value instanceof Adt) {
    const owner = value.def.kind === "variant" ? value.def.enum : value.def;
    const deref = owner.methods.get("deref_mut") ?? owner.methods.get("deref");
    if (deref !== undefined && !deref.isStd) {
      const target = machine.callFn(deref, [new Ref([value], 0)]);
      return target instanceof Ref ? target : new Ref([target], 0);
    }
    if (owner.path === "std::panic::AssertUnwindSafe") return new Ref(value.fields, 0);
  }
  return null;
}

/** Methods that many types have. */
function otherMethod(
  machine: Interpreter,
  receiver: Ref,
  last: Ref,
  name: string,
  args: Value[],
  site: Site,
): Value {
  const any = machine.std.prims.get("any") as PrimDef;
  const blanket = any.methods.get(name);
  if (blanket !== undefined) {
    const self = blanket.node.self?.kind === "value" ? take(last.base, last.key) : last;
    return machine.callFn(blanket, [self, ...args]);
  }
  const builtin = machine.builtins.get(`*.${name}`);
  if (builtin !== undefined) return builtin(machine, [receiver, ...args], site);
  // A field that holds a closure is called with parentheses around it; anything else is unknown.
  return machine.refuse(
    machine.at,
    `\`${name}\` is no method that runs here for \`${nameOf(machine, last.value)}\`.`,
  );
}
