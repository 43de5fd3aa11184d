/** One recording on screen: its picture, the sentence and the controls under it, and the questions one may ask. */
import { Link2 } from "lucide-react";
import { useCallback, useReducer, useRef, useState, type KeyboardEvent } from "react";
import { Ribbon } from "../film/picture/Ribbon.tsx";
import { Stage } from "../film/picture/Stage.tsx";
import type { Film } from "../film/trace/film.ts";
import { sayBeat } from "../film/trace/say.ts";
import { Disclosure } from "./Disclosure.tsx";
import { HeldClaims } from "./HeldClaims.tsx";
import { Inspector } from "./Inspector.tsx";
import { companionBeat, moved, moveForKey } from "./player.ts";
import type { Move, Place } from "./player.ts";
import { StateTable } from "./StateTable.tsx";
import { SPEEDS, Transport } from "./Transport.tsx";
import { usePlaying } from "./use-playing.ts";
import styles from "./Explorer.module.css";

interface PlayerProps {
  film: Film;
  companion: Film | null;
  firstBeat: number;
  hrefAt(beat: number): string;
}

export function RunPlayer({ film, companion, firstBeat, hrefAt }: PlayerProps) {
  const [place, move] = useReducer((now: Place, by: Move) => moved(now, by, film), {
    beat: Math.min(firstBeat, film.length - 1),
    playing: false,
  });
  const [speed, setSpeed] = useState<number>(2);
  const [asked, setAsked] = useState("");
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  usePlaying(place.playing, speed, box, (beats) => move({ kind: "played", beats }));
  const { beat } = place;
  const { labels, recording } = film;
  const selected = labels.find(asked.trim());
  const said = sayBeat(film, beat);
  const jump = useCallback((to: number) => move({ kind: "go", beat: to }), []);
  const ask = useCallback((task: number) => setAsked(labels.short(task)), [labels]);

  function keyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT|SUMMARY|A)$/.test(target.tagName) && target.getAttribute("type") !== "range")
      return;
    // A button's own space presses it.
    if (event.key === " " && target.tagName === "BUTTON") return;
    const by = moveForKey(event.key, event.shiftKey);
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  }

  async function copyLink() {
    const href = hrefAt(beat);
    history.replaceState(null, "", href);
    await navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }

  return (
    // The keys are those of the slider and the buttons inside, for wherever in the player the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className={styles.player}
      data-quick={(place.playing && speed > SPEEDS[1].beatsPerSecond) || undefined}
      onKeyDown={keyDown}
    >
      <Stage
        scene={film.sceneAt(beat)}
        config={recording.config}
        labels={labels}
        selected={selected}
        onSelect={ask}
      />
      <Ribbon film={film} beat={beat} selected={selected} onJump={jump} />
      {companion !== null && (
        <Companion film={film} beat={beat} companion={companion} selected={selected} ask={ask} />
      )}
      <div className={styles.now}>
        <p aria-live={place.playing ? "off" : "polite"}>{said}</p>
        {beat >= film.length - 1 && <p className={styles.hint}>{endWords(film)}</p>}
      </div>
      <Transport
        place={place}
        length={film.length}
        said={said}
        speed={speed}
        onMove={move}
        onSpeed={setSpeed}
      />
      <Inspector film={film} beat={beat} asked={asked} onAsk={setAsked} onJump={jump} />
      <div className={styles.foot}>
        <Disclosure summary="This step as a table">
          <StateTable film={film} beat={beat} />
        </Disclosure>
        <Disclosure summary="What held in this run">
          <HeldClaims recording={recording} />
        </Disclosure>
        <button
          type="button"
          className="button quiet"
          onClick={() => void copyLink()}
          onBlur={() => setCopied(false)}
        >
          <Link2 size={15} aria-hidden /> {copied ? "Copied" : "Link to this step"}
        </button>
      </div>
    </div>
  );
}

interface CompanionProps {
  film: Film;
  beat: number;
  companion: Film;
  selected: number | null;
  ask(task: number): void;
}

/** The same program on the other scheduler, as far as it has made the same number of polls. */
function Companion({ film, beat, companion, selected, ask }: CompanionProps) {
  const there = companionBeat(film, beat, companion);
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
        scene={companion.sceneAt(there)}
        config={recording.config}
        labels={labels}
        selected={selected === null ? null : labels.find(film.labels.short(selected))}
        onSelect={(task) => ask(film.labels.find(labels.short(task)) ?? task)}
      />
      <Ribbon film={companion} beat={there} selected={null} />
    </div>
  );
}

function endWords({ recording: { end } }: Film): string {
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
