// Writes the cell of a CSV file (RFC 4180).

/** Quoted for each separator of an import, and for spaces at its ends, which some programs drop. */
export const toCell = (text: string): string =>
  /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
