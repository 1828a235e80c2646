// Passes requests on to an image's runtime interface, which answers every caller by itself.
import type { IncomingMessage } from 'node:http';
import { type Answer, answerJson } from '#offline-cloud/server/startServer.ts';

/** Returns the function that sends a request on to `origin`, and answers as that does; 502 when nothing answers there. */
export const createForward =
  (origin: string) =>
  async ({ method = 'GET', url = '/' }: IncomingMessage, body: Buffer): Promise<Answer> => {
    const init = method === 'GET' || method === 'HEAD' ? { method } : { method, body: new Uint8Array(body) };
    try {
      const response = await fetch(new URL(url, origin), init);
      const type = response.headers.get('content-type') ?? 'application/json';
      return { status: response.status, headers: { 'content-type': type }, body: await response.text() };
    } catch {
      return answerJson(502, { message: `No image answers at ${origin}.` });
    }
  };
