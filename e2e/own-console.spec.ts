/** The console on an application of the learner's own, for which a small server in Node answers. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { gunzipSync } from "node:zlib";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { createBridge } from "../src/cli/console-bridge.ts";
import { TestApplication } from "../src/features/console/testing/application.ts";
import { block, cell, connect, openConsole } from "./own-console.ts";
import { NO_VIOLATIONS, saved, violationsInBothThemes } from "./journey.ts";

const TOKEN = "the-token-of-this-journey";
const screen = (page: Page): Locator => page.getByRole("group", { name: /own service, screen$/ });

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

function working(options = {}): TestApplication {
  const application = new TestApplication(options);
  for (const [index, name] of ["feed", "risk", "book"].entries()) application.spawn(index + 1, name);
  return application;
}

/** A minute in which risk has the longest p95. */
function aMinute(application: TestApplication, riskMs: number): void {
  for (let second = 0; second < 61; second++) {
    for (const [id, ms] of [
      [1, 0.05],
      [2, riskMs],
      [3, second % 50 === 0 ? 9 : 0.2],
    ] as const)
      application.poll(id, ms);
    application.publish(1_000);
  }
}

test("through the bridge: live, paused, lost, back, restarted, and a minute with its question", async ({
  page,
}) => {
  const origin = await openConsole(page);
  const application = working();
  const address = await application.start();
  const bridge = createBridge({ application: address, pages: [origin], token: TOKEN });
  const at = await listening(bridge);
  const next = working({ bornAt: 1_700_009_000 });
  try {
    await connect(page, "Through the bridge", `http://${at}/#token=some-other-token-of-yesterday`);
    await expect(block(page).getByRole("alert")).toContainText("does not accept this address");
    await connect(page, "Through the bridge", `http://${at}/#token=${TOKEN}`);
    await expect(block(page).getByText(`Live, http://${at}`)).toBeVisible();
    for (let ms = 1; ms <= 20; ms++) application.poll(2, ms);
    application.publish(1_000);
    await expect(cell(page, "risk", "Polls")).toHaveText("20");
    await expect(cell(page, "risk", "Busy")).toHaveText("210 ms");

    await screen(page).focus();
    await page.keyboard.press("/");
    await page.keyboard.type("risk");
    await page.keyboard.press("Enter");
    await expect(block(page).getByRole("row")).toHaveCount(2);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(block(page).getByRole("region", { name: "Poll Times" })).toContainText(
      /p95\s*19(\.\d+)? ms/,
    );
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Space");
    await expect(block(page).getByText(`Paused, http://${at}`)).toBeVisible();
    await page.keyboard.press("Space");
    await expect(block(page).getByText(`Live, http://${at}`)).toBeVisible();
    await page.keyboard.press("r");
    await expect(block(page).getByRole("region", { name: "Resource list" })).toBeVisible();
    await page.keyboard.press("t");

    for (const riskMs of [4, 0.04]) {
      await block(page).getByRole("button", { name: "Record 60 s" }).click();
      await expect(block(page).getByText("60 s left")).toBeVisible();
      aMinute(application, riskMs);
      await expect(block(page).getByRole("button", { name: "Record 60 s" })).toBeVisible();
    }
    await expect(block(page).getByRole("region", { name: "Before and after" })).toContainText(
      /risk\s*4[\d.]* ms\s*40[\d.]* µs/,
    );
    await block(page).getByRole("radio", { name: "feed" }).check();
    await block(page).getByRole("button", { name: "Check" }).click();
    await expect(block(page).getByText("Another task’s p95 is longer.")).toBeVisible();
    await block(page).getByRole("radio", { name: "book" }).check();
    await block(page).getByRole("button", { name: "Check" }).click();
    await expect(
      block(page).getByText(/^Longest p95 poll duration in .*: book, p95 .*Right\.$/),
    ).toBeVisible();
    await block(page).getByRole("button", { name: "Quote the numbers below" }).click();
    await expect(block(page).getByLabel(/what would you change\?$/)).toHaveValue(/Longest p95 poll: book/);
    await block(page).getByText("2 recordings kept on this device").click();
    await block(page).getByLabel("Hand-in").selectOption("masked");
    expect(await violationsInBothThemes(page, "#console-run")).toEqual(NO_VIOLATIONS);
    await saved(page);

    await application.stop();
    await expect(block(page).getByRole("alert")).toContainText("Connection lost. Retrying automatically");
    await expect(block(page).getByRole("alert")).toContainText("no application answers it");
    await next.start(Number(new URL(address).port));
    await expect(block(page).getByText("The application was restarted.")).toBeVisible();
    await block(page).getByRole("button", { name: "Disconnect" }).click();
    await page.reload();
    await block(page).scrollIntoViewIfNeeded();
    await expect(block(page).getByText("2 recordings kept on this device")).toBeVisible();
  } finally {
    bridge.close();
    bridge.closeAllConnections();
    await application.stop();
    await next.stop();
  }
});

