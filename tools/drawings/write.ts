/** Writes the drawings of lessons that are computed: `npx tsx tools/drawings/write.ts`. */
import { writeFileSync } from "node:fs";
import { computedDrawings } from "./computed.ts";

for (const [file, svg] of await computedDrawings()) writeFileSync(file, svg);
