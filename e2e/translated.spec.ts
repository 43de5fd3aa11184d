/** A page rewritten by a translator: every text node is wrapped or replaced repeatedly, and everything still works. */
import { expect, test, type Page } from "@playwright/test";
import {
  inSettings,
  open,
  passes,
  run,
  saved,
  solution,
  usePlainEditor,
  workbench,
  write,
  SWEEP,
} from "./journey.ts";

/** As an extension does: the text goes into an element that takes its place. */
const WRAPPED = "wrapped";
/** As Chrome's translation does: two elements with a text of their own take its place, and the text is out of the page. */
const REPLACED = "replaced";

async function rewrite(page: Page, way: string): Promise<void> {
  await page.addInitScript((how) => {
    // The sandbox's frames have no reader.
    if (window !== window.top) return;
    const LEFT_ALONE = "script, style, textarea, title, .monaco-editor, font[data-foreign]";
    const one = (text: Text) => {
      if (!text.data.trim() || !text.isConnected || text.parentElement?.closest(LEFT_ALONE)) return;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      outer.dataset["foreign"] = "";
      outer.append(inner);
      if (how === "wrapped") {
        text.before(outer);
        inner.append(text);
      } else {
        inner.textContent = text.data;
        text.replaceWith(outer);
      }
    };
    const all = () => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) one(text);
    };
    // A translator's own work is a task of its own, after the page's.
    let due = false;
    new MutationObserver(() => {
      if (due) return;
      due = true;
      setTimeout(() => {
        due = false;
        all();
      });
    }).observe(document, { childList: true, characterData: true, subtree: true });
  }, way);
}

const rewritten = (page: Page) => page.locator("font[data-foreign]");

