// Whether a text holds an address, in any letter case and however a format of text writes it.
import { fold, foldAscii } from './fold.ts';
import { undoEscapes } from './undoEscapes.ts';

/** Whether the text begins and ends where the file does, rather than in its middle. */
export type Ends = { isFirst: boolean; isLast: boolean };

export type Matcher = (text: string, ends: Ends) => boolean;

/** How many characters of a file's middle a match must have on either side, of which the decoder may have got some wrong. */
export const contextLength = 8;

/**
 * What makes it another address, before and after: homer@x.co is not in ahomer@x.co, a.homer@x.co, homer@x.com or
 * homer@x.co.uk. Everything else is a delimiter, also what an address may have but files write around one: quotes, `=`, `/`,
 * `|`, `*`. So o'neil@x.co counts as neil@x.co: a file too many is deleted, rather than one too few.
 */
const continuesBefore = /[\p{L}\p{N}\p{M}][._+-]?$/u;
const continuesAfter = /^(?:\.|-*)[\p{L}\p{N}\p{M}]/u;

const isDelimited = (text: string, from: number, to: number): boolean =>
  !continuesBefore.test(text.slice(Math.max(from - 4, 0), from)) &&
  !continuesAfter.test(text.slice(to, to + contextLength));

const holdsValue = (text: string, value: string, { isFirst, isLast }: Ends): boolean => {
  const last = text.length - value.length - (isLast ? 0 : contextLength);
  let from = text.indexOf(value, isFirst ? 0 : contextLength);
  while (from !== -1 && from <= last) {
    if (isDelimited(text, from, from + value.length)) return true;
    from = text.indexOf(value, from + 1);
  }
  return false;
};

/** Letters and digits of ASCII that stand together in the folded text, and so in every text that holds it. */
const runsOf = (value: string): string[] => value.match(/[a-z\d]+(?!\p{M})/gu) ?? [];

type Value = { value: string; runs: readonly string[] };

export const createMatcher = (spellings: readonly string[]): Matcher => {
  const folded = new Set(spellings.flatMap((text) => [fold(text), fold(undoEscapes(text))]));
  folded.delete('');
  const values = [...folded].map((value): Value => ({ value, runs: runsOf(value) }));
  const holds = (text: string, ends: Ends): boolean => {
    const ascii = foldAscii(text);
    // Hardly any part of a file has them all, and the fold takes the most of the time.
    const possible = values.filter(({ runs }) => runs.every((run) => ascii.includes(run)));
    if (possible.length === 0) return false;
    const whole = fold(text);
    return possible.some(({ value }) => holdsValue(whole, value, ends));
  };
  return (text, ends) => {
    if (holds(text, ends)) return true;
    const undone = undoEscapes(text);
    return undone !== text && holds(undone, ends);
  };
};
