// AWS's operations on the wire: requests and answers in the protocols of its clients.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export type AwsRequest = {
  /** `cloudformation`, `lambda`, …: the service that the request is signed for. */
  service: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
};

export type AwsAnswer = { status?: number; headers?: Record<string, string>; body?: string };

/** An error as AWS's clients know it by name. */
export class AwsRefusal extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

export const readRequest = async (request: IncomingMessage): Promise<AwsRequest> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://aws');
  const scope = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '');
  return {
    service: scope?.[1] ?? 'unsigned',
    method: request.method ?? 'GET',
    path: decodeURIComponent(pathname),
    query: searchParams,
    headers: request.headers,
    body: await text(request),
  };
};

export const writeAnswer = (
  response: ServerResponse,
  { status = 200, headers = {}, body = '' }: AwsAnswer,
) => {
  response.writeHead(status, { 'x-amzn-requestid': 'aws-request', ...headers }).end(body);
};

export const json = (value: unknown, status = 200): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
});

const escapeXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An array becomes one element per member. */
export const xmlElements = (value: object): string =>
  Object.entries(value)
    .flatMap(([name, content]) => [content].flat().map((one) => [name, one] as const))
    .filter(([, content]) => content !== undefined)
    .map(([name, content]) => {
      const inner = typeof content === 'object' ? xmlElements(content) : escapeXml(String(content));
      return `<${name}>${inner}</${name}>`;
    })
    .join('');

export const xml = (value: object, status = 200): AwsAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: xmlElements(value),
});

/** Lists of the query protocol. */
export const members = <T>(values: readonly T[]) => ({ member: values });
