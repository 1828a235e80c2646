// The routes of the HTTP API, and which of them a request takes.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html

export type Route = {
  /** `ANY /users`, or `$default`. */
  key: string;
  functionKey: string;
};

export type Match = { route: Route; pathParameters: Record<string, string> };

/** An `httpApi` event of serverless.yml: `*`, `GET /users`, or method and path apart. */
export type HttpApiEvent = string | { method: string; path: string };

export const toRouteKey = (event: HttpApiEvent): string => {
  const [method, path] = typeof event === 'string' ? event.split(' ') : [event.method, event.path];
  if (path === undefined || path === '*') return '$default';
  return `${method === '*' ? 'ANY' : method?.toUpperCase()} ${path}`;
};

type Pattern = { route: Route; method: string; segments: readonly Segment[]; rank: string };

type Segment = { kind: 'literal' | 'parameter' | 'greedy'; name: string };

const ranks = { literal: '0', parameter: '1', greedy: '2' };

const toSegment = (text: string): Segment => {
  const [, name, plus] = /^\{([^+}]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'literal', name: text };
  return { kind: plus ? 'greedy' : 'parameter', name };
};

const toPattern = (route: Route): Pattern => {
  if (route.key === '$default') return { route, method: 'ANY', segments: [], rank: '3' };
  const [method, path] = route.key.split(' ') as [string, string];
  const segments = path.slice(1).split('/').map(toSegment);
  const rank = segments.map(({ kind }) => ranks[kind]).join('') + (method === 'ANY' ? '1' : '0');
  return { route, method, segments, rank };
};

const matchPath = (
  segments: readonly Segment[],
  path: readonly string[],
): Match['pathParameters'] | undefined => {
  const isGreedy = segments.at(-1)?.kind === 'greedy';
  if (isGreedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const parameters: Match['pathParameters'] = {};
  for (const [index, { kind, name }] of segments.entries()) {
    const value = kind === 'greedy' ? path.slice(index).join('/') : (path[index] as string);
    if (kind === 'literal' ? value !== name : value === '') return undefined;
    if (kind !== 'literal') parameters[name] = value;
  }
  return parameters;
};

/**
 * Returns the function that finds a request's route: that with the most literal path, and there its own method before
 * ANY; `$default` when no other matches; undefined when there is none.
 */
export const createRouter = (
  routes: readonly Route[],
): ((method: string, path: string) => Match | undefined) => {
  const patterns = routes.map(toPattern).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, path) => {
    const parts = path.slice(1).split('/');
    for (const { route, method: accepted, segments } of patterns) {
      if (route.key === '$default') return { route, pathParameters: {} };
      const pathParameters = ['ANY', method].includes(accepted) && matchPath(segments, parts);
      if (pathParameters) return { route, pathParameters };
    }
    return undefined;
  };
};
