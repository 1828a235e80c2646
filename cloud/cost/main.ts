// `npm run cost -- --requests 1000000 --min-acu 0`: prints what a month costs, line by line.
import { log, runCommand } from '#tools/command.ts';
import { UsageError } from '#tools/userError.ts';
import { updateCostFiles } from './costFiles.ts';
import { assumed, monthlyCost, pausedShare, totalCost, type Usage } from './costModel.ts';

const command = {
  name: 'npm run cost',
  description: "Prints what a month costs in US dollars, by AWS's list prices of us-east-1.",
  options: {
    requests: { type: 'number', description: 'requests in a month (required without --docs)' },
    events: { type: 'number', default: assumed.eventsPerMonth, description: 'events in a month, by the bus' },
    imported: {
      type: 'number',
      placeholder: 'lines',
      default: assumed.importedPerMonth,
      description: 'lines of imported files in a month',
    },
    minAcu: {
      type: 'number',
      default: assumed.minAcu,
      description: "Aurora's smallest capacity, such as 0.5; 0 lets it pause",
    },
    readers: { type: 'number', default: assumed.readers, description: 'instances beside the writer' },
    monitoring: {
      choices: ['small', 'full'],
      default: assumed.monitoring,
      description: "the stage's parameter",
    },
    autoPauseS: {
      type: 'number',
      default: assumed.autoPauseS,
      description: 'seconds without use after which Aurora pauses',
    },
    memoryMb: { type: 'number', default: assumed.memoryGib * 1024, description: 'memory of a function' },
    durationMs: {
      type: 'number',
      default: assumed.durationMs,
      description: 'billed time of a warm invocation',
    },
    responseKib: { type: 'number', default: assumed.responseKib, description: 'size of a response' },
    exports: { type: 'boolean', description: 'with the alarms of exportSchedule' },
    trafficAlarm: { type: 'boolean', description: 'with the alarm of minRequestsPerDay' },
    snapStart: { type: 'boolean', description: 'functions start from snapshots' },
    docs: { type: 'boolean', description: 'brings the costs in docs/ and of decisions up to date instead' },
  },
  examples: ['npm run cost -- --requests 1000000 --min-acu 0.5'],
} as const;

const line = (name: string, dollars: number): string =>
  `${name.padEnd(20)}${dollars.toFixed(2).padStart(12)}`;

await runCommand(command, async (values) => {
  const { requests, events, imported, memoryMb, exports, trafficAlarm, docs, ...others } = values;
  if (docs) return log(`Wrote ${updateCostFiles().join(', ') || 'nothing: all are right'}`);
  if (requests === undefined) throw new UsageError('--requests is required. --help explains it.');
  const usage: Usage = {
    ...assumed,
    ...others,
    requestsPerMonth: requests,
    eventsPerMonth: events,
    importedPerMonth: imported,
    memoryGib: memoryMb / 1024,
    exportsDaily: exports,
    watchesTraffic: trafficAlarm,
  };
  const costs = monthlyCost(usage);
  log(line('US dollars a month', totalCost(usage)));
  for (const [name, dollars] of Object.entries(costs)) log(line(`  ${name}`, dollars));
  log(`Requests that find the database paused: ${(100 * pausedShare(usage)).toFixed(1)} %`);
});
