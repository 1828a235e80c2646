// `npm run cost -- --requests 1000000 --min-acu 0`: prints what a month costs, line by line.
import { log, readNumber, runCommand } from '#tools/command.ts';
import { UsageError } from '#tools/userError.ts';
import { updateDocuments } from './costDocuments.ts';
import { assumed, monthlyCost, pausedShare, totalCost, type Usage } from './costModel.ts';

const manual = `npm run cost -- --requests <a month> [--min-acu 0|0.5|…] …
npm run cost -- --docs

Prints what a month costs in US dollars, by list prices of us-east-1.

  --requests       requests a month                                                       (required)
  --events         events a month, by the bus                                  (default ${assumed.eventsPerMonth})
  --imported       lines of files a month, by imports                          (default ${assumed.importedPerMonth})
  --min-acu        Aurora's smallest capacity; 0 lets it pause                 (default ${assumed.minAcu})
  --readers        instances beside the writer                                 (default ${assumed.readers})
  --monitoring     small or full, as the parameter                             (default ${assumed.monitoring})
  --exports        with the alarms of exportSchedule
  --traffic-alarm  with the alarm of minRequestsPerDay
  --auto-pause-s   seconds without use after which it pauses                   (default ${assumed.autoPauseS})
  --memory-mb      memory of a function                                        (default ${assumed.memoryGib * 1024})
  --duration-ms    billed time of a warm invocation                            (default ${assumed.durationMs})
  --response-kib   size of an answer                                           (default ${assumed.responseKib})
  --snap-start     functions start from snapshots
  --docs           brings the costs in docs/ up to date, which are all made of this
`;

const flag = { type: 'string' } as const;

const flags = {
  requests: flag,
  events: flag,
  imported: flag,
  'min-acu': flag,
  readers: flag,
  monitoring: flag,
  'auto-pause-s': flag,
  'memory-mb': flag,
  'duration-ms': flag,
  'response-kib': flag,
  'snap-start': { type: 'boolean' },
  exports: { type: 'boolean' },
  'traffic-alarm': { type: 'boolean' },
  docs: { type: 'boolean' },
} as const;

const line = (name: string, dollars: number): string =>
  `${name.padEnd(20)}${dollars.toFixed(2).padStart(12)}`;

const readMonitoring = (text: string = assumed.monitoring): Usage['monitoring'] => {
  if (text === 'small' || text === 'full') return text;
  throw new UsageError(`--monitoring must be small or full, not "${text}".`);
};

await runCommand({ manual, flags }, async (values) => {
  if (values.docs) return log(`Wrote ${updateDocuments().join(', ') || 'nothing: all are right'}`);
  const number = (
    name: Exclude<keyof typeof flags, 'snap-start' | 'docs' | 'monitoring' | 'exports' | 'traffic-alarm'>,
    fallback: number,
  ): number => (values[name] === undefined ? fallback : readNumber(name, values[name]));
  if (values.requests === undefined) throw new UsageError('--requests is required; --help lists the flags.');
  const usage: Usage = {
    ...assumed,
    requestsPerMonth: number('requests', 0),
    eventsPerMonth: number('events', assumed.eventsPerMonth),
    importedPerMonth: number('imported', assumed.importedPerMonth),
    minAcu: number('min-acu', assumed.minAcu),
    readers: number('readers', assumed.readers),
    monitoring: readMonitoring(values.monitoring),
    autoPauseS: number('auto-pause-s', assumed.autoPauseS),
    memoryGib: number('memory-mb', assumed.memoryGib * 1024) / 1024,
    durationMs: number('duration-ms', assumed.durationMs),
    responseKib: number('response-kib', assumed.responseKib),
    snapStart: values['snap-start'] ?? false,
    exportsDaily: values.exports ?? false,
    watchesTraffic: values['traffic-alarm'] ?? false,
  };
  const costs = monthlyCost(usage);
  log(line('US dollars a month', totalCost(usage)));
  for (const [name, dollars] of Object.entries(costs)) log(line(`  ${name}`, dollars));
  log(`Requests that find the database paused: ${(100 * pausedShare(usage)).toFixed(1)} %`);
});
