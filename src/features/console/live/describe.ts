/** The fields of a task or resource by name, and its place in the source. */
import type { NewTask } from "../store.ts";
import type { Field, Location, Metadata } from "./proto/common_pb.js";

export function pairOf(
  field: Field,
  metadata: Metadata | undefined,
): [name: string, value: string] | undefined {
  const name =
    field.name.case === "nameIdx" ? metadata?.fieldNames[Number(field.name.value)] : field.name.value;
  const value = `${field.value.value ?? ""}`;
  return name === undefined || value === "" ? undefined : [name, value];
}

/** The fields with columns of their own, and the rest. */
export function describeFields(
  fields: readonly (readonly [string, string])[],
  location: string,
  target: string,
): Omit<NewTask, "id"> {
  const named = new Map(fields);
  const whole = (name: string): number | null => {
    const value = named.get(name);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
  };
  const size = whole("size.bytes");
  const original = whole("original_size.bytes");
  return {
    taskId: whole("task.id"),
    kind: named.get("kind") ?? "",
    info: {
      name: named.get("task.name") ?? "",
      location,
      target,
      fields: fields.filter(([name]) => !SHOWN_ELSEWHERE.has(name)),
      ...(size === null ? {} : { sizeBytes: { current: size, original: original ?? size } }),
    },
  };
}

const SHOWN_ELSEWHERE = new Set(["task.name", "task.id", "kind", "size.bytes", "original_size.bytes"]);

export function describe(
  fields: readonly Field[],
  location: Location | undefined,
  metadata: Metadata,
): Omit<NewTask, "id"> {
  const pairs = fields.flatMap((field) => {
    const pair = pairOf(field, metadata);
    return pair === undefined ? [] : [pair];
  });
  return describeFields(pairs, locationOf(location), metadata.target);
}

/** `<cargo>/tokio-1.53.1/src/time/sleep.rs:1:2`: the learner's folders of packages say nothing. */
export function locationOf(location: Location | undefined): string {
  if (location?.file === undefined) return "";
  const { file, line, column } = location;
  const place = [line, column].filter((each) => each !== undefined).join(":");
  const short = file.replace(
    /.*[/\\]\.cargo[/\\](registry[/\\]src[/\\][^/\\]*[/\\]|git[/\\]checkouts[/\\])/,
    file.includes("\\") ? "<cargo>\\" : "<cargo>/",
  );
  return place === "" ? short : `${short}:${place}`;
}
