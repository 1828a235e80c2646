// Finds the items of a SELECT's list.
import type { Statement } from './parseStatement.ts';

/** Where an item stands in the text, less the space and the comments around it. */
export type SelectItem = { start: number; end: number };

/** Options between SELECT and its list ("SELECT Statement", MySQL manual). */
const options = /(?:\s+(?:all|distinct(?:row)?|high_priority|straight_join|sql_\w+)\b)*/iy;

/** What begins or ends nesting, separates items, or ends the list. A column may be called `t.from`. */
const marks =
  /[(),;]|(?<![\w.$])(?:select|from|into|where|group|having|window|order|limit|procedure|for|lock|union|intersect|except)\b/gi;

type Mark = { text: string; start: number; end: number };

/** The marks from `from` on that stand in no parentheses opened after it. */
function* outerMarks(code: string, from: number): Generator<Mark> {
  let depth = 0;
  for (const { 0: text, index } of code.slice(from).matchAll(marks)) {
    const start = from + index;
    if (text === '(') depth += 1;
    else if (depth > 0) depth -= Number(text === ')');
    else yield { text: text.toLowerCase(), start, end: start + text.length };
  }
}

const trimmed = (code: string, start: number, end: number): SelectItem => {
  const text = code.slice(start, end);
  return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
};

const listStart = (code: string, { end }: Mark): number => {
  options.lastIndex = end;
  options.exec(code);
  return options.lastIndex;
};

/** The items of the first SELECT that is nested no deeper than the statement itself; none for other statements. */
export const selectItems = ({ code }: Statement): SelectItem[] => {
  const [opening = ''] = /^[\s(]*/.exec(code) as RegExpExecArray;
  if (!/^(?:select|with)\b/i.test(code.slice(opening.length))) return [];
  const items: SelectItem[] = [];
  let itemStart: number | undefined;
  for (const mark of outerMarks(code, opening.length)) {
    if (itemStart === undefined) {
      if (mark.text === 'select') itemStart = listStart(code, mark);
      continue;
    }
    items.push(trimmed(code, itemStart, mark.start));
    if (mark.text !== ',') return items;
    itemStart = mark.end;
  }
  if (itemStart !== undefined) items.push(trimmed(code, itemStart, code.length));
  return items;
};
