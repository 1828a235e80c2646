// The filter criteria of an event source mapping: which messages of a queue its function gets.
// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
import { compilePattern } from '../../eventbridge/compilePattern.ts';
import { parseNestedJson } from '../../server/nestedJson.ts';

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A body that is no JSON object stays text, which a pattern of an object's members does not take. */
const parseBody = (body: string): unknown => {
  try {
    const parsed = parseNestedJson(body);
    return isObject(parsed) ? parsed : body;
  } catch {
    return body;
  }
};

/**
 * Returns the test of a record; one filter that takes it is enough, and without filters all are taken. Throws
 * PatternError.
 */
export const createMessageFilter = (patterns: readonly string[]): ((record: { body: string }) => boolean) => {
  if (patterns.length === 0) return () => true;
  const filters = patterns.map(compilePattern);
  return (record) => {
    const parsed = { ...record, body: parseBody(record.body) };
    return filters.some((takes) => takes(parsed));
  };
};
