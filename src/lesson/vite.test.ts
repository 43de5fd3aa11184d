/** A real build and a real dev server over a small course: pages, chunks, and problems where the author sees them. */
// @module-tag slow
import { appendFile, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { build, createServer } from "vite";
import type { HotPayload, InlineConfig } from "vite";
import { goodCourse, writeCourse } from "./fixture.ts";
import type { CourseChange } from "../course/types.ts";
import { courseLessons } from "./vite.ts";

const compiler = vi.hoisted(() => ({ fails: false }));
vi.mock(import("./course.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    compileCourse: async (...args) => {
      if (compiler.fails) throw new Error("out of memory");
      return real.compileCourse(...args);
    },
  };
});

const SHELL = `<!doctype html>
<html lang="en">
  <head>
    <title>Course</title>
    <meta
      name="description"
      content="to be replaced"
    />
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/main.js"></script>
  </body>
</html>
`;
const MAIN = `import course from "virtual:course";
import lessons from "virtual:lessons";
import exercises from "virtual:exercises";
globalThis.app = { course, lessons, exercises };
`;

let root = "";
const config = (): InlineConfig => ({
  root,
  base: "/course/",
  configFile: false,
  logLevel: "silent",
  plugins: [courseLessons()],
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "course-"));
  await writeCourse(goodCourse(), root);
  await appendFile(
    join(root, "lessons/course.yaml"),
    "aliases:\n  weeks: { week-1: week-01 }\n  lessons: { week-01/loop: week-01/day-1 }\n",
  );
  await writeFile(join(root, "index.html"), SHELL);
  await writeFile(join(root, "main.js"), MAIN);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("the build", () => {
  const page = (path: string): Promise<string> => readFile(join(root, "dist", path), "utf8");
  beforeAll(() => build(config()));

  it("writes one page per route, each with its own title, description and text", async () => {
    const day = await page("week-01/day-1/index.html");
    expect(day).toContain("<title>Day 1: The loop · A small course</title>");
    expect(day).toContain('<meta name="description" content="What a worker does next.">');
    expect(day).not.toContain("to be replaced");
    expect(day).toContain("<h1>The loop</h1>");
    expect(day).toContain("It polls with p99:3ms");
    expect(await page("index.html")).toContain('<a href="./week-01/day-1/">Day 1: The loop</a>');
    expect(await page("week-02/day-1/index.html")).toContain("<h1>Again</h1>");
    expect(await page("journal/index.html")).toContain("<h1>Journal</h1>");
    expect(await page("settings/index.html")).toContain("<h1>Settings</h1>");
    expect(await page("404.html")).toContain("<h1>Page not found</h1>");
  });

  it("writes a renamed page at its earlier addresses too, with its own named as canonical", async () => {
    const day = await page("week-01/day-1/index.html");
    expect(day).not.toContain("canonical");
    for (const earlier of ["week-01/loop", "week-1/loop", "week-1/day-1"])
      expect(await page(`${earlier}/index.html`)).toBe(
        day.replace("</head>", '  <link rel="canonical" href="/course/week-01/day-1/">\n  </head>'),
      );
    expect(await page("week-1/index.html")).toContain('<link rel="canonical" href="/course/week-01/">');
  });

  it("does not reveal a prediction's answer", async () => {
    const day = await page("week-01/day-1/index.html");
    expect(day).toContain("from the <em>slot</em>");
    expect(day).not.toContain("It took the slot.");
    expect(day).not.toContain("All three queues.");
  });

  it("addresses assets from the base, so that they load at any depth", async () => {
    for (const path of ["index.html", "week-01/day-1/index.html", "404.html"]) {
      const sources = [...(await page(path)).matchAll(/<script[^>]* src="([^"]+)"/g)].map(
        (found) => found[1],
      );
      expect(sources).toHaveLength(1);
      expect(sources[0]).toMatch(/^\/course\/assets\//);
    }
  });

  it("preloads a page's own lesson, which has its own chunk", async () => {
    const chunks = await readdir(join(root, "dist/assets"));
    const texts = await Promise.all(chunks.map((name) => page(`assets/${name}`)));
    const holding = chunks.filter((_name, at) => texts[at]?.includes("It took the slot."));
    expect(holding).toHaveLength(1);
    expect(await page("week-01/day-1/index.html")).toContain(
      `<link rel="modulepreload" crossorigin href="/course/assets/${holding[0]}">`,
    );
    const stubs = chunks.filter((_name, at) => texts[at]?.includes("Push at one"));
    expect(stubs).toHaveLength(1);
    expect(stubs).not.toEqual(holding);
  });

  it("includes pictures", async () => {
    expect(await page("lessons/week-01/boxes.svg")).toContain("<svg");
  });
});

