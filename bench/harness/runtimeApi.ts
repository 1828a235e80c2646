// Lambda's Runtime API for one function process: hands out events and collects answers.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '#tests/support/listen.ts';

const deadlineMs = 29_000;

export class RuntimeApi {
  #asked = Promise.withResolvers<ServerResponse>();
  #answer = '';
  readonly #server = createServer((request, response) => this.#serve(request, response));

  /** host:port */
  async listen(): Promise<string> {
    return `127.0.0.1:${await listen(this.#server)}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith('/next')) return this.#asked.resolve(response);
    const answer = await text(request);
    if (request.url?.endsWith('/error')) this.#asked.reject(new Error(`The function failed: ${answer}`));
    this.#answer = answer;
    response.writeHead(202).end();
  }

  /** Resolves when the function asks for an event: it has initialized, or has answered. Rejects when it fails. */
  async idle(): Promise<void> {
    await this.#asked.promise;
  }

  /** Gives the waiting function an event; resolves with its answer. */
  async invoke(event: string): Promise<string> {
    const response = await this.#asked.promise;
    this.#asked = Promise.withResolvers();
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': '00000000-0000-0000-0000-000000000000',
      'lambda-runtime-deadline-ms': Date.now() + deadlineMs,
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:000000000000:function:bench',
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    response.end(event);
    await this.idle();
    return this.#answer;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
