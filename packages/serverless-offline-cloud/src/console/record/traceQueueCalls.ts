// Keeps the trace of each SQS message, which fauxqs does not, and gives it back as AWSTraceHeader.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-message-system-attributes
import type { CallSqs } from '../../sqs/queues.ts';
import { currentSpan } from './currentSpan.ts';

/** More messages than that at once lose the trace of the oldest. */
const maxMessages = 50_000;

type Sent = { MessageId?: string };
type SystemAttributes = { AWSTraceHeader?: { StringValue?: string } };
type Send = { Id?: string; MessageSystemAttributes?: SystemAttributes };
type Received = { MessageId: string; Attributes?: Record<string, string> };

const headerOf = ({ MessageSystemAttributes: attributes }: Send): string | undefined =>
  attributes?.AWSTraceHeader?.StringValue ?? currentSpan()?.traceHeader;

const wants = (input: object): boolean => {
  const { MessageSystemAttributeNames = [], AttributeNames = [] } = input as Record<string, string[]>;
  return [...MessageSystemAttributeNames, ...AttributeNames].some((name) =>
    ['All', 'AWSTraceHeader'].includes(name),
  );
};

export const traceQueueCalls = (call: CallSqs): CallSqs => {
  const headers = new Map<string, string>();

  const keep = ({ MessageId }: Sent, header: string | undefined): void => {
    if (MessageId === undefined || header === undefined) return;
    headers.set(MessageId, header);
    const [oldest] = headers.keys();
    if (headers.size > maxMessages && oldest !== undefined) headers.delete(oldest);
  };

  const keepBatch = (input: object, output: Record<string, unknown>): void => {
    const entries = new Map(
      ((input as { Entries?: Send[] }).Entries ?? []).map((entry) => [entry.Id, entry]),
    );
    for (const sent of (output.Successful ?? []) as (Sent & { Id: string })[]) {
      keep(sent, headerOf(entries.get(sent.Id) ?? {}));
    }
  };

  const addHeaders = (messages: readonly Received[]): Received[] =>
    messages.map((message) => {
      const AWSTraceHeader = headers.get(message.MessageId);
      return AWSTraceHeader ? { ...message, Attributes: { ...message.Attributes, AWSTraceHeader } } : message;
    });

  return async (operation, input) => {
    const output = await call(operation, input);
    if (operation === 'SendMessage') keep(output, headerOf(input));
    if (operation === 'SendMessageBatch') keepBatch(input, output);
    if (operation !== 'ReceiveMessage' || !wants(input)) return output;
    const { Messages } = output as { Messages?: Received[] };
    return Messages ? { ...output, Messages: addHeaders(Messages) } : output;
  };
};
