/** Checks of who wakes whom: the waker is passed on, the newest one, and nobody is woken without cause. */
import { check } from "./scene.ts";

export const wakes = check("wakes", "a child that wakes gets polled", ({ begin }) => {
  for (const index of [0, 1, 2]) {
    const { task, children } = begin("a", "b", "c");
    task.poll();
    // Woken without being ready, as a channel may do: polled, Pending, and woken once more.
    for (const round of [1, 2]) {
      children[index]?.wake();
      if (round === 2) children[index]?.wake();
      task.settle();
    }
    children[index]?.finish();
    task.settle();
    for (const child of children) {
      if (child.finished) continue;
      child.finish();
      task.settle();
    }
  }
});

export const newestWaker = check(
  "newest-waker",
  "a child wakes the waker of gather's newest poll",
  ({ begin }) => {
    for (const finishing of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const { task, children } = begin("a", "b", "c");
      task.poll();
      task.poll("new-waker");
      for (const index of finishing) {
        children[index]?.finish();
        task.settle();
        if (task.outcome === undefined) task.poll("new-waker");
      }
    }
    // Moved while a wake was under way: the poll that follows it has the new waker.
    const { task, children } = begin("a", "b");
    task.poll();
    children[1]?.wake();
    task.poll("new-waker");
    children[0]?.finish();
    task.settle();
    children[1]?.finish();
    task.settle();
  },
);

export const wakeInPoll = check(
  "wake-in-poll",
  "a child that is woken while gather polls is not forgotten",
  ({ begin }) => {
    // One child makes another ready, in either direction, as a sender and a receiver would.
    for (const [from, to] of [
      [1, 0],
      [0, 1],
      [2, 0],
      [0, 2],
    ] as const) {
      const { task, children } = begin("a", "b", "c");
      const [sender, receiver] = [children[from], children[to]];
      if (sender) sender.onPoll = (_, poll) => void (poll === 1 && receiver?.finish());
      task.poll();
      task.settle();
      for (const child of children) {
        if (child.finished) continue;
        child.finish();
        task.settle();
      }
    }
    // Children that yield: each wakes itself from inside its own poll, three times.
    const { task, children } = begin("a", "b");
    for (const child of children) {
      child.onPoll = (self, poll) => (poll <= 3 ? self.wake() : void self.finishSilently());
    }
    task.poll();
    task.settle();
  },
);

export const quiet = check("quiet", "gather wakes nobody without cause", ({ begin }) => {
  const { task, children } = begin("a", "b", "c");
  // Polled by hand, woken or not: whether wakes arrive is for the next checks to say.
  for (const child of children) {
    task.poll();
    task.expectNo("uncaused");
    child.wake();
    task.poll();
    task.expectNo("uncaused");
    child.finish();
  }
  task.poll();
  task.expectNo("uncaused");
});
