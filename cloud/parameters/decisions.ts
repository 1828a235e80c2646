// The decisions that a stage with protected data must state, with both sides in dollars.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import type { ParameterValues, StageParameters } from './parameters.ts';

/** In US dollars a month; `npm run cost -- --docs` writes the file. */
type Costs = {
  /** So many requests find the database paused in `pausedPercent` of the cases. */
  requestsPerMonth: number;
  pausedPercent: number;
  /** The database's capacity with minAcu 0, at those requests, and with 0.5. */
  pausingCapacity: number;
  awakeCapacity: number;
  alarms: number;
  /** A caller in a loop, with the database. */
  loopAt5PerS: number;
  loopAt50PerS: number;
};

const readCosts = (): Costs =>
  JSON.parse(readFileSync(join(root, 'cloud/parameters/decisionCosts.json'), 'utf8'));

const dollars = (amount: number): string => `${amount.toFixed(2)} $`;

type Decision = {
  /** One of these must be given. */
  names: readonly (keyof StageParameters)[];
  isDue(values: ParameterValues): boolean;
  /** What each side means. */
  sides(costs: Costs): string;
};

const isNew = ({ database }: ParameterValues): boolean => database === 'new';
const always = (): boolean => true;

const decisions: readonly Decision[] = [
  {
    names: ['minAcu'],
    isDue: isNew,
    sides: ({ requestsPerMonth, pausedPercent, pausingCapacity, awakeCapacity }) =>
      `0 lets the database pause, and its next caller waits about 15 s: ${pausedPercent} % of ${requestsPerMonth.toLocaleString('en')} requests a month, for ${dollars(pausingCapacity)}; 0.5 keeps it awake, for ${dollars(awakeCapacity)} a month`,
  },
  {
    names: ['readers'],
    isDue: isNew,
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
    sides: ({ awakeCapacity }) =>
      `0 is one instance, which Aurora creates again in about 10 minutes when it fails; 1 is a second instance that takes over within about a minute, for as much capacity again: ${dollars(awakeCapacity)} a month with minAcu 0.5`,
  },
  {
    names: ['alarmEmail', 'alarmTopicArn'],
    isDue: always,
    sides: ({ alarms }) =>
      `without one, alarms that cost ${dollars(alarms)} a month ring where nobody hears them`,
  },
  ...(['usersRatePerS', 'searchRatePerS'] as const).map((name) => ({
    names: [name],
    isDue: always,
    sides: ({ loopAt5PerS, loopAt50PerS }: Costs) =>
      `callers above it get 429; a caller in a loop at 5 requests a second costs ${loopAt5PerS} $ a month with the database, at 50 a second ${loopAt50PerS} $`,
  })),
];

/** Whether the data of the stage is meant to outlive mistakes. */
const isProtected = ({ deletionProtection, deletionPolicy }: ParameterValues): boolean =>
  deletionProtection || deletionPolicy !== 'Delete';

/** The sentences of the decisions that a stage must take and that nobody took; `given` are the names of those that are set. */
export const openDecisions = (values: ParameterValues, given: readonly string[]): string[] => {
  const open = decisions
    .filter(({ isDue }) => isProtected(values) && isDue(values))
    .filter(({ names }) => !names.some((name) => given.includes(name)));
  if (open.length === 0) return [];
  const costs = readCosts();
  return open.map(
    ({ names, sides }) =>
      `${names.join(' or ')} must be set where data is protected (deletionProtection, deletionPolicy): ${sides(costs)}`,
  );
};
