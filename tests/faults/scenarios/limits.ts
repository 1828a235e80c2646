// One below, at and one above each limit: e-mail length, page limit, and the Data API's 1 MiB.
import type { User } from '#layers/people/user.ts';
import { emptyDirectory, insertRows } from '#tests/support/testDirectory.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld, type World } from '../world.ts';

const mebibyte = 1024 * 1024;
const rowCount = 1_001;

/** Users whose rows, ids included, have exactly `bytes` bytes in all. */
const usersOf = (bytes: number): User[] => {
  const ids = Array.from({ length: rowCount }, (_, index) => index + 1);
  const fixed = ids.map((id) => ({ id, email: `${String(id).padStart(4, '0')}@`, phoneNumber: '1' }));
  let left = bytes - fixed.reduce((sum, row) => sum + String(row.id).length + row.email.length + 1, 0);
  return fixed.map(({ id, email, phoneNumber }) => {
    const share = Math.ceil(left / (rowCount - id + 1));
    left -= share;
    // 200 characters of four bytes in the address, the rest in the number: both within their columns.
    const rest = share - 800;
    const number = phoneNumber + '😀'.repeat(Math.floor(rest / 4)) + 'x'.repeat(rest % 4);
    return { email: email + '😀'.repeat(200), phoneNumber: number };
  });
};

const readAll = async (world: World): Promise<User[]> => {
  const users: User[] = [];
  for (let query: string | undefined = ''; query !== undefined; ) {
    const { headers, body } = await world.get('/users', query);
    users.push(...(JSON.parse(body) as User[]));
    query = /\?([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
  }
  return users;
};

const readsPages = async (world: World, tally: Tally, bytes: number): Promise<void> => {
  const users = usersOf(bytes);
  await emptyDirectory(world.connection);
  await insertRows(world.connection, users);
  const seen = (await readAll(world)).map(({ email }) => email);
  tally.requests += 1;
  tally.injected += 1;
  tally.lost += users.filter(({ email }) => !seen.includes(email)).length;
  tally.duplicated += seen.length - new Set(seen).size;
  if (JSON.stringify(seen) === JSON.stringify(users.map(({ email }) => email))) tally.right += 1;
  else tally.wrong += 1;
};

export const limits = async (): Promise<Tally> => {
  const world = await createWorld();
  const tally = newTally();
  for (const [length, status] of [
    [253, 404],
    [254, 404],
    [255, 400],
  ] as const) {
    await world.expect(tally, '/search', `email=${'a'.repeat(length - 2)}@b`, { status });
  }
  for (const [limit, status] of [
    [0, 400],
    [1, 200],
    [2, 200],
    [999, 200],
    [1_000, 200],
    [1_001, 400],
  ] as const) {
    await world.expect(tally, '/users', `limit=${limit}`, {
      status,
      ...(status === 200 && { body: world.users.slice(0, limit) }),
    });
  }
  tally.injected = tally.requests;
  for (const bytes of [mebibyte - 1, mebibyte, mebibyte + 1]) await readsPages(world, tally, bytes);
  await world.stop();
  return tally;
};
