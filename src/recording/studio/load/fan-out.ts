/** Broadcast and watch channels, which the model runtime lacks: one value wakes every receiver that waits. */
import type { Context, Waker } from "../../../runtime/index.ts";
import type { Message } from "./message.ts";

/** The channel of one key; a watch is a broadcast that keeps a single value. */
interface Topic {
  readonly kept: Message[];
  waiting: Subscriber[];
}

/** A receiver of several topics, which are neighbours in their circle. */
export interface Subscriber {
  readonly firstTopic: number;
  readonly topics: number;
  /** Where its subscriptions begin in the lists of all of them. */
  readonly at: number;
  waker: Waker | null;
}

/** What subscribers compare lies in flat lists: thousands of them look at dozens of topics each, and a processor's cache is small. */
export class FanOut {
  readonly #topics: Topic[];
  readonly #capacity: number;
  /** Of each topic: the number of values sent so far, and when the newest was. */
  readonly #sent: Uint32Array;
  readonly #newestUs: Float64Array;
  /** Of each subscription: how many values of its topic it has seen, and whether it waits for the next. */
  readonly #seen: number[] = [];
  readonly #isWaiting: boolean[] = [];

  constructor(keys: number, capacity: number) {
    this.#topics = Array.from({ length: keys }, () => ({ kept: [], waiting: [] }));
    this.#capacity = capacity;
    this.#sent = new Uint32Array(keys);
    this.#newestUs = new Float64Array(keys);
  }

  send(message: Message): void {
    const at = message.key % this.#topics.length;
    const topic = this.#topics[at] as Topic;
    const sent = this.#sent[at] as number;
    topic.kept[sent % this.#capacity] = message;
    this.#newestUs[at] = message.sentUs;
    this.#sent[at] = sent + 1;
    const woken = topic.waiting;
    if (woken.length === 0) return;
    topic.waiting = [];
    for (const subscriber of woken) this.#wake(subscriber, at);
  }

  #wake(subscriber: Subscriber, topic: number): void {
    const { waker, at, firstTopic } = subscriber;
    const nth = topic < firstTopic ? topic + this.#topics.length - firstTopic : topic - firstTopic;
    this.#isWaiting[at + nth] = false;
    subscriber.waker = null;
    waker?.wake();
  }

  /** The subscriptions of all receivers are spread evenly over the keys. */
  subscribe(index: number, topics: number): Subscriber {
    const at = this.#seen.length;
    for (let i = 0; i < topics; i++) {
      this.#seen.push(0);
      this.#isWaiting.push(false);
    }
    return { firstTopic: (index * topics) % this.#topics.length, topics, at, waker: null };
  }

  /** The oldest value that it has not seen and that is still kept; without one, the task is woken by the next. */
  next(subscriber: Subscriber, cx: Context): Message | null {
    const next = this.#tryNext(subscriber);
    if (next !== null) return next;
    const { firstTopic, topics, at } = subscriber;
    subscriber.waker = cx.waker;
    for (let i = 0; i < topics; i++) {
      if (this.#isWaiting[at + i] === true) continue;
      this.#isWaiting[at + i] = true;
      (this.#topics[this.#nth(firstTopic, i)] as Topic).waiting.push(subscriber);
    }
    return null;
  }

  #tryNext({ firstTopic, topics, at }: Subscriber): Message | null {
    for (let i = 0; i < topics; i++) {
      const topic = this.#nth(firstTopic, i);
      const seen = this.#seen[at + i] as number;
      const sent = this.#sent[topic] as number;
      if (sent === seen) continue;
      // What was overwritten before it read it is lost: `Lagged`.
      const oldest = Math.max(seen, sent - this.#capacity);
      this.#seen[at + i] = oldest + 1;
      return this.#kept(topic, oldest);
    }
    return null;
  }

  /** Skips to the newest value of each topic. @returns the oldest of those that it had not seen */
  newest({ firstTopic, topics, at }: Subscriber): Message | null {
    let oldest = -1;
    let oldestUs = Infinity;
    for (let i = 0; i < topics; i++) {
      const topic = this.#nth(firstTopic, i);
      const sent = this.#sent[topic] as number;
      if (sent === this.#seen[at + i]) continue;
      this.#seen[at + i] = sent;
      const us = this.#newestUs[topic] as number;
      if (us >= oldestUs) continue;
      oldest = topic;
      oldestUs = us;
    }
    return oldest === -1 ? null : this.#kept(oldest, (this.#sent[oldest] as number) - 1);
  }

  /** @param first below the number of topics, as `i` is */
  #nth(first: number, i: number): number {
    const topic = first + i;
    return topic < this.#topics.length ? topic : topic - this.#topics.length;
  }

  #kept(topic: number, index: number): Message {
    return (this.#topics[topic] as Topic).kept[index % this.#capacity] as Message;
  }
}
