// Encodes a text, also in the encodings of old programs, which Node.js only decodes.

const trailBytes = Array.from({ length: 0xbf }, (_, index) => 0x40 + index);
const leadBytes = Array.from({ length: 0x100 }, (_, index) => index);

/** The bytes of each character, by decoding them all. The first that are found count. */
const createTable = (encoding: string): ReadonlyMap<string, readonly number[]> => {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): boolean => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if (!table.has(text)) table.set(text, bytes);
      return true;
    } catch {
      return false;
    }
  };
  // A byte that is no character alone leads one of two.
  for (const lead of leadBytes) if (!add(lead)) for (const trail of trailBytes) add(lead, trail);
  return table;
};

const encodeUtf16 = (text: string, isBigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

/** Encodes a text; undefined where the encoding lacks a character of it. */
export type Encode = (text: string) => Buffer | undefined;

/** `encoding` is a label of https://encoding.spec.whatwg.org/#names-and-labels, of at most two bytes per character. */
export const createEncode = (encoding: string): Encode => {
  if (encoding === 'utf-8') return (text) => Buffer.from(text);
  if (encoding.startsWith('utf-16')) return (text) => encodeUtf16(text, encoding === 'utf-16be');
  const table = createTable(encoding);
  return (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const found = table.get(character);
      if (!found) return undefined;
      bytes.push(...found);
    }
    return Buffer.from(bytes);
  };
};
