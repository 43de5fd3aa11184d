/** Each late part of the build goes missing in every way: a message, a few requests, a working page, and recovery. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test, type Locator, type Page, type Route } from "@playwright/test";
import {
  chooseLanguage,
  open,
  passes,
  run,
  solution,
  useEditor,
  usePlainEditor,
  workbench,
  write,
  SWEEP,
} from "./journey.ts";

interface Chunk {
  file: string;
  isDynamicEntry?: boolean;
}

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8")) as Record<string, Chunk>;

const imported = new Set(Object.values(manifest).map(({ file }) => file));

/** What is behind an `import()`, and what no import names: workers and WebAssembly. */
const LATE: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(manifest)
      .filter(([, { isDynamicEntry }]) => isDynamicEntry)
      .map(([key, { file }]) => [key, file]),
  ),
  ...Object.fromEntries(
    readdirSync("dist/assets")
      .filter((name) => /\bworker-[\w-]+\.js$|\.wasm$/.test(name))
      .filter((name) => !name.endsWith(".js") || !imported.has(`assets/${name}`))
      .map((name) => [name, `assets/${name}`]),
  ),
};

interface Part {
  /** Keys of `LATE`, all missing at once. */
  missing: RegExp;
  at: string;
  says: RegExp;
  /** Where it has to be asked for, again after each failure; left out, the page asks by itself. */
  ask?(page: Page): Promise<void>;
  /** Something on the page that works without it. */
  rest(page: Page): Promise<void>;
  back(page: Page): Promise<void>;
}

const day = (number: number) => `/week-01/day-${number}/`;
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function answer(page: Page): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Your answer/ }).first();
  await field.fill("typed meanwhile");
  await expect(field).toHaveValue("typed meanwhile");
}
const elsewhere = async (page: Page) => {
  await expect(page.getByRole("banner").getByRole("link", { name: "Journal" })).toBeVisible();
};
const near = (id: string) => async (page: Page) => page.locator(`#${id}`).scrollIntoViewIfNeeded();
const grade = async (page: Page) => {
  await write(page, solution("gather"));
  await run(page);
};
const typing = async (page: Page) => {
  await expect(workbench(page).getByRole("textbox")).toHaveValue(solution("gather"));
};
const rust = async (page: Page) => chooseLanguage(page, "Rust");

