// A service as its serverless.yml resolves to it.
import type { CorsConfiguration, FrameworkCors } from './apigateway/cors.ts';
import type { ServiceFunctions } from './stack/serviceFunction.ts';
import type { Template } from './stack/template.ts';

export type Service = {
  service: string;
  provider: {
    stage: string;
    region: string;
    environment?: Readonly<Record<string, unknown>>;
    timeout?: number;
    memorySize?: number;
    httpApi?: { payload?: string; cors?: FrameworkCors | boolean; authorizers?: object };
  };
  functions: ServiceFunctions;
  resources?: Template & {
    extensions?: { HttpApi?: { Properties?: { CorsConfiguration?: CorsConfiguration } } };
  };
};
