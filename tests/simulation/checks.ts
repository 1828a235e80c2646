// What must be true when everything has come to rest.
import type { ImportResult } from '#layers/people/bucketLayout.ts';
import { people } from './actions/events.ts';
import type { ImportJobRecord, PersonRecord } from './database/tables.ts';
import { keyOfEmail, type SentChange, type SentUpload } from './history.ts';
import type { World } from './world.ts';

const isSure =
  ({ dataApi, history }: World) =>
  ({ upload }: SentChange): boolean =>
    !upload || (!history.isRestored && dataApi.tables.jobs.get(upload.job)?.state === 'done');

/** The problem with the state that the directory shows, if there is one. */
const findStateProblem = (world: World, key: string, row: PersonRecord | undefined): string | undefined => {
  const { history } = world;
  if (history.erased.has(key)) return row && 'is erased, and listed';
  const shown = row?.email && row.phone ? history.findShown(row.email, row.phone) : undefined;
  if (row && !shown) return 'has a state that nobody sent';
  // Of what came before the erasure, some may count again after a restore.
  if (history.lifted.has(key) && history.isRestored) return undefined;
  const allowed = history.newestOf(key, isSure(world)).map((change) => change?.phone ?? 'not listed');
  const found = shown?.phone ?? 'not listed';
  return allowed.includes(found) ? undefined : `is ${found}, and should be ${allowed.join(' or ')}`;
};

const checkPerson = (world: World, key: string, when: string): void => {
  const { dataApi, history } = world;
  const [row, second] = dataApi.tables.people.filter(({ email }) => email?.toLowerCase() === key);
  if (second) history.problem(`${key} is listed twice ${when}`);
  const problem = findStateProblem(world, key, row);
  if (problem) history.problem(`${key} ${problem}, ${when}`);
};

export const checkPeople = (world: World, when: string): void => {
  for (const email of people) checkPerson(world, keyOfEmail(email), when);
};

const readResult = ({ bucket }: World, job: string): ImportResult | undefined => {
  const object = bucket.objects.get(`results/${job}.json`);
  return object && JSON.parse(object.body.toString());
};

const countRejects = ({ bucket }: World, job: string): number =>
  bucket
    .list(`rejects/${job}/`)
    .map((key) => bucket.get(key).body.toString().split('\r\n').length - 2)
    .reduce((a, b) => a + b, 0);

const checkDone = ({ history }: World, upload: SentUpload, job: ImportJobRecord): void => {
  const { validRows, badRows } = upload;
  if (job.accepted !== validRows || job.rejected !== badRows)
    history.problem(
      `job ${upload.job} counts ${job.accepted} + ${job.rejected} rows of ${validRows} + ${badRows}`,
    );
};

const findJobProblem = (world: World, name: string, job: ImportJobRecord): string | undefined => {
  if (job.state === 'running') return 'runs though no message is left';
  if (job.state === 'failed') return `failed: ${job.reason}`;
  const result = readResult(world, name);
  if (!result) return 'has no result';
  const { applied, unchanged, rejected } = result.counts;
  const isSame =
    result.state === job.state && applied + unchanged === job.accepted && rejected === job.rejected;
  if (!isSame) return `has the result ${JSON.stringify(result)} and the row ${JSON.stringify(job)}`;
  return job.state === 'done' && countRejects(world, name) > job.rejected
    ? 'has more rejects than it counts'
    : undefined;
};

const checkJob = (world: World, name: string, job: ImportJobRecord): void => {
  const { history } = world;
  const upload = history.uploads.find((one) => one.job === name);
  const problem = upload ? findJobProblem(world, name, job) : 'is of no upload';
  if (problem) history.problem(`job ${name} ${problem}`);
  if (upload && job.state === 'done') checkDone(world, upload, job);
};

const isValidEvent = (body: string): boolean => body.includes('"data":{');

const checkDeadLetters = ({ syncQueue, importQueue, history }: World): void => {
  if (syncQueue.deadLetters.some(isValidEvent)) history.problem('a valid event is a dead letter');
  if (importQueue.deadLetters.length > 0) history.problem('a file is a dead letter');
};

const checkLog = ({ log, history }: World): void => {
  const told = log.find((line) => /sim\.example|\+4930/i.test(JSON.stringify(line)));
  if (told) history.problem(`the log holds personal data: ${JSON.stringify(told)}`);
};

export const checkEnd = (world: World): void => {
  checkPeople(world, 'at the end');
  for (const [name, job] of world.dataApi.tables.jobs) checkJob(world, name, job);
  checkDeadLetters(world);
  checkLog(world);
};
