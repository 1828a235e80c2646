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

/** The `CorsConfiguration` of cloud/template/httpApi.yml: set on a condition, its origins split from a parameter. */
export type CorsConfiguration = {
  'Fn::If': [
    condition: string,
    configuration: {
      AllowOrigins: { 'Fn::Split': [separator: string, origins: string] };
      AllowMethods: string[];
      AllowHeaders: string[];
      ExposeHeaders: string[];
      MaxAge: number;
    },
    otherwise: unknown,
  ];
};

/** Undefined when no origin is configured. */
export const readCors = ({ 'Fn::If': [, configuration] }: CorsConfiguration): Cors | undefined => {
  const [separator, origins] = configuration.AllowOrigins['Fn::Split'];
  if (origins === '') return undefined;
  return {
    origins: origins.split(separator),
    methods: configuration.AllowMethods,
    headers: configuration.AllowHeaders,
    exposedHeaders: configuration.ExposeHeaders,
    maxAgeS: configuration.MaxAge,
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
