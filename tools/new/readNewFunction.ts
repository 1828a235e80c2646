// What the command line says of a new function, checked against the functions that exist.
import { type FunctionDeclaration, kebabName, routeKey } from '../functions.ts';
import { UsageError } from '../userError.ts';

export type NewFunction = {
  name: string;
  /** A folder of templates/. */
  kind: 'http' | 'queue' | 'schedule' | 'direct';
  /** The method and the path of its route, where it has one. */
  method?: string;
  path?: string;
  /** When it is invoked, where it has a schedule. */
  expression?: string;
  localPort: number;
};

export type NewFunctionFlags = {
  http?: string | undefined;
  queue?: boolean | undefined;
  schedule?: string | undefined;
  direct?: boolean | undefined;
};

/** The framework's limit for the name of an image, which has a hyphen before each capital letter. */
const maxImageNameLength = 32;

/** Room for a path in the first line of a file. */
const maxPathLength = 50;

const checkName = (name: string, existing: readonly FunctionDeclaration[]): void => {
  if (!/^[a-z]+([A-Z][a-z0-9]*)+$/.test(name)) {
    throw new UsageError(`"${name}" must be a verb and a noun in camelCase, such as searchUser.`);
  }
  if (kebabName(name).length > maxImageNameLength) {
    throw new UsageError(`${kebabName(name)} must have ${maxImageNameLength} characters at most.`);
  }
  if (existing.some((declared) => declared.name === name)) {
    throw new UsageError(`There is a function "${name}" already.`);
  }
};

const routePattern =
  /^(GET|POST|PUT|PATCH|DELETE) ((?:\/(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}))+)$/;

/** API Gateway tells apart no two routes that differ in the names of their parameters alone. */
const shapeOf = (path: string): string => path.replaceAll(/\{\w+\}/g, '{}');

/** The method and the path in `PUT /teams/{id}`. */
const readRoute = (
  route: string,
  existing: readonly FunctionDeclaration[],
): { method: string; path: string } => {
  const [, method, path] = routePattern.exec(route) ?? [];
  const parameters: string[] = path?.match(/\{\w+\}/g) ?? [];
  if (!method || !path || path.length > maxPathLength || new Set(parameters).size < parameters.length) {
    throw new UsageError(
      `--http must be a method and a path of lower-case words and parameters, up to ${maxPathLength} characters, such as 'GET /teams/{id}'; not "${route}".`,
    );
  }
  if (parameters.includes('{email}')) throw new UsageError('{email} must not be in a path: URLs are logged.');
  const routes = (declared: FunctionDeclaration) => Object.values(declared.events).flat().map(routeKey);
  const owner = existing.find((declared) =>
    routes(declared).some((key) => key && shapeOf(key.split(' ')[1] as string) === shapeOf(path)),
  );
  if (owner) throw new UsageError(`${path} is a route of ${owner.name} already.`);
  return { method, path };
};

const readExpression = (text: string): string => {
  if (/^(rate|cron)\([\w ,/*?#-]+\)$/.test(text)) return text;
  throw new UsageError(
    `--schedule must be an expression such as 'rate(1 day)' or 'cron(0 3 * * ? *)'; not "${text}".`,
  );
};

/** Throws UsageError where the name, the route or the schedule cannot be used. */
export const readNewFunction = (
  name: string,
  { http, queue = false, schedule, direct = false }: NewFunctionFlags,
  existing: readonly FunctionDeclaration[],
): NewFunction => {
  if ([http !== undefined, queue, schedule !== undefined, direct].filter(Boolean).length !== 1) {
    throw new UsageError(
      "Give one of --http '<method> /<path>', --queue, --schedule 'rate(1 day)' and --direct.",
    );
  }
  checkName(name, existing);
  const localPort = Math.max(...existing.map(({ image }) => image.localPort)) + 1;
  if (http !== undefined) return { name, kind: 'http', ...readRoute(http, existing), localPort };
  if (schedule !== undefined) {
    return { name, kind: 'schedule', expression: readExpression(schedule), localPort };
  }
  return { name, kind: queue ? 'queue' : 'direct', localPort };
};
