// The rule for phone numbers: what spreadsheets and databases write in their place is none.

const number = String.raw`[+\-−]?\p{Nd}+`;
/** `4.91512E+11`, also with a comma or with spaces. */
const scientific = new RegExp(String.raw`^${number}(?:[.,]\p{Nd}+)?\s*e\s*${number}$`, 'iu');
/** `4915112345678.0` */
const float = new RegExp(`^${number}[.,]0+$`, 'u');

const minDigits = 3;
const countDigits = (text: string): number => text.match(/\p{Nd}/gu)?.length ?? 0;

type Rule = readonly [isBroken: (phoneNumber: string) => boolean, sentence: string];

const rules: readonly Rule[] = [
  [(text) => text.includes('@'), 'must not be an e-mail address'],
  [(text) => text.startsWith('='), 'must not be a formula'],
  [
    (text) => scientific.test(text) || float.test(text),
    'must be as it is dialled, not 4.9E+11 or 49.0 as spreadsheets write it',
  ],
  [(text) => countDigits(text) < minDigits, `must have at least ${minDigits} digits`],
];

/** Returns the first rule that a trimmed number breaks: a sentence without its subject, and nothing of the number. */
export const findBrokenNumberRule = (phoneNumber: string): string | undefined =>
  rules.find(([isBroken]) => isBroken(phoneNumber))?.[1];
