/** Which language an exercise is solved in: two buttons of which one is pressed. Both drafts are kept. */
import type { Language } from "./types.ts";
import styles from "./LanguageSwitch.module.css";

const NAMES: Record<Language, string> = { typescript: "TypeScript", rust: "Rust" };

interface Props {
  language: Language;
  onChoose(language: Language): void;
}

export function LanguageSwitch({ language, onChoose }: Props) {
  return (
    <div className={styles.switch} role="group" aria-label="Language of your answer">
      {(["typescript", "rust"] as const).map((one) => (
        <button key={one} type="button" aria-pressed={one === language} onClick={() => onChoose(one)}>
          {NAMES[one]}
        </button>
      ))}
    </div>
  );
}
