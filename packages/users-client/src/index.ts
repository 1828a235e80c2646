// The package's exports.
export { type ProblemCode, problemCodes } from './problemCodes.ts';
export { ProblemError, type ProblemViolation } from './problemError.ts';
export {
  type CallOptions,
  type DirectoryUser,
  type PageOptions,
  type UsersClient,
  type UsersClientOptions,
  usersClient,
} from './usersClient.ts';
