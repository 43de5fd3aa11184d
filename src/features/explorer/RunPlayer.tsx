/** Shows one recording: its picture, the sentence and controls below it, and the questions you can ask. */
import { copy, CopyOutcome, type Copied } from "../../ui/Copy.tsx";
import { Link2 } from "lucide-react";
import {
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
} from "react";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { Ribbon } from "../../ui/stage/Ribbon.tsx";
import { Stage } from "../../ui/stage/Stage.tsx";
import { isStill } from "../../ui/stage/use-picture.ts";
import type { Follow } from "../../ui/stage/use-picture.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import { sayBeat } from "../../recording/trace/say.ts";
import { Disclosure } from "./Disclosure.tsx";
import { HeldClaims } from "./HeldClaims.tsx";
import { Inspector } from "./Inspector.tsx";
import { NOWHERE, type At } from "./line-signal.ts";
import { lineOfBeat, taskLines, type LineOf } from "./lines.ts";
import { companionBeat, moveForKey } from "./player.ts";
import { Playhead } from "./playhead.ts";
import { StateTable } from "./StateTable.tsx";
import { SPEEDS, Transport } from "./Transport.tsx";
import { usePlaying } from "./use-playing.ts";
import styles from "./Explorer.module.css";

interface PlayerProps {
  /** The program's name. */
  title: string;
  playback: Playback;
  companion: Playback | null;
  /** Also places that the run leaves empty. */
  all: boolean;
  firstBeat: number;
  /** Whether it plays at once. */
  plays: boolean;
  /** Finds lines in the open view of the program; null if it is not what runs. */
  lineOf: LineOf | null;
  onAt(at: At): void;
  /** null when the program is too long for a link. */
  hrefAt(beat: number): string | null;
  /** The same for the explorer's own page. */
  ownPageAt(beat: number): string | null;
}

const GLIDE_MS = 180;
/** Beside the program there is room for no more. */
const MOST_TASK_LINES = 8;

const SaveRun = lazily("What saves a run", () => import("./slide/SaveRun.tsx"));

