/** One button that shares the card: with the system's own dialog, or as a copied and saved picture. */
import { Share2 } from "lucide-react";
import { useState } from "react";
import { cardSvg, CARD_PX, type Card } from "./card.ts";
import { coloursOfPage, courseAddress, fontFaces } from "./picture-parts.ts";
import { download, pngOf } from "./save.ts";
import styles from "./BenchPanel.module.css";

const FILE = "what-a-spawn-costs.png";
const TYPE = "image/png";

interface Props {
  /** Made when it is asked for. */
  card: () => Omit<Card, "address">;
}

export function ShareResult({ card }: Props) {
  const [said, setSaid] = useState("");
  async function share() {
    setSaid("");
    const picture = pictureOf({ ...card(), address: courseAddress() });
    if (canShareFiles()) {
      const file = new File([await picture], FILE, { type: TYPE });
      if (await shared({ files: [file] })) return;
    }
    const copied = await copiedPicture(picture);
    download(FILE, await picture);
    setSaid(copied ? `Copied as a picture, and saved as ${FILE}.` : `Saved as ${FILE}.`);
  }
  return (
    <div className={styles.share}>
      <button
        type="button"
        className="button"
        onClick={() => void share().catch((error: unknown) => setSaid(`Not shared: ${String(error)}`))}
      >
        <Share2 size={15} aria-hidden="true" /> Share this result
      </button>
      <p role="status" className="note">
        {said}
      </p>
    </div>
  );
}

async function pictureOf(card: Card): Promise<Blob> {
  const svg = cardSvg(card, coloursOfPage(), await fontFaces());
  return pngOf(svg, CARD_PX.width, CARD_PX.height, 1);
}

const canShareFiles = (): boolean =>
  "canShare" in navigator && navigator.canShare({ files: [new File([], FILE, { type: TYPE })] });

/** @returns whether nothing more is to be done: shared, or closed by the learner */
async function shared(data: ShareData): Promise<boolean> {
  try {
    await navigator.share(data);
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError";
  }
}

/** Asked for at once, with the picture to come: some browsers allow it only directly after the press. */
async function copiedPicture(picture: Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [TYPE]: picture })]);
    return true;
  } catch {
    return false;
  }
}
