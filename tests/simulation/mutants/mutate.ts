// Small changes of the service's code, of which a simulation should notice most.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import type { ExecutedCode } from './executedCode.ts';

export type Mutant = { path: string; line: number; from: string; to: string; offset: number };

const operators: readonly (readonly [RegExp, string])[] = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' > '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/\btrue\b/g, 'false'],
  [/\bfalse\b/g, 'true'],
  [/(?<=if \()/g, '!('],
  [/^ +await [^\n]*;$/gm, ''],
  [/^ +this\.#[^\n]*;$/gm, ''],
  [/^ +if \([^\n]*;$/gm, ''],
];

/** SQL belongs to the comparison with a real database; types and comments do nothing. */
const isLeftOut = (line: string): boolean =>
  /^\s*(?:\/\/|\*|\/\*|import |export type|type )|`|\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|SET|COLUMNS|CASE|WHEN|ORDER|LIMIT|AND|IF)\b/.test(
    line,
  );

const mutateFile = ({ path, isExecuted }: ExecutedCode): Mutant[] => {
  const source = readFileSync(join(root, path), 'utf8');
  return operators.flatMap(([pattern, to]) =>
    [...source.matchAll(pattern)].flatMap(({ 0: from, index: offset }) => {
      const line = source.slice(0, offset).split('\n').length;
      const text = source.split('\n')[line - 1] as string;
      if (isLeftOut(text) || !isExecuted(offset + from.length - from.trimStart().length)) return [];
      return [{ path, line, from, to, offset }];
    }),
  );
};

export const findMutants = (code: readonly ExecutedCode[]): Mutant[] => code.flatMap(mutateFile);

/** An opening bracket that negates a condition needs its closing one. */
export const applyMutant = (source: string, { from, to, offset }: Mutant): string => {
  const rest = source.slice(offset + from.length);
  if (to !== '!(') return source.slice(0, offset) + to + rest;
  let depth = 1;
  const end = [...rest].findIndex((letter) => {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    return depth === 0;
  });
  return `${source.slice(0, offset)}!(${rest.slice(0, end)})${rest.slice(end)}`;
};
