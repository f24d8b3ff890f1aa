import { type Shown, shownSchema } from '#shared/model/key.ts';
import type { ShownField } from '#shared/model/provider.ts';
import { guideText } from '../../../text/operations.ts';

/** What the user reads off the console beside a key, as typed. */
export type ShownForm = Readonly<Record<ShownField, string>>;

export const NO_SHOWN: ShownForm = { expiresAt: '', rateLimit: '', remoteId: '' };

interface Read {
  readonly value: Shown;
  readonly problems: Partial<Record<ShownField, string>>;
}

/**
 * Reads what was typed; what is left empty is not sent.
 * A date means the end of that day, in UTC: services name a day, and seldom an hour.
 */
export function shownOf(form: ShownForm, fields: readonly ShownField[]): Read {
  const value: Partial<Record<ShownField, string>> = {};
  const problems: Partial<Record<ShownField, string>> = {};
  for (const field of fields) {
    const text = form[field].trim();
    if (text === '') continue;
    const read = field === 'expiresAt' ? endOfDay(text) : text;
    const checked = shownSchema.shape[field].safeParse(read ?? '');
    if (read !== null && checked.success) value[field] = read;
    else
      problems[field] =
        field === 'expiresAt' ? guideText.badDate : (checked.error?.issues[0]?.message ?? guideText.badDate);
  }
  return { value: value as Shown, problems };
}

function endOfDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T23:59:59Z`);
  // The 31st of a short month would be read as a day of the next one.
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text) ? null : day.toISOString();
}
