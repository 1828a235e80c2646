// The account and the region of the local event cloud: the ARNs of its queues name them.

export const accountId = '000000000000';

export const localRegion = 'eu-central-1';