for (const way of [WRAPPED, REPLACED])
  test.describe(`every text ${way}`, way === REPLACED ? {} : SWEEP, () => {
    const said: string[] = [];
    test.beforeEach(async ({ page }) => {
      said.length = 0;
      page.on("pageerror", (error) => said.push(String(error)));
      page.on(
        "console",
        (message) => message.type() === "error" && !/404/.test(message.text()) && said.push(message.text()),
      );
      await usePlainEditor(page);
      await rewrite(page, way);
    });
    test.afterEach(async ({ page }) => {
      expect(await rewritten(page).count()).toBeGreaterThan(10);
      await expect(page.getByText("could not be shown")).toHaveCount(0);
      expect(said).toEqual([]);
    });

    test("reading, predicting, answering, and on to the journal", async ({ page }) => {
      await open(page, "/week-01/day-1/");
      const answer = page.getByRole("textbox", { name: /^Your answer/ }).first();
      await answer.fill(
        "The LIFO slot is looked at first, then the ring, and the inject queue now and then.",
      );
      const group = page.getByRole("group", { name: /^Your prediction/ }).first();
      await group.getByRole("radio").first().check();
      await page.getByRole("button", { name: "Lock it in" }).first().click();
      await expect(
        page.getByText("You predicted it.").or(page.getByText("Not quite.")).first(),
      ).toBeVisible();
      await saved(page);
      await page.getByRole("banner").getByRole("link", { name: "Journal" }).click();
      await expect(page.getByText(/^The LIFO slot is looked at first/)).toBeVisible();
      await page
        .getByRole("banner")
        .getByRole("link", { name: /^Day 2/ })
        .click();
      await expect(page).toHaveURL(/day-2/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/block/i);
    });

    test("running code that fails, then code that passes", async ({ page }) => {
      await open(page, "/week-01/day-3/");
      await run(page);
      await expect(
        workbench(page)
          .getByText(/^(0|\d+) of \d+ checks pass/)
          .first(),
      ).toBeVisible();
      await write(page, solution("gather"));
      await expect(
        workbench(page)
          .getByText(/^Edited since this run/)
          .first(),
      ).toBeVisible();
      await run(page);
      await passes(page);
      // Words of the run before are gone, not left behind by whoever put them into other elements.
      await expect(workbench(page).getByText(/^0 of \d+ checks pass/)).toHaveCount(0);
      await workbench(page).getByRole("button", { name: /Hint/ }).click();
      await saved(page);
    });

    test("the explorer, stepped and with other code", SWEEP, async ({ page }) => {
      await open(page, "/week-01/day-1/");
      const figure = page.locator("#watch-spawns");
      await figure.scrollIntoViewIfNeeded();
      const slider = figure.getByRole("slider");
      await expect(slider).toBeVisible();
      for (let step = 0; step < 5; step++)
        await figure.getByRole("button", { name: "Step", exact: true }).click();
      await figure.getByText("This step as a table").click();
      await expect(figure.getByText(/^Order of polls so far/)).toBeVisible();
      await figure.getByRole("button", { name: "To the end" }).click();
      await inSettings(figure, (all) => all.getByLabel("Runtime").selectOption("current_thread"));
      await figure.getByRole("button", { name: "To the end" }).click();
      await expect(slider).toBeVisible();
    });

    test("the lab and the console", SWEEP, async ({ page }) => {
      await open(page, "/week-01/day-2/");
      const lab = page.locator("#lab");
      await lab.scrollIntoViewIfNeeded();
      await expect(lab.getByText(/^One virtual second on the model runtime/)).toBeVisible();
      await lab.getByRole("button", { name: "quick" }).click();
      await expect(lab.getByText("You have changed the handler or its load")).toBeVisible();
      await lab.getByRole("button", { name: "Run", exact: true }).click();
      await expect(lab.getByText(/^One virtual second on the model runtime/)).toBeVisible();
      await page
        .getByRole("banner")
        .getByRole("link", { name: /^Day 5/ })
        .click();
      const console = page.locator("#arb-bot");
      await console.scrollIntoViewIfNeeded();
      await expect(console.getByText(/^1\.0 s of 60 s$/)).toBeVisible();
      await console.getByRole("button", { name: "Play" }).click();
      await expect(console.getByText(/^[2-9]\.\d s of 60 s$/)).toBeVisible();
    });

    test("submitting the capstone", async ({ page }) => {
      await open(page, "/week-01/capstone/");
      await write(page, solution("capstone"));
      await page.getByRole("button", { name: "Submit", exact: true }).click();
      await passes(page);
      await expect(page.getByRole("status").getByText("Running the checks…")).toHaveCount(0);
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.getByText("Cancelled. Nothing was recorded.").first()).toBeVisible();
      await expect(page.getByRole("region", { name: "Report card" })).toBeVisible();
    });
  });

test("a node that was never there is an error as before", async ({ page }) => {
  await open(page, "/");
  const errors = await page.evaluate(() => {
    const [parent, stranger] = [document.querySelector("main")!, document.createTextNode("x")];
    const thrown = (act: () => void) => {
      try {
        act();
        return "nothing";
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      thrown(() => parent.removeChild(stranger)),
      thrown(() => parent.insertBefore(document.createElement("p"), stranger)),
      // A grandchild is no child: nobody wrapped it.
      thrown(() => document.body.removeChild(parent)),
    ];
  });
  expect(errors).toEqual(["NotFoundError", "NotFoundError", "NotFoundError"]);
});

test("code, identifiers and what the scheduler calls its tasks are not for translating; the rest is English", async ({
  page,
}) => {
  await usePlainEditor(page);
  for (const path of [
    "/",
    "/week-01/day-1/",
    "/week-01/day-3/",
    "/week-01/capstone/",
    "/journal/",
    "/regrade/",
    "/nowhere/",
  ]) {
    await open(page, path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    // `translate` as the browser understands it: an element has it from those around it.
    const translatable = await page
      .locator("code, pre, kbd, samp, [data-editor]")
      .evaluateAll((all) =>
        all
          .filter((element) => (element as HTMLElement).translate)
          .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      );
    expect(translatable, path).toEqual([]);
  }
});
