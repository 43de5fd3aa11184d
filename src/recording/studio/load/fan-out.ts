/** Broadcast and watch channels, which the model runtime lacks: one value wakes every receiver that waits. */
import type { Context, Waker } from "../../../runtime/index.ts";
import type { Message } from "./message.ts";

/** One channel of one key; a watch is a broadcast that keeps a single value. */
class Topic {
  readonly #kept: Message[] = [];
  readonly #capacity: number;
  /** The number of values sent so far. */
  sent = 0;
  newest: Message | null = null;
  newestUs = 0;
  waiting: Subscriber[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The oldest value that is still there. */
  get oldest(): number {
    return Math.max(0, this.sent - this.#capacity);
  }

  push(message: Message): void {
    this.#kept[this.sent % this.#capacity] = message;
    this.newest = message;
    this.newestUs = message.sentUs;
    this.sent++;
    const woken = this.waiting;
    if (woken.length === 0) return;
    this.waiting = [];
    for (const subscriber of woken) subscriber.wakeFor(this);
  }

  at(index: number): Message {
    return this.#kept[index % this.#capacity] as Message;
  }
}

export class FanOut {
  readonly #topics: Topic[];
  readonly subscribers: Subscriber[] = [];

  constructor(keys: number, capacity: number) {
    this.#topics = Array.from({ length: keys }, () => new Topic(capacity));
  }

  send(message: Message): void {
    (this.#topics[message.key % this.#topics.length] as Topic).push(message);
  }

  /** The subscriptions of all receivers are spread evenly over the keys. */
  subscribe(index: number, subscribes: number): Subscriber {
    const topics = Array.from(
      { length: subscribes },
      (_, i) => this.#topics[(index * subscribes + i) % this.#topics.length] as Topic,
    );
    const subscriber = new Subscriber(topics);
    this.subscribers.push(subscriber);
    return subscriber;
  }
}

export class Subscriber {
  readonly #topics: readonly Topic[];
  /** How many values of each topic it has seen, and in which it waits for the next. Short lists, of which there are many. */
  readonly #seen: number[];
  readonly #registered: boolean[];
  #waker: Waker | null = null;
  /** Values that were overwritten before it read them: `Lagged`. */
  lagged = 0;

  constructor(topics: readonly Topic[]) {
    this.#topics = topics;
    this.#seen = topics.map(() => 0);
    this.#registered = topics.map(() => false);
  }

  wakeFor(topic: Topic): void {
    this.#registered[this.#topics.indexOf(topic)] = false;
    const waker = this.#waker;
    this.#waker = null;
    waker?.wake();
  }

  /** The oldest value that it has not seen and that is still kept; without one, the task is woken by the next. */
  next(cx: Context): Message | null {
    const next = this.#tryNext();
    if (next !== null) return next;
    this.#waker = cx.waker;
    for (let i = 0; i < this.#topics.length; i++) {
      if (this.#registered[i] === true) continue;
      this.#registered[i] = true;
      (this.#topics[i] as Topic).waiting.push(this);
    }
    return null;
  }

  /** Skips to the newest value of each topic. @returns the oldest of those that it had not seen */
  newest(): Message | null {
    let oldest: Topic | null = null;
    for (let i = 0; i < this.#topics.length; i++) {
      const topic = this.#topics[i] as Topic;
      if (topic.sent === this.#seen[i]) continue;
      this.#seen[i] = topic.sent;
      if (oldest === null || topic.newestUs < oldest.newestUs) oldest = topic;
    }
    return oldest === null ? null : oldest.newest;
  }

  #tryNext(): Message | null {
    for (let i = 0; i < this.#topics.length; i++) {
      const topic = this.#topics[i] as Topic;
      const seen = this.#seen[i] as number;
      if (topic.sent === seen) continue;
      const at = Math.max(seen, topic.oldest);
      this.lagged += at - seen;
      this.#seen[i] = at + 1;
      return topic.at(at);
    }
    return null;
  }
}
