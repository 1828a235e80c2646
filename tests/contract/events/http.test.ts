// The event cloud's port as HTTP clients other than the SDK use it, over a socket.
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { newName, useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();

/** The whole answer to a request of these lines and this body. */
const send = async (requestLine: string, headers: readonly string[] = [], body = ''): Promise<string> => {
  const { host, port } = new URL(cloud().url);
  const hostLines = headers.some((line) => /^host:/i.test(line)) ? [] : [`Host: ${host}`];
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  const head = [`${requestLine} HTTP/1.1`, ...hostLines, ...headers, length, 'Connection: close', '', body];
  socket.write(head.join('\r\n'));
  return text(socket);
};

let bucket: string;
beforeAll(async () => {
  bucket = newName('raw');
  expect(await send(`PUT /${bucket}`)).toMatch(/^HTTP\/1\.1 200 /);
});

const form = 'Content-Type: application/x-www-form-urlencoded';

describe('an object', () => {
  test.each([
    ['without a type, empty', [], '', 'binary/octet-stream'],
    ['without a type', [], 'a=b', 'binary/octet-stream'],
    ['of the type that curl gives, empty', [form], '', 'application/x-www-form-urlencoded'],
    ['of the type that curl gives', [form], 'a=b%20c', 'application/x-www-form-urlencoded'],
    ['of a type, empty', ['Content-Type: text/csv'], '', 'text/csv'],
    ['sent in JSON', ['Content-Type: application/json'], '{', 'application/json'],
  ])('%s is kept as it is', async (_case, headers, body, type) => {
    const path = `/${bucket}/${newName('key')}`;
    expect(await send(`PUT ${path}`, headers, body)).toMatch(/^HTTP\/1\.1 200 /);
    const answer = await send(`GET ${path}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.toLowerCase()).toContain(`content-type: ${type}\r\n`);
    expect(answer.split('\r\n\r\n')[1]).toBe(body);
  });

  test('of the type that curl gives is put into a bucket that the host names', async () => {
    const { port } = new URL(cloud().url);
    const host = `Host: ${bucket}.localhost:${port}`;
    expect(await send('PUT /by-host', [host, form], 'a=b')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await send(`GET /${bucket}/by-host`)).toMatch(/\r\n\r\na=b$/);
  });

  test('whose key has a broken escape is refused', async () => {
    expect(await send(`PUT /${bucket}/%zz`)).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Code>InvalidURI<\/Code>/);
  });
});

describe('a request target that is a whole URL', () => {
  test('is read as its path', async () => {
    await send(`PUT ${cloud().url}/${bucket}/absolute`, [], 'x');
    expect(await send(`GET ${cloud().url}/${bucket}/absolute`)).toMatch(/\r\n\r\nx$/);
  });

  test('is judged by its own host, not by the header', async () => {
    const foreign = `GET http://evil.example/${bucket}/absolute`;
    expect(await send(foreign, ['Host: localhost'])).toMatch(/^HTTP\/1\.1 403 /);
    expect(await send(`GET ${cloud().url}/${bucket}/absolute`, ['Host: evil.example'])).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });
});

describe('an operation', () => {
  const call = (target: string, body = '{}') =>
    send('POST /', [`X-Amz-Target: ${target}`, 'Content-Type: application/x-amz-json-1.1'], body);

  test.each(['AWSEvents', 'AmazonSQS', 'Constructor'])(
    'of %s by a name that every object has is unknown',
    async (service) => {
      for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', '']) {
        const answer = await call(`${service}.${name}`);
        expect(answer).toMatch(/^HTTP\/1\.1 400 /);
        expect(answer).not.toMatch(/ at .*\.js/);
      }
    },
  );

  test.each(['AWSEvents.PutEvents', 'AmazonSQS.SendMessage'])(
    '%s refuses a body that is nested too deep',
    async (target) => {
      const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      expect(await call(target, deep)).toMatch(/^HTTP\/1\.1 400 [\s\S]*SerializationException/);
    },
  );

  test('refuses the detail of an event that is nested too deep, in its place', async () => {
    const Detail = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const Entries = [{ Source: 's', DetailType: 't', Detail }];
    expect(await call('AWSEvents.PutEvents', JSON.stringify({ Entries }))).toMatch(
      /^HTTP\/1\.1 200 [\s\S]*"FailedEntryCount":1[\s\S]*MalformedDetail/,
    );
  });

  test('refuses an event pattern that is nested too deep', async () => {
    const EventPattern = `${'{"a":'.repeat(20_000)}["x"]${'}'.repeat(20_000)}`;
    expect(await call('AWSEvents.PutRule', JSON.stringify({ Name: 'deep', EventPattern }))).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*InvalidEventPatternException/,
    );
  });
});
