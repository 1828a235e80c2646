// Unsigned and half-signed requests.
import { describe, expect, test } from '@jest/globals';
import { checkSignature } from './checkSignature.ts';

const signed =
  'AWS4-HMAC-SHA256 Credential=a/20260101/eu-central-1/rds-data/aws4_request, SignedHeaders=host, Signature=0';

describe('checkSignature', () => {
  test('takes a Signature Version 4 header', () => {
    expect(() => checkSignature(signed)).not.toThrow();
  });

  test('refuses a request without a header', () => {
    expect(() => checkSignature(undefined)).toThrow(
      expect.objectContaining({ name: 'MissingAuthenticationTokenException', status: 403 }),
    );
  });

  test.each(['Bearer x', signed.replace('Signature=0', ''), signed.replace('AWS4', 'AWS3')])(
    'refuses %j',
    (header) => {
      expect(() => checkSignature(header)).toThrow(
        expect.objectContaining({ name: 'IncompleteSignatureException' }),
      );
    },
  );
});
