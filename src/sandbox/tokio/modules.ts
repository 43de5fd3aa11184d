/** Tokio's modules in the page: what they were made from, and their bytes, fetched when first needed. */
import record from "../../../public/tokio/record.json" with { type: "json" };
import { late, type Late } from "../../lib/late.ts";

export type TokioModule = keyof typeof record.modules;

/** For every module: what a measurement or a mark names as its engine. */
export const TOKIO = {
  tokio: record.tokio,
  rustc: record.rustc.replace(/^rustc (\S+).*$/, "$1"),
  target: record.target,
} as const;

/** Below the course's own address. */
export const moduleFile = (name: TokioModule): string => `tokio/${record.modules[name].file}`;

const fetched = new Map<TokioModule, Late<ArrayBuffer>>();

/** @throws when it is unavailable; the next call fetches it again */
export function moduleBytes(name: TokioModule): Promise<ArrayBuffer> {
  let bytes = fetched.get(name);
  if (!bytes) {
    bytes = late("Real tokio", async () => {
      const response = await fetch(import.meta.env.BASE_URL + moduleFile(name));
      if (!response.ok) throw new Error(`the server answered ${response.status} for ${moduleFile(name)}`);
      return response.arrayBuffer();
    });
    fetched.set(name, bytes);
  }
  return bytes.load();
}
