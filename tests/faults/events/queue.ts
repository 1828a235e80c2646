// A queue that delivers at least once, as SQS does: what fails, or has no answer, comes again.

/** Invokes the function with a batch and returns what it returned. */
export type InvokeBatch = (event: unknown) => Promise<unknown>;

export type QueueOptions = {
  batchSize: number;
  /** Batches in flight at a time. */
  width: number;
  invoke: InvokeBatch;
};

export type Message = { messageId: string; body: string; eventSource: 'aws:sqs' };

export const toMessages = (bodies: readonly unknown[]): Message[] =>
  bodies.map((body, index) => ({
    messageId: String(index),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    eventSource: 'aws:sqs',
  }));

const failedIds = (answer: unknown): ReadonlySet<string> =>
  new Set(
    (answer as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
      ({ itemIdentifier }) => itemIdentifier,
    ),
  );

/** A message that fails so often has been given up: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html */
const maxReceiveCount = 50;

/** Delivers every message until it succeeds. Returns those that were given up. */
export const deliver = async (
  messages: readonly Message[],
  { batchSize, width, invoke }: QueueOptions,
): Promise<Message[]> => {
  const waiting = messages.map((message) => ({ message, receives: 0 }));
  const givenUp: Message[] = [];
  const poll = async (): Promise<void> => {
    for (let batch = waiting.splice(0, batchSize); batch.length > 0; batch = waiting.splice(0, batchSize)) {
      const answer = await invoke({ Records: batch.map(({ message }) => message) }).catch(() => undefined);
      const failed = answer === undefined ? undefined : failedIds(answer);
      for (const { message, receives } of batch) {
        if (failed && !failed.has(message.messageId)) continue;
        if (receives + 1 < maxReceiveCount) waiting.push({ message, receives: receives + 1 });
        else givenUp.push(message);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, poll));
  // What came back after its poller had found the queue empty.
  while (waiting.length > 0) await poll();
  return givenUp;
};
