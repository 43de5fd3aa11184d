/** Copies a link that carries the code in the editor, and its language. */
import { Link2 } from "lucide-react";
import { useState } from "react";
import { encodeShared, type Shared } from "./link.ts";

export function ShareButton({ exercise, language, code }: Shared) {
  const [said, setSaid] = useState("");
  async function share() {
    const encoded = encodeShared({ exercise, language, code });
    if (!encoded.ok) return setSaid(encoded.message);
    const url = `${window.location.origin}${window.location.pathname}${encoded.fragment}`;
    try {
      await navigator.clipboard.writeText(url);
      setSaid("Link copied.");
    } catch {
      window.prompt("Copy this link:", url);
      setSaid("");
    }
  }
  return (
    <>
      <button type="button" className="button quiet" onClick={() => void share()}>
        <Link2 size={16} aria-hidden /> Share
      </button>
      <span role="status" className="note">
        {said}
      </span>
    </>
  );
}
