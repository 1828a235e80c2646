// The decisions that a stage with protected data must state, with both sides in dollars.
import { assumed, monthlyCost, pausedShare, totalCost, type Usage } from '#cloud/cost/costModel.ts';
import type { ParameterValues, StageParameters } from './parameters.ts';

const usage = (given: Partial<Usage>): Usage => ({ ...assumed, requestsPerMonth: 0, ...given });

const capacityOf = (given: Partial<Usage>): string =>
  `${(monthlyCost(usage(given))['Aurora capacity'] ?? 0).toFixed(2)} $`;

const sum = (given: Partial<Usage>): string => `${totalCost(usage(given)).toFixed(0)} $`;

const requestsPerMonth = 10_000;
const paused = (): string => (100 * pausedShare(usage({ requestsPerMonth }))).toFixed(0);
const secondsPerMonth = 730 * 3_600;

type Decision = {
  /** One of these must be given. */
  names: readonly (keyof StageParameters)[];
  isDue(values: ParameterValues): boolean;
  /** What each side means. */
  sides(): string;
};

const isNew = ({ database }: ParameterValues): boolean => database === 'new';
const always = (): boolean => true;

const decisions: readonly Decision[] = [
  {
    names: ['minAcu'],
    isDue: isNew,
    sides: () =>
      `0 lets the database pause, and its next caller waits about 15 s: ${paused()} % of ${requestsPerMonth.toLocaleString('en')} requests a month, for ${capacityOf({ requestsPerMonth })}; 0.5 keeps it awake, for ${capacityOf({ minAcu: 0.5 })} a month`,
  },
  {
    names: ['readers'],
    isDue: isNew,
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
    sides: () =>
      `0 is one instance, which Aurora creates again in about 10 minutes when it fails; 1 is a second instance that takes over within about a minute, for as much capacity again: ${capacityOf({ minAcu: 0.5 })} a month with minAcu 0.5`,
  },
  {
    names: ['alarmEmail', 'alarmTopicArn'],
    isDue: always,
    sides: () =>
      `without one, alarms that cost ${(monthlyCost(usage({})).Alarms ?? 0).toFixed(2)} $ a month ring where nobody hears them`,
  },
  ...(['usersRatePerS', 'searchRatePerS'] as const).map((name) => ({
    names: [name],
    isDue: always,
    sides: () =>
      `callers above it get 429; a caller in a loop at 5 requests a second costs ${sum({ requestsPerMonth: 5 * secondsPerMonth })} a month with the database, at 50 a second ${sum({ requestsPerMonth: 50 * secondsPerMonth })}`,
  })),
];

/** Whether the data of the stage is meant to outlive mistakes. */
const isProtected = ({ deletionProtection, deletionPolicy }: ParameterValues): boolean =>
  deletionProtection || deletionPolicy !== 'Delete';

/** The sentences of the decisions that a stage must take and that nobody took; `given` are the names of those that are set. */
export const openDecisions = (values: ParameterValues, given: readonly string[]): string[] =>
  decisions
    .filter(({ isDue }) => isProtected(values) && isDue(values))
    .filter(({ names }) => !names.some((name) => given.includes(name)))
    .map(
      ({ names, sides }) =>
        `${names.join(' or ')} must be set where data is protected (deletionProtection, deletionPolicy): ${sides()}`,
    );
