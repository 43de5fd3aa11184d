/** Parses a file from anyone into the records that this version knows, or says why it is not an export of the course. */
import * as v from "valibot";
import { parseRecord, type Stored } from "./schema.ts";

export const FORMAT = "tokio-internals-progress";
/** 1: a prediction's answer was stored by its position; see `migrate.ts`. */
export const EXPORT_VERSION = 2;
/** Far above any export of a whole course. */
export const MAX_IMPORT_BYTES = 20_000_000;
const MAX_RECORDS = 10_000;
export const TOO_LARGE = `This file is too large: an export of this course has at most ${MAX_IMPORT_BYTES / 1_000_000} MB.`;

const File = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  records: v.array(v.unknown()),
});

export type ReadExport =
  | { ok: false; message: string }
  /** `skipped`: the number of records that are too large or unknown to this version. */
  | { ok: true; records: Stored[]; skipped: number };

const refused = (message: string): ReadExport => ({ ok: false, message });

export function readExport(text: string): ReadExport {
  if (text.length > MAX_IMPORT_BYTES) return refused(TOO_LARGE);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused(
      "This file is not an export of this course: it is not JSON. Choose the file that “Export my work” saved.",
    );
  }
  const file = v.safeParse(File, json);
  if (!file.success)
    return refused(
      `This file is not an export of this course: ${v.getDotPath(file.issues[0]) ?? "it"} is invalid.`,
    );
  if (file.output.version > EXPORT_VERSION)
    return refused(
      "This file was exported by a newer version of the course. Reload this page, then import it again.",
    );
  const all = file.output.records;
  if (all.length > MAX_RECORDS)
    return refused(
      `This file has ${all.length} records; an export of this course has at most ${MAX_RECORDS}.`,
    );
  const records = all.map(parseRecord).filter((record) => record !== undefined);
  return { ok: true, records, skipped: all.length - records.length };
}

/** The worker's messages: records in portions that the page can receive quickly, then the end. */
export type ExportMessage =
  Extract<ReadExport, { ok: false }> | { ok: true; records: Stored[] } | { ok: true; skipped: number };

/** Size of a portion in characters of JSON; a single record may have more. */
const PORTION = 250_000;

export function* portions(read: ReadExport): Generator<ExportMessage> {
  if (!read.ok) return yield read;
  let records: Stored[] = [];
  let characters = 0;
  for (const record of read.records) {
    const length = JSON.stringify(record).length;
    if (records.length > 0 && characters + length > PORTION) {
      yield { ok: true, records };
      records = [];
      characters = 0;
    }
    records.push(record);
    characters += length;
  }
  yield { ok: true, records };
  yield { ok: true, skipped: read.skipped };
}
