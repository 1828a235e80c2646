// What a function writes to its log.
import { jest } from '@jest/globals';

/** Collects what is written to stdout, in place of writing it, until `jest.restoreAllMocks()`. */
export const catchStdout = (): string[] => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  return written;
};