describe("problems", () => {
  const lesson = (): string => join(root, "lessons/week-01/day-1.md");
  const good = goodCourse().get("lessons/week-01/day-1.md") ?? "";

  it("fail the build, all at once", async () => {
    await writeFile(lesson(), good.replace(":::note{", ":::nota{").replace("by=", "bye="));
    const failed = await build(config()).then(
      () => "",
      (error: unknown) => String(error),
    );
    await writeFile(lesson(), good);
    expect(failed).toContain('lessons/week-01/day-1.md:18:4 error[unknown-block]: unknown block "nota"');
    expect(failed).toContain('unknown attribute "bye" of reading');
    expect(failed).toContain("2 problems in the lessons");
  });

  it("show over the page in development, and a corrected lesson appears without a reload", async () => {
    const { server, sent, changes, save, loaded } = await devServer();
    try {
      expect(await loaded()).toContain("It polls with");

      await save(lesson(), good.replace("[x] b", "[ ] b"));
      await until(() => sent.some((payload) => payload.type === "error"));
      const error = sent.find((payload) => payload.type === "error");
      expect(error?.err.message).toBe("1 problem in the lessons");
      expect(error?.err.frame).toContain("no choice is right");
      expect(error?.err.loc).toEqual({ file: lesson(), line: 35, column: 1 });
      expect(error?.err.stack).toBe(`${lesson()}:35:1 no choice is right`);
      expect(changes()).toEqual([]);

      await save(lesson(), good.replace("It polls", "It always polls"));
      await until(() => changes().length > 0);
      const [change] = changes();
      expect(Object.keys(change?.lessons ?? {})).toEqual(["week-01/day-1"]);
      expect(JSON.stringify(change?.lessons)).toContain("It always polls with");
      expect(change?.exercises).toEqual({});
      expect(await loaded()).toContain("It always polls with");
      expect(sent.some((payload) => payload.type === "full-reload")).toBe(false);

      await save(
        join(root, "lessons/week-01/queue/wrong/stack.ts"),
        "// check: order\n// says: other words\n",
      );
      await until(() => changes().length > 1);
      expect(changes()[1]?.wrong).toEqual({
        "week-01/queue": [{ name: "stack", source: "// check: order\n// says: other words\n" }],
      });
    } finally {
      await server.close();
      await writeFile(lesson(), good);
    }
  });

  it("leave wrong answers out of what learners get", async () => {
    await writeFile(join(root, "main.js"), `${MAIN}import("virtual:wrong-answers");\n`);
    await build(config());
    const chunks = await readdir(join(root, "dist/assets"));
    const texts = await Promise.all(chunks.map((name) => readFile(join(root, "dist/assets", name), "utf8")));
    expect(texts.join("")).not.toMatch(/came out last|other words/);
  });
});

