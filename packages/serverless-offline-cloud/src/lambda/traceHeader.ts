// The header by which AWS follows one request through its services.
// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
import { randomUUID } from 'node:crypto';

/** `Root=1-<seconds since 1970>-<24 random digits>`. Node.js has UUIDs in stock, unlike random bytes. */
export const createTraceHeader = (timeMs = Date.now()): string =>
  `Root=1-${Math.floor(timeMs / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(8)}`;
