/** Settings and the learner's data: theme, editor, export and import of everything. */
import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { readExportFile } from "../../progress/read-export-file.ts";
import { exportProgress, importProgress, type Import } from "../../progress/transfer.ts";
import { FileButton } from "../../ui/FileButton.tsx";
import { KeptWork } from "./KeptWork.tsx";
import { StoredWork } from "./StoredWork.tsx";
import { breather } from "../../lib/breather.ts";
import { saveFile } from "../../ui/save-file.ts";
import styles from "../../ui/Page.module.css";
import { changeSettings, useSettings, type Settings } from "../../progress/settings.ts";
import { usePageTitle } from "../../ui/title.ts";
import { counted } from "../../lib/words.ts";

/** @param offline what makes the course available without a network */
export default function SettingsPage({ offline }: { offline: ReactNode }) {
  const title = usePageTitle("Settings and your data");
  return (
    <main id="main" className={styles.page}>
      <header className={styles.head}>
        <h1 ref={title} tabIndex={-1}>
          Settings and your data
        </h1>
      </header>
      <section className={styles.day} aria-labelledby="settings-look">
        <h2 id="settings-look">Page</h2>
        <Choice name="theme" legend="Theme" options={{ system: "System", light: "Light", dark: "Dark" }} />
        <Choice
          name="editor"
          legend="Editor"
          options={{
            auto: "Automatic (plain on touch screens)",
            full: "Monaco, with types and hovers",
            plain: "Plain text field, best with screen readers",
          }}
        />
        <Choice
          name="language"
          legend="Exercises"
          options={{ typescript: "In TypeScript, on the model in this page", rust: "In Rust, on real tokio" }}
        />
      </section>
      <section className={styles.day} aria-labelledby="settings-offline">
        <h2 id="settings-offline">Offline use</h2>
        <div className={styles.kept}>{offline}</div>
      </section>
      <section className={styles.day} aria-labelledby="settings-data">
        <h2 id="settings-data">Your data</h2>
        <Transfer />
        <div className={styles.kept}>
          <KeptWork />
        </div>
        <StoredWork />
      </section>
      <section className={styles.day} aria-labelledby="settings-about">
        <h2 id="settings-about">About</h2>
        <p className={styles.setting}>
          <a href={`${import.meta.env.BASE_URL}licences.html`}>Third-party licences</a>
        </p>
      </section>
    </main>
  );
}

function Choice<K extends "theme" | "editor" | "language">({
  name,
  legend,
  options,
}: {
  name: K;
  legend: string;
  options: Record<Settings[K], string>;
}) {
  const value = useSettings((settings) => settings[name]);
  return (
    <div className={styles.setting}>
      <fieldset className={styles.options}>
        <legend>{legend}</legend>
        {(Object.entries(options) as [Settings[K], string][]).map(([option, label]) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              checked={value === option}
              onChange={() => changeSettings({ [name]: option } as Pick<Settings, K>)}
            />
            {label}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function Transfer() {
  const [outcome, setOutcome] = useState<Import | "undone">();
  /** From 0 to 1 while an import runs. */
  const [share, setShare] = useState<number>();
  async function read(chosen: File) {
    setOutcome(undefined);
    setShare(0);
    const breathe = breather();
    const onProgress = (done: number) => {
      setShare(done);
      return breathe();
    };
    setOutcome(await importProgress(await readExportFile(chosen), onProgress));
    setShare(undefined);
  }
  return (
    <div className={styles.setting}>
      <p>
        Your code, answers, results and marks are stored in this browser alone. Export them to keep a copy or
        to continue in another browser. An import replaces only the records in the file, and you can undo it.
      </p>
      <div className={styles.row}>
        <button
          type="button"
          className="button"
          onClick={async () =>
            saveFile("tokio-internals-progress.json", "application/json", await exportProgress())
          }
        >
          <Download size={16} aria-hidden /> Export my work
        </button>
        <FileButton
          label="File to import"
          disabled={share !== undefined}
          onFile={(chosen) => void read(chosen)}
        >
          Import…
        </FileButton>
      </div>
      <div role="status">
        {share !== undefined && (
          <p>
            Importing… <progress className="progress" value={share} aria-label="Import" />
          </p>
        )}
        {outcome === "undone" && <p className="notice">Import undone.</p>}
        {outcome && outcome !== "undone" && !outcome.ok && (
          <p className="notice" data-tone="error">
            {outcome.message}
          </p>
        )}
        {outcome && outcome !== "undone" && outcome.ok && (
          <p className="notice" data-tone="ok">
            <span>
              Imported {counted(outcome.imported, "record")}
              {outcome.skipped > 0 &&
                `; skipped ${outcome.skipped} that are too large or unknown to this version`}
              .
            </span>
            <button
              type="button"
              className="button"
              onClick={() => {
                outcome.undo();
                setOutcome("undone");
              }}
            >
              Undo the import
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
