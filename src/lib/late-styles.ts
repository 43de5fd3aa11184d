/** Fetches style sheets again that failed to load: Vite requests the styles of a late part only once. */

const failed = new Set<HTMLLinkElement>();

// A link's event does not bubble, but can be captured.
if (typeof window !== "undefined")
  window.addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failed.add(target);
    },
    true,
  );

/** @throws if one still fails to load */
export async function renewStyles(): Promise<void> {
  await Promise.all([...failed].map(renew));
}

function renew(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  const again = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new TypeError(`cannot load the style sheet ${again.href}`)));
    document.head.append(again);
    link.remove();
  });
}
