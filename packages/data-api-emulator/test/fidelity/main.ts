// Runs AWS's own recorded tests of the Data API against an emulator, and prints the score.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDataApi } from '../../src/startDataApi.ts';
import { readManifest } from './readManifest.ts';

const manual = `Runs the tests of the Data API that a suite's manifest.jsonl lists, each by one command.

  npm run test:fidelity -w data-api-emulator -- <folder of the suite> <command that runs {test} at {endpoint}>

The command runs in the folder of the suite, with AWS_ENDPOINT_URL_RDS_DATA and credentials in its environment. Its exit
status 0 is a pass.
`;

const [folder, ...command] = process.argv.slice(2);

const environmentOf = (endpoint: string): NodeJS.ProcessEnv => ({
  ...process.env,
  AWS_ENDPOINT_URL_RDS_DATA: endpoint,
  AWS_REGION: 'us-west-2',
  AWS_DEFAULT_REGION: 'us-west-2',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

const passes = async (test: string, cwd: string, endpoint: string): Promise<boolean> => {
  const values: Record<string, string> = { '{test}': test, '{endpoint}': endpoint };
  const [program = '', ...args] = command.map((word) =>
    word.replaceAll(/\{\w+\}/g, (name) => values[name] ?? name),
  );
  const child = spawn(program, args, { cwd, env: environmentOf(endpoint), stdio: 'ignore' });
  const [status] = await once(child, 'close');
  return status === 0;
};

const runSuite = async (cwd: string): Promise<void> => {
  const tests = readManifest(readFileSync(join(cwd, 'manifest.jsonl'), 'utf8'));
  let passed = 0;
  for (const test of tests) {
    const api = await startDataApi();
    const isPassed = await passes(test, cwd, api.url).finally(api.stop);
    passed += Number(isPassed);
    process.stdout.write(`${isPassed ? 'pass' : 'FAIL'}  ${test}\n`);
  }
  process.stdout.write(`${passed} of ${tests.length} tests of the Data API pass\n`);
  process.exitCode = passed === tests.length && passed > 0 ? 0 : 1;
};

if (folder === undefined || command.length === 0) process.stdout.write(manual);
else await runSuite(folder);
