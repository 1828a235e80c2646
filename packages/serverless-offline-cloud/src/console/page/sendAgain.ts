// What began a trace, as something to send once more, as it was or changed.
import type { Span } from '../trace/span.ts';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { ask } from './api.ts';
import { prettify } from './format.ts';

export type Sendable =
  | { kind: 'request'; method: string; url: string; headers: Record<string, string>; body: string }
  | { kind: 'event'; bus: string; body: string }
  | { kind: 'message'; queue: string; body: string }
  | { kind: 'invocation'; functionName: string; body: string };

/** Browsers set these themselves: https://fetch.spec.whatwg.org/#forbidden-request-header */
const own =
  /^(host|connection|content-length|accept-encoding|cookie|origin|referer|user-agent|te|upgrade|via|date|expect|keep-alive|sec-.*|x-amzn-trace-id|x-forwarded-.*)$/;

const text = (value: unknown): string => (value === undefined ? '' : String(value));

const readHeaders = ({ attributes }: Span): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const [, header] = /^http\.request\.header\.(.+)$/.exec(name) ?? [];
      return header === undefined || own.test(header) ? [] : [[header, String(value)]];
    }),
  );

const readRequest = (span: Span): Sendable => {
  const { attributes } = span;
  const query = attributes['url.query'];
  return {
    kind: 'request',
    method: text(attributes['http.request.method']),
    url: text(attributes['url.path']) + (query === undefined ? '' : `?${query}`),
    headers: readHeaders(span),
    body: text(attributes['http.request.body']),
  };
};

/** Undefined for a trace that nobody can begin from here, as that of a call from outside. */
export const toSendable = ({ trigger }: TraceSummary, spans: readonly Span[]): Sendable | undefined => {
  const find = (name: string) => spans.find(({ attributes }) => attributes[name] !== undefined);
  const [root] = spans;
  if (root && trigger === 'http') return readRequest(root);
  const event = find('eventbridge.event');
  if (event) {
    const { attributes } = event;
    return {
      kind: 'event',
      bus: text(attributes['eventbridge.bus']),
      body: prettify(text(attributes['eventbridge.event'])),
    };
  }
  const message = find('messaging.message.body');
  if (message) {
    const { attributes } = message;
    return {
      kind: 'message',
      queue: text(attributes['messaging.destination.name']),
      body: prettify(text(attributes['messaging.message.body'])),
    };
  }
  const invocation = find('faas.event');
  if (!invocation) return undefined;
  return {
    kind: 'invocation',
    functionName: text(invocation.attributes['faas.name']),
    body: prettify(text(invocation.attributes['faas.event'])),
  };
};

const hex = (digits: number): string =>
  [...crypto.getRandomValues(new Uint8Array(digits / 2))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

const sendRequest = async ({
  method,
  url,
  headers,
  body,
}: Sendable & { kind: 'request' }): Promise<string> => {
  const seconds = Math.floor(Date.now() / 1_000)
    .toString(16)
    .padStart(8, '0');
  const unique = hex(24);
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== '';
  await fetch(url, {
    method,
    headers: { ...headers, 'x-amzn-trace-id': `Root=1-${seconds}-${unique}` },
    ...(hasBody && { body }),
    cache: 'no-store',
  });
  return seconds + unique;
};

/** Returns an id by which the new trace is found. */
export const send = async (sendable: Sendable): Promise<string> => {
  switch (sendable.kind) {
    case 'request':
      return sendRequest(sendable);
    case 'event': {
      const { source, 'detail-type': detailType, detail } = JSON.parse(sendable.body);
      const event = { bus: sendable.bus, source, detailType, detail };
      return (await ask<{ eventId: string }>('/events', 'POST', event)).eventId;
    }
    case 'message': {
      const path = `/queues/${encodeURIComponent(sendable.queue)}/messages`;
      return (await ask<{ messageId: string }>(path, 'POST', { body: sendable.body })).messageId;
    }
    case 'invocation': {
      const path = `/functions/${encodeURIComponent(sendable.functionName)}/invocations`;
      const event = JSON.parse(sendable.body);
      return (await ask<{ traceId: string }>(path, 'POST', { event })).traceId;
    }
  }
};

const quote = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

export const toCurl = ({ method, url, headers, body }: Sendable & { kind: 'request' }): string =>
  [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quote(location.origin + url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-binary ${quote(body)}`]),
  ].join(' \\\n  ');
