// Chooses the content coding of an answer by Accept-Encoding (RFC 9110 section 12.5.3).

/** Codings that the service has, the preferred one first: brotli's answers are about a tenth shorter. */
const codings = ['br', 'gzip'] as const;

export type Encoding = (typeof codings)[number];

/** A coding and its weight, 1 by default (RFC 9110 section 12.4.2). */
const choice = /^([\w!#$%&'*+.^`|~-]+)(?:[\t ]*;[\t ]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/** Weights by coding, in lower case. A choice that breaks the syntax does not count. */
const parseWeights = (acceptEncoding: string): Map<string, number> =>
  new Map(
    acceptEncoding.split(',').flatMap((text) => {
      const [, coding, weight = '1'] = choice.exec(text.trim()) ?? [];
      return coding ? [[coding.toLowerCase(), Number(weight)]] : [];
    }),
  );

/**
 * The coding of the highest weight. Undefined when the answer goes without: no header, none accepted, or `identity` named
 * with a higher weight.
 */
export const chooseEncoding = (acceptEncoding = ''): Encoding | undefined => {
  const weights = parseWeights(acceptEncoding);
  const weightOf = (coding: Encoding): number => weights.get(coding) ?? weights.get('*') ?? 0;
  const [best] = codings.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (best === undefined || weightOf(best) === 0) return undefined;
  return weightOf(best) >= (weights.get('identity') ?? 0) ? best : undefined;
};
