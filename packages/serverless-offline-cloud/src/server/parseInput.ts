// The input of an AWS operation, as a shape that it must have.
import type * as z from 'zod';
import { AwsError } from './awsError.ts';

/** Throws AwsError with every field that is wrong. */
export const parseInput = <Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> => {
  const { success, data, error } = shape.safeParse(input);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AwsError(400, 'ValidationException', problems.join('; '));
};
