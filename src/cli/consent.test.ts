/** No native code runs without the user's consent. */
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { refusedNativeCode } from "./consent.ts";

function terminalWhere(typed: string | undefined) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  if (typed === undefined) input.end();
  else input.write(`${typed}\n`);
  return { terminal: { input, output }, shown: () => String(output.read() ?? "") };
}

it("--yes is consent", async () => {
  expect(await refusedNativeCode(["a.rs"], "", { yes: true, terminal: undefined })).toBeUndefined();
});

it("without a terminal and without --yes nothing runs, and it says what to do", async () => {
  const refused = await refusedNativeCode(["a.rs", "b.rs"], "The walls.", {
    yes: false,
    terminal: undefined,
  });
  for (const part of ["a.rs, b.rs", "as you", "The walls.", "--yes", "container"])
    expect(refused).toContain(part);
});

it.each(["y", "yes", "Y", " yes "])("%j at the question is a yes", async (typed) => {
  const { terminal, shown } = terminalWhere(typed);
  expect(await refusedNativeCode(["a.rs"], "The walls.", { yes: false, terminal })).toBeUndefined();
  expect(shown()).toContain("a.rs");
});

it.each(["", "n", "no", "yesterday", undefined])("%j at the question is a no", async (typed) => {
  const { terminal } = terminalWhere(typed);
  expect(await refusedNativeCode(["a.rs"], "", { yes: false, terminal })).toBe("nothing has run");
});

it("shows any file name unchanged", async () => {
  const { terminal, shown } = terminalWhere("n");
  await refusedNativeCode(["a\u001b[2J\n.rs"], "The walls.", { yes: false, terminal });
  expect(shown()).toContain("grading a\ufffd[2J\ufffd.rs compiles");
});
