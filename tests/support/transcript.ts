// The commands of a document's fences, each with the lines that the document says it prints.
//
// A fence of `console` holds commands behind `$ ` and what they print; `…` in it stands for anything. With the word `long` after
// it, it is left to the long form; with `fails` its commands end with another status than 0. A fence of `diff` is applied.

export type Step =
  | { kind: 'diff'; text: string }
  | { kind: 'command'; command: string; printed: string[]; isLong: boolean; fails: boolean };

const readCommands = (text: string, words: readonly string[]): Step[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...printed] = part.trimEnd().split('\n');
      const isLong = words.includes('long');
      return { kind: 'command', command, printed, isLong, fails: words.includes('fails') };
    });

/** In their order. A fence of another language is none. */
export const readTranscript = (markdown: string): Step[] =>
  [...markdown.matchAll(/^```(console|diff)((?: \w+)*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language, words = '', text = '']) =>
      language === 'diff' ? [{ kind: 'diff' as const, text }] : readCommands(text, words.trim().split(' ')),
  );

const toPattern = (line: string): string =>
  line
    .split('…')
    .map((text) => RegExp.escape(text))
    .join('.*');

/** The printed lines stand in the output, in this order. */
export const holdsLines = (output: string, printed: readonly string[]): boolean =>
  new RegExp(printed.map((line) => `^${toPattern(line)}\\s*$[\\s\\S]*`).join(''), 'm').test(output);
