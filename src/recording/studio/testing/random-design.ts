/** For tests: designs that the schema takes, sound or not, from a seed. */
import * as v from "valibot";
import { Random } from "../load/random.ts";
import { namesIn } from "../references.ts";
import { Design } from "../schema.ts";

export function randomDesign(seed: number): Design {
  const random = new Random(seed);
  const upTo = (most: number): number => Math.floor(random.next() * (most + 1));
  const oneOf = <T>(all: readonly T[]): T => all[upTo(all.length - 1)] as T;
  const some = <T>(most: number, make: (i: number) => T): T[] =>
    Array.from({ length: upTo(most) }, (_, i) => make(i));
  const often = (): boolean => random.next() < 0.6;

  const sources = [{ id: "in", rate: 1_000 }, ...some(1, () => ({ id: "loop", rate: 10, keys: 3 }))];
  const channels = some(5, (i) => ({
    id: oneOf(["match", "type-", "queue"]).replace(/-$/, "") + `-${i}`,
    kind: oneOf(["mpsc", "mpsc", "broadcast", "watch"] as const),
    capacity: oneOf([null, 1, 64]),
    whenFull: oneOf(["wait", "drop"] as const),
    keys: 1 + upTo(3),
  }));
  const stop = { id: "stop", kind: "watch" as const };
  const states = some(2, (i) => ({
    id: oneOf([`state-${i}`, i === 0 ? "answer" : "endless"]),
    kind: oneOf(["std-mutex", "tokio-mutex", "rwlock"] as const),
    keys: 1 + upTo(3),
  }));
  const sinks = [{ id: "out", kind: oneOf(["socket", "file"] as const) }];
  const unread = new Set([...sources, ...channels].map(({ id }) => id));

  const step = (): v.InferInput<typeof Design>["tasks"] extends unknown ? object : never => {
    const kinds = [
      "work",
      "await",
      "block",
      "reply",
      "write",
      ...(channels.length > 0 ? ["send", "send", "ask"] : []),
      ...(states.length > 0 ? ["lock"] : []),
    ];
    switch (oneOf(kinds)) {
      case "work":
        return { do: "work", us: upTo(50), spread: oneOf(["fixed", "exponential"]) };
      case "await":
        return { do: "await", us: upTo(200) };
      case "block":
        return { do: "block", us: upTo(50), where: oneOf(["inline", "spawn-blocking"]) };
      case "reply":
        return { do: "reply" };
      case "send":
      case "ask":
        return { do: "send", to: oneOf(channels).id, reply: random.next() < 0.3 };
      case "lock":
        return { do: "lock", state: oneOf(states).id, write: often(), keep: random.next() < 0.1 };
      default:
        return { do: "write", to: "out" };
    }
  };
  const tasks = ["main", "reader", "async", "shard"].slice(0, 1 + upTo(3)).map((id) => {
    const inputs = [...unread].filter(() => random.next() < 0.5);
    const on = inputs.map((from) => {
      const channel = channels.find((each) => each.id === from);
      if (channel === undefined || channel.kind === "mpsc") unread.delete(from);
      return {
        from,
        subscribes: channel === undefined ? 1 : 1 + upTo(channel.keys - 1),
        ...(channel?.kind === "watch" && often() ? { everyUs: 1_000 } : {}),
        does: some(4, step),
      };
    });
    return {
      id,
      count: 1 + upTo(2),
      on,
      runsOn: oneOf(["runtime", "runtime", "thread"] as const),
      shutdown: often() ? "stop" : "",
    };
  });
  const design = v.parse(Design, {
    version: 1,
    name: `Random ${seed}`,
    workers: 1 + upTo(2),
    sources,
    tasks,
    channels: [...channels, stop],
    states,
    sinks,
  });
  const [wrong] = namesIn(design);
  if (wrong !== undefined) throw new Error(`seed ${seed}: ${wrong.path.join(".")}: ${wrong.message}`);
  return design;
}
