// The schema of a CloudEvents 1.0 event in JSON, by the type of its data.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
import * as z from 'zod/mini';
import { timestamp } from '#layers/base/timestamp.ts';

const isMissing = (input: unknown): boolean => input === undefined || input === null;
const textError = (input: unknown): string => (isMissing(input) ? 'is required' : 'must be a string');

const attribute = z
  .string({ error: ({ input }) => textError(input) })
  .check(z.refine((text) => text !== '', { error: 'must not be empty' }));

const contentType = z
  .string({ error: 'must be a string' })
  .check(z.regex(/^application\/([\w.-]+\+)?json\s*(;|$)/i, { error: 'must be a type of JSON' }));

/**
 * An attribute that is null is unset. Extension attributes are allowed and dropped, and so are members of `data` that its
 * schema does not name.
 */
export const cloudEvent = <Type extends string, Data extends z.ZodMiniType>(type: Type, data: Data) =>
  z.object({
    specversion: z.literal('1.0', { error: 'must be "1.0"' }),
    type: z.literal(type),
    source: attribute,
    id: attribute,
    time: z.nullish(timestamp),
    datacontenttype: z.nullish(contentType),
    data,
  });
