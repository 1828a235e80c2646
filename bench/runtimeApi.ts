// Lambda's Runtime API for one function process: hands out events and collects answers. Called by functionProcess.ts.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '#tests/support/listen.ts';

const deadlineMs = 29_000;

export class RuntimeApi {
  #waiting: ServerResponse | undefined;
  #asked: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #answer = '';
  readonly #server = createServer((request, response) => this.#serve(request, response));

  /** host:port */
  async listen(): Promise<string> {
    return `127.0.0.1:${await listen(this.#server)}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith('/next')) {
      this.#waiting = response;
      this.#asked?.();
      return;
    }
    const answer = await text(request);
    if (request.url?.endsWith('/error')) this.#failed?.(new Error(`The function failed: ${answer}`));
    this.#answer = answer;
    response.writeHead(202).end();
  }

  /** Resolves when the function asks for an event: it has initialized, or has answered. */
  async idle(): Promise<void> {
    if (this.#waiting) return;
    await new Promise<void>((resolve, reject) => {
      this.#asked = resolve;
      this.#failed = reject;
    });
  }

  /** Gives the function that waits one event; resolves with what it answered. */
  async invoke(event: string): Promise<string> {
    const response = this.#waiting;
    this.#waiting = undefined;
    response?.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': '00000000-0000-0000-0000-000000000000',
      'lambda-runtime-deadline-ms': Date.now() + deadlineMs,
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:000000000000:function:bench',
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    });
    response?.end(event);
    await this.idle();
    return this.#answer;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
