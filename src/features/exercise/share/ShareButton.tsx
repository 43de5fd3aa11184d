/** Copies a link that carries the code in the editor, and its language. */
import { Link2 } from "lucide-react";
import { useState } from "react";
import { copy, CopyOutcome, type Copied } from "../../../ui/Copy.tsx";
import { encodeShared, type Shared } from "./link.ts";

export function ShareButton({ exercise, language, code }: Shared) {
  const [copied, setCopied] = useState<Copied>();
  async function share() {
    const encoded = encodeShared({ exercise, language, code });
    setCopied(
      encoded.ok
        ? await copy(`${window.location.origin}${window.location.pathname}${encoded.fragment}`)
        : { kind: "not", why: encoded.message },
    );
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={() => void share()}>
        <Link2 size={16} aria-hidden /> Share
      </button>
      <CopyOutcome copied={copied} what="Link" />
    </>
  );
}
