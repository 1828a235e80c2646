// Takes the addresses out of a cell, which programs fill with names, schemes and several addresses.
import { trimInvisible, unwrapText } from '#layers/people/unwrapText.ts';

/** `="0301234"` keeps Excel from changing the text. */
export const unwrapFormula = (text: string): string => text.replace(/^\s*="(.*)"\s*$/s, '$1');

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
