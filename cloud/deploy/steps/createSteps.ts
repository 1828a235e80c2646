// The steps of a command, each shown with its name and the time that it took.

/** Prints a line below the name of a step. */
export type Say = (line: string) => void;

/** Runs a step. Its error is passed on, after a line that names the step. */
export type RunStep = <T>(name: string, work: (say: Say) => Promise<T>) => Promise<T>;

/** `now` returns milliseconds. */
export const createSteps =
  (log: (line: string) => void, now: () => number): RunStep =>
  async (name, work) => {
    const startedMs = now();
    const close = (outcome: string) => log(`${name} ${outcome} ${((now() - startedMs) / 1000).toFixed(1)} s`);
    log(`${name} ...`);
    try {
      const result = await work((line) => log(`  ${line}`));
      close('took');
      return result;
    } catch (error) {
      close('failed after');
      throw error;
    }
  };
