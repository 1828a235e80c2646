// Writes the cell of a CSV file (RFC 4180).

/** Spaces at its ends are quoted too, since some programs drop them. */
export const toCell = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
