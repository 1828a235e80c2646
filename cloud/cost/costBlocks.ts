// Blocks of documents, in Markdown: what a month, a request and a decision cost.
import { assume, monthlyCost, pausedShare, totalCost, type Usage } from './costModel.ts';
import { prices } from './prices.ts';

const money = (dollars: number): string => dollars.toFixed(2);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, ['---', ...head.slice(1).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');

const stages: readonly [string, Partial<Usage>][] = [
  ['small', { monitoring: 'small' }],
  ['full', {}],
  ['full, minAcu 0.5', { minAcu: 0.5 }],
  ['full, minAcu 0.5, readers 1', { minAcu: 0.5, readers: 1 }],
  ['and all alarms', { minAcu: 0.5, readers: 1, exportsDaily: true, watchesTraffic: true }],
];

/** Each line of an idle month, by the parameters that change it. */
const idleMonth = (): string => {
  const costs = stages.map(([, given]) => monthlyCost(assume(given)));
  const names = Object.keys(costs[0] ?? {}).filter((name) => costs.some((cost) => (cost[name] ?? 0) > 0));
  return table(
    ['$ a month, idle', ...stages.map(([name]) => name)],
    [
      ...names.map((name) => [name, ...costs.map((cost) => money(cost[name] ?? 0))]),
      ['**sum**', ...stages.map(([, given]) => `**${money(totalCost(assume(given)))}**`)],
    ],
  );
};

/** What a million more cost than none, without the database's capacity. */
const million = (given: Partial<Usage>): number => {
  const without = (cost: Record<string, number>): number =>
    Object.entries(cost)
      .filter(([name]) => !/^(Aurora capacity|Metrics)$/.test(name))
      .reduce((sum, [, dollars]) => sum + dollars, 0);
  return without(monthlyCost(assume(given))) - without(monthlyCost(assume({})));
};

const perMillion = (): string =>
  table(
    ['$ a million, beside the database', ''],
    [
      ['requests', million({ requestsPerMonth: 1e6 }).toFixed(3)],
      ['events by the bus, each in a batch of its own', million({ eventsPerMonth: 1e6 }).toFixed(3)],
      ['lines of imported files', million({ importedPerMonth: 1e6 }).toFixed(3)],
    ],
  );

const pauses = (): string =>
  table(
    ['requests a month', 'find it paused', 'capacity with minAcu 0, $ a month', 'with minAcu 0.5'],
    [100, 1_000, 10_000, 50_000].map((requestsPerMonth) => {
      const given = assume({ requestsPerMonth });
      const capacity = (minAcu: number) => money(monthlyCost({ ...given, minAcu })['Aurora capacity'] ?? 0);
      return [
        requestsPerMonth.toLocaleString('en'),
        `${(100 * pausedShare(given)).toFixed(1)} %`,
        capacity(0),
        capacity(0.5),
      ];
    }),
  );

const requestLines = ['HTTP API', 'Lambda requests', 'Lambda time', 'Data API', 'Logs'] as const;

/** The lines of a million requests, and what a way without some of them costs. */
const millionRequests = (): string => {
  const costs = monthlyCost(assume({ requestsPerMonth: 1e6 }));
  const row = (name: string, left: readonly string[]): string[] => {
    const kept = requestLines.map((line) => (left.includes(line) ? undefined : (costs[line] ?? 0)));
    const sum = kept.reduce<number>((total, dollars) => total + (dollars ?? 0), 0);
    return [name, ...kept.map((dollars) => (dollars === undefined ? '–' : money(dollars))), money(sum)];
  };
  return table(
    ['$ a million requests', ...requestLines, 'sum'],
    [
      row('steps 1, 2 and 4', []),
      row('step 3, with MySQL’s protocol for reads; RDS Proxy comes on top', ['Data API']),
      row('without API Gateway, by function URLs', ['HTTP API']),
    ],
  );
};

/** What the writer costs beside, by the statements that one ACU carries in a second. */
const writer = (): string =>
  table(
    ['statements per second and ACU', '$ a million statements'],
    [100, 1_000, 10_000].map((perS) => [
      perS.toLocaleString('en'),
      ((prices.acuPerHour * 1e6) / 3_600 / perS).toFixed(3),
    ]),
  );

/** Generated blocks by the name in their mark. */
export const costBlocks: Readonly<Record<string, () => string>> = {
  idleMonth,
  perMillion,
  pauses,
  millionRequests,
  writer,
};