describe("a temporarily unreadable course file", () => {
  const good = goodCourse();
  const paths = ["exercise.yaml", "stub.ts", "hints.md", "wrong/stack.ts"].map(
    (name) => `week-01/queue/${name}`,
  );

  /** A link to itself: unreadable whatever the permissions. */
  async function unreadable(path: string): Promise<void> {
    await rm(path);
    await symlink(path, path);
  }

  it.each(["course.yaml", "week-01/week.md", "week-01/day-1.md", ...paths])(
    "%s: is reported over the page, and read again automatically when it is back",
    async (name) => {
      const { server, sent, changes, loaded } = await devServer();
      const path = join(root, "lessons", name);
      try {
        await unreadable(path);
        server.watcher.emit("change", path);
        await until(() => sent.some((payload) => payload.type === "error"));
        const error = sent.find((payload) => payload.type === "error");
        expect(error?.err.stack).toMatch(`${path}:1:1 cannot read this file: `);
        expect(error?.err.message).toBe("1 problem in the lessons");
        expect(changes()).toEqual([]);

        // Like editors: the new file appears complete.
        await writeFile(`${path}.part`, good.get(`lessons/${name}`) ?? "");
        await rename(`${path}.part`, path);
        await until(() => changes().length > 0);
        expect(await loaded()).toContain("It polls with");
      } finally {
        await server.close();
        await rm(path, { force: true });
        await writeFile(path, good.get(`lessons/${name}`) ?? "");
      }
    },
  );

  it("retries the compiler after any failure", async () => {
    const { server, loaded, changes, save } = await devServer();
    const lesson = "lessons/week-01/day-1.md";
    try {
      compiler.fails = true;
      await save(join(root, lesson), good.get(lesson) ?? "");
      await expect(loaded()).rejects.toThrow("out of memory");
      compiler.fails = false;
      expect(await loaded()).toContain("It polls with");
      await save(join(root, lesson), good.get(lesson)?.replace("It polls", "It always polls") ?? "");
      await until(() => changes().length > 0);
      expect(await loaded()).toContain("It always polls with");
    } finally {
      compiler.fails = false;
      await server.close();
      await writeFile(join(root, lesson), good.get(lesson) ?? "");
    }
  });

  it("truncated or gone for a moment, it does not block updates of other files", async () => {
    const { server, changes, sent, save } = await devServer();
    const yaml = "lessons/week-01/report/exercise.yaml";
    const lesson = join(root, "lessons/week-02/day-1.md");
    const errors = (): number => sent.filter((payload) => payload.type === "error").length;
    try {
      await save(join(root, yaml), good.get(yaml)?.slice(0, 20) ?? "");
      await until(() => errors() >= 1);
      await rm(join(root, yaml));
      server.watcher.emit("unlink", join(root, yaml));
      await until(() => errors() >= 2);
      await save(
        lesson,
        good.get("lessons/week-02/day-1.md")?.replace("The same once more", "Something else") ?? "",
      );
      await until(() => errors() >= 3);
      await save(join(root, yaml), good.get(yaml) ?? "");
      await until(() => changes().length > 0);
      expect(Object.keys(changes()[0]?.lessons ?? {})).toContain("week-02/day-1");
      expect(Object.keys(changes()[0]?.exercises ?? {})).toEqual(["week-01/report"]);
    } finally {
      await server.close();
      await writeFile(join(root, yaml), good.get(yaml) ?? "");
      await writeFile(lesson, good.get("lessons/week-02/day-1.md") ?? "");
    }
  });
});

/** A dev server over the course, and what it sends to pages. */
async function devServer() {
  // Changes are reported by hand, because a file watcher is unreliable in its first moments.
  const server = await createServer({
    ...config(),
    server: { port: 0, ws: false, middlewareMode: true, watch: null },
  });
  const sent: HotPayload[] = [];
  const { hot } = server.environments.client;
  hot.send = ((...payload: [HotPayload] | [string, unknown]) =>
    void sent.push(
      typeof payload[0] === "string" ? { type: "custom", event: payload[0], data: payload[1] } : payload[0],
    )) as typeof hot.send;
  return {
    server,
    sent,
    changes: () =>
      sent.flatMap((payload) =>
        payload.type === "custom" && payload.event === "course:changed" ? [payload.data as CourseChange] : [],
      ),
    async save(path: string, text: string): Promise<void> {
      await writeFile(path, text);
      server.watcher.emit("change", path);
    },
    loaded: async (): Promise<string> =>
      (await server.environments.client.transformRequest("virtual:lesson/week-01/day-1"))?.code ?? "",
  };
}

/** As long as the test may take: on a busy machine a compilation of the course does. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 25));
}
