// An HTTP server on a local port that web pages of other origins cannot use.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { checkOrigin, type OriginRule, toOriginForm } from 'data-api-emulator/local-server';
import type { Part } from './part.ts';

export type Answer = {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
  /** Follows the body, until it or the connection ends. */
  stream?: Readable;
};

export type AnswerRequest = (request: IncomingMessage, body: Buffer) => Promise<Answer>;

export type ServerOptions = {
  host: string;
  port: number;
  door: OriginRule;
  /** A longer request body is answered 413. */
  maxBodyBytes: number;
  /** The headers of a request, all lines together, are answered 431 beyond this; by default Node's own limit. */
  maxHeaderBytes?: number;
  answer: AnswerRequest;
};

/** https://nodejs.org/api/http.html#httpmaxheadersize, whatever options Node was started with. */
const nodeMaxHeaderBytes = 16_384;

export const answerJson = (status: number, body: object, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The body, or undefined when it is too long. It is read to its end, so that the connection serves the next request. */
const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  return bytes <= maxBytes ? Buffer.concat(chunks) : undefined;
};

const respond = async (request: IncomingMessage, options: ServerOptions): Promise<Answer> => {
  toOriginForm(request);
  const refusal = checkOrigin(request.headers, options.door);
  if (refusal) return answerJson(403, { message: `Forbidden: ${refusal}` });
  const body = await readBody(request, options.maxBodyBytes);
  return body ? options.answer(request, body) : answerJson(413, { message: 'Request Entity Too Large' });
};

const send = (response: ServerResponse, { status, headers, body, stream }: Answer): void => {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!stream) return void response.end(body);
  response.write(body);
  stream.pipe(response);
  response.once('close', () => stream.destroy());
};

/** Rejects with the error of `listen` when the port is taken. */
export const startServer = async (options: ServerOptions): Promise<Part> => {
  const server = createServer(
    { maxHeaderSize: options.maxHeaderBytes ?? nodeMaxHeaderBytes },
    async (request, response) => {
      try {
        send(response, await respond(request, options));
      } catch (error) {
        if (request.errored) return;
        process.stderr.write(`${(error as Error).stack}\n`);
        send(response, answerJson(500, { message: 'Internal Server Error' }));
      }
    },
  );
  await once(server.listen(options.port, options.host), 'listening');
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
