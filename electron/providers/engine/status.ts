import type { KeyStatus } from '#shared/model/key.ts';
import { pick } from './answer-path.ts';
import type { StatusRule } from './manifest/index.ts';
import { asInstant } from './reads.ts';

const folded = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function isThere(value: unknown): boolean {
  const empty = value === undefined || value === null || value === false || value === '';
  return !empty && !(Array.isArray(value) && value.length === 0);
}

function fits(item: unknown, rule: StatusRule, now: Date): boolean {
  if (!('path' in rule)) return true;
  const value = pick(item, rule.path);
  if ('equals' in rule) return folded(value) === folded(rule.equals);
  if ('exists' in rule) return isThere(value);
  const at = asInstant(value, rule.as ?? 'iso');
  return typeof at === 'string' && Date.parse(at) <= now.getTime();
}

/** @returns null where no rule fits: the service says something that the manifest does not know */
export function statusOf(item: unknown, rules: readonly StatusRule[], now: Date): KeyStatus | null {
  return rules.find((rule) => fits(item, rule, now))?.is ?? null;
}
