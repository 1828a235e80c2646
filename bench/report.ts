// Writes what was measured as docs/performance.md. Called by main.ts.
import { cpus } from 'node:os';
import { type ColdStarts, coldRatio, partOf } from './cold.ts';
import { type InMemory, inMemoryRatio } from './measureInMemory.ts';
import { median, pairedRatio, type Ratio } from './statistics.ts';
import type { Verdict } from './verdict.ts';

export type Results = {
  /** The command that this is the output of. */
  command: string;
  rounds: number;
  verdicts: Verdict[];
  cold: ColdStarts;
  warm: ReadonlyMap<string, number[]>;
  inMemory: ReadonlyMap<number, InMemory>;
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const bounds = ({ median: middle, low, high }: Ratio): string =>
  low === high ? middle.toFixed(0) : `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

const verdictTable = (verdicts: readonly Verdict[]): string =>
  table(
    ['limit', 'of', 'measured', 'at most', ''],
    verdicts.map(({ id, metric, of, measured, limit, unit, holds }) => [
      `${id} ${metric}`,
      of,
      bounds(measured),
      `${limit} ${unit}`,
      holds ? 'holds' : 'BROKEN',
    ]),
  );

const coldTable = (cold: ColdStarts): string =>
  table(
    ['start', 'init ms', 'init / no-op', 'first ms', 'cold ms', 'cold / ping', 'wall ms'],
    [...cold.keys()].map((name) => [
      name,
      median(partOf(cold, name, 'initMs')).toFixed(1),
      bounds(coldRatio(cold, 'initMs', name, 'noop')),
      median(partOf(cold, name, 'firstMs')).toFixed(1),
      median(partOf(cold, name, 'coldMs')).toFixed(1),
      bounds(coldRatio(cold, 'coldMs', name, 'ping')),
      median(partOf(cold, name, 'wallMs')).toFixed(0),
    ]),
  );

const leverTable = (cold: ColdStarts): string => {
  const ratios = (without: string, as: string): string[] =>
    (['coldMs', 'firstMs'] as const).map((part) => bounds(coldRatio(cold, part, without, as)));
  const changed = [...cold.keys()].filter((name) => /^searchUser with/.test(name));
  return table(
    ['searchUser', 'cold CPU', 'first invocation'],
    [
      ...changed.map((name) => [name.replace('searchUser ', ''), ...ratios(name, 'searchUser')]),
      ['without priming', ...ratios('searchUser', 'searchUser primed')],
    ],
  );
};

const inMemoryTable = (inMemory: Results['inMemory']): string =>
  table(
    ['rows', 'µs a call', 'JSON alone', 'ratio'],
    [...inMemory].map(([rows, batches]) => {
      const us = (part: 'service' | 'floor') => (median(batches.map((one) => one[part])) * 1_000).toFixed(0);
      // One row is parsed and written in less than the clock can tell.
      const ratio = rows === 1 ? '–' : bounds(inMemoryRatio(batches));
      return [String(rows), us('service'), us('floor'), ratio];
    }),
  );

const warmTable = (warm: Results['warm']): string => {
  const ping = warm.get('ping') ?? [];
  return table(
    ['5 rows', 'µs an invocation', 'against ping'],
    [...warm].map(([name, values]) => [
      name,
      (median(values) * 1_000).toFixed(0),
      bounds(pairedRatio(values, ping)),
    ]),
  );
};

export const report = ({ command, rounds, verdicts, cold, warm, inMemory }: Results): string => `# Performance

The output of \`${command}\`: ${rounds} rounds on ${cpus().length} cores (${cpus()[0]?.model.trim()}),
Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}. Times are processor time of the function's process under AWS's runtime client,
against a Data API that answers from memory over TLS; ratios are medians of ratios within a round, with 95 % bounds. Every
answer is checked. A limit is broken, and the command exits with 1, when its lower bound is above it.

${verdictTable(verdicts)}

## Cold starts

\`noop\` answers without a call; \`ping\` makes one bare HTTPS call. \`primed\` is with the request that an on-demand environment
makes of itself while it initializes; \`naive\` is the same source bundled without the levers; \`plain\` and Express are
without TLS to the database.

${coldTable(cold)}

## What each lever is worth

Against the build as it is; priming against the start that has it.

${leverTable(cold)}

## Warm

${warmTable(warm)}

## In memory

\`getUsers\` without a network, against only parsing the Data API's answer and writing the response's JSON.

${inMemoryTable(inMemory)}
`;
