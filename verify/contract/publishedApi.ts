// api/openapi.json as a judge: which answers it promises, and which requests it allows.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { currentContract } from '#api/contract.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document is checked by its linter
type Json = any;

export type ApiRequest = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string | undefined;
};
export type ApiAnswer = { status: number; headers: Headers; body: string };

/** Headers of HTTP and of API Gateway, which no operation lists. */
const transportHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
  'apigw-requestid',
]);

/** A member that no schema names is no part of the promise. */
const close = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const closed = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, close(value)]));
  return closed.properties && closed.type === 'object' ? { ...closed, additionalProperties: false } : closed;
};

const document: Json = currentContract().openapi;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(close(document), 'closed').addSchema(document, 'open');

const compile = (root: 'closed' | 'open', ...pointer: (string | number)[]): ValidateFunction => {
  const escaped = pointer.map((part) =>
    encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  return ajv.getSchema(`${root}#/${escaped.join('/')}`) as ValidateFunction;
};

const resolve = (value: Json): Json =>
  value?.$ref
    ? (value.$ref as string)
        .slice(2)
        .split('/')
        .reduce((node, key) => node[key], document)
    : value;

/** HEAD is answered as GET; a method that the path does not have, as each that it has promises 405. */
const operationsOf = (path: string, method: string): string[] => {
  const methods = Object.keys(document.paths[path]);
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
  return methods.includes(asked) ? [asked] : methods;
};

const findHeaderFaults = (promised: Json, headers: Headers): string[] => {
  const faults = [...headers.keys()]
    .filter((name) => !transportHeaders.has(name) && !(name in promised))
    .map((name) => `The header ${name} is not promised.`);
  for (const [name, reference] of Object.entries<Json>(promised)) {
    const { required, schema } = resolve(reference);
    const value = headers.get(name);
    if (value === null && required) faults.push(`The header ${name} is missing.`);
    const typed = schema.type === 'integer' ? Number(value) : value;
    if (value !== null && !ajv.validate(schema, typed)) faults.push(`The header ${name} is ${value}.`);
  }
  return faults;
};

/** The error of the catalogue that a body has, or `Success`. */
const nameOf = (body: Json): string => {
  if (body?.type === undefined) return 'Success';
  const schemas = Object.entries<Json>(document.components.schemas);
  return schemas.find(([, { properties }]) => properties?.type?.const === body?.type)?.[0] as string;
};

/** What is wrong with the answer, as sentences; and what of the promise was seen goes into `seen`. */
export const findFaults = (request: ApiRequest, answer: ApiAnswer, seen: Set<string>): string[] =>
  operationsOf(request.path, request.method).flatMap((operation) => {
    const promised = document.paths[request.path][operation].responses[answer.status];
    if (!promised) return [`The status ${answer.status} is not promised.`];
    const faults = findHeaderFaults(promised.headers ?? {}, answer.headers);
    const contentType = answer.headers.get('content-type')?.split(';')[0] ?? '';
    if (!promised.content?.[contentType])
      return [...faults, `The content type ${contentType} is not promised.`];
    if (request.method === 'HEAD') return answer.body === '' ? faults : [...faults, 'HEAD has a body.'];
    const body = JSON.parse(answer.body);
    const pointer = [
      'paths',
      request.path,
      operation,
      'responses',
      answer.status,
      'content',
      contentType,
      'schema',
    ];
    const validate = compile('closed', ...pointer);
    if (!validate(body)) faults.push(`The body is not promised: ${ajv.errorsText(validate.errors)}.`);
    seen.add(`${operation} ${request.path} ${answer.status} ${nameOf(body)}`);
    return faults;
  });

const schemaNames = (schema: Json): string[] =>
  (schema.oneOf ?? schema.anyOf ?? [schema]).map(({ $ref }: Json) => $ref?.split('/').at(-1) ?? 'Success');

/** Everything that the operations of these paths promise, but API Gateway's own answers. */
export const listPromises = (paths: readonly string[]): string[] =>
  paths.flatMap((path) =>
    Object.entries<Json>(document.paths[path]).flatMap(([operation, { responses }]) =>
      Object.entries<Json>(responses).flatMap(([status, { content }]) =>
        Object.values<Json>(content)
          .flatMap(({ schema }) => schemaNames(schema))
          .filter((name) => name !== 'GatewayMessage')
          .map((name) => `${operation} ${path} ${status} ${name}`),
      ),
    ),
  );

const allowsQuery = ({ path, query }: ApiRequest, operation: string): boolean => {
  const given = new URLSearchParams(query);
  return (document.paths[path][operation].parameters as Json[]).every(({ name, required, schema }) => {
    const value = given.get(name);
    if (value === null) return !required;
    return ajv.validate(
      schema,
      schema.type === 'integer' && /^(0|[1-9]\d*)$/.test(value) ? Number(value) : value,
    );
  });
};

/** Whether the document allows the request, whose query's escapes are whole. */
export const isAllowed = (request: ApiRequest): boolean => {
  const { path, body = '' } = request;
  const operation = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  if (operation === 'get') return allowsQuery(request, operation);
  try {
    const pointer = ['paths', path, operation, 'requestBody', 'content', 'application/json', 'schema'];
    return compile('open', ...pointer)(JSON.parse(body));
  } catch {
    return false;
  }
};
