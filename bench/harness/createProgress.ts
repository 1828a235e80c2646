// Shows how far long work is: one line that changes on a terminal, a few plain lines elsewhere.

export type Progress = {
  /** Says that a phase begins. The returned function is called after each of its `total` steps. */
  start(phase: string, total: number): () => void;
  /** Says something that is no phase. */
  log(line: string): void;
};

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

const eraseLine = '\r\u001b[K';
/** Plain lines come at each quarter. */
const plainLines = 4;

export const createProgress = (output: Output = process.stderr): Progress => {
  const show = output.isTTY
    ? (phase: string, done: number, total: number) => {
        output.write(`${eraseLine}${phase} ${done}/${total}${done === total ? '\n' : ''}`);
      }
    : (phase: string, done: number, total: number) => {
        const quarter = (count: number) => Math.floor((count * plainLines) / total);
        if (done === 0 || quarter(done) > quarter(done - 1)) output.write(`${phase} ${done}/${total}\n`);
      };
  return {
    start: (phase, total) => {
      let done = 0;
      show(phase, done, total);
      return () => {
        done += 1;
        show(phase, done, total);
      };
    },
    log: (line) => {
      output.write(`${line}\n`);
    },
  };
};
