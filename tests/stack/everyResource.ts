// Parameters with which the stack holds every type of resource that it can hold.
import type { StackParameters } from '#tests/support/packageStack.ts';

export const everyResource: StackParameters = {
  authorization: 'jwt',
  jwtIssuer: 'https://issuer.example.com/',
  jwtAudience: 'users',
  alarmEmail: 'alarms@example.com',
  monitoring: 'full',
  minRequestsPerDay: '100',
  readers: '1',
  slowQueryS: '2',
  performanceInsights: 'true',
  domainName: 'users.example.com',
  certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  eventArchiveDays: '30',
  replayDays: '31',
  tombstoneDays: '31',
  exportSchedule: 'rate(1 day)',
};
