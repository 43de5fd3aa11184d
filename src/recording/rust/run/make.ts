/** Makes the values of std's enums and structs that the interpreter itself gives. */
import type { EnumDef, StructDef, VariantDef } from "../syntax/definitions.ts";
import type { Std } from "../names/std.ts";
import { Adt, END } from "../values/values.ts";
import type { Make, Value } from "../values/values.ts";

export function makerOf(std: Std): Make {
  const variant = (path: string, name: string): VariantDef =>
    (std.types.get(path) as EnumDef).variants.get(name) as VariantDef;
  const [none, some] = ["None", "Some"].map((name) => variant("std::option::Option", name)) as [
    VariantDef,
    VariantDef,
  ];
  const [ok, err] = ["Ok", "Err"].map((name) => variant("std::result::Result", name)) as [
    VariantDef,
    VariantDef,
  ];
  const [ready, pending] = ["Ready", "Pending"].map((name) => variant("std::task::Poll", name)) as [
    VariantDef,
    VariantDef,
  ];
  const orders = ["Less", "Equal", "Greater"].map((name) => variant("std::cmp::Ordering", name));
  return {
    some: (value) => new Adt(some, [value]),
    none: () => new Adt(none, []),
    option: (value) => (value === END ? new Adt(none, []) : new Adt(some, [value])),
    ok: (value) => new Adt(ok, [value]),
    err: (value) => new Adt(err, [value]),
    ready: (value) => new Adt(ready, [value]),
    pending: () => new Adt(pending, []),
    ordering: (sign) => new Adt(orders[Math.sign(sign) + 1] as VariantDef, []),
    adt: (path, ...fields: Value[]) => {
      const whole = std.types.get(path);
      if (whole?.kind === "struct") return new Adt(whole satisfies StructDef, fields);
      const at = path.lastIndexOf("::");
      return new Adt(variant(path.slice(0, at), path.slice(at + 2)), fields);
    },
  };
}