export function RunPlayer({
  title,
  playback,
  companion,
  all,
  firstBeat,
  plays,
  lineOf,
  onAt,
  hrefAt,
  ownPageAt,
}: PlayerProps) {
  const [head] = useState(() => new Playhead(playback, firstBeat, plays && !isStill()));
  const place = useSyncExternalStore(head.subscribe, head.told);
  const [speed, setSpeed] = useState<number>(2);
  const [asked, setAsked] = useState("");
  const [copied, setCopied] = useState<{ beat: number; outcome: Copied }>();
  const box = useRef<HTMLDivElement>(null);
  const fast = speed > SPEEDS[1].beatsPerSecond;
  usePlaying(place.playing, speed, box, (beats, nowMs) => head.play(beats, nowMs, fast));
  const { beat } = place;
  // Between two steps of playing, tokens arrive before they set off again.
  const glideMs = !head.glides() ? 0 : place.playing ? Math.min(GLIDE_MS, 850 / speed) : GLIDE_MS;
  const { labels, recording } = playback;
  const selected = labels.find(asked.trim());
  const said = sayBeat(playback, beat);
  const line = lineOf === null ? undefined : lineOfBeat(playback, lineOf, beat);
  useEffect(() => {
    const tasks = lineOf === null || fast ? [] : taskLines(playback, lineOf, beat, MOST_TASK_LINES);
    onAt({ line, tasks });
    return () => onAt(NOWHERE);
  }, [playback, lineOf, beat, line, fast, onAt]);
  const jump = useCallback((to: number) => head.move({ kind: "go", beat: to }), [head]);
  const ask = useCallback((task: number) => setAsked(labels.short(task)), [labels]);

  function keyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT|SUMMARY|A)$/.test(target.tagName) && target.getAttribute("type") !== "range")
      return;
    // Space on a button presses that button.
    if (event.key === " " && target.tagName === "BUTTON") return;
    const by = moveForKey(event.key, event.shiftKey);
    if (by === undefined) return;
    event.preventDefault();
    head.move(by);
  }

  async function copyLink() {
    const href = hrefAt(beat);
    if (href === null)
      return setCopied({ beat, outcome: { kind: "not", why: "This program is too long for a link." } });
    history.replaceState(null, "", href);
    setCopied({ beat, outcome: await copy(location.href) });
  }

  return (
    // These keys repeat those of the slider and the buttons, wherever in the player the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.player} onKeyDown={keyDown}>
      <div ref={box} className={styles.picture}>
        <Stage
          playback={playback}
          beat={beat}
          follow={head.follow}
          selected={selected}
          glideMs={glideMs}
          all={all}
          onSelect={ask}
        />
        <Ribbon playback={playback} beat={beat} follow={head.follow} selected={selected} onJump={jump} />
        {companion !== null && (
          <Companion
            playback={playback}
            beat={beat}
            follow={head.follow}
            companion={companion}
            selected={selected}
            glideMs={glideMs}
            ask={ask}
          />
        )}
      </div>
      <div className={styles.bar}>
        <div className={styles.now}>
          <p aria-live={place.playing ? "off" : "polite"}>
            {said}
            {line !== undefined && <span className="note"> line {line}</span>}
          </p>
          {beat >= playback.length - 1 && <p className="note">{endWords(playback)}</p>}
        </div>
        <Transport
          place={place}
          length={playback.length}
          said={said}
          speed={speed}
          onMove={(by) => head.move(by)}
          onSpeed={setSpeed}
        />
      </div>
      <div className={styles.more}>
        <Inspector playback={playback} beat={beat} asked={asked} onAsk={setAsked} onJump={jump} />
        <div className={styles.foot}>
          <Disclosure summary="This step as a table">
            <StateTable playback={playback} beat={beat} />
          </Disclosure>
          <Disclosure summary="Invariants checked">
            <HeldClaims recording={recording} />
          </Disclosure>
          <Disclosure summary="Save for a slide">
            <Boundary>
              <Suspense fallback={<p className={styles.line}>Loading …</p>}>
                <SaveRun
                  title={title}
                  playback={playback}
                  beat={beat}
                  beatsPerSecond={speed}
                  fragment={ownPageAt(beat)}
                />
              </Suspense>
            </Boundary>
          </Disclosure>
          <button type="button" className="button quiet" onClick={() => void copyLink()}>
            <Link2 size={15} aria-hidden /> Link to this step
          </button>
          <CopyOutcome copied={copied?.beat === beat ? copied.outcome : undefined} what="Link" />
        </div>
      </div>
    </div>
  );
}

interface CompanionProps {
  playback: Playback;
  beat: number;
  follow: Follow;
  companion: Playback;
  selected: number | null;
  glideMs: number;
  ask(task: number): void;
}

/** The same program on the other scheduler, after the same number of polls. */
function Companion({ playback, beat, follow, companion, selected, glideMs, ask }: CompanionProps) {
  const there = companionBeat(playback, beat, companion);
  const followThere = useMemo<Follow>(
    () => (draw) => follow((at) => draw(companionBeat(playback, at, companion))),
    [follow, playback, companion],
  );
  const { labels, recording } = companion;
  return (
    <div
      className={styles.companion}
      role="group"
      aria-label={`The same program on ${recording.config.flavor}`}
    >
      <p className={styles.companionName}>
        <b>{recording.config.flavor}</b>, after as many polls
      </p>
      <Stage
        playback={companion}
        beat={there}
        follow={followThere}
        glideMs={glideMs}
        selected={selected === null ? null : labels.find(playback.labels.short(selected))}
        onSelect={(task) => ask(playback.labels.find(labels.short(task)) ?? task)}
      />
      <Ribbon playback={companion} beat={there} follow={followThere} selected={null} />
    </div>
  );
}

function endWords({ recording: { end } }: Playback): string {
  switch (end.kind) {
    case "done":
      return "The end: block_on returns.";
    case "parked":
      return "The end: nothing can run any more.";
    case "cut":
      return "The recording is full; the run goes on from here, unseen.";
    case "failed":
      return `The run failed: ${end.message}`;
  }
}
