// Files: uploads of good and bad rows, and exports.
import type { SentChange } from '../history.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { people, spell } from './events.ts';
import { invokeUntilDone } from './invoke.ts';

type Row = { line: string; change?: Pick<SentChange, 'email' | 'phone'> };

/** Rows that no import applies. Some of them name somebody. */
const badRow = (email: string, random: Random): Row => ({
  line: random.pick([`${email},,`, `,${email},`, `mailto:${email}?,1,`, `"see ${email}",1,`, 'nobody,1,']),
});

const goodRow = (world: World, email: string, random: Random): Row => {
  const spelled = spell(email, random);
  if (random.chance(0.15)) return { line: `${spelled},,true`, change: { email: spelled, phone: null } };
  const phone = world.history.newPhone();
  return { line: `${spelled},${phone},`, change: { email: spelled, phone } };
};

const createRows = (world: World, random: Random): Row[] =>
  Array.from({ length: random.between(0, random.pick([3, 12])) }, () => {
    const email = random.pick(people);
    return random.chance(0.3) ? badRow(email, random) : goodRow(world, email, random);
  });

const countRows = (rows: readonly Row[]) => {
  const validRows = rows.filter(({ change }) => change).length;
  return { validRows, badRows: rows.length - validRows };
};

export const uploadFile = async (world: World, random: Random): Promise<void> => {
  const { history, scheduler } = world;
  const isDryRun = random.chance(0.2);
  const key = `${isDryRun ? 'dry-run' : 'incoming'}/${random.between(0, 5)}.csv`;
  const rows = createRows(world, random);
  const asOfMs = random.chance(0.3) ? scheduler.now() - random.between(0, 3_600_000) : undefined;
  const metadata = asOfMs === undefined ? {} : { 'as-of': new Date(asOfMs).toISOString() };
  const body = `email,phoneNumber,deleted\n${rows.map(({ line }) => `${line}\n`).join('')}`;
  const { job, uploadedMs } = world.upload(key, body, random, metadata);
  world.trace(`uploaded ${key}, ${rows.length} rows, job ${job}`);
  const upload = { key, job, uploadedMs, isDryRun, ...countRows(rows) };
  history.uploads.push(upload);
  if (isDryRun) return;
  rows.forEach(({ change }, line) => {
    if (change) history.changes.push({ ...change, rank: asOfMs ?? uploadedMs, place: 1, upload, line });
  });
};

export const exportDirectory = async (world: World): Promise<void> => {
  await invokeUntilDone(world, 'exportUsers', {}, ['ExportUnfinished']);
};
