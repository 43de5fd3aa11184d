/** Says that the design that was kept can no longer be read, before a change replaces it, and hands it over as a file. */
import { readYaml } from "../../recording/studio/yaml.ts";
import { saveFile } from "../../ui/save-file.ts";

export function Unread({ kept }: { kept: string | undefined }) {
  if (kept === undefined || kept.trim() === "") return null;
  const read = readYaml(kept);
  if (read.ok) return null;
  const [mistake] = read.mistakes;
  return (
    <p className="notice" data-tone="warn" role="alert">
      <span>
        The design that you kept here cannot be read (line {mistake?.line}: {mistake?.message}). Your next
        change replaces it: save it first, mend it, and paste it into the text view.
      </span>
      <button
        type="button"
        className="button small"
        onClick={() => saveFile("design.yaml", "text/yaml", kept)}
      >
        Save it as YAML
      </button>
    </p>
  );
}
