// Sends HTTP requests, in place of @smithy/node-http-handler. Called by rdsDataClient.ts and credentials.ts.
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

type HttpModule = {
  Agent: new (options: { keepAlive: boolean }) => Agent;
  request(options: RequestOptions, onResponse: (response: IncomingMessage) => void): ClientRequest;
};

/** No operation of the Data API has a query string. */
export type HttpRequest = {
  protocol: string;
  hostname: string;
  port?: number | undefined;
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
};

/** An answer with its whole body. */
export type HttpResponse = { statusCode: number; headers: Record<string, string>; body: Buffer };

const transports = new Map<string, { module: HttpModule; agent: Agent }>();

/** Loaded on first use: node:https takes 10 ms that a plain connection does not need. */
const transportOf = (protocol: string) => {
  const known = transports.get(protocol);
  if (known) return known;
  const module: HttpModule = process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http');
  const transport = { module, agent: new module.Agent({ keepAlive: true }) };
  transports.set(protocol, transport);
  return transport;
};

/** The SDK's name for these, which decides how the adapter treats them. */
const lostConnection = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const named = (error: NodeJS.ErrnoException): Error =>
  lostConnection.has(error.code ?? '') ? Object.assign(error, { name: 'TimeoutError' }) : error;

const abortError = () => Object.assign(new Error('Request aborted'), { name: 'AbortError' });

/**
 * Sends one request and resolves to its answer, whatever the status. Throws AbortError when `signal` is aborted,
 * TimeoutError when the connection is lost, and Node's own errors otherwise.
 */
export const sendRequest = (
  { protocol, hostname, port, path, method, headers, body }: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) throw abortError();
    const { module, agent } = transportOf(protocol);
    const host = hostname.replace(/^\[|\]$/g, '');
    const request = module.request({ host, port, path, method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      // A response that breaks off has an error (ECONNRESET) and no end.
      response.on('error', (error) => reject(named(error)));
      response.on('end', () => {
        resolve({
          statusCode: response.statusCode as number,
          headers: response.headers as Record<string, string>,
          body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
        });
      });
    });
    // By hand, as the request's own `signal` option costs a tenth of the whole request.
    const abort = () => {
      reject(abortError());
      request.destroy();
    };
    signal?.addEventListener('abort', abort, { once: true });
    request.on('close', () => signal?.removeEventListener('abort', abort));
    request.on('error', (error) => reject(named(error)));
    request.end(body);
  });
