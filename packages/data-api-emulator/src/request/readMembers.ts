// Checks a request's members against the service model, which the SDKs leave to the server.
import { ApiError } from '../apiError.ts';

/** One member as the API reference gives it: its type and its "Length Constraints" or "Valid Values". */
export type MemberRule = {
  type: 'string' | 'boolean' | 'list' | 'structure';
  required?: true;
  minLength?: number;
  maxLength?: number;
  values?: readonly string[];
};

export type MemberRules = Record<string, MemberRule>;

/** Members that several operations share, with the constraints of API_ExecuteStatement. */
export const arn: MemberRule = { type: 'string', required: true, minLength: 11, maxLength: 100 };
export const databaseName: MemberRule = { type: 'string', maxLength: 64 };
export const transactionId: MemberRule = { type: 'string', maxLength: 192 };
export const statementText: MemberRule = { type: 'string', required: true };

/** The request of CommitTransaction and of RollbackTransaction. */
export const endMembers: MemberRules = {
  resourceArn: arn,
  secretArn: arn,
  transactionId: { ...transactionId, required: true },
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'structure' : typeof value;
};

const checkType = (name: string, value: unknown, { type }: MemberRule): void => {
  if (typeOf(value) !== type) {
    throw new ApiError('SerializationException', `${name}: ${typeOf(value)} can not be converted to ${type}`);
  }
};

const brokenRule = (value: unknown, member: MemberRule): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, values } = member;
  if (value.length < minLength) return `Member must have length greater than or equal to ${minLength}`;
  if (value.length > maxLength) return `Member must have length less than or equal to ${maxLength}`;
  if (values && !values.includes(value)) return `Member must satisfy enum value set: [${values.join(', ')}]`;
  return undefined;
};

/** A longer value, such as an SQL text, is left out of the message, as AWS services leave out sensitive ones. */
const longestShownValue = 200;

/** A problem in the form in which AWS services report one, or undefined. */
const problemWith = (path: string, value: unknown, member: MemberRule): string | undefined => {
  if (value === undefined || value === null) {
    return member.required && `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
  }
  checkType(path, value, member);
  const rule = brokenRule(value, member);
  if (!rule) return undefined;
  const shown = (value as string).length > longestShownValue ? '' : `'${value}' `;
  return `Value ${shown}at '${path}' failed to satisfy constraint: ${rule}`;
};

/** Returns `body` as `Request` once every member satisfies the model; unknown members are ignored, as AWS does. */
export const readMembers = <Request>(body: unknown, members: MemberRules, path = ''): Request => {
  checkType(path || 'request', body, { type: 'structure' });
  const given = body as Record<string, unknown>;
  const problems = Object.entries(members)
    .map(([name, member]) => problemWith(`${path}${name}`, given[name], member))
    .filter((problem) => problem !== undefined);
  if (problems.length > 0) {
    const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`;
    throw new ApiError('ValidationException', `${count}: ${problems.join('; ')}`);
  }
  return given as Request;
};
