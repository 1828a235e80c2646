// Reads a command's flags from the environment.
import type { ParseArgsConfig } from 'node:util';

type FlagOptions = NonNullable<ParseArgsConfig['options']>;

type FlagValue<Flag extends FlagOptions[string]> = Flag['type'] extends 'boolean'
  ? boolean
  : Flag extends { multiple: true }
    ? string[]
    : string;

const prefix = 'DATA_API_';

const variableOf = (flag: string): string => `${prefix}${flag.toUpperCase().replaceAll('-', '_')}`;

/** `--database-url` is `DATA_API_DATABASE_URL`. A flag without a value is one unless it is empty; several values have commas between them. */
export const readFlags = <Options extends FlagOptions>(
  environment: NodeJS.ProcessEnv,
  flags: Options,
): { [Name in keyof Options]?: FlagValue<Options[Name]> } => {
  const values = Object.entries(flags).flatMap(([name, { type, multiple }]) => {
    const text = environment[variableOf(name)];
    if (!text) return [];
    return [[name, type === 'boolean' ? true : multiple ? text.split(',') : text] as const];
  });
  return Object.fromEntries(values) as { [Name in keyof Options]?: FlagValue<Options[Name]> };
};
