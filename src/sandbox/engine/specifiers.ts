/** Replaces `%s`, `%d` … in a console call's first argument, as in https://console.spec.whatwg.org/#formatter. */
import { format } from "./format.ts";

/** @returns the parts to join with spaces */
export function formatted(values: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = values;
  if (typeof first !== "string" || rest.length === 0 || !first.includes("%")) return values;
  let used = 0;
  const text = first.replace(/%([sdifoOcj%])/g, (specifier, kind: string) => {
    if (kind === "%") return "%";
    if (used === rest.length) return specifier;
    return inserted(kind, rest[used++]);
  });
  return [text, ...rest.slice(used)];
}

function inserted(kind: string, value: unknown): string {
  switch (kind) {
    case "s":
      return typeof value === "string" ? value : format(value);
    case "d":
    case "i":
      return typeof value === "bigint" ? `${value}n` : `${Math.trunc(numberOf(value))}`;
    case "f":
      return `${numberOf(value)}`;
    case "c":
      // `%c` is for styles, which a line of text does not have.
      return "";
    default:
      return format(value);
  }
}

/** An object's own conversion is the learner's code, and could throw. */
const numberOf = (value: unknown): number =>
  typeof value === "number" || typeof value === "string" ? Number.parseFloat(`${value}`) : Number.NaN;
