// The shape of a filter of an event source mapping: a pattern, as JSON or as an object.
import * as z from 'zod';
import { compilePattern } from '../eventbridge/compilePattern.ts';

const toJson = (pattern: unknown): unknown =>
  typeof pattern === 'object' && pattern !== null ? JSON.stringify(pattern) : pattern;

/** Says which operator is not emulated. */
export const messagePattern = z.preprocess(
  toJson,
  z.string().superRefine((pattern, context) => {
    try {
      compilePattern(pattern);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  }),
);
