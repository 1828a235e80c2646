// Kinds of file × ways of writing an address.
import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blockBytes } from './blocksOf.ts';
import { searchFile } from './searchFile.ts';

async function* cut(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const search = (bytes: Uint8Array, email: string, size = 1_000) => searchFile(cut(bytes, size), [email]);

const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const gzip = (bytes: Uint8Array) => Buffer.from(gzipSync(bytes));

/** Each keeps the letters of Windows-1252. */
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with BOM': (text) => Buffer.from(`\uFEFF${text}`),
  'UTF-16 LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16 LE with BOM': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'UTF-16 BE': swapped,
  'UTF-16 BE with BOM': (text) => swapped(`\uFEFF${text}`),
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
  'Windows-1252 behind a line of UTF-8': (text) =>
    Buffer.concat([Buffer.from('é,1\n'), Buffer.from(text, 'latin1')]),
  'UTF-16 behind an odd number of bytes': (text) =>
    Buffer.concat([Buffer.from('a,1\r\n'), Buffer.from(text, 'utf16le')]),
  gzip: (text) => gzip(Buffer.from(text)),
  'gzip of two members': (text) => Buffer.concat([gzip(Buffer.from('email\n')), gzip(Buffer.from(text))]),
  'gzip of two members, cut within the address': (text) =>
    Buffer.concat([
      gzip(Buffer.from(text.slice(0, text.length / 2))),
      gzip(Buffer.from(text.slice(text.length / 2))),
    ]),
  'gzip of Windows-1252': (text) => gzip(Buffer.from(text, 'latin1')),
  'gzip of gzip of UTF-16': (text) => gzip(gzip(Buffer.from(text, 'utf16le'))),
};

/** Beside Windows-1252 each byte of UTF-8 may be a character, too. */
const behindWindows1252 = (text: string) =>
  Buffer.concat([Buffer.from('é,1\n', 'latin1'), Buffer.from(text)]);

const writings: Readonly<Record<string, (email: string) => string>> = {
  alone: (email) => email,
  'in capitals': (email) => `email\n${email.toUpperCase()},1\n`,
  'as the last of a file': (email) => `email\n${email}`,
  quoted: (email) => `email,n\n"${email}","1"\n`,
  'with a guard against formulas': (email) => `'${email},'+1`,
  'with a name': (email) => `Jane Roe <${email}>,1`,
  'as a link': (email) => `mailto:${email}?subject=x`,
  'as Exchange does': (email) => `SMTP:${email}|sip:x@y`,
  'as a field': (email) => `EMAIL:${email}\r\n`,
  'after an equals sign': (email) => `mail=${email}&n=1`,
  'between slashes': (email) => `other@x.co/${email}/other@x.co`,
  'between bars': (email) => `x|${email}|y`,
  'between semicolons': (email) => `x;${email};y`,
  'between tabs': (email) => `x\t${email}\ty`,
  'between control characters': (email) => `x\u0001${email}\u0001y`,
  'between NULs': (email) => `x\0${email}\0y`,
  'in brackets': (email) => `({[${email}]})`,
  'in Markdown': (email) => `**${email}** and \`x\``,
  'as the end of a sentence': (email) => `Write to ${email}. Thanks.`,
  'as the end of a list': (email) => `* ${email}...\n`,
  "after a list's dash": (email) => `-${email}-\n`,
  'in no-break spaces': (email) => `x\u00a0${email}\u00a0y`,
  'in JSON': (email) => JSON.stringify({ email, n: '1' }),
  'in JSON behind a new line': (email) => JSON.stringify({ note: `x\n${email}\ty` }),
  'in JSON with an escaped @': (email) => `{"email":"${email.replace('@', '\\u0040')}"}`,
  'in JSON of ASCII': (email) =>
    `{"e":"${email.replace(/[^\0-\x7f@]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"}`,
  'in JSON of every character escaped': (email) =>
    `{"e":"${[...email].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`,
  'in JSON in JSON': (email) => JSON.stringify(JSON.stringify({ email: `\n${email}\n` })),
  "in Go's JSON": (email) => `"x \\u003c${email}\\u003e"`,
  'in a URL': (email) => `https://x.co/?e=${encodeURIComponent(email)}&n=1`,
  'in a URL between spaces': (email) => `?q=x%20${encodeURIComponent(email)}%20y`,
  'in a URL of an older program': (email) => `?q=${email.replace('@', '%40').toLowerCase()}`,
  'in HTML': (email) => `<td>${email.replace('@', '&#64;')}</td>`,
  'in HTML as hexadecimal': (email) => `<td>${email.replace('@', '&#x40;')}</td>`,
  'in HTML by names': (email) => `x&nbsp;${email.replace('@', '&commat;').replace('ü', '&uuml;')}&lt;`,
  'in a dump of MySQL': (email) => `INSERT INTO x VALUES (1,'a\\'b\\n${email}\\r\\n','1');`,
  'in quoted-printable': (email) =>
    `EMAIL;ENCODING=QUOTED-PRINTABLE:${[...Buffer.from(email)].map((b) => (b > 126 ? `=${b.toString(16).toUpperCase()}` : String.fromCharCode(b))).join('')}\r\n`,
  'broken softly': (email) => `N:=\r\n${email.slice(0, 5)}=\r\n${email.slice(5)}\r\n`,
  folded: (email) => `mail: ${email.slice(0, 5)}\r\n ${email.slice(5)}\r\ncn: x\r\n`,
  'in LDIF as base64': (email) => `dn: x\nmail:: ${Buffer.from(email).toString('base64')}\ncn: y\n`,
  'with invisible characters': (email) => `${email.slice(0, 3)}\u00ad${email.slice(3)},1\n`,
};

