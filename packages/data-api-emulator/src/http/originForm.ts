// Brings a request whose target is a whole URL into the form that every other request has.
import type { IncomingMessage } from 'node:http';

const absoluteForm = /^https?:\/\/([^/?#]*)([^#]*)/i;

/**
 * `GET http://localhost/a?b` becomes `GET /a?b` with `Host: localhost`, since the target outranks the Host header
 * (RFC 9112 section 3.2.2). Call it before the request is judged by its Host. Any other request stays as it is.
 */
export const toOriginForm = (request: IncomingMessage): void => {
  const [, authority, target = ''] = absoluteForm.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.url = target.startsWith('/') ? target : `/${target}`;
  request.headers.host = authority;
  request.headersDistinct.host = [authority];
};
