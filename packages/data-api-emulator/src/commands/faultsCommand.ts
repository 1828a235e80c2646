// The command that switches faults of a running emulator.
import { faultNames } from '../faults/faults.ts';
import { CommandError, runCommand } from './runCommand.ts';

type FaultsCommandOptions = {
  /** How the command is typed. */
  name?: string;
  /** The emulator that it asks without `--url`. */
  url?: string;
};

const manualOf = ({
  name,
  url,
}: Required<FaultsCommandOptions>): string => `Switches faults of a running RDS Data API emulator.

  ${name} list
      shows the state of the instance and the rules in force
  ${name} add reset-after
      runs the next call and loses its answer
  ${name} add throttling --probability 0.1 --seed 7
  ${name} add slow --delay-ms 3000 --times 5
  ${name} pause
      pauses the instance, as after a time without use
  ${name} clear
      ends all faults

  --operation <name>  ExecuteStatement, BatchExecuteStatement, BeginTransaction,
                      ... (default: all)
  --times <n>         how many calls it applies to (default: 1, unlimited with
                      --probability)
  --probability <p>   from 0 to 1, for each call
  --seed <n>          repeats the same draws (default: 1)
  --delay-ms <ms>     how long a slow answer is held back (default: 1000)
  --url <url>         the emulator
                      (default: ${url})
  --help              this text

Faults:
${faultNames.map((fault) => `  ${fault}`).join('\n')}
`;

const text = { type: 'string' } as const;

const flags = {
  operation: text,
  times: text,
  probability: text,
  seed: text,
  'delay-ms': text,
  url: text,
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

/** Runs the command `faults` of the command line with the given arguments. */
export const faultsCommand = (
  args: readonly string[],
  { name = 'data-api-emulator faults', url: defaultUrl = 'http://127.0.0.1:8080' }: FaultsCommandOptions = {},
): Promise<void> =>
  runCommand(
    { manual: manualOf({ name, url: defaultUrl }), flags, maxArguments: 2 },
    async (given, [action = '', fault]) => {
      const request = Object.hasOwn(requests, action) && requests[action]?.(fault, given);
      if (!request) throw new CommandError('Give one of list, add, clear, pause; --help shows how.');
      const url = given.url ?? defaultUrl;
      const response = await fetch(new URL(request[0], url), request[1]).catch(() => {
        throw new CommandError(`No emulator answers at ${url}; name another with --url.`, 1);
      });
      const answer = (await response.json()) as { message?: string };
      if (!response.ok) throw new CommandError(answer.message ?? `The emulator answered ${response.status}.`);
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    },
    args,
  );
