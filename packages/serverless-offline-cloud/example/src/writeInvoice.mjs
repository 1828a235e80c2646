import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

const writeInvoice = async ({ item, count }) => {
  if (!(count > 0)) throw new Error(`${count} of ${item} cannot be sold.`);
  const Body = JSON.stringify({ item, count });
  await s3.send(new PutObjectCommand({ Bucket: process.env.INVOICES, Key: `${item}.json`, Body }));
};

export const handler = async ({ Records }) => {
  const written = await Promise.allSettled(Records.map(({ body }) => writeInvoice(JSON.parse(body).detail)));
  const failed = Records.filter((_, index) => written[index].status === 'rejected');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};
