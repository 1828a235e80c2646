// `node bare.mjs <event> [<timeout in seconds>]`: what serverless-offline's Lambda makes of probe.mjs, without this package.
import Lambda from 'serverless-offline/lambda';

const [event = '{}', timeoutS = '20'] = process.argv.slice(2);
const service = { service: 'probes', provider: { region: 'eu-central-1', environment: {} } };
const options = {
  host: '127.0.0.1',
  lambdaPort: 0,
  reloadHandler: false,
  noTimeout: false,
  useInProcess: false,
};
const lambda = new Lambda({ config: { servicePath: import.meta.dirname }, service }, options);
const functionDefinition = {
  name: 'probes-dev-probe',
  handler: 'probe.handler',
  runtime: 'nodejs24.x',
  timeout: Number(timeoutS),
};
lambda.create([{ functionKey: 'probe', functionDefinition }]);

const say = (outcome) => process.stdout.write(`${JSON.stringify(outcome)}\n`);

/** As every program that embeds serverless-offline would: it takes what `runHandler` resolves or rejects with. */
const run = async (given) => {
  const slot = lambda.get('probe');
  slot.setEvent(given);
  try {
    say({ result: (await slot.runHandler()) ?? null });
  } catch (error) {
    say({ name: error.name, message: error.message });
  }
};

await Promise.all([JSON.parse(event)].flat().map(run));
// What the process still waits for.
say({ timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length });
await lambda.cleanup();
process.exit();
