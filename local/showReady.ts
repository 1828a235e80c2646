// The line of a part that is ready; on a terminal with the time since the one before.
import { log } from '#tools/command.ts';

export type ShowReady = (part: string, text: string) => void;

type Terminal = { isTTY: boolean; now: () => number; print: (line: string) => void };

const terminal: Terminal = { isTTY: process.stdout.isTTY === true, now: () => performance.now(), print: log };

/** Times begin with the call. Plain lines where nobody watches. */
export const createShowReady = ({ isTTY, now, print }: Terminal = terminal): ShowReady => {
  let since = now();
  return (part, text) => {
    const seconds = ((now() - since) / 1000).toFixed(1);
    since = now();
    print(`${part.padEnd(10)}${text}${isTTY ? `  ${seconds} s` : ''}`);
  };
};
