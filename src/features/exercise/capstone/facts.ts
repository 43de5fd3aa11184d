/** What both report cards say of a measured profile. */
import type { BenchProfile } from "../../../../harness/report.ts";

export const ratioOf = (profile: BenchProfile | undefined): string =>
  profile?.recorded ? profile.ratio.toFixed(2) : "not recorded";

export const samples = ({ profile, rounds, batchInline, batchSpawn }: BenchProfile): string =>
  `${profile}: ${rounds} rounds of ${batchInline} inline and ${batchSpawn} spawned`;
