// Types of the SDK's parts that rdsDataClient.ts is made of; the package has them in another folder.
declare module '@aws-sdk/client-rds-data/dist-es/endpoint/endpointResolver.js' {
  export { defaultEndpointResolver } from '@aws-sdk/client-rds-data/dist-types/endpoint/endpointResolver.js';
}
