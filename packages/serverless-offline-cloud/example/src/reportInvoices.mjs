import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client();

export const handler = async () => {
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: process.env.INVOICES }));
  return { invoices: KeyCount };
};