const addresses = ['homer@x.co', 'jürgen.Müller@Bücher.example', "o'neil+tag@x.co", '"john doe"@x.co'];

test.each(Object.entries(writings))(
  'UTF-8 behind a line of Windows-1252 holds an address %s',
  async (_writing, write) => {
    for (const email of addresses) {
      expect([email, await search(behindWindows1252(write(email)), email)]).toEqual([email, 'held']);
    }
  },
);

test('a neighbour counts as the address where its first letter may be two of Windows-1252', async () => {
  expect(await search(behindWindows1252('éhomer@x.co'), 'homer@x.co')).toBe('held');
  expect(await search(behindWindows1252('ahomer@x.co'), 'homer@x.co')).toBe('absent');
});

describe.each(Object.entries(encodings))('a file in %s', (_encoding, encode) => {
  test.each(Object.entries(writings))('holds an address %s', async (_writing, write) => {
    for (const email of addresses) {
      expect([email, await search(encode(`x,1\n${write(email)}`), email)]).toEqual([email, 'held']);
      expect([email, await search(encode(write(email)), email, 7)]).toEqual([email, 'held']);
    }
  });

  test.each([
    'ahomer@x.co',
    'éhomer@x.co',
    'a.homer@x.co',
    'a+homer@x.co',
    'a-homer@x.co',
    'a_homer@x.co',
    '1homer@x.co',
    'homer@x.com',
    'homer@x.coé',
    'homer@x.co.uk',
    'homer@x.co-op.example',
    'homer@x.co--op.example',
    'homer@x.co1',
    'homer@x',
    'homer',
    '',
    'homer+a@x.co',
    'homer.x.co',
    'hömer@x.co',
    'homer@x.có',
  ])('does not hold homer@x.co by %j', async (other) => {
    for (const text of [`email\n${other},1\n`, `${other}`, `"${other}"`, `<${other}>`]) {
      expect(await search(encode(text), 'homer@x.co')).toBe('absent');
    }
  });
});

test.each([
  ['quotes that CSV doubles', '"""a b""@x.co",1\n', '"a b"@x.co'],
  ['quotes that JSON escapes', '{"e":"\\"a b\\"@x.co"}', '"a b"@x.co'],
  ['letters that Unicode spells in two ways', 'jose\u0301@x.co,1\n', 'jos\u00e9@x.co'],
  ['the other spelling', 'jos\u00e9@x.co,1\n', 'jose\u0301@x.co'],
  ['letters that a database folds to i', 'al\u0130@x.co,1\n', 'ali@x.co'],
  ['the sign of a kelvin', '\u212Aim@x.co,1\n', 'kim@x.co'],
  ['a sigma at the end of a word', 'ΝΙΚΟΣ@x.co,1\n', 'νικος@x.co'],
  ['letters outside the Basic Multilingual Plane', '\u{10400}@x.co,1\n', '\u{10428}@x.co'],
  ['what a pattern would take for its own', 'a[b]^$*@x.co,1\n', 'a[b]^$*@x.co'],
  ['curly quotes of Windows-1252', Buffer.from('\x93homer@x.co\x94', 'latin1'), 'homer@x.co'],
])('finds an address by %s', async (_what, text, email) => {
  expect(await search(Buffer.from(text as string), email)).toBe('held');
});

