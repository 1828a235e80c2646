// The path of a Chromium on this machine.
import { spawnSync } from 'node:child_process';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Undefined when there is none. CHROMIUM names one that is not on the PATH. */
export const findChromium = (): string | undefined => {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const { stdout } = spawnSync('which', names, { encoding: 'utf8' });
  return stdout.split('\n')[0] || undefined;
};
