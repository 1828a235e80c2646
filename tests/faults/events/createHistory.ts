// Events about some people as a queue delivers them: shuffled, many twice, some replayed.
import { createHash } from 'node:crypto';
import fc from 'fast-check';

export type SentEvent = {
  specversion: '1.0';
  type: string;
  source: string;
  id: string;
  time: string;
  data: { email: string; phoneNumber?: string };
};

/** Phone numbers by address, in lower case; null for who was deleted. */
export type Model = ReadonlyMap<string, string | null>;

export type History = {
  /** In the order of delivery. */
  delivered: readonly SentEvent[];
  /** What the directory must know at the end. */
  model: Model;
};

const startMs = Date.UTC(2026, 0, 1);
/** So few moments that about one event in ten has the time of another event about the same person. */
const moments = 25;

/** The time of a moment of an event, in milliseconds. */
export const momentMs = (moment: number): number => startMs + moment * 1_000;

const state = fc.record({
  moment: fc.nat(moments),
  isDeleted: fc.oneof(
    { weight: 3, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  inCapitals: fc.boolean(),
});
const states = fc.array(state, { minLength: 1, maxLength: 9 });

const createEvents = (
  histories: readonly (typeof state extends fc.Arbitrary<infer S> ? S : never)[][],
  name: string,
) =>
  histories.flatMap((person, number) =>
    person.map(({ moment, isDeleted, inCapitals }, index): SentEvent => {
      const email = `user${number}.${name}@example.com`;
      return {
        specversion: '1.0',
        type: `directory.user.${isDeleted ? 'deleted' : 'upserted'}.v1`,
        source: `/source${index % 2}`,
        id: `${number}-${index}`,
        time: new Date(momentMs(moment)).toISOString(),
        data: {
          email: inCapitals ? email.toUpperCase() : email,
          ...(!isDeleted && { phoneNumber: `+1 ${number} ${index}` }),
        },
      };
    }),
  );

/** The order that docs/events.md promises, in words of its own. */
const placeOf = ({ time, type, source, id }: SentEvent): string =>
  [
    time,
    type.includes('deleted') ? 1 : 0,
    createHash('sha256')
      .update(JSON.stringify([source, id]))
      .digest('hex')
      .slice(0, 16),
  ].join(' ');

const createModel = (events: readonly SentEvent[]): Model =>
  new Map(
    events
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
      .map(({ data }) => [data.email.toLowerCase(), data.phoneNumber ?? null]),
  );

const shuffled = <T>(items: T[], length = items.length): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray(items, { minLength: length, maxLength: length });

/** The same for the same seed. `name` keeps the people of one history apart from those of another. */
export const createHistory = (people: number, seed: number, name = String(seed)): History => {
  const history = fc.array(states, { minLength: people, maxLength: people }).chain((histories) => {
    const events = createEvents(histories, name);
    const some = (share: number) => shuffled(events, Math.round(events.length * share));
    return some(0.3)
      .chain((twice) => fc.tuple(shuffled([...events, ...twice]), some(0.1)))
      .map(([first, replayed]) => ({ delivered: [...first, ...replayed], model: createModel(events) }));
  });
  return fc.sample(history, { seed, numRuns: 1 })[0] as History;
};
