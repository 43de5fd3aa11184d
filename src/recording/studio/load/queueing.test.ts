/** Tests that a simulated queue waits as long as queueing theory says. */
import { describe, expect, test } from "vitest";
import { meanSojournUs, singleServer } from "../testing/queue.ts";

const SERVICE_US = 50;

describe("mean wait in the queue, within 5 % of the formula", () => {
  for (const busy of [0.3, 0.6, 0.8]) {
    const perSecond = (busy * 1e6) / SERVICE_US;
    // Enough arrivals for the mean to settle: the closer to saturation, the more.
    const forUs = (busy > 0.7 ? 300_000 : 80_000) * (1e6 / perSecond);

    test(`M/D/1, busy ${busy}`, () => {
      const formulaUs = (busy * SERVICE_US) / (2 * (1 - busy));
      const waitUs = meanSojournUs(singleServer(perSecond, SERVICE_US, "fixed"), forUs, 11) - SERVICE_US;
      expect(Math.abs(waitUs / formulaUs - 1)).toBeLessThan(0.05);
    });

    test(`M/M/1, busy ${busy}`, () => {
      const formulaUs = (busy * SERVICE_US) / (1 - busy);
      const waitUs =
        meanSojournUs(singleServer(perSecond, SERVICE_US, "exponential"), forUs, 11) - SERVICE_US;
      expect(Math.abs(waitUs / formulaUs - 1)).toBeLessThan(0.05);
    });
  }
});
