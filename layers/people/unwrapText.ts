// Takes white space, invisible characters and a pair of quotes off the ends of a text.

/** White space, format characters, the braille pattern without dots, and what else no font shows; not variation selectors. */
const blank = String.raw`[\s\u2800\p{Cf}\p{DI}]--\p{VS}`;

export const invisible = new RegExp(`[${blank}]`, 'v');

// From the first visible character to the last. A pattern of the ends would take quadratic time for blanks in between.
const content = new RegExp(`[^${blank}](?:.*[^${blank}])?`, 'sv');

/** A quotation mark of any script; escaped, since bundles are ASCII. */
const quote = String.raw`["'\x60\u00b4\u2032\u2033\u201a\u201e\u300c-\u300f\u301d-\u301f\uff02\uff07\p{Pi}\p{Pf}]`;

const quoted = new RegExp(`^${quote}(.*)${quote}$`, 'su');

/** Most texts begin and end so, and the patterns above are slow. */
const plain = /^[\w+](?:.*[\w+])?$/s;

/** Without white space and invisible characters at its ends. */
export const trimInvisible = (text: string): string =>
  plain.test(text) ? text : (content.exec(text)?.[0] ?? '');

/** Without one pair of quotes, and without white space and invisible characters on both sides of it. */
export const unwrapText = (text: string): string =>
  plain.test(text) ? text : trimInvisible(trimInvisible(text).replace(quoted, '$1'));
