// A line that changes on a terminal, and elsewhere a plain line now and then.

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

export type ProgressLine = {
  show(line: string): void;
  /** Shows the line and leaves it. */
  end(line: string): void;
};

const eraseLine = '\r\u001b[K';
const plainEveryMs = 10_000;

/** `now` returns milliseconds. */
export const createProgressLine = (output: Output, now: () => number): ProgressLine => {
  let nextMs = Number.NEGATIVE_INFINITY;
  const showPlainly = (line: string): void => {
    if (now() < nextMs) return;
    nextMs = now() + plainEveryMs;
    output.write(`${line}\n`);
  };
  return {
    show: (line) => {
      if (output.isTTY) output.write(`${eraseLine}${line}`);
      else showPlainly(line);
    },
    end: (line) => {
      output.write(`${output.isTTY ? eraseLine : ''}${line}\n`);
      nextMs = Number.NEGATIVE_INFINITY;
    },
  };
};
