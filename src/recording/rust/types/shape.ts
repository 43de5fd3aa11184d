/** A type in the few words that the running program needs: what to collect into, how wide a number is. */
export interface Shape {
  /** The path of a struct or enum, or the name of a primitive type. */
  readonly name: string;
  readonly args: readonly Shape[];
}
