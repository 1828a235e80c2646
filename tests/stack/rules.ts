// The rules of this service for its CloudFormation template.
import { accessRules } from './accessRules.ts';
import { alarmRules } from './alarmRules.ts';
import { bucketRules } from './bucketRules.ts';
import { dataRules } from './dataRules.ts';
import { operationRules } from './operationRules.ts';
import { queueRules } from './queueRules.ts';
import { scheduleRules } from './scheduleRules.ts';
import type { Rule } from './template.ts';

export const rules: readonly Rule[] = [
  ...accessRules,
  ...alarmRules,
  ...bucketRules,
  ...dataRules,
  ...operationRules,
  ...queueRules,
  ...scheduleRules,
];
