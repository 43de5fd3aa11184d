/** The blocking lab on a lesson's page. */
import type { Block } from "../lesson/types.ts";

interface Props {
  id: string;
  block: Extract<Block, { kind: "blocking-lab" }>;
}

export default function LabBlock({ block }: Props) {
  return <p>{block.title}</p>;
}
