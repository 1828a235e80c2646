// The command that switches faults of a running emulator.
import { faultNames } from '../faults/faults.ts';
import { CommandError, runCommand } from './runCommand.ts';

const manual = `Switches faults of a running RDS Data API emulator.

  data-api-emulator faults list                    the state of the instance and the rules in force
  data-api-emulator faults add reset-after         the next call is run and its answer lost
  data-api-emulator faults add throttling --probability 0.1 --seed 7
  data-api-emulator faults add slow --delay-ms 3000 --times 5 --operation CommitTransaction
  data-api-emulator faults pause                   pauses the instance, as after a time without use
  data-api-emulator faults clear                   ends all faults

  --operation      ExecuteStatement, BatchExecuteStatement, BeginTransaction, ...     (default all)
  --times          how many calls it applies to              (default 1, unlimited with --probability)
  --probability    from 0 to 1, for each call
  --seed           repeats the same draws                                               (default 1)
  --delay-ms       how long a slow answer is held back                                  (default 1000)
  --url            the emulator                                     (default http://127.0.0.1:8080)
  --help           this text

Faults: ${faultNames.join(', ')}.
`;

const text = { type: 'string' } as const;

const flags = {
  operation: text,
  times: text,
  probability: text,
  seed: text,
  'delay-ms': text,
  url: { ...text, default: 'http://127.0.0.1:8080' },
} as const;

type Flags = Partial<Record<keyof typeof flags, string>>;

const number = (given: string | undefined): number | undefined =>
  given === undefined ? undefined : Number(given);

/** JSON leaves out what was not given, and turns what is no number into null, which the emulator refuses. */
const rule = (fault: string | undefined, given: Flags): string =>
  JSON.stringify({
    fault,
    operation: given.operation,
    times: number(given.times),
    probability: number(given.probability),
    seed: number(given.seed),
    delayMs: number(given['delay-ms']),
  });

const requests: Record<string, (fault: string | undefined, given: Flags) => [string, RequestInit]> = {
  list: () => ['/_faults', {}],
  add: (fault, given) => ['/_faults', { method: 'POST', body: rule(fault, given) }],
  clear: () => ['/_faults', { method: 'DELETE' }],
  pause: () => ['/_pause', { method: 'POST' }],
};

export const faultsCommand = (args: readonly string[]): Promise<void> =>
  runCommand(
    { manual, flags, maxArguments: 2 },
    async (given, [action = '', fault]) => {
      const request = Object.hasOwn(requests, action) && requests[action]?.(fault, given);
      if (!request) throw new CommandError('Give one of list, add, clear, pause; --help shows how.');
      const response = await fetch(new URL(request[0], given.url), request[1]).catch(() => {
        throw new CommandError(`No emulator answers at ${given.url}; name another with --url.`, 1);
      });
      const answer = (await response.json()) as { message?: string };
      if (!response.ok) throw new CommandError(answer.message ?? `The emulator answered ${response.status}.`);
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    },
    args,
  );
