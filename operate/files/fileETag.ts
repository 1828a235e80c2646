// The ETag that S3 gives a file which is uploaded in parts.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** S3 puts an ETag in quotes. */
export const unquote = (eTag = ''): string => eTag.replaceAll('"', '');

const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

/**
 * The MD5 of the file, or of the MD5s of its parts and their number. Of a bucket that is encrypted with keys of KMS, no ETag
 * is so: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export const fileETag = async (file: string, partBytes: number): Promise<string> => {
  const parts: Buffer[] = [];
  let hash = createHash('md5');
  let left = partBytes;
  for await (let piece of createReadStream(file) as AsyncIterable<Buffer>) {
    for (; piece.length > left; left = partBytes) {
      parts.push(hash.update(piece.subarray(0, left)).digest());
      piece = piece.subarray(left);
      hash = createHash('md5');
    }
    hash.update(piece);
    left -= piece.length;
  }
  parts.push(hash.digest());
  const [only, ...others] = parts as [Buffer, ...Buffer[]];
  return others.length === 0
    ? only.toString('hex')
    : `${md5(Buffer.concat(parts)).toString('hex')}-${parts.length}`;
};
