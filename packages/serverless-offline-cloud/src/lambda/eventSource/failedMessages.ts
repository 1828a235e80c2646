// Which messages of a batch failed, by what the function returned.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting

/** The ids of a well-formed `batchItemFailures`; undefined where it is malformed. */
const readIds = (list: unknown): string[] | undefined => {
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((item) => Object(item).itemIdentifier);
  return ids.every((id) => typeof id === 'string') ? ids : undefined;
};

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return { batchItemFailures: 'malformed' };
  }
};

/**
 * `payload` is the function's result as JSON. Nothing, or no list, or an empty one: all succeeded. A list that is
 * malformed or names a message which the batch has not: all failed.
 */
export const failedMessages = (payload: string, batch: readonly string[]): ReadonlySet<string> => {
  const list = Object(parse(payload)).batchItemFailures;
  if (list === undefined || list === null) return new Set();
  const ids = readIds(list);
  return new Set(ids?.every((id) => batch.includes(id)) ? ids : batch);
};
