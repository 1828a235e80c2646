// CloudEvents 1.0 in JSON: their schema, and the envelopes in which AWS delivers them.
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

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    return undefined;
  }
};

type Envelope = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Envelope => typeof value === 'object' && value !== null;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const unwrapNotification = (value: unknown): unknown =>
  isObject(value) && value.Type === 'Notification' && typeof value.Message === 'string'
    ? parseJson(value.Message)
    : value;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
const unwrapDetail = (value: unknown): unknown =>
  isObject(value) && 'detail-type' in value && 'detail' in value ? value.detail : value;

/**
 * `body` is a message of SQS, or an event as it is. An SNS notification around it, then an envelope of EventBridge, are
 * taken off, wherever they are. Undefined for text that is not JSON.
 */
export const unwrapEvent = (body: unknown): unknown =>
  unwrapDetail(unwrapNotification(typeof body === 'string' ? parseJson(body) : body));
