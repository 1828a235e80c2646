// Reads a command line as its command declares it.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../userError.ts';
import { type Command, type CommandValues, flagOf, type Reading } from './declaration.ts';
import { usageOf } from './help.ts';
import { suggest } from './suggest.ts';

type Word = string | boolean;

const readNumber = (
  name: string,
  text: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Reading,
): number => {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`${name} must be a number ${range}, not "${text}".`);
};

/** Throws UsageError, which calls the value by `name`, when the text is not as declared. */
const readValue = (name: string, word: Word, reading: Reading): Word | number => {
  if (typeof word === 'boolean') return word;
  if (reading.type === 'number') return readNumber(name, word, reading);
  const { choices } = reading;
  if (!choices || choices.includes(word)) return word;
  throw new UsageError(
    `${name} must be one of ${choices.join(', ')}, not "${word}".${suggest(word, choices)}`,
  );
};

const help = '--help explains it.';

/** Throws UsageError for an option that is not declared: parseArgs would advise what no command of ours wants. */
const refuseUnknown = (args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): void => {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in options));
  if (unknown?.kind !== 'option') return;
  const known = Object.keys(options).map((name) => `--${name}`);
  throw new UsageError(`There is no option ${unknown.rawName}.${suggest(unknown.rawName, known)} ${help}`);
};

const parse = ({ options: declared = {} }: Command, args: readonly string[]) => {
  const options = Object.fromEntries(
    Object.entries(declared).map(([name, { type, multiple = false }]) => [
      flagOf(name),
      { type: type === 'boolean' ? type : 'string', multiple } as const,
    ]),
  );
  refuseUnknown(args, options);
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/(?<=\.) |\n/);
    throw new UsageError(`${sentence.replace(/\.?$/, '.')} ${help}`);
  }
};

const readOptions = ({ options = {} }: Command, given: Readonly<Record<string, Word | Word[] | undefined>>) =>
  Object.entries(options).map(([name, option]) => {
    const flag = `--${flagOf(name)}`;
    const word = given[flagOf(name)];
    if (Array.isArray(word)) return [name, word.map((each) => readValue(flag, each, option))];
    if (word !== undefined) return [name, readValue(flag, word, option)];
    if (option.isRequired) throw new UsageError(`${flag} is required. ${help}`);
    return [name, option.multiple ? [] : option.type === 'boolean' ? false : option.default];
  });

const readArguments = (command: Command, words: readonly string[]) => {
  const declared = Object.entries(command.arguments ?? {});
  const surplus = words[declared.length];
  if (surplus !== undefined && !declared.at(-1)?.[1].multiple)
    throw new UsageError(`Unexpected argument "${surplus}". Usage: ${usageOf(command)}`);
  return declared.map(([name, argument], index) => {
    const label = `<${flagOf(name)}>`;
    if (argument.multiple) return [name, words.slice(index).map((word) => readValue(label, word, argument))];
    const word = words[index];
    if (word !== undefined) return [name, readValue(label, word, argument)];
    if (argument.isOptional) return [name, undefined];
    throw new UsageError(`${label} is missing. Usage: ${usageOf(command)}`);
  });
};

/** The values of all options and arguments. Throws UsageError when the command line is not as declared. */
export const readLine = <const Given extends Command>(
  command: Given,
  args: readonly string[],
): CommandValues<Given> => {
  const { values, positionals } = parse(command, args);
  const entries = [...readOptions(command, values), ...readArguments(command, positionals)];
  return Object.fromEntries(entries) as CommandValues<Given>;
};
