// Readers: each sees a person's state never go backwards.
import { compareChanges, keyOfEmail, type SentChange } from '../history.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { people } from './events.ts';
import { invokeOnce } from './invoke.ts';

type ShownUser = { email: string; phoneNumber: string };

const checkShown = ({ history }: World, { email, phoneNumber }: ShownUser): SentChange | undefined => {
  const change = history.findShown(email, phoneNumber);
  if (!change) history.problem(`a reader saw ${email} ${phoneNumber}, which nobody sent`);
  return change;
};

export const searchRepeatedly = async (world: World, random: Random): Promise<void> => {
  const email = random.pick(people);
  const key = keyOfEmail(email);
  const { history, scheduler } = world;
  let last: SentChange | undefined;
  for (let times = random.between(1, 6); times > 0; times -= 1) {
    const wasCertified = history.certified.has(key);
    const wasLifted = history.lifted.has(key);
    const user = await invokeOnce<ShownUser>(world, 'searchUser', { email }, ['UserNotFound']);
    const seen = user && checkShown(world, user);
    if (user && wasCertified && history.certified.has(key))
      history.problem(`a reader saw ${key} after the certificate`);
    const isBackwards = seen && last && compareChanges(seen, last) < 0;
    if (isBackwards && !history.lifted.has(key) && !wasLifted)
      history.problem(`a reader saw ${key} go backwards`);
    last = seen ?? last;
    await scheduler.sleep(random.between(0, random.pick([1_000, 120_000])));
  }
};

const allUsers = async (world: World, limit: number): Promise<ShownUser[] | undefined> => {
  // A direct invocation gets one page; the limit is above the number of people.
  return invokeOnce<ShownUser[]>(world, 'getUsers', { limit });
};

export const listUsers = async (world: World): Promise<void> => {
  const { history } = world;
  const certified = new Set(history.certified);
  const users = await allUsers(world, 100);
  const keys = (users ?? []).map(({ email }) => keyOfEmail(email));
  if (new Set(keys).size < keys.length) history.problem('a page lists somebody twice');
  for (const user of users ?? []) checkShown(world, user);
  for (const key of keys)
    if (certified.has(key) && history.certified.has(key))
      history.problem(`a page lists ${key} after the certificate`);
};

export const explainPerson = async (world: World, random: Random): Promise<void> => {
  await invokeOnce(world, 'explainUser', { email: random.pick(people) });
};
