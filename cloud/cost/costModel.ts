// What a month costs, from requests per month and how the database scales.
import { prices } from './prices.ts';
import { ownCounts, type StackCounts } from './stackCounts.ts';

export type Usage = {
  requestsPerMonth: number;
  /** By the bus, each in a batch of its own, which is the dearest case. */
  eventsPerMonth: number;
  /** Lines of files. */
  importedPerMonth: number;
  minAcu: number;
  /** Instances beside the writer, each with as much capacity. */
  readers: number;
  /** The parameter of that name: `small` has the alarms with one metric that page, `full` all of them and a dashboard. */
  monitoring: 'small' | 'full';
  /** Whether `exportSchedule` and `minRequestsPerDay` are set, each with alarms of its own. */
  exportsDaily: boolean;
  watchesTraffic: boolean;
  autoPauseS: number;
  memoryGib: number;
  /** Billed time of a warm invocation. */
  durationMs: number;
  /** Share of invocations that start an execution environment, and the time that this is billed. */
  coldShare: number;
  initMs: number;
  responseKib: number;
  logKib: number;
  /** Whether functions start from snapshots: a restore takes the place of an initialization. */
  snapStart: boolean;
  storageGib: number;
  imagesGib: number;
};

/** Assumptions where nothing was measured in a real account. */
export const assumed: Omit<Usage, 'requestsPerMonth'> = {
  eventsPerMonth: 0,
  importedPerMonth: 0,
  minAcu: 0,
  readers: 0,
  monitoring: 'full',
  exportsDaily: false,
  watchesTraffic: false,
  autoPauseS: 300,
  memoryGib: 0.5,
  durationMs: 110,
  coldShare: 0.01,
  initMs: 600,
  responseKib: 1,
  // Lambda's START, END and REPORT lines, ours, and the access log's.
  logKib: 1,
  snapStart: false,
  storageGib: 1,
  imagesGib: 0.5,
};

/** An idle month by the assumptions, but for what is given. */
export const assume = (given: Partial<Usage>): Usage => ({ ...assumed, requestsPerMonth: 0, ...given });

export const hoursPerMonth = 730;
/** Lambda asks a queue without messages in five connections at least, each for 20 s. */
const idlePolls = (5 * hoursPerMonth * 3600) / 20;
/** A message is sent, received and deleted. */
const requestsPerMessage = 3;
/** Imports: lines of one statement, what those are for the Data API, and of a file; and lines that a second applies. */
const linesPerStatement = 1_000;
const kibPerStatement = 163;
const bytesPerLine = 48;
const linesPerS = 25_000;
/** A part of a file has 8 MiB, and the result is written every 5 s. */
const bytesPerPart = 8 * 2 ** 20;
const resultEveryS = 5;
/** What Aurora runs on while it serves this service's few short queries; it scales up under load. */
const awakeAcu = 0.5;

/** Share of requests and events that find the database paused, when they arrive independently of each other (Poisson). */
export const pausedShare = ({ requestsPerMonth, eventsPerMonth, minAcu, autoPauseS }: Usage): number =>
  minAcu > 0 ? 0 : Math.exp((-(requestsPerMonth + eventsPerMonth) * autoPauseS) / (hoursPerMonth * 3600));

const snapshotCost = (
  { memoryGib, requestsPerMonth, coldShare }: Usage,
  { snapshots }: StackCounts,
): number =>
  snapshots * memoryGib * hoursPerMonth * 3600 * prices.snapshotPerGibSecond +
  requestsPerMonth * coldShare * memoryGib * prices.restorePerGib;

/** Files are kept for a month. */
const importCost = ({ importedPerMonth: lines, memoryGib }: Usage): number => {
  const runS = lines / linesPerS;
  const dataApiRequests = (lines / linesPerStatement) * Math.ceil(kibPerStatement / 32);
  const writes = (lines * bytesPerLine) / bytesPerPart + runS / resultEveryS;
  return (
    runS * memoryGib * prices.lambdaPerGibSecond +
    (dataApiRequests * prices.dataApiPerMillion + writes * prices.objectWritesPerMillion) / 1e6 +
    ((lines * bytesPerLine) / 2 ** 30) * prices.objectsPerGibMonth
  );
};

const countAlarmMetrics = (
  { monitoring, exportsDaily, watchesTraffic }: Usage,
  { alarmMetrics }: StackCounts,
): number =>
  alarmMetrics[monitoring] +
  (exportsDaily ? alarmMetrics.exportsDaily : 0) +
  (watchesTraffic ? alarmMetrics.watchesTraffic : 0);

/** Dollars a month, by what they are for. */
export const monthlyCost = (usage: Usage, counts = ownCounts()): Record<string, number> => {
  const { polledQueues, logMetrics, secrets } = counts;
  const millions = usage.requestsPerMonth / 1e6;
  const initMs = usage.snapStart ? 0 : usage.initMs;
  const billedS = (usage.durationMs + usage.coldShare * initMs) / 1000;
  const dataApiUnits = Math.max(Math.ceil(usage.responseKib / 32), 1);
  // A database that pauses is awake for the share of time in which a request came less than autoPauseS ago.
  const awakeShare = 1 - pausedShare(usage);
  return {
    'HTTP API': millions * prices.httpApiPerMillion,
    'Lambda requests': millions * prices.lambdaPerMillion,
    'Lambda time': usage.requestsPerMonth * billedS * usage.memoryGib * prices.lambdaPerGibSecond,
    'Event bus': (usage.eventsPerMonth * prices.eventsPerMillion) / 1e6,
    Queue:
      ((polledQueues * idlePolls + requestsPerMessage * usage.eventsPerMonth) * prices.queuePerMillion) / 1e6,
    Events:
      (usage.eventsPerMonth / 1e6) * (prices.lambdaPerMillion + prices.dataApiPerMillion) +
      usage.eventsPerMonth * (usage.durationMs / 1000) * usage.memoryGib * prices.lambdaPerGibSecond,
    Imports: importCost(usage),
    Snapshots: usage.snapStart ? snapshotCost(usage, counts) : 0,
    'Data API': millions * dataApiUnits * prices.dataApiPerMillion,
    Logs: (usage.requestsPerMonth * usage.logKib * prices.logsPerGib) / 2 ** 20,
    'Aurora capacity':
      (1 + usage.readers) * Math.max(usage.minAcu, awakeAcu) * awakeShare * hoursPerMonth * prices.acuPerHour,
    'Aurora storage': usage.storageGib * prices.storagePerGibMonth,
    Alarms: countAlarmMetrics(usage, counts) * prices.alarmMetricPerMonth,
    // A metric costs in the hours in which it counts something; without requests it never does.
    Metrics: usage.requestsPerMonth + usage.eventsPerMonth > 0 ? logMetrics * prices.customMetricPerMonth : 0,
    Dashboard: usage.monitoring === 'full' ? prices.dashboardPerMonth : 0,
    Secrets: secrets * prices.secretPerMonth,
    Images: usage.imagesGib * prices.imagesPerGibMonth,
  };
};

export const totalCost = (usage: Usage, counts = ownCounts()): number =>
  Object.values(monthlyCost(usage, counts)).reduce((sum, dollars) => sum + dollars, 0);
