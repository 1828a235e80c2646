// How long names of resources may be: the first group of each pattern is a name in an ARN.

/** By the quotas of each service, as https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html lists them. */
const limits: readonly [RegExp, number][] = [
  [/:function:([^:]+)/, 64],
  [/:role\/(.+)$/, 64],
  [/^arn:aws:s3:::([^/]+)/, 63],
  [/:(?:cluster|db|cluster-pg|subgrp):(.+)$/, 63],
  [/:sqs:[^:]+:[^:]+:(.+)$/, 80],
  [/:schedule\/default\/(.+)$/, 64],
  [/:rule\/[^/]+\/(.+)$/, 64],
  [/:archive\/(.+)$/, 48],
  [/:application:(.+)$/, 100],
];

/** ARNs whose names are longer than AWS takes. */
export const tooLong = (arns: readonly string[]): string[] =>
  arns.filter((arn) => limits.some(([pattern, limit]) => (pattern.exec(arn)?.[1] ?? '').length > limit));
