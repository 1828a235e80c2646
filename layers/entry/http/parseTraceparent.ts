// Reads the trace id from a traceparent header.
// https://www.w3.org/TR/trace-context/#traceparent-header

/** Version, trace id, parent id and flags. Later versions than 00 may append more; ff, and an id of zeros alone, is invalid. */
const traceparent =
  /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;

/** Undefined for a missing or invalid header, which is ignored as the recommendation asks. */
export const parseTraceparent = (header = ''): string | undefined => traceparent.exec(header)?.[1];
