// Command line that switches an emulator's faults: `npm run faults -- --help`.
import { parseArgs } from 'node:util';
import { faultNames } from './faults.ts';

const manual = `Switches faults of a running RDS Data API emulator.

  npm run faults -- list                                  the state of the instance and the rules in force
  npm run faults -- add reset-after                       the next call is run and its answer lost
  npm run faults -- add throttling --probability 0.1 --seed 7
  npm run faults -- add slow --delay-ms 3000 --times 5 --operation CommitTransaction
  npm run faults -- pause                                 pauses the instance, as after a time without use
  npm run faults -- clear                                 ends all faults

  --operation      ExecuteStatement, BatchExecuteStatement, BeginTransaction, ...     (default all)
  --times          how many calls it applies to              (default 1, unlimited with --probability)
  --probability    from 0 to 1, for each call
  --seed           repeats the same draws                                               (default 1)
  --delay-ms       how long a slow answer is held back                                  (default 1000)
  --url            the emulator                                     (default http://127.0.0.1:8080)
  --help           this text

Faults: ${faultNames.join(', ')}.
`;

const flag = { type: 'string' } as const;

const parse = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      operation: flag,
      times: flag,
      probability: flag,
      seed: flag,
      'delay-ms': flag,
      url: { ...flag, default: 'http://127.0.0.1:8080' },
      help: { type: 'boolean' },
    },
  });

type Values = ReturnType<typeof parse>['values'];

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** JSON leaves out what was not given, and turns what is no number into null, which the emulator refuses. */
const rule = (fault: string | undefined, values: Values): string =>
  JSON.stringify({
    fault,
    operation: values.operation,
    times: number(values.times),
    probability: number(values.probability),
    seed: number(values.seed),
    delayMs: number(values['delay-ms']),
  });

const requests: Record<string, (fault: string | undefined, values: Values) => [string, RequestInit]> = {
  list: () => ['/_faults', {}],
  add: (fault, values) => ['/_faults', { method: 'POST', body: rule(fault, values) }],
  clear: () => ['/_faults', { method: 'DELETE' }],
  pause: () => ['/_pause', { method: 'POST' }],
};

const fail = (message: string, exitCode: number): never => {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
};

const main = async () => {
  const { values, positionals } = parse();
  if (values.help) return manual;
  const [action = '', fault] = positionals;
  const request =
    requests[action]?.(fault, values) ?? fail('Give one of list, add, clear, pause; see --help.', 2);
  const response = await fetch(new URL(request[0], values.url), request[1]).catch(() =>
    fail(`No emulator answers at ${values.url}; name another with --url.`, 1),
  );
  const answer = (await response.json()) as { message?: string };
  return response.ok
    ? `${JSON.stringify(answer, null, 2)}\n`
    : fail(answer.message ?? `${response.status}`, 2);
};

process.stdout.write(await main().catch((error: Error) => fail(error.message, 2)));
