/** Saves the run for a slide: this step as a picture, or the run as a video. */
import { Code, Download, Square } from "lucide-react";
import { useRef, useState } from "react";
import type { Playback } from "../../../recording/trace/playback.ts";
import { EXPLORER_PAGE } from "../../../course/fragment.ts";
import { copy, CopyOutcome, type Copied } from "../../../ui/Copy.tsx";
import { saveFile } from "../../../ui/save-file.ts";
import { readInks } from "../../../ui/stage/inks.ts";
import { filmed, filmFormat, MOST_MS } from "./film.ts";
import { pngOf, svgOf } from "./save-step.ts";
import type { SlideOf } from "./slide.ts";
import styles from "./SaveRun.module.css";

interface Props {
  title: string;
  playback: Playback;
  beat: number;
  beatsPerSecond: number;
  /** The fragment of a link to this step on the explorer's own page; null for a program that is too long. */
  fragment: string | null;
}

/** For the page of a blog. */
function frameCode(title: string, fragment: string): string {
  const address = `${location.origin}${import.meta.env.BASE_URL}${EXPLORER_PAGE}/?embed${fragment}`;
  const name = title.replaceAll(/["<>&]/g, "");
  return `<iframe src="${address}" title="${name}" width="100%" height="760" loading="lazy" style="border:0"></iframe>`;
}

/** Faster, nobody can follow it. */
const FASTEST = 8;

export default function SaveRun({ title, playback, beat, beatsPerSecond, fragment }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const filming = useRef<AbortController>(null);
  const [share, setShare] = useState<number>();
  const [said, setSaid] = useState("");
  const [copied, setCopied] = useState<{ fragment: string; outcome: Copied }>();
  const format = filmFormat();
  const name = `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-step-${beat + 1}`;
  const slide = (): SlideOf => ({
    title,
    playback,
    from: location.origin + location.pathname,
    inks: readInks(box.current as Element),
  });

  async function film(type: string) {
    const controller = new AbortController();
    filming.current = controller;
    setShare(0);
    setSaid("");
    try {
      const from = beat >= playback.length - 1 ? -1 : beat;
      const speed = Math.min(FASTEST, beatsPerSecond);
      const video = await filmed(
        slide(),
        { from, beatsPerSecond: speed, signal: controller.signal, onShare: setShare },
        type,
      );
      saveFile(`${name}.${type.includes("mp4") ? "mp4" : "webm"}`, type, video);
    } catch (error) {
      setSaid(`The video could not be made: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      setShare(undefined);
    }
  }

  return (
    <div ref={box} className={styles.save}>
      <button
        type="button"
        className="button small"
        onClick={async () => saveFile(`${name}.png`, "image/png", await pngOf(slide(), beat))}
      >
        <Download size={14} aria-hidden /> Step as PNG
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => saveFile(`${name}.svg`, "image/svg+xml", svgOf(slide(), beat))}
      >
        <Download size={14} aria-hidden /> Step as SVG
      </button>
      {format !== undefined &&
        (share === undefined ? (
          <button type="button" className="button small" onClick={() => void film(format)}>
            <Download size={14} aria-hidden /> Run as video
          </button>
        ) : (
          <button type="button" className="button small" onClick={() => filming.current?.abort()}>
            <Square size={14} aria-hidden /> Stop filming
          </button>
        ))}
      {fragment !== null && (
        <button
          type="button"
          className="button small"
          onClick={async () => setCopied({ fragment, outcome: await copy(frameCode(title, fragment)) })}
        >
          <Code size={14} aria-hidden /> Copy code to embed
        </button>
      )}
      <CopyOutcome copied={copied?.fragment === fragment ? copied?.outcome : undefined} what="Code" />
      <span role="status" className="note">
        {said}
        {share !== undefined &&
          `Filming in real time, ${Math.round(share * 100)} %. Keep this tab in the foreground.`}
        {share === undefined &&
          said === "" &&
          `The video begins at this step and lasts at most ${MOST_MS / 1_000} s.`}
      </span>
    </div>
  );
}
