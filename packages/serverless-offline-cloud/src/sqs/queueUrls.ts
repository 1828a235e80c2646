// The URLs of queues as clients can use them: under the address that the request came to.

/** fauxqs names hosts that only its own DNS would find. */
const madeUp = /^https?:\/\/[^/]+(?=\/\d{12}\/)/;

const rewrite = (url: unknown, base: string): unknown =>
  typeof url === 'string' ? url.replace(madeUp, base) : url;

/** `host` is the request's Host header. An output without URLs stays as it is. */
export const rewriteQueueUrls = (output: Record<string, unknown>, host: string): Record<string, unknown> => {
  const base = `http://${host}`;
  const { QueueUrl, QueueUrls } = output;
  return {
    ...output,
    ...(QueueUrl !== undefined && { QueueUrl: rewrite(QueueUrl, base) }),
    ...(Array.isArray(QueueUrls) && { QueueUrls: QueueUrls.map((url) => rewrite(url, base)) }),
  };
};
