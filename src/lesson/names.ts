/** Reserved names that a file or an export must not have. */

/** Names that a JavaScript module cannot declare: reserved words, those of strict mode and modules, and three values. */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally " +
    "for function if implements import in instanceof interface let new null package private protected public return static super " +
    "switch this throw true try typeof undefined var void while with yield NaN Infinity"
  ).split(" "),
);

/** Windows opens a device instead of a file with these names, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

export const isReserved = (name: string): boolean => RESERVED.has(name);
export const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name) && !isReserved(name);
export const isDevice = (name: string): boolean => DEVICE.test(name);
