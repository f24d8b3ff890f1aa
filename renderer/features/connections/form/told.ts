import type { UseFormReturn } from 'react-hook-form';
import { asApiError } from '../../../api/api-error.ts';
import { toldAtField } from '../../../ui/field-failure.ts';
import type { ConnectionForm } from './connection-form.ts';

type Shown = 'name' | 'environmentId' | 'baseUrl' | 'ca';

/**
 * Puts a failure at its field where that field stands in the form and shows it.
 * @param shown what is in sight; a failure of anything else belongs at the top
 */
export const toldIn =
  (form: UseFormReturn<ConnectionForm>, shown: readonly Shown[]) =>
  (thrown: unknown): boolean =>
    shown.some((name) => name === asApiError(thrown).field) && toldAtField(form, thrown);
