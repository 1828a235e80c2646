// New times for events that are sent again, in the order in which they are sent.

/**
 * The first event gets the time `startMs`, and each a millisecond more than the one before, whatever times they had: the
 * order of the events decides, and all are newer than what was sent before.
 */
export const renewTimes = <Event extends object>(
  events: readonly Event[],
  startMs: number,
): (Event & { time: string })[] =>
  events.map((event, index) => ({ ...event, time: new Date(startMs + index).toISOString() }));
