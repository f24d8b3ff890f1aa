import * as z from 'zod/mini';
import { EXPIRY_CHOICES, newKeySchema } from '#shared/model/key.ts';
import { type Provider, readOnlyScopes } from '#shared/model/provider.ts';

export const EXPIRIES = ['never', ...EXPIRY_CHOICES] as const;
export type Expiry = (typeof EXPIRIES)[number];

/** The form as it is typed; what is left empty is not sent. */
export interface NewKeyForm {
  environmentId: string;
  connectionId: string;
  name: string;
  description: string;
  scopes: string[];
  testMode: boolean;
  expiresIn: Expiry;
  variable: string;
}

/** What depends on the service: read-only scopes, never write, delete or manage; the service's own variable. */
export function serviceDefaults(provider: Provider | null): Pick<NewKeyForm, 'scopes' | 'variable'> {
  return { scopes: readOnlyScopes(provider?.scopes ?? []), variable: provider?.variable ?? '' };
}

function toInput(form: NewKeyForm): z.input<typeof newKeySchema> {
  const { environmentId, connectionId, name, scopes, testMode } = form;
  return {
    environmentId,
    connectionId,
    name,
    scopes,
    testMode,
    ...(form.description.trim() === '' ? {} : { description: form.description }),
    ...(form.expiresIn === 'never' ? {} : { expiresIn: form.expiresIn }),
    ...(form.variable.trim() === '' ? {} : { variable: form.variable.trim() }),
  };
}

/** Checks the form by the schema that main checks by, and turns it into the call's input. */
export const newKeyFormSchema = z.pipe(z.transform(toInput), newKeySchema);

/** @returns whether a key would be allowed everything that the service knows */
export const everythingTicked = (provider: Provider | null, scopes: readonly string[]): boolean =>
  provider !== null &&
  provider.scopes.length > 1 &&
  provider.scopes.every((scope) => scopes.includes(scope.id));
