// The size of entries of PutEvents, and how much of them a request may hold.

/**
 * All entries of a request together are smaller than 1 MB: API_PutEvents. An event is larger than its entry, by the names
 * around it, and as a message of SQS it has at most 1,048,576 bytes.
 */
export const maxRequestBytes = 1_000_000;

type SizedEntry = {
  Source?: string | undefined;
  DetailType?: string | undefined;
  Detail?: string | undefined;
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html, of entries with text alone. */
export const entryBytes = ({ Source = '', DetailType = '', Detail = '' }: SizedEntry): number =>
  [Source, DetailType, Detail].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