test("directly and from a file; every wrong address says what to do", async ({ page }) => {
  const origin = await openConsole(page);
  const application = working({ origin });
  const old = working({ origin, old: true });
  const stranger = working({ origin: "https://elsewhere.example" });
  const web = createServer((_, response) => {
    response.writeHead(200, { "access-control-allow-origin": "*", "access-control-allow-headers": "*" });
    response.end("<h1>Shop</h1>");
  });
  const says = (text: string) => expect(block(page).getByText(text)).toBeVisible();
  try {
    await connect(page, "Directly", "127.0.0.1:6669");
    await says("Every browser blocks this port.");
    await connect(page, "Directly", "192.168.1.5:9999");
    await says("A page may watch only applications on this machine");
    await connect(page, "Directly", new URL(await stranger.start()).host);
    await says("answers this page. Browsers do not say why.");
    await expect(block(page).getByRole("alert")).toContainText(`must name this page’s origin, ${origin}`);
    await connect(page, "Directly", await listening(web));
    await says("but it is not a console.");
    await connect(page, "Directly", await old.start());
    await says("This application uses a console-subscriber before 0.5.");
    await connect(page, "Directly", await application.start());
    await says("Live, http://127.0.0.1:");
    // Five thousand tasks with four updates a second each: only those in sight are drawn.
    for (let id = 10; id < 5_010; id++) application.spawn(id, `worker ${id}`);
    application.publish(1_000);
    await says("Tasks (5003)");
    for (let round = 0; round < 8; round++) {
      for (let id = 10; id < 5_010; id++) application.poll(id, 0.1);
      application.publish(250);
    }
    await screen(page).focus();
    await page.keyboard.press("G");
    await expect(block(page).locator("tr[data-selected]")).toBeVisible();
    expect(await block(page).locator("tr[data-row]").count()).toBeLessThan(120);
    await block(page).getByRole("button", { name: "Disconnect" }).click();

    await block(page).getByRole("radio", { name: "From a file" }).check();
    const give = (name: string, buffer: Buffer) =>
      block(page).getByLabel("A recording of the console").setInputFiles({ name, mimeType: "", buffer });
    await give("notes.txt", Buffer.from("hello"));
    await says("notes.txt is no recording of the console");
    await give(
      "arb.jsonl",
      gunzipSync(readFileSync("src/features/console/fixtures/arb-bot-bridge.jsonl.gz")),
    );
    for (const lint of ["self-wakes", "lost-waker", "never-yielded", "auto-boxed-future", "large-future"])
      await expect(block(page).getByRole("list", { name: "Warnings" })).toContainText(lint);
    await block(page).getByRole("button", { name: "Resources", exact: true }).click();
    await expect(block(page).getByRole("region", { name: "Resource list" })).toContainText("permits=256");
  } finally {
    web.close();
    web.closeAllConnections();
    for (const each of [application, old, stranger]) await each.stop();
  }
});
