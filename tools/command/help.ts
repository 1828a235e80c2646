// The text of `--help`, made of a command's declaration, for terminals of 80 columns.
import { type ArgumentDeclaration, type Command, flagOf, type OptionDeclaration } from './declaration.ts';

const columns = 80;
const maxTermLength = 26;

const wrap = (text: string, width: number): string[] => {
  const lines = [''];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1) as string;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
};

/** Terms on the left and what they mean on the right; the meaning of a long term begins below it. */
const describeTerms = (title: string, terms: readonly (readonly [string, string])[]): string[] => {
  if (terms.length === 0) return [];
  const length = Math.min(maxTermLength, Math.max(...terms.map(([term]) => term.length)));
  const indent = ' '.repeat(length + 4);
  const lines = terms.flatMap(([term, meaning]) => {
    const [first, ...others] = wrap(meaning, columns - indent.length);
    const rest = others.map((line) => `${indent}${line}`);
    return term.length > length
      ? [`  ${term}`, `${indent}${first}`, ...rest]
      : [`  ${term.padEnd(length)}  ${first}`, ...rest];
  });
  return ['', `${title}:`, ...lines];
};

const termOf = (name: string, { multiple }: ArgumentDeclaration): string =>
  `<${flagOf(name)}>${multiple ? '…' : ''}`;

const flagTerm = (name: string, { type, placeholder = name }: OptionDeclaration): string =>
  `--${flagOf(name)}${type === 'boolean' ? '' : ` <${flagOf(placeholder)}>`}`;

const describeChoices = (choices: readonly string[] | undefined): string =>
  choices ? `: ${choices.join(', ')}` : '';

const describeOption = (option: OptionDeclaration): string => {
  const notes = [
    option.multiple && 'repeatable',
    option.isRequired && 'required',
    option.default !== undefined && `default: ${option.default}`,
  ].filter(Boolean);
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `${option.description}${describeChoices(option.choices)}${note}`;
};

/** `npm run send -- <file> [options]` */
export const usageOf = (command: Command): string => {
  const terms = Object.entries(command.arguments ?? {}).map(([name, argument]) =>
    argument.isOptional ? `[${termOf(name, argument)}]` : termOf(name, argument),
  );
  const all = command.options ? [...terms, '[options]'] : terms;
  if (all.length === 0) return command.name;
  return [command.name, ...(command.name.startsWith('npm ') ? ['--'] : []), ...all].join(' ');
};

export const helpOf = (command: Command): string =>
  [
    usageOf(command),
    ...command.description.split(/\n\s*\n/).flatMap((paragraph) => ['', ...wrap(paragraph, columns)]),
    ...describeTerms(
      'Arguments',
      Object.entries(command.arguments ?? {}).map(
        ([name, argument]) =>
          [termOf(name, argument), `${argument.description}${describeChoices(argument.choices)}`] as const,
      ),
    ),
    ...describeTerms(
      'Options',
      Object.entries(command.options ?? {}).map(
        ([name, option]) => [flagTerm(name, option), describeOption(option)] as const,
      ),
    ),
    ...describeTerms('Environment', Object.entries(command.environment ?? {})),
    ...(command.examples ? ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)] : []),
  ].join('\n');
