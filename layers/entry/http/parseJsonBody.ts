// Reads the JSON body of a request.
import { createInvalidRequest } from '#layers/base/errors/invalidRequest.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { HttpRequest } from './toHttpRequest.ts';

/** Longest body, in bytes: more than ten times the longest e-mail address in its longest form of JSON. */
export const maxBodyBytes = 4_096;

/** With any parameters, such as a charset: JSON is UTF-8 whatever they say (RFC 8259 section 11). */
const jsonType = /^application\/json[\t ]*(;|$)/i;

/**
 * Throws UnsupportedMediaType for a body that is not said to be JSON, ContentTooLarge for one over `maxBodyBytes`, and
 * InvalidRequest for one that is not JSON in UTF-8.
 */
export const parseJsonBody = ({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): unknown => {
  if (!jsonType.test(headers['content-type'] ?? '')) throw new PublicError('UnsupportedMediaType');
  if (body.byteLength > maxBodyBytes) throw new PublicError('ContentTooLarge');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw createInvalidRequest([{ parameter: 'request', detail: 'must be JSON in UTF-8' }]);
  }
};
