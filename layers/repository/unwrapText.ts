// Takes white space, invisible characters and a pair of quotes off the ends of a text.

/** White space, format characters, and what else no font shows; not the selectors of a letter's variant. */
const blank = String.raw`[\s\p{Cf}\p{DI}]--\p{VS}`;

export const invisible = new RegExp(`[${blank}]`, 'v');

// From the first visible character to the last. A pattern of the ends would take quadratic time for blanks in between.
const content = new RegExp(`[^${blank}](?:.*[^${blank}])?`, 'sv');

/** Quotation marks of every script, at both ends. */
const quoted = /^["'`´″′„‚〝〞〟＂＇「」『』\p{Pi}\p{Pf}](.*)["'`´″′„‚〝〞〟＂＇「」『』\p{Pi}\p{Pf}]$/su;

/** Without white space and invisible characters at its ends. */
export const trimInvisible = (text: string): string => content.exec(text)?.[0] ?? '';

/** Without one pair of quotes, and without white space and invisible characters on both sides of it. */
export const unwrapText = (text: string): string => trimInvisible(trimInvisible(text).replace(quoted, '$1'));
