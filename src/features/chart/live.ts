/** Passes the chart's content around Recharts, which would lay everything out again for a new child. */
import { createContext } from "react";
import type { Plot } from "./plot.ts";
import type { Drawn } from "./scene.ts";

export interface Live {
  drawn: Drawn;
  plot: Plot;
  streaming: boolean;
}

export const LiveContext = createContext<Live | null>(null);
