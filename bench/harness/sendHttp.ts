// Sends one request with Node's own HTTP client, which costs less than fetch.
import { type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ProgramReply } from './program.ts';

export const sendHttp = (options: RequestOptions, body?: string): Promise<ProgramReply> =>
  new Promise((resolve, reject) => {
    const sent = request({ hostname: '127.0.0.1', ...options }, (response) => {
      const statusCode = response.statusCode as number;
      text(response).then((answer) => resolve({ statusCode, body: answer }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