const PARTS: Record<string, Part> = {
  "the home page": {
    missing: /app\/Home\.tsx/,
    at: "/",
    says: /^The course’s home page could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText("Tokio Internals"),
  },
  "a week's page": {
    missing: /WeekPage/,
    at: "/week-01/",
    says: /^The week’s page could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(page.getByRole("heading", { name: "Why this week" })).toBeVisible(),
  },
  "the run on the home page": {
    missing: /FirstRun/,
    at: "/",
    says: /^The run could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(page.getByRole("button", { name: "Task 1" })).toBeVisible(),
  },
  "the run of a prediction": {
    missing: /PlayedRun/,
    at: day(1),
    says: /^The run could not be loaded/,
    ask: async (page) => {
      const prediction = page.locator("#spawn-order");
      const answered = prediction.getByText(/^(Not quite|You predicted it)/);
      if (await answered.isVisible()) return;
      await prediction.getByRole("radio").first().check();
      await prediction.getByRole("button", { name: "Lock it in" }).click();
    },
    rest: answer,
    back: async (page) => expect(page.getByRole("figure", { name: /^The run/ })).toBeVisible(),
  },
  "a lesson": {
    missing: /^virtual:lesson\//,
    at: day(2),
    says: /^This lesson could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText(/block/i),
  },
  "the data of an exercise": {
    missing: /^virtual:exercise\//,
    at: day(3),
    says: /^This exercise could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(workbench(page)).toBeVisible(),
  },
  "an exercise": {
    missing: /ExerciseBlock/,
    at: day(3),
    says: /^The exercise could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(workbench(page)).toBeVisible(),
  },
  "the capstone": {
    missing: /CapstoneBlock/,
    at: "/week-01/capstone/",
    says: /^The capstone could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(workbench(page)).toBeVisible(),
  },
  "the chart": {
    missing: /LatencyChart/,
    at: "/week-01/capstone/",
    says: /^The chart could not be loaded/,
    rest: async (page) => expect(workbench(page)).toBeVisible(),
    back: async (page) => expect(page.getByRole("slider", { name: /ratio/ })).toBeAttached(),
  },
  "the explorer": {
    missing: /ExplorerBlock/,
    at: day(1),
    says: /^The explorer could not be loaded/,
    ask: near("watch-spawns"),
    rest: answer,
    back: async (page) => expect(page.locator("#watch-spawns").getByRole("slider")).toBeVisible(),
  },
  "the explorer's own page": {
    missing: /ExplorerPage/,
    at: "/explorer/",
    says: /^The explorer could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(page.getByRole("slider")).toBeVisible(),
  },
  "the lab": {
    missing: /LabBlock/,
    at: day(2),
    says: /^The lab could not be loaded/,
    ask: near("lab"),
    rest: answer,
    back: async (page) => expect(page.locator("#lab").getByRole("button", { name: "Run" })).toBeVisible(),
  },
  "the console": {
    missing: /ConsoleBlock/,
    at: day(5),
    says: /^The console could not be loaded/,
    ask: near("arb-bot"),
    rest: elsewhere,
    back: async (page) => expect(page.locator("#arb-bot").getByText(/of 60 s$/)).toBeVisible(),
  },
  "the console's worker": {
    missing: /^console-worker-/,
    at: day(5),
    says: /^The console’s worker could not be loaded/,
    ask: async (page) => {
      await near("console-run")(page);
      await page.locator("#console-run").getByRole("radio", { name: "From a file" }).check();
      const file = { name: "a.jsonl", mimeType: "", buffer: Buffer.from("hello") };
      await page.getByLabel("A recording of the console").setInputFiles([file]);
    },
    rest: elsewhere,
    back: async (page) => expect(page.getByText(/^a\.jsonl is no recording/)).toBeVisible(),
  },
  "predictions and walks": {
    missing: /PredictNextBlock|WakeWalkBlock/,
    at: day(1),
    says: /^The (predictions|walk) could not be loaded/,
    ask: async (page) => {
      await near("next-task")(page);
      await near("state-word")(page);
    },
    rest: elsewhere,
    back: async (page) => expect(page.getByRole("alert")).toHaveCount(0),
  },
  "the workbench for Rust": {
    missing: /RustBench/,
    at: day(3),
    says: /^The workbench for Rust could not be loaded/,
    ask: rust,
    rest: elsewhere,
    back: async (page) => expect(workbench(page).getByRole("textbox")).toHaveValue(/fn gather/),
  },
  "the latencies of the Axum lab": {
    missing: /LatenciesBlock/,
    at: "/where-it-goes/axum/",
    says: /^The latencies could not be loaded/,
    ask: near("axum"),
    rest: answer,
    back: async (page) => expect(page.getByRole("heading", { name: "In virtual time" })).toBeVisible(),
  },
  "what to take along": {
    missing: /TakeAlongBlock/,
    at: "/where-it-goes/axum/",
    says: /^What to take along could not be loaded/,
    ask: near("take"),
    rest: answer,
    back: async (page) => expect(page.getByRole("button", { name: /^Save them as a package/ })).toBeVisible(),
  },
  "the project to take home": {
    missing: /take-home/,
    at: day(3),
    says: /^The project could not be loaded/,
    ask: async (page) => {
      await rust(page);
      await page.getByRole("button", { name: "Download the project" }).click();
    },
    rest: elsewhere,
    back: async (page) => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download the project" }).click();
      expect((await download).suggestedFilename()).toMatch(/\.zip$/);
    },
  },
  "what sends Rust away": {
    missing: /playground\/run|rust\/crate/,
    at: day(3),
    says: /^(The connection to the Playground|The crate of checks) could not be loaded/,
    ask: async (page) => {
      await rust(page);
      const allow = page.getByRole("button", { name: "Allow the Playground" });
      await allow.or(page.getByRole("button", { name: "Stop sending" })).waitFor();
      if (await allow.isVisible()) await allow.click();
      await page.route("https://play.rust-lang.org/**", (route) => route.fulfill({ status: 500 }));
      await run(page);
    },
    rest: elsewhere,
    back: async (page) => {
      await run(page);
      await expect(workbench(page).getByText(/could not be loaded/)).toHaveCount(0);
    },
  },
  "what grades": {
    missing: /sandbox\/grade/,
    at: day(3),
    says: /^The check runner could not be loaded/,
    ask: grade,
    rest: typing,
    back: async (page) => passes(page),
  },
  "the compiler": {
    missing: /esbuild|compiler\/compile/,
    at: day(3),
    says: /^The compiler could not be loaded/,
    ask: grade,
    rest: typing,
    back: async (page) => passes(page),
  },
  "the engine": {
    missing: /sandbox\/(debug|release)/,
    at: day(3),
    says: /^The runtime could not be loaded/,
    ask: grade,
    rest: typing,
    back: async (page) => passes(page),
  },
  "the frame": {
    missing: /sandbox\/frame/,
    at: day(3),
    says: /The sandbox could not be loaded/,
    ask: grade,
    rest: typing,
    back: async (page) => passes(page),
  },
  "what runs code in the explorer": {
    missing: /sandbox\/record\.ts/,
    at: day(1),
    says: /^The code runner could not be loaded/,
    ask: async (page) => {
      const figure = page.locator("#watch-spawns");
      await figure.scrollIntoViewIfNeeded();
      await figure.getByRole("radio", { name: "TypeScript" }).check();
      const box = figure.getByRole("textbox", { name: /^Program in TypeScript/ });
      await box.fill(`export function* main() {} // ${Math.random()}`);
      await box.press("Control+Enter");
    },
    rest: answer,
    back: async (page) =>
      expect(page.locator("#watch-spawns").getByText(/could not be loaded/)).toHaveCount(0),
  },
  "what runs Rust in the explorer": {
    missing: /sandbox\/record-rust/,
    at: day(1),
    says: /^What runs Rust could not be loaded/,
    ask: async (page) => {
      const figure = page.locator("#watch-spawns");
      await figure.scrollIntoViewIfNeeded();
      await figure.getByRole("button", { name: "Run this program" }).click();
    },
    rest: answer,
    back: async (page) =>
      expect(page.locator("#watch-spawns").getByText(/could not be loaded/)).toHaveCount(0),
  },
  "what saves a run of the explorer": {
    missing: /SaveRun/,
    at: day(1),
    says: /^What saves a run could not be loaded/,
    ask: async (page) => {
      const figure = page.locator("#watch-spawns");
      await figure.scrollIntoViewIfNeeded();
      const fold = figure.locator("details").filter({ hasText: "Save for a slide" });
      if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
    },
    rest: answer,
    back: async (page) => expect(page.getByRole("button", { name: "Step as PNG" })).toBeVisible(),
  },
  "what runs real tokio": {
    missing: /sandbox\/on-tokio/,
    at: day(3),
    says: /^What runs real tokio could not be loaded/,
    ask: grade,
    rest: typing,
    back: async (page) =>
      expect(workbench(page).getByText(/^Real tokio \S+ polled your gather/)).toBeVisible(),
  },
  "what measures": {
    missing: /sandbox\/measure/,
    at: "/week-01/capstone/",
    says: /The measuring code could not be loaded/,
    ask: async (page) => {
      await write(page, solution("capstone"));
      await page.getByRole("button", { name: "Submit", exact: true }).click();
    },
    rest: async (page) => passes(page),
    back: async (page) =>
      expect(
        page
          .getByRole("region", { name: /^Measurement/ })
          .getByRole("progressbar")
          .first(),
      ).toBeVisible(),
  },
  "the journal": {
    missing: /JournalPage/,
    at: "/journal/",
    says: /^The journal could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText("Journal"),
  },
  "saving the hand-in": {
    missing: /SaveHandIn/,
    at: "/journal/",
    says: /^Saving the hand-in could not be loaded/,
    rest: async (page) => expect(heading(page)).toHaveText("Journal"),
    back: async (page) => expect(page.getByRole("button", { name: "Save the hand-in" })).toBeVisible(),
  },
  "the task studio's page": {
    missing: /StudioRoute/,
    at: "/studio/",
    says: /^The task studio could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible(),
  },
  "the task studio in a lesson": {
    missing: /StudioBlock/,
    at: day(6),
    says: /^The task studio could not be loaded/,
    ask: near("sheet"),
    rest: answer,
    back: async (page) => expect(page.locator("#sheet").getByRole("button", { name: "Run" })).toBeVisible(),
  },
  "the studio's canvas": {
    missing: /studio\/Canvas/,
    at: "/studio/",
    says: /^The canvas could not be loaded/,
    rest: async (page) => expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible(),
    back: async (page) => expect(page.getByLabel(/^task shard:/)).toBeVisible(),
  },
  "the studio's worker": {
    missing: /^studio-worker-/,
    at: "/studio/",
    says: /^The studio’s worker could not be loaded/,
    ask: async (page) => page.getByRole("button", { name: "Run", exact: true }).click(),
    rest: elsewhere,
    back: async (page) => expect(page.getByText("From source to sink")).toBeVisible({ timeout: 60_000 }),
  },
  "the studio's charts": {
    missing: /LoadCharts/,
    at: "/studio/",
    says: /^The charts could not be loaded/,
    ask: async (page) => {
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByText("Queues in numbers").scrollIntoViewIfNeeded({ timeout: 60_000 });
    },
    rest: elsewhere,
    back: async (page) =>
      expect(page.getByRole("application", { name: "Messages in each queue over time" })).toBeVisible(),
  },
  "the glossary": {
    missing: /GlossaryPage/,
    at: "/glossary/",
    says: /^The glossary could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText("Glossary"),
  },
  "the lab's charts": {
    missing: /HeldBars|SweepChart|WorkPlot|Columns/,
    at: day(2),
    says: /^The chart could not be loaded/,
    ask: async (page) => {
      const lab = page.locator("#lab");
      await lab.scrollIntoViewIfNeeded();
      await lab.getByRole("button", { name: "Run", exact: true }).click();
      await lab.getByText("These times as a table").scrollIntoViewIfNeeded();
    },
    rest: answer,
    back: async (page) => expect(page.locator("#lab").getByRole("application").first()).toBeVisible(),
  },
  "what makes everything available offline": {
    missing: /MakeOffline/,
    at: "/settings/",
    says: /^The offline settings could not be loaded/,
    rest: async (page) => expect(page.getByRole("button", { name: "Export my work" })).toBeVisible(),
    back: async (page) => expect(page.getByText(/could not be loaded/)).toHaveCount(0),
  },
  settings: {
    missing: /SettingsPage/,
    at: "/settings/",
    says: /^The settings page could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText(/Settings/),
  },
  regrading: {
    missing: /RegradeRoute/,
    at: "/regrade/",
    says: /^The page that regrades could not be loaded/,
    rest: elsewhere,
    back: async (page) => expect(heading(page)).toHaveText(/Regrade/),
  },
  "what reads hand-ins": {
    missing: /^read-worker/,
    at: "/regrade/",
    says: /The reader of hand-ins could not be loaded/,
    ask: async (page) => {
      const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from("{}") };
      await page.getByLabel("Hand-ins", { exact: true }).setInputFiles([file]);
    },
    rest: elsewhere,
    back: async (page) => expect(page.getByText(/could not be loaded/)).toHaveCount(0),
  },
  "the full editor": {
    missing: /MonacoEditor/,
    at: day(3),
    says: /^The full editor could not be loaded/,
    rest: async (page) => {
      await workbench(page).getByRole("textbox").fill("// typed meanwhile");
      await heading(page).click();
    },
    back: async (page) => {
      await expect(page.locator('[data-editor="full"]')).toContainText("typed meanwhile");
    },
  },
  "the editor's workers": {
    missing: /^(ts|editor)\.worker/,
    at: day(3),
    says: /^(Completion and error checking in the editor|The editor’s search and link support) could not be loaded/,
    ask: async (page) => {
      await workbench(page).locator(".monaco-editor").first().click();
    },
    rest: elsewhere,
    back: async (page) => expect(workbench(page).getByText(/could not be loaded/)).toHaveCount(0),
  },
  "the lab's worker": {
    missing: /^worker-/,
    at: day(2),
    says: /^The lab’s worker could not be loaded/,
    ask: async (page) => {
      await page.locator("#lab").scrollIntoViewIfNeeded();
      await page.locator("#lab").getByRole("button", { name: "Run", exact: true }).click();
    },
    rest: answer,
    back: async (page) => expect(page.locator("#lab").getByText(/^One virtual second/)).toBeVisible(),
  },
};

