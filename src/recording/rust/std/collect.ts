/** `collect`: what the type asks for, made of what an iterator gives. */
import type { Interpreter } from "../run/interpreter.ts";
import type { Shape } from "../types/shape.ts";
import { Adt, Iter, List, Ref, Text, textOf, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { MapValue, SetValue } from "./maps.ts";
import { ofArray, each } from "./walk.ts";

/** Collects into what the type asks for; without one, a list. */
export function collect(machine: Interpreter, iter: Iter, shape: Shape | null): Value {
  const name = shape?.name ?? "std::vec::Vec";
  switch (name) {
    case "std::string::String": {
      let text = "";
      for (const value of each(machine, iter)) text += textOf(value);
      return new Text(text);
    }
    case "std::collections::HashMap":
    case "std::collections::BTreeMap": {
      const map = new MapValue(name, machine);
      for (const pair of each(machine, iter)) map.insert((pair as Tuple).items[0], (pair as Tuple).items[1]);
      return map;
    }
    case "std::collections::HashSet":
    case "std::collections::BTreeSet":
    case "std::collections::BinaryHeap": {
      const set = new SetValue(name, machine);
      for (const value of each(machine, iter)) set.insert(value);
      return set;
    }
    case "std::result::Result":
    case "std::option::Option": {
      const items: Value[] = [];
      for (const item of each(machine, iter)) {
        const { def, fields } = item as Adt;
        if (def.name === "Err" || def.name === "None") {
          machine.dropAll(items);
          machine.drop(iter);
          return item;
        }
        items.push(fields[0]);
      }
      const inner = collect(machine, ofArray(items), shape?.args[0] ?? null);
      return name.endsWith("Option") ? machine.make.some(inner) : machine.make.ok(inner);
    }
    case "tuple":
      for (const value of each(machine, iter)) machine.drop(value);
      return undefined;
    case "tokio::task::JoinSet": {
      const set = machine.std.types.get(name)?.methods;
      const made = machine.builtin(`${name}::new`)([]);
      if (set !== undefined)
        for (const value of each(machine, iter))
          machine.drop(machine.builtin(`${name}::spawn`)([new Ref([made], 0), value]));
      return made;
    }
    default: {
      const items = [...each(machine, iter)];
      return new List(items, name === "std::collections::VecDeque" ? "deque" : "vec");
    }
  }
}
