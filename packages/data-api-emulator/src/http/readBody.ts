// Reads a request's body, up to the service's limit.
import type { IncomingMessage } from 'node:http';
import { ApiError } from '../apiError.ts';
import { maxRequestBytes } from '../limits.ts';

/** "The maximum size ... including HTTP headers and the JSON payload": headers as they stood on the wire. */
const headBytes = ({ method, url, rawHeaders }: IncomingMessage): number =>
  `${method} ${url} HTTP/1.1\r\n\r\n`.length + rawHeaders.reduce((bytes, text) => bytes + text.length + 2, 0);

/** A larger request is refused before it is parsed; its rest is received and thrown away, so the client can read why. */
export const readBody = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let leftBytes = maxRequestBytes - headBytes(request);
    request.on('data', (chunk: Buffer) => {
      leftBytes -= chunk.length;
      if (leftBytes >= 0) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      if (leftBytes >= 0) resolve(Buffer.concat(chunks).toString());
      else reject(new ApiError('BadRequestException', 'The request is larger than 4 MiB.'));
    });
    request.on('error', reject);
  });
