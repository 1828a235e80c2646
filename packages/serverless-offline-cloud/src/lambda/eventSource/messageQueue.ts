// The queue that an event source mapping reads, as a port.

export type QueueMessage = {
  id: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  /** ApproximateReceiveCount, SentTimestamp and their like. */
  attributes: Record<string, string>;
  messageAttributes: Record<string, MessageAttribute>;
};

export type MessageAttribute = { dataType: string; stringValue?: string; binaryValue?: string };

export type MessageQueue = {
  arn: string;
  region: string;
  /** Up to ten messages, as soon as there is one; none after `waitS` seconds, 0 to 20. */
  receive(limit: number, waitS: number, signal: AbortSignal): Promise<QueueMessage[]>;
  delete(messages: readonly QueueMessage[]): Promise<void>;
  /** Makes the messages visible again after `delayS` seconds. */
  release(messages: readonly QueueMessage[], delayS: number): Promise<void>;
};
