// The bodies of HTTP responses as text: functions send them compressed.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Span } from '../trace/span.ts';

const bodyName = 'http.response.body';

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes),
  br: (bytes) => brotliDecompressSync(bytes),
};

/** A body that was cut, or that nobody knows how to read, stays out. */
const decode = (encoding: string, base64: string): string | undefined => {
  try {
    return decoders[encoding]?.(Buffer.from(base64, 'base64')).toString();
  } catch {
    return undefined;
  }
};

export const decodeBodies = (span: Span): Span => {
  const { [`${bodyName}.base64`]: base64, ...attributes } = span.attributes;
  if (base64 === undefined) return span;
  const encoding = String(attributes['http.response.header.content-encoding']);
  const text = decode(encoding, String(base64));
  return { ...span, attributes: { ...attributes, ...(text !== undefined && { [bodyName]: text }) } };
};
