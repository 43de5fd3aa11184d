/** The tab that asks for a new version reloads; the others ask first. Both also work in a tab without a service worker. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followVersions, type Offer } from "./versions.ts";

/** A service worker as pages see it. */
class FakeWorker extends EventTarget {
  state: ServiceWorkerState;
  messages: unknown[] = [];
  constructor(state: ServiceWorkerState) {
    super();
    this.state = state;
  }
  postMessage(message: unknown) {
    this.messages.push(message);
  }
  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class FakeRegistration extends EventTarget {
  active: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  installing: FakeWorker | null = null;
  updates = 0;
  update() {
    this.updates++;
    return Promise.reject(new TypeError("no network"));
  }
  finds(worker: FakeWorker) {
    this.installing = worker;
    this.dispatchEvent(new Event("updatefound"));
  }
  installed() {
    [this.waiting, this.installing] = [this.installing, null];
    this.waiting?.become("installed");
  }
  activated() {
    [this.active, this.waiting] = [this.waiting, null];
    this.active?.become("activated");
  }
}

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function tab(registration: FakeRegistration) {
  const offers: Offer[] = [];
  const reload = vi.fn<() => void>();
  const container = { register: () => Promise.resolve(registration) } as unknown as ServiceWorkerContainer;
  const versions = await followVersions(container, "/sw.js", (offer) => offers.push(offer), reload);
  return { offers, reload, versions };
}

function withVersion(): FakeRegistration {
  const registration = new FakeRegistration();
  registration.active = new FakeWorker("activated");
  return registration;
}

test("the first service worker of all is no news", async () => {
  const registration = new FakeRegistration();
  const { offers, reload } = await tab(registration);
  registration.finds(new FakeWorker("installing"));
  registration.installed();
  registration.activated();
  expect(offers).toEqual([]);
  expect(reload).not.toHaveBeenCalled();
});

test("the tab that asked reloads once the new version is active; the other asks", async () => {
  const registration = withVersion();
  const [one, other] = [await tab(registration), await tab(registration)];
  const worker = new FakeWorker("installing");
  registration.finds(worker);
  registration.installed();
  for (const { offers } of [one, other]) expect(offers).toEqual(["ready"]);
  one.versions.take();
  expect(worker.messages).toEqual([{ type: "SKIP_WAITING" }]);
  expect(one.reload).not.toHaveBeenCalled();
  registration.activated();
  expect(one.reload).toHaveBeenCalledOnce();
  expect(other.reload).not.toHaveBeenCalled();
  expect(other.offers).toEqual(["ready", "taken"]);
  other.versions.take();
  expect(other.reload).toHaveBeenCalledOnce();
});

test("a version that waited before the tab was opened is offered", async () => {
  const registration = withVersion();
  registration.waiting = new FakeWorker("installed");
  expect((await tab(registration)).offers).toEqual(["ready"]);
});

test("takes the newest of two waiting versions", async () => {
  const registration = withVersion();
  const { versions, reload } = await tab(registration);
  const [older, newer] = [new FakeWorker("installing"), new FakeWorker("installing")];
  registration.finds(older);
  registration.installed();
  registration.finds(newer);
  registration.installed();
  older.become("redundant");
  versions.take();
  expect([older.messages.length, newer.messages.length]).toEqual([0, 1]);
  registration.activated();
  expect(reload).toHaveBeenCalledOnce();
});

test("a long-open tab checks for new versions when it becomes visible, once an hour", async () => {
  const registration = withVersion();
  await tab(registration);
  const seen = () => page.dispatchEvent(new Event("visibilitychange"));
  seen();
  expect(registration.updates).toBe(0);
  vi.advanceTimersByTime(3_600_000);
  seen();
  seen();
  expect(registration.updates).toBe(1);
});
