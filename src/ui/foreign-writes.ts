/**
 * Lets React work on a page whose text others rewrite. Translators and extensions wrap a text node, or put an element in
 * its place (Chrome's translation: two nested <font>). React still holds the text: it removes it from a parent that no
 * longer has it, inserts before it, or updates text that nobody sees, and each of the first two throws (facebook/react#11538).
 *
 * Elements of its own for every text would have to be kept up by hand in each component, so the remedy is here, at the three
 * methods that React uses. It helps only where it knows what stands in the text's place; every other misuse throws as before.
 */

/** A text that is out of the page -> the element that somebody put in its place. */
const standIns = new WeakMap<Node, Element>();

/** Elements that stand in for a text already. */
const taken = new WeakSet<Element>();

/** Call it before the first render. @param root what React renders into */
export function allowForeignWrites(root: Node): void {
  const { appendChild, insertBefore, removeChild } = Node.prototype;

  const observer = new MutationObserver(follow);
  observer.observe(root, { childList: true, subtree: true });

  function follow(records: MutationRecord[]): void {
    for (const record of records) {
      // React gave a text that is out of the page new words: it takes its place again, and is there to be translated anew.
      if (record.type === "characterData") {
        const standIn = standIns.get(record.target);
        if (standIn?.isConnected && !record.target.isConnected) standIn.replaceWith(record.target as Text);
        standIns.delete(record.target);
        continue;
      }
      for (const node of record.removedNodes)
        if (node instanceof Text && !node.isConnected) note(node, record);
    }
  }

  function note(text: Text, { addedNodes, previousSibling, nextSibling }: MutationRecord): void {
    // Either at once (`replaceWith`), or the element first, beside the text, and then the text away.
    const standIn = [...addedNodes, previousSibling, nextSibling].find(isFree);
    if (standIn === undefined) return;
    standIns.set(text, standIn);
    taken.add(standIn);
    observer.observe(text, { characterData: true });
  }

  /** The text itself, or what stands in for it. */
  const shownAs = (node: Node): Node => (node.isConnected ? node : (standIns.get(node) ?? node));

  /** What holds `node` among the children of `parent`, below nothing but foreign wrappers; undefined: nothing that is known of. */
  function placeOf(node: Node, parent: Node): Node | undefined {
    follow(observer.takeRecords());
    let place = shownAs(node);
    while (place.parentNode !== parent) {
      if (!isForeign(place.parentNode)) return undefined;
      place = place.parentNode;
    }
    return place;
  }

  /** Takes the text away with the wrappers that hold nothing else. */
  function removeWrapped(node: Node, parent: Node): void {
    let gone = shownAs(node);
    while (gone.parentNode && gone.parentNode !== parent && gone.parentNode.childNodes.length === 1)
      gone = gone.parentNode;
    if (gone.parentNode) removeChild.call(gone.parentNode, gone);
  }

  /** A text that React puts somewhere comes without what stood in its place. */
  function withoutStandIn(node: Node): void {
    const standIn = node instanceof Text ? standIns.get(node) : undefined;
    if (standIn === undefined) return;
    standIns.delete(node);
    standIn.remove();
  }

  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this || placeOf(child, this) === undefined) removeChild.call(this, child);
    else removeWrapped(child, this);
    return child;
  };
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    withoutStandIn(node);
    const place = before === null || before.parentNode === this ? before : placeOf(before, this);
    return insertBefore.call(this, node, place ?? before) as T;
  };
  Node.prototype.appendChild = function <T extends Node>(this: Node, node: T): T {
    withoutStandIn(node);
    return appendChild.call(this, node) as T;
  };
}

/** React gives each element that it makes a property of its own; what has none was put there by somebody else. */
const isForeign = (node: Node | null): node is Element =>
  node instanceof Element && !Object.keys(node).some((key) => key.startsWith("__react"));

const isFree = (node: Node | null): node is Element => isForeign(node) && !taken.has(node);
