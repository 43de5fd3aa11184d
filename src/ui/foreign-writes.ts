/**
 * Lets React work on a page whose text other programs rewrite. Translators and extensions wrap a text node
 * or replace it by an element (Chrome's translation: two nested <font>). React still holds the text node: it
 * removes it from a former parent, inserts before it, or updates it unseen; the first two throw
 * (facebook/react#11538).
 *
 * Wrapping every text in an element would be up to each component, so the fix is here, in the three methods
 * that React uses. It acts only on text nodes whose replacement it knows; every other misuse still throws.
 */

/** A detached text node -> the element that replaced it. */
const standIns = new WeakMap<Node, Element>();

/** Elements that already replace a text node. */
const taken = new WeakSet<Element>();

/** Call it before the first render. @param root what React renders into */
export function allowForeignWrites(root: Node): void {
  const { appendChild, insertBefore, removeChild } = Node.prototype;

  const observer = new MutationObserver(follow);
  observer.observe(root, { childList: true, subtree: true });

  function follow(records: MutationRecord[]): void {
    for (const record of records) {
      // React updated a detached text node: put it back, so that it can be translated again.
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
    // Either in one step (`replaceWith`), or the element is inserted first and then the text removed.
    const standIn = [...addedNodes, previousSibling, nextSibling].find(isFree);
    if (standIn === undefined) return;
    standIns.set(text, standIn);
    taken.add(standIn);
    observer.observe(text, { characterData: true });
  }

  /** The text node itself, or its replacement. */
  const shownAs = (node: Node): Node => (node.isConnected ? node : (standIns.get(node) ?? node));

  /** The child of `parent` that contains `node` inside foreign wrappers only; undefined if there is none. */
  function placeOf(node: Node, parent: Node): Node | undefined {
    follow(observer.takeRecords());
    let place = shownAs(node);
    while (place.parentNode !== parent) {
      if (!isForeign(place.parentNode)) return undefined;
      place = place.parentNode;
    }
    return place;
  }

  /** Removes the text with the wrappers that contain nothing else. */
  function removeWrapped(node: Node, parent: Node): void {
    let gone = shownAs(node);
    while (gone.parentNode && gone.parentNode !== parent && gone.parentNode.childNodes.length === 1)
      gone = gone.parentNode;
    if (gone.parentNode) removeChild.call(gone.parentNode, gone);
  }

  /** A text node that React inserts elsewhere loses its replacement. */
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

/** React marks each element that it creates with a property; an element without it is foreign. */
const isForeign = (node: Node | null): node is Element =>
  node instanceof Element && !Object.keys(node).some((key) => key.startsWith("__react"));

const isFree = (node: Node | null): node is Element => isForeign(node) && !taken.has(node);
