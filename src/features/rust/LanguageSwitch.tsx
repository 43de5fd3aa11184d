/** Switches an exercise between TypeScript and Rust; both drafts are kept. */
import { Language, LANGUAGE_NAMES } from "../../progress/language.ts";
import styles from "./LanguageSwitch.module.css";

interface Props {
  language: Language;
  onChoose(language: Language): void;
}

export function LanguageSwitch({ language, onChoose }: Props) {
  return (
    <div className={styles.switch} role="group" aria-label="Language of your answer">
      {Language.options.map((one) => (
        <button key={one} type="button" aria-pressed={one === language} onClick={() => onChoose(one)}>
          {LANGUAGE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
