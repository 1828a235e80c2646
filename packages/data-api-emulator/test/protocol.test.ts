// HTTP as it stands on the wire: statuses, headers, bodies, and integers of 64 bits.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from '@jest/globals';
import { documented, undocumented } from './support/sources.ts';
import { baseUrl, rawFetch } from './support/stacks/rawHttp.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();

const post = (path: string, headers: Record<string, string>, body = '{}') =>
  fetch(new URL(path, baseUrl(api.target())), { method: 'POST', headers, body });

/** The text of a request, so that a check decides every byte of it. */
const send = (members: string) => {
  const { resourceArn, secretArn } = api.target();
  const text = `{"resourceArn":"${resourceArn}","secretArn":"${secretArn}","database":"${api.database}",${members}}`;
  return rawFetch(api.target(), 'ExecuteStatement', text);
};

documented('restJson1', 'an answer is JSON with a request id', async () => {
  const response = await send('"sql":"SELECT 1"');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

documented('restJson1', 'an error names itself in a header and carries its message in the body', async () => {
  const response = await send('"sql":"SELEKT"');
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('x-amzn-errortype')).toMatch(/^DatabaseErrorException/);
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await response.json()).toMatchObject({ message: expect.any(String) });
});

documented('API_Field', 'every 64-bit integer goes in and comes out digit by digit', async () => {
  for (const digits of ['9223372036854775807', '-9223372036854775808', '9007199254740993', '0', '-1']) {
    const response = await send(
      `"sql":"SELECT CAST(:v AS SIGNED)","parameters":[{"name":"v","value":{"longValue":${digits}}}]`,
    );
    expect(await response.text()).toContain(`"records":[[{"longValue":${digits}}]]`);
  }
});

undocumented('an integer outside 64 bits is refused as a long, and returned as a string', async () => {
  const largest = '"sql":"SELECT CAST(18446744073709551615 AS UNSIGNED)"';
  const refused = await send(largest);
  expect([refused.status, refused.headers.get('x-amzn-errortype')]).toEqual([
    400,
    'UnsupportedResultException',
  ]);
  const response = await send(`${largest},"resultSetOptions":{"longReturnType":"STRING"}`);
  expect(await response.text()).toContain('"records":[[{"stringValue":"18446744073709551615"}]]');
});

undocumented('a long outside 64 bits, or as text, is refused', async () => {
  for (const value of ['9223372036854775808', '"1"', '1.5']) {
    const response = await send(
      `"sql":"SELECT :v","parameters":[{"name":"v","value":{"longValue":${value}}}]`,
    );
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      400,
      'SerializationException',
    ]);
  }
});

documented('restJson1', 'a member with the value null counts as absent', async () => {
  const response = await send(
    '"sql":"SELECT 1","parameters":null,"transactionId":null,"schema":null,"resultSetOptions":null,"formatRecordsAs":null',
  );
  expect(response.status).toBe(200);
});

documented('restJson1', 'a member that the model does not know is ignored', async () => {
  expect((await send('"sql":"SELECT 1","other":[1]')).status).toBe(200);
});

documented('CommonErrors', 'an unsigned request is refused', async () => {
  const response = await post('/Execute', {});
  expect([response.status, await response.json()]).toEqual([
    403,
    { message: 'Missing Authentication Token' },
  ]);
});

undocumented('an unsigned request is a MissingAuthenticationTokenException', async () => {
  const response = await post('/Execute', {});
  expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
});

undocumented('a header that is no Signature Version 4 is an IncompleteSignatureException', async () => {
  for (const authorization of ['Bearer token', 'AWS4-HMAC-SHA256 Credential=a']) {
    const response = await post('/Execute', { authorization });
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      400,
      'IncompleteSignatureException',
    ]);
  }
});

undocumented('a path outside the model, or another method, is an UnknownOperationException', async () => {
  const responses = [await post('/Nothing', {}), await fetch(new URL('/Execute', baseUrl(api.target())))];
  for (const response of responses) {
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      404,
      'UnknownOperationException',
    ]);
  }
});

undocumented('a body that is no JSON object is a SerializationException', async () => {
  for (const body of ['', '{', '[]', 'null']) {
    const response = await rawFetch(api.target(), 'ExecuteStatement', body);
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      400,
      'SerializationException',
    ]);
  }
});

undocumented('a member that is nested 20,000 levels deep makes no answer of 500', async () => {
  for (const innermost of ['1', '9007199254740993']) {
    const deep = `${'['.repeat(20_000)}${innermost}${']'.repeat(20_000)}`;
    for (const members of [`"sql":"SELECT 1","other":${deep}`, `"sql":"SELECT 1","parameters":${deep}`]) {
      expect((await send(members)).status).toBeLessThan(500);
    }
  }
});

undocumented('a request target that is a whole URL is read as its path', async () => {
  const { hostname, port } = new URL(baseUrl(api.target()));
  const socket = connect(Number(port), hostname);
  const head = ['GET http://evil.example/ HTTP/1.1', 'Host: localhost', 'Connection: close', '', ''];
  socket.write(head.join('\r\n'));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 [\s\S]*AccessDeniedException/i);
});

undocumented('a request over 4 MiB is refused before it is parsed', async () => {
  const response = await rawFetch(api.target(), 'ExecuteStatement', '{'.repeat(4 * 1024 * 1024));
  expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([400, 'BadRequestException']);
});
