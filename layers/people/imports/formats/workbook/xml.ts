// Reads the elements of an XML part of a workbook, in bounded memory.
import { UnreadableError } from '../gunzip.ts';

export type XmlElement = {
  /** From its first tag to its last, as UTF-8. */
  text: string;
  /** The bytes of the part up to its end. */
  endBytes: number;
};

/** A prefix of a namespace, such as `x:`, which some programs write before every name. */
const prefix = String.raw`(?:[\w.-]+:)?`;

/** Matches an element; its groups are its attributes and its content. */
export const elementPattern = (name: string): RegExp =>
  new RegExp(String.raw`<${prefix}${name}(?=[\s/>])([^>]*?)(?:/>|>(.*?)</${prefix}${name}\s*>)`, 'gsu');

/** Matches a first tag; its group is its attributes. */
export const tagPattern = (name: string): RegExp =>
  new RegExp(String.raw`<${prefix}${name}(?=[\s/>])([^>]*)>`, 'gu');

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const toCharacter = (digits: string, base: number): string => {
  const point = Number.parseInt(digits, base);
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
};

/** The characters of a text or an attribute, also those that spreadsheets write as `_x000D_`: ECMA-376 part 1, 22.9.2.19. */
export const decodeXml = (text: string): string => {
  const plain = text.includes('<![CDATA[') ? text.replace(/<!\[CDATA\[(.*?)\]\]>/gs, '$1') : text;
  if (!/[&_]/.test(plain)) return plain;
  return plain
    .replace(
      /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
      (_entity, hex, decimal, name: string) =>
        name ? (entities[name.toLowerCase()] ?? '') : toCharacter(hex ?? decimal, hex ? 16 : 10),
    )
    .replace(/_x([\da-f]{4})_/gi, (_escape, digits: string) => toCharacter(digits, 16));
};

const attributes = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes by their local names, in lower case: `r:id` is `id`. */
export const readAttributes = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(attributes)].map(([, name = '', quoted, apostrophed]) => [
      name.replace(/^.*:/, '').toLowerCase(),
      decodeXml(quoted ?? apostrophed ?? ''),
    ]),
  );

const isNameEnd = (byte = 0): boolean => byte <= 0x20 || byte === 0x3e || byte === 0x2f;

/** Where a program writes prefixes, the root element has one, too. */
const findPrefix = (head: Buffer): string =>
  /<([\w.-]+:)?(?:worksheet|sst|comments)[\s>]/.exec(head.toString('latin1'))?.[1] ?? '';

const slash = 0x2f;
const tagEnd = 0x3e;

type Element = { from: number; to: number };

/** The tags of one name, in bytes. */
class Tags {
  readonly #first: Buffer;
  readonly #last: Buffer;

  constructor(name: string) {
    this.#first = Buffer.from(`<${name}`);
    this.#last = Buffer.from(`</${name}>`);
  }

  /** Where the next first tag begins, or what may be one that is cut off. */
  findFirst(bytes: Buffer, from: number): number {
    const { length } = this.#first;
    for (let at = bytes.indexOf(this.#first, from); at !== -1; at = bytes.indexOf(this.#first, at + 1))
      if (at + length === bytes.length || isNameEnd(bytes[at + length])) return at;
    return Math.max(from, bytes.length - length);
  }

  /** The element that begins at `from`; undefined where it is cut off. */
  findElement(bytes: Buffer, from: number): Element | undefined {
    const close = bytes.indexOf(tagEnd, from + this.#first.length);
    if (close === -1) return undefined;
    if (bytes[close - 1] === slash) return { from, to: close + 1 };
    const last = bytes.indexOf(this.#last, close);
    return last === -1 ? undefined : { from, to: last + this.#last.length };
  }
}

/** Finds the elements of a name in blocks of bytes. */
class ElementScanner {
  readonly #name: string;
  readonly #maxBytes: number;
  #tags: Tags | undefined;
  #bytes: Buffer = Buffer.alloc(0);
  /** The bytes of the part before `#bytes`. */
  #base = 0;

  constructor(name: string, maxBytes: number) {
    this.#name = name;
    this.#maxBytes = maxBytes;
  }

  /** The elements that the block ends, of those that begin at the byte `from` of the part or behind it. */
  scan(block: Buffer, from: number): XmlElement[] {
    this.#bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, block]) : block;
    if (!this.#tags && this.#bytes.length < 1_024 && !/<[^?!][^>]*>/.test(this.#bytes.toString('latin1')))
      return [];
    this.#tags ??= new Tags(`${findPrefix(this.#bytes)}${this.#name}`);
    return this.#readElements(this.#tags, Math.min(Math.max(from - this.#base, 0), this.#bytes.length));
  }

  #readElements(tags: Tags, from: number): XmlElement[] {
    const found: XmlElement[] = [];
    let at = tags.findFirst(this.#bytes, from);
    for (let next = tags.findElement(this.#bytes, at); next; next = tags.findElement(this.#bytes, at)) {
      this.#checkLength(next.to - next.from);
      found.push({
        text: this.#bytes.toString('utf8', next.from, next.to),
        endBytes: this.#base + next.to,
      });
      at = tags.findFirst(this.#bytes, next.to);
    }
    this.#checkLength(this.#bytes.length - at);
    this.#base += at;
    this.#bytes = this.#bytes.subarray(at);
    return found;
  }

  #checkLength(bytes: number): void {
    if (bytes > this.#maxBytes) throw new UnreadableError('TooLong');
  }
}

/**
 * Yields the elements of a name from a byte of the part on, those of a block at once. None contains another of its name. Throws
 * UnreadableError for one that is longer than `maxBytes` or is not closed.
 */
export const readElements = async function* (
  blocks: AsyncIterable<Buffer>,
  name: string,
  { from = 0, maxBytes }: { from?: number; maxBytes: number },
): AsyncGenerator<XmlElement[]> {
  const scanner = new ElementScanner(name, maxBytes);
  for await (const block of blocks) yield scanner.scan(block, from);
};
