// One message from a queue to another, where it is a new message, as AWS documents.
import * as z from 'zod';
import { type CallSqs, queueUrl } from './queues.ts';

const received = z.object({
  Messages: z
    .array(
      z.object({
        Body: z.string(),
        ReceiptHandle: z.string(),
        MessageAttributes: z.record(z.string(), z.unknown()).optional(),
        Attributes: z.object({ AWSTraceHeader: z.string().optional() }).default({}),
      }),
    )
    .default([]),
});

/** Resolves with false when there is none to move. */
export const moveMessage = async (call: CallSqs, fromArn: string, toArn: string): Promise<boolean> => {
  const QueueUrl = queueUrl(fromArn);
  const output = await call('ReceiveMessage', {
    QueueUrl,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['AWSTraceHeader'],
  });
  const [message] = received.parse(output).Messages;
  if (!message) return false;
  const { Body: MessageBody, ReceiptHandle, MessageAttributes, Attributes } = message;
  const { AWSTraceHeader: StringValue } = Attributes;
  await call('SendMessage', {
    QueueUrl: queueUrl(toArn),
    MessageBody,
    MessageAttributes,
    ...(StringValue && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } },
    }),
  });
  await call('DeleteMessage', { QueueUrl, ReceiptHandle });
  return true;
};
