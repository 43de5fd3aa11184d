/** Writes any value as a line of text for the console, however hostile or large the value is. */

const MAX_DEPTH = 3;
const MAX_ITEMS = 50;

/** Joins the arguments of one console call, as a browser's console does. Never throws. */
export function formatAll(values: readonly unknown[], maxLength: number): string {
  let text = "";
  for (const value of values) {
    if (text.length > maxLength) break;
    text += (text && " ") + (typeof value === "string" ? value : format(value));
  }
  return text.length > maxLength ? `${text.slice(0, maxLength)} … (cut)` : text;
}

/** One value; strings in quotes. */
export function format(value: unknown, depth = 0, above: readonly object[] = []): string {
  try {
    return formatUnguarded(value, depth, above);
  } catch {
    // A proxy, a getter or a toString of the learner's threw.
    return "<could not be shown>";
  }
}

function formatUnguarded(value: unknown, depth: number, above: readonly object[]): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 500 ? `${value.slice(0, 500)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${nameOf(value) || "(anonymous)"}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (above.includes(value)) return "[circular]";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date || value instanceof RegExp) return String(value);
  const path = [...above, value];
  const inner = (item: unknown) =>
    depth >= MAX_DEPTH && isComposite(item) ? "…" : format(item, depth + 1, path);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return list(value as unknown as ArrayLike<unknown>, inner);
  if (value instanceof Map)
    return `Map(${value.size}) {${some(value, ([k, v]) => `${inner(k)} => ${inner(v)}`)}}`;
  if (value instanceof Set) return `Set(${value.size}) {${some(value, inner)}}`;
  return fields(value, inner);
}

function list(values: ArrayLike<unknown>, inner: (item: unknown) => string): string {
  const shown: string[] = [];
  for (let i = 0; i < values.length && i < MAX_ITEMS; i++)
    shown.push(i in values ? inner(values[i]) : "<empty>");
  if (values.length > MAX_ITEMS) shown.push(`… ${values.length - MAX_ITEMS} more`);
  return `[${shown.join(", ")}]`;
}

function some<T>(items: Iterable<T> & { size: number }, show: (item: T) => string): string {
  const shown: string[] = [];
  for (const item of items) {
    if (shown.length === MAX_ITEMS) break;
    shown.push(show(item));
  }
  if (items.size > MAX_ITEMS) shown.push(`… ${items.size - MAX_ITEMS} more`);
  return shown.join(", ");
}

/** Own fields only, and getters by name only: formatting a value must not run the learner's code. */
function fields(value: object, inner: (item: unknown) => string): string {
  const shown: string[] = [];
  const keys = Object.keys(value);
  for (const key of keys.slice(0, MAX_ITEMS)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    shown.push(
      `${key}: ${property && Object.hasOwn(property, "value") ? inner(property.value) : "[getter]"}`,
    );
  }
  if (keys.length > MAX_ITEMS) shown.push(`… ${keys.length - MAX_ITEMS} more`);
  const prototype: unknown = Object.getPrototypeOf(value);
  const name =
    prototype && prototype !== Object.prototype
      ? nameOf((prototype as { constructor?: unknown }).constructor)
      : "";
  return `${name && `${name} `}{${shown.length ? ` ${shown.join(", ")} ` : ""}}`;
}

function nameOf(value: unknown): string {
  return typeof value === "function" && typeof value.name === "string" ? value.name : "";
}

function isComposite(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