test('finds each of several spellings, and none where there is no spelling', async () => {
  expect(await searchFile(cut(Buffer.from('a,b@x'), 3), ['a@x', 'b@x'])).toBe('held');
  expect(await searchFile(cut(Buffer.from('a,b@x'), 3), [])).toBe('absent');
});

describe('what cannot be read', () => {
  /** Noise that is the same each time: AES-CTR of nothing. */
  const random = (length: number): Buffer =>
    createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));
  const csv = Buffer.from('email,phoneNumber\nmarge@x.co,1\n'.repeat(2_000));

  test.each<[string, Uint8Array]>([
    ['a ZIP, as .xlsx is', Buffer.from('PK\x03\x04\x14\0\x08\0marge')],
    ['an empty ZIP', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`)],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n')],
    ['a PDF behind a line', Buffer.from('x\n%PDF-1.7\n')],
    ['an old Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a message of PGP', Buffer.from('-----BEGIN PGP MESSAGE-----\n\nhQEMA\n')],
    ['a file of OpenSSL', Buffer.from('Salted__12345678')],
    ['a file of age', Buffer.from('age-encryption.org/v1\n-> X25519 x\n')],
    ['a database of SQLite', Buffer.from('SQLite format 3\0')],
    ['UTF-32', Buffer.from('fffe00006500000061000000', 'hex')],
    ['noise', random(500)],
    ['noise that begins as UTF-16', Buffer.concat([Buffer.from('fffe', 'hex'), random(500)])],
    ['text, and noise behind it', Buffer.concat([csv, random(200_000)])],
    ['a damaged gzip', Buffer.concat([gzip(csv).subarray(0, 60), random(100)])],
    ['a gzip that is cut off', gzip(csv).subarray(0, -9)],
    ['a gzip of nothing but its header', gzip(csv).subarray(0, 10)],
    ['a gzip and text', Buffer.concat([gzip(csv), csv])],
    ['a gzip of a ZIP', gzip(Buffer.from('PK\x03\x04'))],
    ['a gzip within two others', gzip(gzip(gzip(csv)))],
    ['a gzip that grows a thousand times', gzip(Buffer.alloc(70 * 1024 * 1024))],
  ])('is %s', async (_what, bytes) => {
    expect(await search(bytes, 'homer@x.co')).toBe('unreadable');
  });

  test.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['a gzip of nothing', gzip(Buffer.alloc(0))],
    ['a gzip of a short file of one row', gzip(Buffer.from('marge@x.co,1\n'.repeat(100_000)))],
    ['a stray control character', Buffer.from('email\na@b\x01,1\n')],
    ['a stray byte', Buffer.from('marge@x.co,\x81 Straße\n'.repeat(20), 'latin1')],
    [
      'text of another script in UTF-16',
      Buffer.from('почта,телефон\nмардж@пример,1\n'.repeat(5_000), 'utf16le'),
    ],
    [
      'the same of the other order',
      Buffer.from('почта,телефон\nмардж@пример,1\n'.repeat(5_000), 'utf16le').swap16(),
    ],
    ['text of another script in UTF-8', Buffer.from('почта,телефон\nмардж@пример,1\n'.repeat(5_000))],
    ['an archive of text, as tar writes it', Buffer.concat([csv, Buffer.alloc(1_024), csv])],
  ])('is not %s', async (_what, bytes) => {
    expect(await search(bytes, 'homer@x.co')).toBe('absent');
  });

  test('is no reason to keep a file that holds the address in what can be read', async () => {
    expect(await search(Buffer.from('%PDF-1.7\n(homer@x.co)'), 'homer@x.co')).toBe('held');
    const large = Buffer.concat([Buffer.from('homer@x.co\n'), random(300_000)]);
    expect(await search(gzip(large).subarray(0, -9), 'homer@x.co')).toBe('held');
  });
});

test('a fault while reading is thrown as it is, from a packed file, too', async () => {
  const fault = new Error('SlowDown');
  for (const bytes of [Buffer.from('x'), gzip(Buffer.alloc(100_000, 'x'))]) {
    const failing = async function* () {
      yield bytes.subarray(0, 40);
      throw fault;
    };
    await expect(searchFile(failing(), ['homer@x.co'])).rejects.toBe(fault);
  }
});

test.each<[string, Uint8Array]>([
  ['a file', Buffer.from('homer@x.co\n'.repeat(50_000))],
  [
    'a packed file',
    gzip(Buffer.from(`homer@x.co\n${Array.from({ length: 90_000 }, (_, n) => (n * 7_919) % 65_537).join()}`)),
  ],
])('ends reading %s once the address was found', async (_what, bytes) => {
  let closed = false;
  const pieces = async function* () {
    try {
      yield* cut(bytes, 1_000);
    } finally {
      closed = true;
    }
  };
  expect(await searchFile(pieces(), ['homer@x.co'])).toBe('held');
  await new Promise(setImmediate);
  expect(closed).toBe(true);
});

describe('the end of a block', () => {
  const longest = `${'ä'.repeat(200)}@${'ö'.repeat(53)}`;
  const escaped = (email: string) =>
    [...email.normalize('NFD')].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

  /** How many characters of the text lie before the end of a block, from none of them to all. */
  const placesOf = (bytes: Buffer) => {
    const step = Math.max(2, 2 * Math.floor(bytes.length / 60));
    return Array.from({ length: Math.ceil(bytes.length / step) + 2 }, (_, index) => index * step);
  };
  const padded = (text: Buffer, before: number, unit: Buffer) => {
    const padding = Buffer.alloc(blockBytes - before, unit);
    return Buffer.concat([padding, text, Buffer.alloc(2 * unit.length, unit)]);
  };

  test.each<[string, string, (email: string) => Buffer, Buffer]>([
    ['of a short address', 'homer@x.co', (email) => Buffer.from(email), Buffer.from('\n')],
    ['of the longest address', longest, (email) => Buffer.from(email), Buffer.from('\n')],
    [
      'of the longest address in UTF-16',
      longest,
      (email) => Buffer.from(email, 'utf16le'),
      Buffer.from('\n', 'utf16le'),
    ],
    [
      'of the longest address, escaped in UTF-16',
      longest,
      (email) => Buffer.from(escaped(email), 'utf16le'),
      Buffer.from('\n', 'utf16le'),
    ],
  ])('may be anywhere in what stands for %s', async (_what, email, write, newLine) => {
    const text = write(email);
    for (const before of placesOf(text)) {
      expect([before, await search(padded(text, before, newLine), email, 4_099)]).toEqual([before, 'held']);
    }
  });

  test('is no end of a word', async () => {
    for (let before = 0; before < 20; before += 1) {
      for (const other of ['éhomer@x.co', 'homer@x.coé', 'a.homer@x.co', 'homer@x.co.uk']) {
        const bytes = padded(Buffer.from(other), before, Buffer.from('\n'));
        expect([before, other, await search(bytes, 'homer@x.co', 4_099)]).toEqual([before, other, 'absent']);
      }
    }
  });
});

const name = fc.string({
  unit: fc.constantFrom('a', 'B', '.', "'", 'é', 'ß', '1'),
  minLength: 1,
  maxLength: 8,
});
const around = fc.string({
  unit: fc.constantFrom('a', ',', '\n', '@', 'é', ' ', '%', '=', '\\', '&'),
  maxLength: 30,
});
const anyEncoding = fc.constantFrom(...Object.values(encodings));
const anySize = fc.integer({ min: 1, max: 200 });

test('finds an address in any encoding, at any place, however the file is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      around,
      name,
      around,
      anyEncoding,
      anySize,
      async (before, local, after, encode, size) => {
        expect(await search(encode(`${before}\n${local}@x.co,${after}`), `${local}@x.co`, size)).toBe('held');
      },
    ),
    { numRuns: 500 },
  );
});

test('finds no neighbour of an address in any encoding, however the file is cut', async () => {
  const neighbour = fc.constantFrom('a', 'é', 'a.', 'a-', 'a_', 'é+', '1');
  await fc.assert(
    fc.asyncProperty(neighbour, anyEncoding, anySize, fc.boolean(), async (more, encode, size, isBefore) => {
      const other = isBefore
        ? `${more}homer@x.co`
        : `homer@x.co${[...more].reverse().join('').replace(/[_+]/, '')}`;
      expect(await search(encode(`email\n${other},1\n`), 'homer@x.co', size)).toBe('absent');
    }),
    { numRuns: 500 },
  );
});
