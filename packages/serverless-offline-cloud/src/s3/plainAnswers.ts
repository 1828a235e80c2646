// Answers of S3 that say the same each time.
import type { RawAnswer } from '../sqs/queues.ts';

export const emptyAnswer: RawAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const invalidUri: RawAnswer = {
  status: 400,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(
    "<Error><Code>InvalidURI</Code><Message>Couldn't parse the specified URI.</Message></Error>",
  ),
};
