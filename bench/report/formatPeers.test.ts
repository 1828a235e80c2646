import { expect, test } from '@jest/globals';
import { formatPeers } from './formatPeers.ts';

const peers = ['Express', 'Express bundled', 'Express behind the web adapter', 'Hono'];
const start = (coldMs: number) => [{ initMs: 1, firstMs: 1, coldMs, wallMs: 1 }];

/** This service takes 2 ms, and its peers as much as is given. */
const format = (coldMs: number, warmMs: number): string =>
  formatPeers({
    rounds: 1,
    sizes: new Map(),
    rows: new Map(),
    cold: new Map([
      ['searchUser', start(2)],
      ['searchUser without TLS', start(2)],
      ...peers.map((peer) => [`${peer} /search`, start(coldMs)] as const),
    ]),
    warm: new Map([
      ['getUsers', [2]],
      ['getUsers without TLS', [2]],
      ...peers.map((peer) => [`${peer} /users`, [warmMs]] as const),
    ]),
  });

test('says in bold and in words where a peer wins', () => {
  const text = format(4, 1);
  expect(text).toContain('| Express | 0.50 | **2.00** |');
  expect(text).toContain('- Express wins the warm request: 1.00 ms against 2.00 ms.');
  expect(text).not.toContain('wins the cold start');
});

test('says nothing more where no peer wins', () => {
  expect(format(4, 4)).not.toContain('wins');
});
