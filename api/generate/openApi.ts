// The OpenAPI 3.1 document of the HTTP API: https://spec.openapis.org/oas/v3.1.1.html
import type { ErrorCode } from '#layers/base/errors/publicError.ts';
import { bodyMethods, type Method } from '#layers/entry/http/readInput.ts';
import { pathParameters } from '#tools/functions.ts';
import { type OperationText, operations } from '../operations.ts';
import { createComponents } from './components.ts';
import { examplePeople } from './examples.ts';
import { bodyErrors, commonErrors } from './problems.ts';
import type { DocumentedRoute } from './readRoutes.ts';
import { errorResponses, success } from './responses.ts';
import { type Json, toJsonSchema } from './toJsonSchema.ts';

const info = (version: string): Json => ({
  title: 'users-service',
  version,
  summary: "A directory of people's phone numbers.",
  description:
    'Every error of the service is problem details (RFC 9457), which `type` tells apart. API Gateway answers some requests by itself, with a `message` alone: a path without a route with 404, for instance.',
  license: { name: 'MIT', identifier: 'MIT' },
});

const servers = [
  { url: '/', description: 'Where this document was read, as with `npm start`' },
  {
    url: 'https://{host}',
    description: 'A deployed stage',
    variables: { host: { default: 'api-id.execute-api.eu-central-1.amazonaws.com' } },
  },
];

type ObjectSchema = { properties: Record<string, Json>; required?: string[] };

const exampleOf = (pages: boolean | undefined): unknown => {
  const people = examplePeople();
  return pages ? people.slice(0, 2) : people[0];
};

/** The members of a request, without those that its path names or with these alone. */
const membersOf = ({ request, path }: DocumentedRoute, where: 'path' | 'others'): ObjectSchema => {
  const { properties, required = [], ...rest } = toJsonSchema(request) as ObjectSchema;
  const names = Object.keys(properties).filter(
    (name) => pathParameters(path).includes(name) === (where === 'path'),
  );
  const needed = required.filter((name) => names.includes(name));
  return {
    ...rest,
    properties: Object.fromEntries(names.map((name) => [name, properties[name] as Json])),
    ...(needed.length > 0 && { required: needed }),
  };
};

const toParameters = (route: DocumentedRoute, where: 'path' | 'query', text?: OperationText): Json[] => {
  const { properties, required = [] } = membersOf(route, where === 'path' ? 'path' : 'others');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(text?.members[name] && { description: text.members[name] }),
    schema,
    ...(name === 'email' && { example: examplePeople()[0]?.email }),
  }));
};

/**
 * The function's name, alone where the function has one operation. POST beside GET is the better of two ways to send the same
 * request, and has the name alone, too.
 */
const operationId = ({ name, methods }: DocumentedRoute, method: Method): string => {
  const [first] = methods.filter((other) => other !== 'HEAD');
  if (methods.includes('GET') && methods.includes('POST') && method !== 'DELETE') {
    if (method === 'GET') return `${name}ByQuery`;
    if (method === 'POST') return name;
  }
  return method === first ? name : `${name}By${method.charAt(0)}${method.slice(1).toLowerCase()}`;
};

const toBody = (route: DocumentedRoute, text?: OperationText): Json => {
  const schema = membersOf(route, 'others');
  // A request that its path describes in full needs no body.
  if (Object.keys(schema.properties).length === 0) return {};
  const example = text?.bodyExample && { example: text.bodyExample(examplePeople()) };
  return { requestBody: { required: true, content: { 'application/json': { schema, ...example } } } };
};

const toInput = (route: DocumentedRoute, method: Method, text?: OperationText): Json => {
  const inPath = toParameters(route, 'path', text);
  if (!bodyMethods.includes(method))
    return { parameters: [...inPath, ...toParameters(route, 'query', text)] };
  return { ...(inPath.length > 0 && { parameters: inPath }), ...toBody(route, text) };
};

const errorsOf = (route: DocumentedRoute, method: Method): ErrorCode[] => [
  ...commonErrors,
  ...(operations[route.name]?.errors ?? []),
  ...(bodyMethods.includes(method) ? bodyErrors : []),
];

const toOperation = (route: DocumentedRoute, method: Method): Json => {
  const text = operations[route.name];
  return {
    operationId: operationId(route, method),
    summary: text?.summary ?? route.description,
    ...(text && { description: [text.description, text.byMethod[method]].join(' ') }),
    security: route.security,
    ...toInput(route, method, text),
    responses: {
      200: success(text ? toJsonSchema(text.answer) : {}, text && exampleOf(text.pages), text?.pages),
      ...errorResponses(errorsOf(route, method), route.methods),
    },
  };
};

/** HEAD answers as GET does, and is no operation of its own. */
const operationMethods = ({ methods }: DocumentedRoute): Method[] =>
  methods.filter((method) => method !== 'HEAD');

const toPathItem = (route: DocumentedRoute): Json =>
  Object.fromEntries(
    operationMethods(route).map((method) => [method.toLowerCase(), toOperation(route, method)]),
  );

/** The errors that callers of these routes can meet. */
export const routeErrors = (routes: readonly DocumentedRoute[]): ErrorCode[] => [
  ...new Set(routes.flatMap((route) => operationMethods(route).flatMap((method) => errorsOf(route, method)))),
];

/** `version` is the API's, by Semantic Versioning. */
export const createOpenApi = (routes: readonly DocumentedRoute[], version: string): Json => ({
  openapi: '3.1.1',
  info: info(version),
  servers,
  paths: Object.fromEntries(routes.map((route) => [route.path, toPathItem(route)])),
  components: createComponents(routeErrors(routes)),
});
