// Reads a function's parameters from a query string.
import { createInvalidRequest, type Violation } from '#layers/base/errors/publicError.ts';

/** Parameters by name; the values of a repeated name are an array. */
export type Query = Record<string, string | string[]>;

/** Decodes a value by the rule of HTML forms, which makes a space of each `+`. Undefined unless it is percent-encoded UTF-8. */
const decode = (encoded: string): string | undefined => {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
};

/** A `+` with more than spaces before and behind it: its sender meant the character. */
const hasInnerPlus = (encoded: string): boolean =>
  encoded
    .replaceAll('%20', ' ')
    .split('+')
    .filter((part) => part.trim() !== '').length > 1;

const findRule = (written: string, name: string, encoded: string): string | undefined => {
  if (written !== name) return 'must be written in this letter case';
  if (decode(encoded) === undefined) return 'must be percent-encoded UTF-8';
  return hasInnerPlus(encoded) ? 'must have + written as %2B, and a space as %20' : undefined;
};

/**
 * Returns the parameters called `names`; others are ignored. Throws InvalidRequest for a name in another letter case, and
 * for a value that would be read otherwise than its sender meant. The event's queryStringParameters is decoded already, and
 * joins the values of a repeated name with commas.
 */
export const parseQuery = (rawQueryString: string, names: readonly string[]): Query => {
  const query: Query = {};
  const violations: Violation[] = [];
  for (const field of rawQueryString.split('&')) {
    const [, encodedName = '', encoded = ''] = /^([^=]*)=?(.*)$/s.exec(field) ?? [];
    const written = decode(encodedName) ?? '';
    const name = names.find((known) => known.toLowerCase() === written.toLowerCase());
    if (name === undefined) continue;
    const detail = findRule(written, name, encoded);
    if (detail) violations.push({ parameter: name, detail });
    const value = decode(encoded) ?? '';
    query[name] = name in query ? [query[name] ?? [], value].flat() : value;
  }
  if (violations.length > 0) throw createInvalidRequest(violations);
  return query;
};