/** Has a journey of its own, or no reader waits for it. */
const ELSEWHERE = [
  // Monaco brings these three itself: see src/ui/editor/monaco.ts.
  /monaco-editor/,
  // Needs a hundred hand-ins that fail; the same `late` as the rest.
  /known-wrong/,
  // Both say so in the search's dialog: see search.spec.ts.
  /search\/(SearchBox|index-in-page)/,
  // Needs a measurement: see rust.spec.ts.
  /MeasuredDraft/,
  // Needs a hand-in with a design: see studio.spec.ts; the same `lazily` as the rest.
  /hand-in\/DesignPicture/,
  // What runs Rust is fetched like the other engines, by the same code.
  /sandbox\/rust/,
  // Only turns "this link belongs elsewhere" into a way there.
  /link-target/,
  // A file that its worker does not come for "could not be read".
  /^(export|write|late)-worker/,
];

test("every late part of the build is missing in one of the journeys below", () => {
  const covered = [...Object.values(PARTS).map(({ missing }) => missing), ...ELSEWHERE];
  expect(Object.keys(LATE).filter((key) => !covered.some((pattern) => pattern.test(key)))).toEqual([]);
  for (const [name, { missing }] of Object.entries(PARTS))
    expect(filesOf(missing), `${name} is in the build`).not.toEqual([]);
});

