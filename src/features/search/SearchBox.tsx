/** The content of the search dialog: type words, choose a place with the arrow keys, open it with Enter. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocation } from "wouter";
import type { Place } from "../../course/search.ts";
import { counted } from "../../lib/words.ts";
import { around } from "./around.ts";
import styles from "./Search.module.css";

type Index = typeof import("./index-in-page.ts");

const NOT_LOADED =
  "The search could not be loaded. Check your connection, then close this and open it again.";

/** @param onLeave called when the reader opens a place */
export default function SearchBox({ onLeave }: { onLeave(): void }) {
  const field = useRef<HTMLInputElement>(null);
  const [index, setIndex] = useState<Index | "failed">();
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const [path, navigate] = useLocation();
  const list = useId();

  useEffect(() => {
    field.current?.focus();
    import("./index-in-page.ts").then(setIndex, () => setIndex("failed"));
  }, []);
  const found = index === undefined || index === "failed" || words.trim() === "" ? [] : index.search(words);
  useEffect(() => {
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [list, chosen]);

  function go({ href }: Place) {
    onLeave();
    const [page, anchor] = href.split("#");
    // The browser itself goes to a place on this page.
    if (anchor !== undefined && page === `${path.replace(/\/$/, "")}/`) {
      history.replaceState(history.state, "", window.location.pathname + window.location.search);
      window.location.hash = anchor;
    } else navigate(href);
  }

  function keyDown(event: KeyboardEvent) {
    const place = found[chosen];
    if (event.key === "ArrowDown") setChosen((chosen + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setChosen((chosen + found.length - 1) % Math.max(1, found.length));
    else if (event.key === "Enter" && place) go(place);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        ref={field}
        className={styles.words}
        type="search"
        role="combobox"
        aria-label="Search lessons, headings, corrections and rules"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
        placeholder="Search lessons, headings, corrections and rules"
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setChosen(0);
        }}
        onKeyDown={keyDown}
      />
      <p role="status" className={found.length > 0 ? "visually-hidden" : styles.said}>
        {index === "failed" ? NOT_LOADED : said(words, index !== undefined, found.length)}
      </p>
      <div id={list} role="listbox" aria-label="Places found" className={styles.found}>
        {found.map((place, at) => (
          // The input handles the keys; the focus stays there.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={place.href + place.title}
            id={`${list}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === chosen}
            className={styles.place}
            onPointerMove={() => setChosen(at)}
            onClick={() => go(place)}
          >
            <strong>{place.title}</strong>
            <span className="note">{place.where}</span>
            <span className={styles.text}>{around(place.text, words)}</span>
          </div>
        ))}
      </div>
    </>
  );
}

function said(words: string, loaded: boolean, count: number): string {
  if (words.trim() === "")
    return "Type a word: a name from tokio, a title, or a belief that you want to check.";
  if (!loaded) return "Loading the search…";
  return count === 0 ? `No results for “${words.trim()}”` : `${counted(count, "place")} found`;
}
