// Reads Stryker's report.
// https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema
import { readFileSync } from 'node:fs';

type Position = { line: number; column: number };
type Report = {
  files: Record<
    string,
    {
      source: string;
      mutants: { status: string; replacement: string; location: { start: Position; end: Position } }[];
    }
  >;
};

export type TestedMutant = {
  file: string;
  /** First line of the mutated code, counted from 1. */
  line: number;
  /** `code → replacement`, in one line. */
  change: string;
  isKilled: boolean;
};

/** A mutant that hangs counts as killed. */
const killed = new Set(['Killed', 'Timeout']);
const survived = new Set(['Survived', 'NoCoverage']);

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Lines and columns count from 1; `end` is exclusive. */
const textBetween = (source: string, start: Position, end: Position): string => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return lines.join('\n');
};

/** Every mutant that was tested, in the order of the files. */
export const readReport = (path: string): TestedMutant[] => {
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as Report;
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => killed.has(status) || survived.has(status))
      .map(({ status, replacement, location: { start, end } }) => ({
        file,
        line: start.line,
        change: `${oneLine(textBetween(source, start, end))} → ${oneLine(replacement)}`,
        isKilled: killed.has(status),
      })),
  );
};
