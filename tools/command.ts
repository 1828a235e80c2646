// The frame of every command: its manual, its flags, and how it fails.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError, UserError } from './userError.ts';

type FlagOptions = NonNullable<ParseArgsConfig['options']>;
type Parsed<Options extends FlagOptions> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

export type Command<Options extends FlagOptions> = {
  /** What `--help` prints. */
  manual: string;
  /** The flags, as `parseArgs` of node:util takes them; `--help` is every command's. */
  flags: Options;
  /** How many arguments without a flag the command takes at most; 0 by default. */
  maxArguments?: number;
};

// Whoever reads the output may stop reading it, as `head` does.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit();
});

export const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const parse = <Options extends FlagOptions>(
  { flags, maxArguments = 0 }: Command<Options>,
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
    throw new UsageError(`${sentence.replace(/\.?$/, '.')} --help lists the flags.`);
  }
};

const fail = (error: unknown): void => {
  const known = error instanceof UserError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = known ? error.exitStatus : 1;
};

/**
 * Runs a command with its flags and its other arguments. `--help` prints the manual instead. A UserError becomes one
 * line on stderr and its exit status, 2 when the command line is wrong; any other error is a bug, shown with its stack.
 */
export const runCommand = async <const Options extends FlagOptions>(
  command: Command<Options>,
  run: (flags: Parsed<Options>['values'], positionals: string[]) => Promise<unknown>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> => {
  try {
    if (args.includes('--help')) return log(command.manual.trimEnd());
    const { values, positionals } = parse(command, args);
    await run(values, positionals);
  } catch (error) {
    fail(error);
  }
};

/** The number in a flag's text. Throws UsageError when it is none, or is not between `min` and `max`. */
export const readNumber = (
  flag: string,
  text: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {},
): number => {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`--${flag} must be a number ${range}, not "${text}".`);
};
