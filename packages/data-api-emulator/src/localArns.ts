// The ARNs of a cluster that has none: any are accepted, and these can be used.

export const localRegion = 'eu-central-1';
export const localResourceArn = `arn:aws:rds:${localRegion}:123456789012:cluster:local`;
export const localSecretArn = `arn:aws:secretsmanager:${localRegion}:123456789012:secret:local-AbCdEf`;
