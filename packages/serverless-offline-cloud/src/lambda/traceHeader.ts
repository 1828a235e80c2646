// The header by which AWS follows one request through its services.
// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
import { randomBytes } from 'node:crypto';

/** `Root=1-<seconds since 1970>-<96 random bits>` */
export const createTraceHeader = (timeMs = Date.now()): string =>
  `Root=1-${Math.floor(timeMs / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
