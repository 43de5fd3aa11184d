/** What both report cards say about a measured profile. */
import { formatRatio } from "../../../lib/units.ts";
import { engineOf, type BenchProfile } from "../../../../harness/report.ts";

export const ratioOf = (profile: BenchProfile | undefined): string =>
  profile?.recorded ? formatRatio(profile.ratio) : "not recorded";

/** With the versions, where tokio itself was measured. */
export const measuredOn = ({ engine, build }: BenchProfile): string =>
  engine === "tokio"
    ? `tokio ${build?.tokio}, rustc ${build?.rustc}, ${build?.target}`
    : "the model of tokio 1.53.1";

export const samples = ({ rounds, batchInline, batchSpawn, ...what }: BenchProfile): string =>
  `${engineOf(what)} ${what.profile}: ${rounds} rounds of ${batchInline} inline and ${batchSpawn} spawned`;
