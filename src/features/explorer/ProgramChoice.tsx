/** The list of programs: the reader's own, those of this place in the course, and the rest of the gallery. */
import type { ExplorerProgram, LessonProgram } from "../../course/explorer-programs.ts";
import { GALLERY } from "./gallery/gallery.ts";
import type { Linked } from "./link.ts";
import { openedByLink, openedByName, openedFile, openedOwn } from "./opened.ts";
import type { Opened } from "./opened.ts";
import type { OwnPrograms } from "./own-programs.ts";
import styles from "./Explorer.module.css";

/** Its value in the list of programs; no program has this name. */
const LINK = "";
/** A file's value in the list; no program of the gallery has such a name. */
const valueOf = (file: string): string => `./${file}`;

interface Props {
  programs: readonly (ExplorerProgram | LessonProgram)[];
  opened: Opened;
  linked: Linked | null;
  own: OwnPrograms;
  onChoose(opened: Opened): void;
}

export function ProgramChoice({ programs, opened, linked, own, onChoose }: Props) {
  const rest = (Object.keys(GALLERY) as ExplorerProgram[]).filter((one) => !programs.includes(one));
  const sent = linked !== null && !("name" in linked.program) ? linked : null;
  const option = (one: ExplorerProgram | LessonProgram) => {
    const value = typeof one === "string" ? one : valueOf(one.file);
    return (
      <option key={value} value={value}>
        {typeof one === "string" ? GALLERY[one].title : one.file}
      </option>
    );
  };
  function choose(value: string) {
    const program = own.all.get(value);
    const beside = programs.find((one) => typeof one !== "string" && valueOf(one.file) === value);
    if (program !== undefined) onChoose(openedOwn(value, program));
    else if (typeof beside === "object") onChoose(openedFile(beside));
    else if (value === LINK && sent !== null) onChoose(openedByLink(sent, opened.language));
    else onChoose(openedByName(value as ExplorerProgram, opened.language));
  }
  return (
    <label className={styles.choice}>
      <span className="visually-hidden">Program of the gallery, or your own</span>
      <select
        className="input"
        value={opened.own ?? opened.name ?? (opened.file === undefined ? LINK : valueOf(opened.file))}
        onChange={(event) => choose(event.target.value)}
      >
        {sent !== null && <option value={LINK}>A program from a link</option>}
        {own.all.size > 0 && (
          <optgroup label="Your own">
            {[...own.all].map(([id, { from, title }], index) => (
              <option key={id} value={id}>
                {title ?? `Yours ${index + 1}: from ${from}`}
              </option>
            ))}
          </optgroup>
        )}
        {programs.length > 0 && <optgroup label="Here">{programs.map(option)}</optgroup>}
        <optgroup label={programs.length > 0 ? "The rest of the gallery" : "Gallery"}>
          {rest.map(option)}
        </optgroup>
      </select>
    </label>
  );
}
