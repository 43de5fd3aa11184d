/** The visible content of a box of the stage as a string: a box with the same string is not redrawn. */
import type { Box, LaneKind, SharedKind } from "./stage-layout.ts";
import { doingWords } from "./stage-view.ts";
import type { LaneView, QueueView, StageView } from "./stage-view.ts";

export function boxKey(box: Box, view: StageView): string {
  if (!("lane" in box)) return sharedKey(box.kind, view);
  const lane = view.lanes[box.lane];
  if (lane === undefined) return "";
  // The background of a lane shows whether its thread is blocked.
  return `${laneKey(box.kind, lane)}${lane.doing.kind === "blocked" ? " blocked" : ""}`;
}

function sharedKey(kind: SharedKind, view: StageView): string {
  switch (kind) {
    case "inject":
      return queueKey(view.inject);
    case "sleepers":
      return view.sleepers.join();
    case "timers":
      return `${queueKey(view.timers)} ${view.timers.chips.map(({ deadlineMs }) => deadlineMs).join()}`;
    case "facts":
      return `${view.main} ${view.nowMs}`;
  }
}

function laneKey(kind: LaneKind, lane: LaneView): string {
  switch (kind) {
    case "who":
      return `${doingWords(lane.doing)} ${lane.tick}`;
    case "running":
      return `${lane.running?.task} ${lane.held} ${lane.budget}`;
    case "slot":
      return `${lane.lifoSlot?.task} ${lane.lifoPolls}`;
    case "queue":
      return queueKey(lane.runQueue);
    case "defer":
      return queueKey(lane.deferred);
  }
}

const queueKey = ({ chips, length }: QueueView): string =>
  `${length} ${chips.map(({ task }) => task).join()}`;
