import { expect, it } from "vitest";
import { blobOf } from "./blob.ts";

it("makes one part at a time, and lets the page respond after each", async () => {
  const happened: string[] = [];
  function* parts() {
    for (const part of ["a", "b"]) {
      happened.push(part);
      yield part;
    }
  }
  const blob = await blobOf(parts(), async () => void happened.push("breath"));
  expect(happened).toEqual(["a", "breath", "b", "breath"]);
  expect(await blob.text()).toBe("ab");
});
