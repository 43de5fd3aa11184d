/** Takes a design home: as YAML, as a picture, as Mermaid, as the lesson's table, and as a link. */
import { useState } from "react";
import { MAX_LINK_CHARACTERS } from "../../lib/packed.ts";
import { designMarkdown, designMermaid } from "../../recording/studio/document.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { designSvg } from "../../recording/studio/svg.ts";
import { printYaml } from "../../recording/studio/yaml.ts";
import { copy, CopyOutcome } from "../../ui/Copy.tsx";
import type { Copied } from "../../ui/Copy.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { linkHash } from "./link.ts";
import { pngOf } from "./png.ts";
import type { Rival } from "./rivals.ts";
import { rustZip } from "./rust-zip.ts";
import styles from "./Studio.module.css";

interface Props {
  design: Design;
  /** The link brings it along. */
  beside: Rival | undefined;
  overload: string | null;
}

export function Exports({ design, beside, overload }: Props) {
  const [outcome, setOutcome] = useState<{ copied: Copied; what: string }>();
  const copied = (what: string, text: string) =>
    void copy(text).then((each) => setOutcome({ copied: each, what }));
  const name = fileName(design);
  return (
    <details className="disclosure-row">
      <summary>Take it home: Rust, YAML, picture, table, link</summary>
      <div className={styles.exports}>
        <button
          type="button"
          className="button small"
          onClick={() => saveFile(`${name}.yaml`, "text/yaml", printYaml(design))}
        >
          Save YAML
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => saveFile(`${name}.svg`, "image/svg+xml", designSvg(design))}
        >
          Save SVG
        </button>
        <button
          type="button"
          className="button small"
          onClick={() =>
            void pngOf(designSvg(design)).then((png) => saveFile(`${name}.png`, "image/png", png))
          }
        >
          Save PNG
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => saveFile(`${name}.zip`, "application/zip", rustZip(design))}
        >
          Save a Rust project
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => copied("Mermaid", designMermaid(design))}
        >
          Copy Mermaid
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => copied("Table", designMarkdown(design, overload))}
        >
          Copy the table and the route
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => {
            const link = `${new URL(`${import.meta.env.BASE_URL}studio/`, location.href).href}${linkHash(design, beside)}`;
            if (link.length <= MAX_LINK_CHARACTERS) copied("Link", link);
            else
              setOutcome({
                what: "Link",
                copied: { kind: "not", why: "This design is too large for a link. Save it as YAML." },
              });
          }}
        >
          Copy link
        </button>
        <CopyOutcome copied={outcome?.copied} what={outcome?.what ?? ""} />
      </div>
    </details>
  );
}

const fileName = ({ name }: Design): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .slice(0, 40) || "design";
