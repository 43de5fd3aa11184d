/** Converts esbuild's positions in UTF-8 bytes to the editor's in UTF-16 units. */

/** UTF-16 offset in `line` of the character that starts at or spans UTF-8 byte `byte`; past the end gives the length. */
export function utf16Offset(line: string, byte: number): number {
  let bytes = 0;
  let units = 0;
  for (const character of line) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (bytes > byte) return units;
    units += character.length;
  }
  return units;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
