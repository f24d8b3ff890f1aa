import * as z from 'zod/mini';
import { EXPIRY_CHOICES, newKeySchema } from '#shared/model/key.ts';
import { type Provider, readOnlyScopes } from '#shared/model/provider.ts';
import { editText } from '../../../text/operation-names.ts';
import { parseIps } from '../allowed-ips.ts';
import { tagsOf } from '../edit/edit-form.ts';

export const EXPIRIES = ['never', ...EXPIRY_CHOICES] as const;
export type Expiry = (typeof EXPIRIES)[number];

/** The form as it is typed; what is left empty is not sent. */
export interface NewKeyForm {
  environmentId: string;
  connectionId: string;
  /** Which program will use it: it only names the key, and is not sent. */
  tool: string;
  purpose: string;
  name: string;
  description: string;
  scopes: string[];
  testMode: boolean;
  expiresIn: Expiry;
  variable: string;
  allowedIps: string;
  /** Parted by commas. */
  tags: string;
}

/** What depends on the service: read-only scopes, never write, delete or manage; the service's own variable. */
export function serviceDefaults(
  provider: Provider | null,
): Pick<NewKeyForm, 'scopes' | 'variable' | 'expiresIn' | 'testMode' | 'allowedIps'> {
  return {
    scopes: readOnlyScopes(provider?.scopes ?? []),
    variable: provider?.variable ?? '',
    // What one service was asked must not go to another, which may not know it.
    expiresIn: 'never',
    testMode: false,
    allowedIps: '',
  };
}

function toInput(form: NewKeyForm): z.input<typeof newKeySchema> {
  const { environmentId, connectionId, name, scopes, testMode } = form;
  const { ips } = parseIps(form.allowedIps);
  const tags = tagsOf(form.tags);
  return {
    environmentId,
    connectionId,
    name,
    scopes,
    testMode,
    ...(form.description.trim() === '' ? {} : { description: form.description }),
    ...(form.expiresIn === 'never' ? {} : { expiresIn: form.expiresIn }),
    ...(form.variable.trim() === '' ? {} : { variable: form.variable.trim() }),
    ...(ips.length === 0 ? {} : { allowedIps: ips }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** Checks the form by the schema that main checks by, and turns it into the call's input. */
export const newKeyFormSchema = z.pipe(
  z.custom<NewKeyForm>().check((context) => {
    const { wrong } = parseIps(context.value.allowedIps);
    if (wrong.length > 0)
      context.issues.push({
        code: 'custom',
        message: editText.badIps(wrong),
        path: ['allowedIps'],
        input: context.value.allowedIps,
      });
  }),
  z.pipe(z.transform(toInput), newKeySchema),
);
