// Files of a few names, uploaded again and again: the last counts, and every import ends.
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { openSession, type SessionDatabase } from '#tests/support/sessionDatabase.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { seededRandom } from '../../../packages/data-api-emulator/src/faults/seededRandom.ts';
import { compare, readPhones } from '../events/compare.ts';
import { UploadWorld } from '../imports/uploadWorld.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

const keys = ['incoming/people.csv', 'incoming/others.csv'];
const contents = ['111', '222', 'leavers'] as const;
const emails = Array.from({ length: 6 }, (_, index) => `user${index}@example.com`);
const rounds = 3;

type Content = (typeof contents)[number];

/** Every second person of `leavers` is deleted. */
const phoneOf = (content: Content, index: number): string | null =>
  content === 'leavers' && index % 2 === 0
    ? null
    : `+1 555 ${content === 'leavers' ? '333' : content} ${index}`;

/** Blank lines part the rows into two chunks, since a chunk has 1,000 lines. */
const gap = '\n'.repeat(1_000);
const texts = new Map(
  contents.map((content) => {
    const rows = emails.map((email, index) => {
      const phone = phoneOf(content, index);
      return `${email},${phone ?? ''},${phone === null}\n${index === 2 ? gap : ''}`;
    });
    return [content, `email,phoneNumber,deleted\n${rows.join('')}nobody,1,\n`];
  }),
);

type Seeded = { world: UploadWorld; connection: Connection; metadata: Record<string, string> };

const upload = ({ world, metadata }: Seeded) => {
  const content = world.draw(contents);
  return { content, job: world.upload(world.draw(keys), texts.get(content) ?? '', metadata) };
};

/** One thing that happens between two uploads that count, and as many deliveries as there is time for. */
const disturb = async (seeded: Seeded, erased: Set<string>): Promise<void> => {
  const { world } = seeded;
  const email = world.draw(emails);
  const happenings = {
    upload: () => upload(seeded),
    delete: () => world.delete(world.draw(keys)),
    restart: () => world.restart(),
    erase: async () => {
      await world.eraser.erase(email, soon());
      erased.add(email);
    },
    allow: async () => {
      await world.eraser.allowAgain(email, soon());
      erased.delete(email);
    },
  };
  await happenings[
    world.draw(['upload', 'upload', 'upload', 'delete', 'restart', 'erase', 'allow'] as const)
  ]();
  for (let left = world.draw([0, 1, 2]); left > 0; left -= 1) await world.deliver();
};

type JobRow = { job: string; state: string; accepted: number; unchanged: number; rejected: number };

/** Reports that are missing, say that the job runs, or say something else than its row. */
const checkReports = async ({ world, connection }: Seeded, last: string, tally: Tally): Promise<void> => {
  const reports = world.readReports();
  if (reports.get(last)?.state !== 'done') tally.lost += 1;
  const [rows] = await connection.query<(RowDataPacket & JobRow)[]>('SELECT * FROM import_job');
  for (const { job, state, accepted, unchanged, rejected } of rows) {
    const report = reports.get(job);
    if (!report) continue;
    const applied = accepted - unchanged;
    const counts = { read: accepted + rejected, applied, unchanged, rejected };
    const isRight = report.state === state && JSON.stringify(report.counts) === JSON.stringify(counts);
    if (state === 'running' || 'retry' in report || !isRight) tally.wrong += 1;
  }
};

/** An upload that nothing follows: its import ends, and of all people who are not erased its rows are the newest. */
const settle = async (seeded: Seeded, erased: ReadonlySet<string>, tally: Tally): Promise<void> => {
  const { world, connection } = seeded;
  const { content, job } = upload(seeded);
  await world.deliverAll();
  const phones = emails.map(
    (email, index) => [email, erased.has(email) ? null : phoneOf(content, index)] as const,
  );
  compare(tally, new Map(phones), await readPhones(connection));
  await checkReports(seeded, job, tally);
  const applied = emails.length - erased.size;
  const expected = { read: emails.length + 1, applied, unchanged: erased.size, rejected: 1 };
  const counts = world.readReports().get(job)?.counts;
  if (JSON.stringify(counts) !== JSON.stringify(expected)) tally.wrong += 1;
};

const runSeed = async (session: SessionDatabase, connection: Connection, seed: number): Promise<Tally> => {
  await connection.query('DELETE FROM people');
  await connection.query('DELETE FROM import_job');
  const tally = newTally();
  const world = new UploadWorld(session, seededRandom(seed));
  // Without a time of its own a file has that of its upload; with one and the same, the later upload counts.
  const metadata = world.draw([{}, { 'as-of': '2025-12-31T00:00:00Z' }] as Record<string, string>[]);
  const seeded = { world, connection, metadata };
  const erased = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (let left = world.draw([1, 2, 3]); left > 0; left -= 1) await disturb(seeded, erased);
    await settle(seeded, erased, tally);
  }
  tally.injected += world.turns.faults;
  return tally;
};

/** So many seeds, each with its own order of calls, faults and kills: one seed repeats them. */
export const uploads = async (count: number, firstSeed: number): Promise<Tally> => {
  const { connection, databaseUrl, stop } = await createWorld({ users: 0 });
  const session = await openSession(databaseUrl);
  const tally = newTally();
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const { requests, injected, right, lost, wrong } = await runSeed(session, connection, seed);
    tally.requests += requests;
    tally.injected += injected;
    tally.right += right;
    tally.lost += lost;
    tally.wrong += wrong;
    if (lost + wrong > 0) process.stderr.write(`uploads(1, ${seed}): ${lost} lost, ${wrong} wrong\n`);
  }
  await session.end();
  await stop();
  return tally;
};