function filesOf(pattern: RegExp): string[] {
  return Object.entries(LATE)
    .filter(([key]) => pattern.test(key))
    .map(([, file]) => file);
}

const WAYS: Record<string, (route: Route) => Promise<void>> = {
  "404": (route) => route.fulfill({ status: 404, body: "not found" }),
  "start page": (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><p>Home" }),
  "no network": (route) => route.abort("internetdisconnected"),
};

/** A try asks for a file once, or twice with the check before a worker; three ways, two tries each, and some slack for preloads. */
const HANDFUL = 14;

/** One of each kind: a page, a block, an editor, a worker. */
const MAIN = ["a lesson", "an exercise", "the full editor", "the lab's worker"];

for (const [name, part] of Object.entries(PARTS)) {
  test(`${name}: missing, said, and back`, MAIN.includes(name) ? {} : SWEEP, async ({ page }) => {
    await (/editor/.test(name) ? useEditor(page, "full") : usePlainEditor(page));
    let way: keyof typeof WAYS | undefined = "404";
    const asked: Record<string, number> = {};
    const files = filesOf(part.missing);
    await page.route(
      (url) => files.some((file) => url.pathname.endsWith(`/${file}`)),
      (route) => {
        const { pathname } = new URL(route.request().url());
        asked[pathname] = (asked[pathname] ?? 0) + 1;
        return way === undefined ? route.continue() : WAYS[way]!(route);
      },
    );
    await page.goto(part.at);
    // What is written is exchanged for the page that works, in which parts are asked for.
    await expect(page.locator("#root[data-static]")).toHaveCount(0);
    const said: Locator = page
      .locator("[role=alert], [role=status], p, td, section")
      .getByText(part.says)
      .first();
    const again = page.getByRole("alert").getByRole("button", { name: "Try again" });
    for (way of Object.keys(WAYS)) {
      if (part.ask) await part.ask(page);
      await expect(said).toBeVisible();
      if (await again.first().isVisible()) await again.first().click();
    }
    await part.rest(page);
    await expect(said).toBeVisible();
    for (const [path, count] of Object.entries(asked)) expect(count, path).toBeLessThanOrEqual(HANDFUL);
    expect(Object.keys(asked).length).toBeGreaterThan(0);

    way = undefined;
    if (part.ask && !(await again.first().isVisible())) await part.ask(page);
    // As the browser does when the network is there again; everything that waits tries at once.
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await part.back(page);
  });
}

test("offline, another lesson says so, links back, and loads automatically when online", async ({
  page,
  context,
}) => {
  await open(page, day(1));
  await answer(page);
  await context.setOffline(true);
  const header = page.getByRole("banner");
  await header.getByRole("link", { name: /^Day 4/ }).click();
  await expect(page.getByText(/^This lesson could not be loaded\. You are offline/)).toBeVisible();
  await header.getByRole("link", { name: /^Day 1/ }).click();
  await expect(page.getByRole("textbox", { name: /^Your answer/ }).first()).toHaveValue("typed meanwhile");
  await header.getByRole("link", { name: /^Day 4/ }).click();
  await expect(page.getByText(/^This lesson could not be loaded/)).toBeVisible();
  await context.setOffline(false);
  await expect(heading(page)).toHaveText(/histogram/i);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("an unavailable lesson is requested a few times, with growing pauses", async ({ page }) => {
  await open(page, "/");
  await page.clock.install();
  let tries = 0;
  const files = filesOf(/^virtual:lesson\//);
  await page.route(
    (url) => files.some((file) => url.pathname.endsWith(`/${file}`)),
    (route) => {
      tries++;
      return route.fulfill({ status: 404 });
    },
  );
  await page
    .getByRole("banner")
    .getByRole("link", { name: /^Day 2/ })
    .click();
  await page.clock.runFor(2_000);
  await expect(page.getByText(/^This lesson could not be loaded/)).toBeVisible();
  await expect(page.getByText(/Retrying automatically/)).toBeVisible();
  for (let minute = 0; minute < 5; minute++) {
    await page.clock.runFor(60_000);
    // The answer to a try comes in real time.
    await page.waitForTimeout(100);
  }
  expect(tries).toBeLessThanOrEqual(6);
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

/** A lesson as a build with a mistake in it would have it. */
const breakDay2 = (page: Page, lesson: object) =>
  page.route(`**/${LATE["virtual:lesson/week-01/day-2"]}`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: `export default ${JSON.stringify(lesson)};` }),
  );

test("a block that throws affects only itself, and is gone with its page", async ({ page }) => {
  await breakDay2(page, {
    kind: "day",
    headings: [],
    blocks: [
      { kind: "html", html: "<p>before</p>" },
      { kind: "prediction", id: "broken", title: "Broken" },
      { kind: "html", html: "<p>after</p>" },
    ],
  });
  await open(page, day(2));
  const notice = page.getByRole("alert").filter({ hasText: "This part of the page cannot be shown" });
  await expect(notice).toBeVisible();
  for (const text of ["before", "after"]) await expect(page.getByText(text, { exact: true })).toBeVisible();
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(notice).toBeVisible();
  await page
    .getByRole("banner")
    .getByRole("link", { name: /^Day 1/ })
    .click();
  await answer(page);
  await expect(notice).toHaveCount(0);
});

test("a page that throws leaves the header working, and is gone with its address", async ({ page }) => {
  await breakDay2(page, { kind: "day" });
  await page.goto(day(2));
  await expect(page.getByRole("heading", { name: "This page cannot be shown" })).toBeVisible();
  await page
    .getByRole("banner")
    .getByRole("link", { name: /^Day 1/ })
    .click();
  await answer(page);
  await expect(page.getByRole("heading", { name: "This page cannot be shown" })).toHaveCount(0);
});

test("a page without its script is readable, and says what is missing", async ({ page }) => {
  await page.route(`**/${manifest["index.html"]!.file}`, (route) => route.fulfill({ status: 404 }));
  await page.goto(day(1));
  await expect(page.getByRole("alert")).toContainText("Only the text of this page could be loaded");
  await expect(heading(page)).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Reload" }).click();
  await answer(page);
});
