/** Tests that the picture has every box with its whole name, and that its lines run between boxes. */
import { expect, test } from "vitest";
import { sidesOf } from "./layout.ts";
import { changeNode } from "./edit.ts";
import { START_NAMES, STARTS } from "./starts.ts";
import { rustProject } from "./rust/project.ts";
import { designSvg, nodeWords } from "./svg.ts";
import { nodesOf } from "./schema.ts";

test("a line leaves towards the other box, whichever way that is", () => {
  expect(sidesOf([0, 0], [300, 40])).toEqual({ out: "right", into: "left" });
  expect(sidesOf([300, 40], [0, 0])).toEqual({ out: "left", into: "right" });
  expect(sidesOf([0, 0], [20, 200])).toEqual({ out: "bottom", into: "top" });
  expect(sidesOf([20, 200], [0, 0])).toEqual({ out: "top", into: "bottom" });
});

test.each(START_NAMES)("%s: each box is there with its name", (name) => {
  const svg = designSvg(STARTS[name]);
  for (const { node } of nodesOf(STARTS[name])) expect(svg).toContain(`>${node.id}</text>`);
});

test("a name of forty characters has two lines within its box, and loses nothing", () => {
  for (const id of ["a-name-that-is-as-long-as-a-name-may-be1", "a".repeat(40)]) {
    const renamed = changeNode(STARTS["chat-server"], "room", { id });
    if (typeof renamed === "string") throw new Error(renamed);
    const lines = [...designSvg(renamed).matchAll(/font-size="11" font-weight="600"[^>]*>([^<]*)</g)];
    const parts = lines.map(([, part = ""]) => part);
    expect(parts.join("")).toBe(id);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(22);
  }
});

test("a name that a terminal, XML or rustc would obey is written without what they obey", () => {
  const name = "a\u001b[31mred\u202eevil\u0007";
  const start = STARTS["chat-server"];
  const hostile = {
    ...start,
    name,
    tasks: start.tasks.map((task) => ({ ...task, per: name, watchedBy: name })),
  };
  const texts = [designSvg(hostile), ...Object.values(rustProject(hostile))];
  for (const text of texts)
    expect(["\u0007", "\u001b", "\u202e"].filter((sign) => text.includes(sign))).toEqual([]);
  expect(texts[0]).toContain("a\ufffd[31mred");
});

test("a number on a box is named", () => {
  const words = (id: string) => {
    const found = nodesOf(STARTS["chat-server"]).find(({ node }) => node.id === id)!;
    return nodeWords(found.kind, found.node);
  };
  expect(words("room-inbox")).toEqual(["room for 64", "senders wait"]);
  expect(words("room-out")).toEqual(["broadcast", "room for 256", "the oldest is lost (Lagged)"]);
});
