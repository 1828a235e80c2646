// `npm run invoke -- <function> [event]`: invokes a function with an event file or JSON, locally or in AWS.
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import { describeIncomplete } from './describeIncomplete.ts';
import { explainSdkErrors } from './explainSdkErrors.ts';
import { createLambdaClient, invokeLambda } from './lambdaClient.ts';
import { placeOptions } from './options.ts';
import { readEvent } from './readEvent.ts';

const command = {
  name: 'npm run invoke',
  description: `Invokes a function, and prints what it returns as JSON. Its log is where npm start runs, or in CloudWatch.
    Status 1 when it fails, or says of its result that it is not complete.`,
  arguments: {
    function: { description: 'the function', choices: functionNames() },
    event: { isOptional: true, description: 'a file of JSON, or JSON (default: {})' },
  },
  options: placeOptions,
  examples: [
    'npm run invoke -- getUsers',
    `npm run invoke -- explainUser '{"email":"homer@thesimpsons.com"}'`,
    'npm run invoke -- syncUsers functions/syncUsers/events/sqs.json',
  ],
} as const;

/** An erasure, for one, waits up to 16 minutes for an export that was killed. */
const newsMs = 15_000;

const withNews = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
  const startMs = performance.now();
  const timer = setInterval(() => {
    const elapsedS = Math.round((performance.now() - startMs) / 1_000);
    process.stderr.write(`${name} still runs after ${elapsedS} s.\n`);
  }, newsMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};

await runCommand(command, ({ function: name, event = '{}', stage, region }) =>
  explainSdkErrors(async () => {
    const input = JSON.parse(await readEvent(event));
    const client = await createLambdaClient({ stage, region });
    const result = await withNews(name, () => invokeLambda(client, stage, name, input));
    log(JSON.stringify(result, null, 2));
    const incomplete = describeIncomplete(result);
    if (incomplete) throw new UserError(incomplete);
  }),
);
