// Whether a file holds an address, in any letter case and as CSV may quote it.

/** What stands around a value of CSV or JSON. */
const delimiter = String.raw`[\s,;"']`;

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** Around it there must be delimiters: `homer@x.co` is not in `ahomer@x.com`. */
const toPattern = (spellings: readonly string[]): RegExp => {
  const values = spellings.map(fold).flatMap((text) => [text, text.replaceAll('"', '""')]);
  const value = values.map((text) => RegExp.escape(text)).join('|');
  return new RegExp(`(?<=${delimiter})(?:${value})(?=${delimiter})`);
};

/** `pieces` are of a text in UTF-8, cut anywhere; what is not UTF-8 is skipped. Memory is that of a piece. */
export const holdsAddress = async (
  pieces: AsyncIterable<Uint8Array>,
  spellings: readonly string[],
): Promise<boolean> => {
  const pattern = toPattern(spellings);
  // What may be the beginning of a match; quotes may be doubled, and NFC makes one character of several.
  const kept = 4 * Math.max(...spellings.map(({ length }) => length)) + 2;
  const decoder = new TextDecoder();
  let text = '\n';
  for await (const piece of pieces) {
    text += decoder.decode(piece, { stream: true });
    if (pattern.test(fold(text))) return true;
    text = text.slice(-kept);
  }
  return pattern.test(fold(`${text}${decoder.decode()}\n`));
};
