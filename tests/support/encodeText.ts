// Writes text in the encodings that Node reads and does not write.

/** The bytes of each character in an encoding of one or two bytes per character. */
const createTable = (label: string): ReadonlyMap<string, Buffer> => {
  const decoder = new TextDecoder(label);
  const table = new Map<string, Buffer>();
  const add = (bytes: Buffer) => {
    const text = decoder.decode(bytes);
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) add(Buffer.from([byte]));
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1) add(Buffer.from([lead, trail]));
  return table;
};

/** `label`: that of a code page by the Encoding Standard. Throws RangeError for a character that it lacks. */
export const encodeText = (text: string, label: string): Buffer => {
  const table = createTable(label);
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new RangeError(`${label} has no ${character}.`);
      return bytes;
    }),
  );
};
