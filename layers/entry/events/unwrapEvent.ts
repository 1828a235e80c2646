// Takes an event out of the envelopes in which queues, topics and buses deliver it.

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
