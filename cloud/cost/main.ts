// `npm run cost -- --requests 1000000 --min-acu 0`: prints what a month costs, line by line.
import { parseArgs } from 'node:util';
import { assumed, monthlyCost, pausedShare, type Usage } from './costModel.ts';

const manual = `npm run cost -- --requests <a month> [--min-acu 0|0.5|…] [--auto-pause-s 300] [--memory-mb 512]
                [--duration-ms 110] [--response-kib 1]\n`;

const flag = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    requests: flag,
    'min-acu': flag,
    'auto-pause-s': flag,
    'memory-mb': flag,
    'duration-ms': flag,
    'response-kib': flag,
  },
});

const number = (text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  process.stderr.write(manual);
  process.exit(2);
};

const usage: Usage = {
  ...assumed,
  requestsPerMonth: number(values.requests, Number.NaN),
  minAcu: number(values['min-acu'], assumed.minAcu),
  autoPauseS: number(values['auto-pause-s'], assumed.autoPauseS),
  memoryGib: number(values['memory-mb'], assumed.memoryGib * 1024) / 1024,
  durationMs: number(values['duration-ms'], assumed.durationMs),
  responseKib: number(values['response-kib'], assumed.responseKib),
};

const costs = monthlyCost(usage);
const total = Object.values(costs).reduce((sum, dollars) => sum + dollars, 0);
const line = (name: string, dollars: number) => `${name.padEnd(20)}${dollars.toFixed(2).padStart(12)}\n`;
process.stdout.write(line('US dollars a month', total));
for (const [name, dollars] of Object.entries(costs)) process.stdout.write(line(`  ${name}`, dollars));
process.stdout.write(`Requests that find the database paused: ${(100 * pausedShare(usage)).toFixed(1)} %\n`);
