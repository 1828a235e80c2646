// When the message of an import that failed comes again.

const firstS = 30;
const factor = 3;
const longestS = 3_600;

/**
 * In seconds, after so many receives: half a minute, three times as long after each attempt, an hour at most. The ten
 * attempts that the queue allows take five hours.
 */
export const retryDelayS = (receives: number): number =>
  Math.min(firstS * factor ** (receives - 1), longestS);
