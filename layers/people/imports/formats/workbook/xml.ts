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

/**
 * Yields the elements of a name from a byte of the part on. None contains another of its name. Throws UnreadableError for
 * one that is longer than `maxBytes` or is not closed.
 */
export const readElements = async function* (
  blocks: AsyncIterable<Buffer>,
  name: string,
  { from = 0, maxBytes }: { from?: number; maxBytes: number },
): AsyncGenerator<XmlElement> {
  let bytes: Buffer = Buffer.alloc(0);
  let [base, at] = [0, 0];
  let tags: { first: string; last: string } | undefined;
  for await (const block of blocks) {
    const kept = bytes.subarray(at);
    base += at;
    [bytes, at] = [kept.length > 0 ? Buffer.concat([kept, block]) : block, 0];
    if (!tags) {
      if (bytes.length < 1_024 && !/<[^?!][^>]*>/.test(bytes.toString('latin1'))) continue;
      const found = findPrefix(bytes);
      tags = { first: `<${found}${name}`, last: `</${found}${name}>` };
    }
    for (;;) {
      const first = bytes.indexOf(tags.first, Math.max(at, from - base));
      const tagEnd = first === -1 ? -1 : bytes.indexOf('>', first);
      if (first === -1) at = Math.max(at, bytes.length - tags.first.length);
      else if (tagEnd !== -1 && !isNameEnd(bytes[first + tags.first.length])) {
        at = first + 1;
        continue;
      } else at = first;
      if (tagEnd === -1) break;
      const isEmpty = bytes[tagEnd - 1] === 0x2f;
      const last = isEmpty ? tagEnd : bytes.indexOf(tags.last, tagEnd);
      if (last === -1) break;
      const end = isEmpty ? tagEnd + 1 : last + tags.last.length;
      if (end - first > maxBytes) throw new UnreadableError('TooLong');
      yield { text: bytes.toString('utf8', first, end), endBytes: base + end };
      at = end;
    }
    if (bytes.length - at > maxBytes) throw new UnreadableError('TooLong');
  }
};
