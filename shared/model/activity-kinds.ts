/** What people look for in the activity. Which words belong to each stands in shared/text/activity.ts. */
export const ACTIVITY_KINDS = [
  'created',
  'seen',
  'delivered',
  'changed',
  'ended',
  'storage',
  'failed',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
