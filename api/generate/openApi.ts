// The OpenAPI 3.1 document of the HTTP API: https://spec.openapis.org/oas/v3.1.1.html
import type { ErrorCode } from '#layers/base/errors/catalogue.ts';
import type { Method } from '#layers/entry/http/readInput.ts';
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

const toParameters = ({ request }: DocumentedRoute, text?: OperationText): Json[] => {
  const { properties, required = [] } = toJsonSchema(request) as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(text?.members[name] && { description: text.members[name] }),
    schema,
    ...(name === 'email' && { example: examplePeople()[0]?.email }),
  }));
};

/** POST is the better of two ways to send the same request, so it has the function's name. */
const operationId = ({ name, methods }: DocumentedRoute, method: Method): string =>
  method === 'GET' && methods.includes('POST') ? `${name}ByQuery` : name;

const toInput = (route: DocumentedRoute, method: Method, text?: OperationText): Json => {
  if (method === 'GET') return { parameters: toParameters(route, text) };
  const example = text?.bodyExample && { example: text.bodyExample(examplePeople()) };
  const content = { 'application/json': { schema: toJsonSchema(route.request), ...example } };
  return { requestBody: { required: true, content } };
};

const errorsOf = (route: DocumentedRoute, method: Method): ErrorCode[] => [
  ...commonErrors,
  ...(operations[route.name]?.errors ?? []),
  ...(method === 'POST' ? bodyErrors : []),
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
