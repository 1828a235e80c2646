// The strings that the cells of a workbook share, in one buffer.
import type { ZipEntry } from '../zip.ts';
import { decodeXml, elementPattern, readElements } from './xml.ts';

/** Longest sum of all strings, unpacked. */
const maxStringsBytes = 128 * 1024 * 1024;
/** A cell has 32,767 characters at most, of which each may be an escape of 7. */
const maxStringBytes = 512 * 1024;

const phonetics = elementPattern('rPh');
const texts = elementPattern('t');

/** Nearly all strings: one run without a font. */
const plain = /^<\w+><t(?: xml:space="preserve")?>([^<]*)<\/t><\/\w+>$/;

/** The text of a string or of an inline string: its runs together, without the furigana of Japanese names. */
export const readText = (xml: string): string => {
  const [, only] = plain.exec(xml) ?? [];
  if (only !== undefined) return decodeXml(only);
  const whole = xml.includes('rPh') ? xml.replace(phonetics, '') : xml;
  let text = '';
  for (const [, , content = ''] of whole.matchAll(texts)) text += decodeXml(content);
  return text;
};

export class SharedStrings {
  #bytes = Buffer.alloc(0);
  #ends = new Uint32Array(1_024);
  #count = 0;
  #length = 0;

  /** The bytes of a string; undefined for one that is not there. */
  get(index: number): Buffer | undefined {
    if (!(index < this.#count)) return undefined;
    return this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  /** Throws ObjectStoreError; UnreadableError where it is damaged or too long. */
  async read(part: ZipEntry): Promise<void> {
    // Markup takes more bytes than its text, but the length may be a lie.
    this.#bytes = Buffer.allocUnsafe(Math.min(part.sizeBytes, maxStringsBytes));
    const elements = readElements(part.read(maxStringsBytes), 'si', { maxBytes: maxStringBytes });
    for await (const found of elements) for (const { text } of found) this.#add(Buffer.from(readText(text)));
  }

  #add(text: Buffer): void {
    if (this.#length + text.length > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], 2 * this.#bytes.length + text.length);
    text.copy(this.#bytes, this.#length);
    this.#length += text.length;
    if (this.#count === this.#ends.length) {
      const longer = new Uint32Array(2 * this.#ends.length);
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
  }
}
