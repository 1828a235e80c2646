// Cross-origin rules of the HTTP API, and the headers that they give to answers.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
import type { IncomingHttpHeaders } from 'node:http';

export type Cors = {
  /** By name; wildcards allow no origin here, so that no page becomes free to read a developer's data by accident. */
  origins: string[];
  methods: string[];
  headers: string[];
  exposedHeaders: string[];
  maxAgeS: number;
};

/** https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html#apis-model-cors, as a template has it. */
export type CorsConfiguration = {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
};

/** `cors` of `provider.httpApi`: https://www.serverless.com/framework/docs/providers/aws/events/http-api#cors-setup */
export type FrameworkCors = {
  allowedOrigins?: string[];
  allowedMethods?: string[];
  allowedHeaders?: string[];
  exposedResponseHeaders?: string[];
  maxAge?: number;
};

const toConfiguration = (cors: FrameworkCors): CorsConfiguration => ({
  AllowOrigins: cors.allowedOrigins ?? [],
  AllowMethods: cors.allowedMethods ?? ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  AllowHeaders: cors.allowedHeaders ?? ['content-type', 'authorization', 'x-amz-date', 'x-api-key'],
  ExposeHeaders: cors.exposedResponseHeaders ?? [],
  MaxAge: cors.maxAge ?? 0,
});

/** Undefined when no origin is named. `framework` is `true` for any origin, which is none here. */
export const readCors = (
  configuration: CorsConfiguration | undefined,
  framework?: FrameworkCors | boolean,
): Cors | undefined => {
  const given = configuration ?? (typeof framework === 'object' ? toConfiguration(framework) : {});
  const origins = (given.AllowOrigins ?? []).filter((origin) => origin !== '' && origin !== '*');
  if (origins.length === 0) return undefined;
  return {
    origins,
    methods: given.AllowMethods ?? [],
    headers: given.AllowHeaders ?? [],
    exposedHeaders: given.ExposeHeaders ?? [],
    maxAgeS: given.MaxAge ?? 0,
  };
};

/** A preflight is answered by API Gateway itself, without a function. */
export const isPreflight = (method: string, headers: IncomingHttpHeaders): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

const allows = ({ origins }: Cors, origin: string | undefined): origin is string =>
  origin !== undefined && origins.includes(origin);

export const preflightHeaders = (cors: Cors, origin: string | undefined): Record<string, string> =>
  allows(cors, origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': cors.methods.join(','),
        'access-control-allow-headers': cors.headers.join(','),
        'access-control-max-age': String(cors.maxAgeS),
      }
    : {};

/** The function's own headers of this kind are ignored, as API Gateway ignores them where CORS is configured. */
export const addCorsHeaders = <Value>(
  headers: Record<string, Value>,
  cors: Cors,
  origin: string | undefined,
): Record<string, Value | string> => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-'))),
  ...(allows(cors, origin) && {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': cors.exposedHeaders.join(','),
  }),
});
