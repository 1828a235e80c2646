// Refuses a request without a Signature Version 4 header; the signature itself is not verified.
import { ApiError } from '../apiError.ts';

/** Parts of a Signature Version 4 header ("Elements of an AWS API request signature", IAM User Guide). */
const parts = ['Credential', 'SignedHeaders', 'Signature'];

export const checkSignature = (authorization: string | undefined): void => {
  if (!authorization) {
    throw new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const missing = parts.filter((part) => !authorization.includes(`${part}=`));
  if (authorization.startsWith('AWS4-HMAC-SHA256 ') && missing.length === 0) return;
  const message = missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' ');
  throw new ApiError('IncompleteSignatureException', message || 'Unsupported AWS algorithm.');
};
