/** Commands that change the course: each says what it did, or refuses and changes nothing. */
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface EditOptions {
  /** The project to change; by default the one that this file belongs to. */
  root?: string;
  write?: (text: string) => void;
}

/** An error, printed instead of changing anything. */
export class Refusal extends Error {}

/** @param edit changes the project in a folder and returns what to print @returns 0, or 2 if it refused */
export async function changing(
  { root = ROOT, write = (text) => void process.stdout.write(text) }: EditOptions,
  edit: (root: string) => Promise<string>,
): Promise<number> {
  try {
    write(await edit(root));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`course: ${error.message}\n`);
    return 2;
  }
}
