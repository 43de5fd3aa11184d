/** The page's side of the console's worker: what it last said, and what the learner asks of it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { lateWorker } from "../../../lib/late-worker.ts";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import type { Look } from "../Console.tsx";
import type { Address } from "../live/address.ts";
import type { FromWorker, RecordingPhase, ToWorker } from "../live/messages.ts";
import { unpacked } from "../live/packed.ts";
import { isRefused } from "../live/permission.ts";
import type { Standing } from "../live/session.ts";
import { TaskStore } from "../store.ts";
import script from "../live/console-worker.ts?worker&url";

const consoleWorker = lateWorker("The console’s worker", script);

export type OwnStanding =
  | { kind: "idle" }
  | Standing
  | { kind: "file"; name: string; cut: boolean }
  | { kind: "unreadable"; text: string };

interface WatcherState {
  standing: OwnStanding;
  /** Of the connection that it is about. */
  address: Address | undefined;
  paused: boolean;
  recording: RecordingPhase | undefined;
  /** Why a recording broke off. */
  brokeOff: string | undefined;
  /** Counts the changes of the store. */
  version: number;
}

const NOTHING: WatcherState = {
  standing: { kind: "idle" },
  address: undefined,
  paused: false,
  recording: undefined,
  brokeOff: undefined,
  version: 0,
};

export interface OwnWatcher extends WatcherState {
  store: TaskStore;
  connect(address: Address): void;
  open(file: File): void;
  disconnect(): void;
  setPaused(paused: boolean): void;
  record(seconds: number, label: string): void;
  stopRecording(): void;
  look(look: Look): void;
}

/** @param onRecorded gets each finished recording */
export function useWatcher(onRecorded: (recording: ConsoleRecording) => void): OwnWatcher {
  const [state, setState] = useState(NOTHING);
  const [store, setStore] = useState(() => new TaskStore());
  const worker = useRef<Worker>(undefined);
  const recorded = useRef(onRecorded);
  useEffect(() => {
    recorded.current = onRecorded;
  });
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = undefined;
  }, []);
  useEffect(() => end, [end]);

  const tell = useCallback((message: ToWorker) => worker.current?.postMessage(message), []);
  const look = useCallback(
    ({ task, lists }: Look) => {
      tell({ kind: "watch", task });
      tell({ kind: "lists", shown: lists });
    },
    [tell],
  );

  /** A fresh worker and a fresh store for each source. */
  async function begin(message: ToWorker, address: Address | undefined): Promise<void> {
    end();
    const fresh = new TaskStore();
    setStore(fresh);
    setState({ ...NOTHING, standing: { kind: "connecting" }, address });
    let started: Worker;
    try {
      started = (await consoleWorker.load())();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setState({ ...NOTHING, standing: { kind: "unreadable", text } });
      return;
    }
    end();
    worker.current = started;
    started.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (worker.current === started) hear(data, fresh);
    });
    started.postMessage(message);
  }

  function hear(message: FromWorker, into: TaskStore): void {
    const set = (part: Partial<WatcherState>) => setState((before) => ({ ...before, ...part }));
    switch (message.kind) {
      case "standing":
        return hearStanding(message.standing, set);
      case "change":
        into.apply(message.change);
        return setState((before) => ({ ...before, version: before.version + 1 }));
      case "lists":
        into.resources = message.resources;
        into.asyncOps = message.asyncOps;
        return setState((before) => ({ ...before, version: before.version + 1 }));
      case "details": {
        const task = into.tasks.get(message.task);
        if (task === undefined) return;
        task.pollTimes = unpacked(message.pollTimes);
        task.scheduledTimes = unpacked(message.scheduledTimes);
        return setState((before) => ({ ...before, version: before.version + 1 }));
      }
      case "paused":
        return set({ paused: message.paused });
      case "unreadable":
        return set({ standing: { kind: "unreadable", text: message.text } });
      case "recording":
        return set({ recording: message.phase, brokeOff: undefined });
      case "recorded":
        set({ recording: undefined });
        // A kept recording has nothing for the console itself.
        setState((before) =>
          before.standing.kind === "connecting" ? { ...before, standing: { kind: "idle" } } : before,
        );
        return recorded.current(message.recording);
      case "not-recorded":
        return set({ recording: undefined, brokeOff: message.text });
    }
  }

  function hearStanding(standing: OwnStanding, set: (part: Partial<WatcherState>) => void): void {
    set({ standing });
    if (standing.kind !== "failed" || standing.failure.problem !== "unreachable") return;
    // Only the page may ask about its permissions.
    void isRefused(navigator.permissions).then((refused) => {
      if (refused)
        set({ standing: { kind: "failed", failure: { ...standing.failure, problem: "refused" } } });
    });
  }

  return {
    ...state,
    store,
    connect: (address) => void begin({ kind: "connect", address }, address),
    open: (file) => void begin({ kind: "open", file }, undefined),
    disconnect() {
      end();
      setState(NOTHING);
      setStore(new TaskStore());
    },
    setPaused: (paused) => tell({ kind: "pause", paused }),
    record(seconds, label) {
      tell({ kind: "record", seconds, label });
    },
    stopRecording: () => tell({ kind: "stop-recording" }),
    look,
  };
}
