// The tutorial's service and this one over one database: what both find has the same body.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { soon, startTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { migrateDirectory } from '#tests/support/testDirectory.ts';
import { type Api, startApi } from './startApi.ts';
import { startTutorialService } from './tutorialService.ts';

/** As the tutorial's test-database/setup.sql declares it. */
const table = `
  CREATE TABLE directory (
    user_id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, email TEXT, phone_number TEXT
  ) CHARACTER SET latin1`;

const rows = [
  ['homer@thesimpsons.com', '+1 888 123 1111'],
  ['Marge@TheSimpsons.com', '+1 888 123 1112'],
  ['maggie+baby@thesimpsons.com', ''],
  ['lisa "the brain" <lisa@thesimpsons.com>', '\\1,2;3'],
  ['b\u00e4rt@thesimpsons.com', '+1 888 123 1114'],
  ["o'neill@example.com", '0'],
  ['a&b=c%40@example.com', '\u00a7'],
];

let cloud: TestCloud;
let tutorial: Api;
let api: Api;

beforeAll(async () => {
  cloud = await startTestCloud();
  await cloud.connection.query(table);
  await cloud.connection.query('INSERT INTO directory (email, phone_number) VALUES ?', [rows]);
  await migrateDirectory(cloud.database, soon());
  tutorial = await startTutorialService(cloud.connection);
  api = await startApi(cloud.database);
});
afterAll(async () => {
  api.stop();
  tutorial.stop();
  await cloud.stop();
});

/** The bodies of both where both succeed. */
const bodies = async (path: string): Promise<string[]> => {
  const answers = await Promise.all([tutorial, api].map(({ url }) => fetch(url + path)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  return answers.every(({ ok }) => ok) ? texts : [];
};

test('everybody is listed byte for byte', async () => {
  const [theirs, ours] = await bodies('/users');
  expect(ours).toBe(theirs);
  expect(JSON.parse(ours as string)).toHaveLength(rows.length);
});

test.each(rows.map(([email]) => email as string))('%s is found byte for byte', async (email) => {
  const [theirs, ours] = await bodies(`/search?email=${encodeURIComponent(email)}`);
  expect(theirs).toBeDefined();
  expect(ours).toBe(theirs);
});

test('whatever is asked, both find the same person or one of them nobody', async () => {
  const address = fc.constantFrom(...rows.map(([email]) => email as string));
  const changed = fc
    .tuple(address, fc.nat(40), fc.constantFrom('', ' ', 'A', '%', '_', '\u00f6', '.'))
    .map(([email, at, text]) => email.slice(0, at) + text + email.slice(at + 1));
  const query = fc.oneof(changed, address, fc.string({ maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(query, async (email) => {
      const [theirs, ours] = await bodies(`/search?email=${encodeURIComponent(email)}`);
      expect(ours).toBe(theirs);
    }),
    { numRuns: 300 },
  );
});
