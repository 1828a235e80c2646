// Erasures until the certificate is complete, and people who are let in again.
import type { Certificate } from '#layers/people/erasures/certificate.ts';
import { keyOfEmail, wordsOf } from '../history.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { people, spell } from './events.ts';
import { invokeUntilDone } from './invoke.ts';

/** The first two people are erased and let in again; the others are erased for good. */
const liftable = 2;
const waitMs = 1_000;

/** Tells of files that hold the person though they were there before the erasure. */
const checkFiles = ({ bucket, history }: World, email: string, startedMs: number): void => {
  for (const [key, { body, modifiedMs }] of bucket.objects) {
    const isLater =
      /^(?:incoming|dry-run)\//.test(key) && modifiedMs >= Math.floor(startedMs / 1_000) * 1_000;
    if (!isLater && wordsOf(body.toString()).has(email))
      history.problem(`${key} holds ${email} after the certificate`);
  }
};

const checkRows = ({ dataApi, history }: World, email: string): void => {
  const row = dataApi.tables.people.find((person) => person.email?.toLowerCase() === email);
  if (row) history.problem(`${email} is listed after the certificate`);
};

const checkInterruptions = ({ log, history }: World, { interrupted }: Certificate): void => {
  for (const { job } of interrupted)
    if (
      !log.some(
        (line) => 'state' in line && line.state === 'interrupted' && 'job' in line && line.job === job,
      )
    )
      history.problem(`the interruption of ${job} was not logged`);
};

const eraseOnce = async (world: World, email: string, random: Random): Promise<void> => {
  const { history, scheduler, trace } = world;
  for (;;) {
    const startedMs = scheduler.now();
    const certificate = await invokeUntilDone<Certificate>(world, 'eraseUser', {
      email: spell(email, random),
    });
    checkInterruptions(world, certificate);
    if (certificate.complete) {
      trace(`${email} has a certificate`);
      checkFiles(world, email, startedMs);
      checkRows(world, email);
      history.certified.add(email);
      return;
    }
    if (certificate.files.unreadable.length > 0) history.problem('a file is unreadable');
    await scheduler.sleep(60_000);
  }
};

const lift = async (world: World, email: string): Promise<void> => {
  const { history, scheduler } = world;
  while (history.migrations > 0) await scheduler.sleep(waitMs);
  history.lifts += 1;
  history.certified.delete(email);
  history.lifted.add(email);
  await invokeUntilDone(world, 'eraseUser', { email, allowAgain: true });
  history.erased.delete(email);
  history.lifts -= 1;
};

/** Erases somebody who is erased for good, perhaps beside another erasure of the same person. */
export const erasePerson = async (world: World, random: Random): Promise<void> => {
  const email = keyOfEmail(random.pick(people.slice(liftable, 5)));
  world.history.erased.add(email);
  await eraseOnce(world, email, random);
};

export const erasePersonForAWhile = async (world: World, random: Random, index: number): Promise<void> => {
  const email = people[index % liftable] as string;
  world.history.erased.add(email);
  await eraseOnce(world, email, random);
  await world.scheduler.sleep(random.between(0, 600_000));
  await lift(world, email);
};
