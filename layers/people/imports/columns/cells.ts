// What a cell says: its addresses, its number, or whether a person leaves.
import { trimInvisible, unwrapText } from '#layers/people/unwrapText.ts';

/** A number in one form; `isValid` where its country has assigned its range. Else the rule that it breaks, without its subject. */
export type FormedNumber = { number: string; isValid: boolean } | { rule: string };

/** Writes a number in one form. What it returns of one that breaks a rule has nothing of the number. */
export type NumberForm = (text: string) => FormedNumber;

/** `="0301234"` keeps Excel from changing the text. */
const unwrapFormula = (text: string): string => text.replace(/^\s*="(.*)"\s*$/s, '$1');

const alone = /^[^\s<>,;|:/"@]+@[^\s<>,;|:/@]+$/;
const quotedString = /^"(?:[^"\\]|\\.)*"@[^\s<>,;|:/@"]+$/s;
const angled = /<[^<>@]*@[^<>@]*>/g;
const scheme = /^(?:mailto|smtp):/i;
/** Between addresses: a slash only behind a domain, since the part before the @ may have one. */
const separators = /\s*:::\s*|[\s,;|]+|(?<=@[^\s/@]*)\//;

const isOne = (text: string): boolean => text.split('@').length === 2 && !/^@|@$/.test(text);

const strip = (text: string): string => unwrapText(text).replace(scheme, '').replace(/\?.*$/s, '');

/** The addresses of a cell; the cell as it is, without what is around it, where it is no list of addresses. */
export const splitAddresses = (cell: string): string[] => {
  const text = trimInvisible(unwrapFormula(cell));
  if (alone.test(text)) return [unwrapText(text)];
  const whole = unwrapText(text);
  if (whole === '' || quotedString.test(whole)) return whole === '' ? [] : [whole];
  const inAngles = text.match(angled);
  const rest = text.replace(angled, '');
  if (inAngles && !rest.replace(/"[^"]*"|'[^']*'/g, '').includes('@'))
    return inAngles.map((address) => strip(address.slice(1, -1)));
  const parts = text.split(separators).filter((part) => trimInvisible(part) !== '');
  if (parts.length > 0 && parts.every(isOne) && (parts.length > 1 || scheme.test(whole)))
    return parts.map(strip);
  return [whole];
};

/** The addresses of Exchange's `SMTP:a@x;smtp:b@x;X500:/o=x`. */
export const splitProxies = (cell: string): string[] =>
  cell
    .split(/[;,\s]+/)
    .filter((part) => /^smtp:/i.test(part))
    .map((part) => part.slice('smtp:'.length));

/** The first of several numbers that Google writes into a cell, or that Microsoft Graph writes as JSON. */
export const readPhone = (cell: string): string => {
  const [first = ''] = unwrapFormula(cell).split(' ::: ');
  return first.replace(/^\s*\["([^"]*)".*\]\s*$/s, '$1');
};

export const hasDigit = (text: string): boolean => /\p{Nd}/u.test(text);

const yes = new Set(
  'true yes y 1 x ja wahr oui vrai sí si verdadero sì vero waar tak prawda sim verdadeiro 是 真 はい да истина áno pravda kyllä tosi'.split(
    ' ',
  ),
);
const no = new Set(
  'false no n 0 nein falsch non faux falso nee onwaar nie fałsz não nao 否 假 いいえ нет ложь nepravda ei epätosi'.split(
    ' ',
  ),
);

/** Whether the person leaves, in the words of spreadsheets; undefined for any other word. */
export const readDeleted = (cell: string): boolean | undefined => {
  const word = cell.normalize('NFKC').trim().toLowerCase();
  if (yes.has(word)) return true;
  return word === '' || no.has(word) ? false : undefined;
};
