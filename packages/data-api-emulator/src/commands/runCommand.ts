// The frame of a command: its manual, its flags, and how it fails.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StartError } from '../startError.ts';

type FlagOptions = NonNullable<ParseArgsConfig['options']>;
type Parsed<Options extends FlagOptions> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

export type CommandFrame<Options extends FlagOptions> = {
  /** What `--help` prints. */
  manual: string;
  flags: Options;
  /** How many arguments without a flag the command takes at most. */
  maxArguments: number;
};

/** The command line is wrong, or its wish cannot be met; its message is one sentence for people. */
export class CommandError extends Error {
  readonly exitStatus: 1 | 2;

  constructor(message: string, exitStatus: 1 | 2 = 2) {
    super(message);
    this.exitStatus = exitStatus;
  }
}

const parse = <Options extends FlagOptions>(
  { flags, maxArguments }: CommandFrame<Options>,
  args: readonly string[],
): Parsed<Options> => {
  try {
    const parsed = parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true });
    const surplus = parsed.positionals[maxArguments];
    if (surplus !== undefined) throw new Error(`Unexpected argument '${surplus}'.`);
    return parsed;
  } catch (error) {
    // Node's own advice ("To specify an option argument starting with a dash …") follows its first sentence.
    const [sentence = ''] = (error as Error).message.split(/(?<=\.) /);
    throw new CommandError(`${sentence.replace(/\.?$/, '.')} --help lists the flags.`);
  }
};

const fail = (error: unknown): void => {
  const { message, stack } = error as Error;
  const isKnown = error instanceof CommandError || error instanceof StartError;
  process.stderr.write(`${isKnown ? message : stack}\n`);
  process.exitCode = error instanceof CommandError ? error.exitStatus : 1;
};

/**
 * Runs a command with its flags and its other arguments; `--help` prints the manual instead. A known error becomes one
 * line on stderr and exit status 1, or 2 when the command line is wrong; any other error is shown with its stack.
 */
export const runCommand = async <const Options extends FlagOptions>(
  command: CommandFrame<Options>,
  run: (flags: Parsed<Options>['values'], positionals: string[]) => Promise<unknown>,
  args: readonly string[],
): Promise<void> => {
  try {
    if (args.includes('--help')) return void process.stdout.write(command.manual);
    const { values, positionals } = parse(command, args);
    await run(values, positionals);
  } catch (error) {
    fail(error);
  }
};

export type NumberRange = { min?: number; max?: number };

/** The number in a flag's text. Throws CommandError when it is none, or is not between `min` and `max`. */
export const readNumber = (
  flag: string,
  text: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: NumberRange = {},
): number => {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new CommandError(`--${flag} must be a number ${range}, not "${text}".`);
};
