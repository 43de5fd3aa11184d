/** Stores the learner's own programs in one explorer, each from its first changed letter. */
import { useMemo } from "react";
import { keyOf } from "../../progress/schema.ts";
import type { OwnProgram } from "../../progress/schema.ts";
import { removeRecords, setRecord, useProgress } from "../../progress/store.ts";
import type { Opened } from "./opened.ts";

export interface OwnPrograms {
  /** By id, oldest first. */
  all: ReadonlyMap<string, OwnProgram>;
  /** Stores the open program if it is the learner's own. */
  keep(opened: Opened): void;
  remove(own: string): void;
}

/** For a page in somebody's frame. */
export const NOTHING_KEPT: OwnPrograms = { all: new Map(), keep() {}, remove() {} };

/** @param id of the explorer's task on its page */
export function useOwnPrograms(id: string): OwnPrograms {
  const records = useProgress((state) => state.records);
  return useMemo(() => {
    const prefix = `${keyOf("program", id)}/`;
    const found = Object.values(records).filter(({ key }) => key.startsWith(prefix));
    const entries = found.map(({ key, value }) => [key.slice(prefix.length), value as OwnProgram] as const);
    return {
      all: new Map(entries.toSorted(([a], [b]) => Number(a) - Number(b))),
      keep({ own, from, title, drafts, language, config }) {
        if (own !== null)
          setRecord("program", `${id}/${own}`, {
            from,
            ...(title !== undefined && { title }),
            drafts,
            language,
            config,
          });
      },
      remove: (own) => void removeRecords([`${prefix}${own}`]),
    };
  }, [records, id]);
}

/** Later than every other, including those of other tabs. */
export const freshId = (): string => String(Date.now());
