// `node mended.mjs <JSON array of steps>`: runs probe.mjs as this package does, and prints one outcome per line.
// A step is an event, a list of events that come at once, or `"renew"`.
import { Functions } from '../../src/lambda/functions.ts';

const [steps = '[]', settings = '{}'] = process.argv.slice(2);
const {
  handler = 'probe.mjs.handler',
  timeoutS = 20,
  taskRoot = import.meta.dirname,
  reservedConcurrency,
  ...options
} = JSON.parse(settings);
const say = (outcome) => process.stdout.write(`${JSON.stringify(outcome)}\n`);

const probe = {
  name: 'probes-dev-probe',
  taskRoot,
  handler,
  region: 'eu-central-1',
  timeoutS,
  memoryMb: 512,
  environment: { OWN: 'own' },
  reservedConcurrency,
};
const functions = new Functions({
  sources: { probe },
  imports: [],
  maxEnvironments: 1,
  useInProcess: false,
  log: (line) => say({ log: line.split('\n')[0] }),
  ...options,
});

const run = async (event) => {
  try {
    const lines = event.does === 'print' ? [] : undefined;
    const onLine = (stream, line) => lines?.push(`${stream}: ${line}`);
    const starts = [];
    const onStart = ({ isColdStart }) => starts.push(isColdStart);
    const result = JSON.parse(await functions.invoke('probe', event, { ...event.options, onLine, onStart }));
    // What a thread prints arrives by itself.
    while (lines && lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
    say({ result, ...(lines && { lines, isColdStart: starts[0] }) });
  } catch ({ name, errorType, message, stack }) {
    say({ name, errorType, message, stack });
  }
};

for (const step of JSON.parse(steps)) {
  if (step === 'renew') functions.renew();
  else if (typeof step === 'number') await new Promise((resolve) => setTimeout(resolve, step));
  else await Promise.all([step].flat().map(run));
}
say({ timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length });
await functions.stop();
