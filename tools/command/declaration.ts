// What a command declares of its command line, and the values that it gets.

type Described = {
  /** A phrase for `--help`. */
  description: string;
};

/** How a text is checked, and turned into a value. */
export type Reading = {
  /** `boolean` is an option without a value. */
  type?: 'string' | 'number' | 'boolean';
  /** The only values that it may have. */
  choices?: readonly string[];
  /** The least value of a number, 0 by default, and the greatest. */
  min?: number;
  max?: number;
};

export type OptionDeclaration = Described &
  Reading & {
    /** What `--help` calls its value: `--stage <placeholder>`. */
    placeholder?: string;
    default?: string | number;
    isRequired?: true;
    /** Whether it may be given several times. */
    multiple?: true;
  };

export type ArgumentDeclaration = Described &
  Reading & {
    isOptional?: true;
    /** Whether it takes all words that are left. */
    multiple?: true;
  };

type Options = Readonly<Record<string, OptionDeclaration>>;
type Arguments = Readonly<Record<string, ArgumentDeclaration>>;

export type Command = {
  /** How it is typed: `npm run send`. */
  name: string;
  /** Paragraphs for `--help`. */
  description: string;
  /** The words that are no options, in their order. */
  arguments?: Arguments;
  /** The options, by name in camelCase: `keepTime` is `--keep-time`. */
  options?: Options;
  /** Environment variables that it reads: a phrase for each. */
  environment?: Readonly<Record<string, string>>;
  examples?: readonly string[];
};

type ValueOf<Given> = Given extends { type: 'boolean' }
  ? boolean
  : Given extends { type: 'number' }
    ? number
    : Given extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string;

type OptionValue<Given> = Given extends { multiple: true }
  ? ValueOf<Given>[]
  : Given extends { type: 'boolean' } | { isRequired: true } | { default: unknown }
    ? ValueOf<Given>
    : ValueOf<Given> | undefined;

type ArgumentValue<Given> = Given extends { multiple: true }
  ? ValueOf<Given>[]
  : Given extends { isOptional: true }
    ? ValueOf<Given> | undefined
    : ValueOf<Given>;

/** The values of all options and arguments, by their names. */
export type CommandValues<Given extends Command> = {
  [Name in keyof NonNullable<Given['options']>]: OptionValue<NonNullable<Given['options']>[Name]>;
} & {
  [Name in keyof NonNullable<Given['arguments']>]: ArgumentValue<NonNullable<Given['arguments']>[Name]>;
};

/** `keepTime` → `keep-time` */
export const flagOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
