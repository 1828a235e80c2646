// List prices in US dollars, us-east-1, arm64, without free tiers, as of November 2026.
// Other regions and dates differ.

export const prices = {
  /** https://aws.amazon.com/api-gateway/pricing/ (HTTP API, first 300 million a month) */
  httpApiPerMillion: 1.0,
  /** https://aws.amazon.com/lambda/pricing/ */
  lambdaPerMillion: 0.2,
  lambdaPerGibSecond: 0.0000133334,
  /** SnapStart; on Lambda's page for Python and .NET, and taken to be the same for images. */
  snapshotPerGibSecond: 0.0000015046,
  restorePerGib: 0.0001397998,
  /** https://aws.amazon.com/eventbridge/pricing/ (custom events) */
  eventsPerMillion: 1.0,
  /** https://aws.amazon.com/sqs/pricing/ (standard queues) */
  queuePerMillion: 0.4,
  /** https://aws.amazon.com/s3/pricing/ (S3 Standard, first 50 TB; PUT, COPY, POST and LIST requests) */
  objectsPerGibMonth: 0.023,
  objectWritesPerMillion: 5,
  /** https://aws.amazon.com/rds/aurora/pricing/ (Data API, a request of up to 32 KiB) */
  dataApiPerMillion: 0.35,
  /** https://aws.amazon.com/rds/aurora/pricing/ (Serverless v2, Standard) */
  acuPerHour: 0.12,
  storagePerGibMonth: 0.1,
  /** https://aws.amazon.com/cloudwatch/pricing/ */
  logsPerGib: 0.5,
  alarmMetricPerMonth: 0.1,
  customMetricPerMonth: 0.3,
  dashboardPerMonth: 3,
  /** https://aws.amazon.com/secrets-manager/pricing/ */
  secretPerMonth: 0.4,
  /** https://aws.amazon.com/ecr/pricing/ */
  imagesPerGibMonth: 0.1,
} as const;
