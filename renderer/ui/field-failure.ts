import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { asApiError } from '../api/api-error.ts';

/**
 * Puts a failure that main lays to one field where that field is.
 * @returns whether it was told there; else it belongs at the top of the form
 */
export function toldAtField<Values extends FieldValues, Context, Output>(
  form: UseFormReturn<Values, Context, Output>,
  thrown: unknown,
): boolean {
  const { field, message, next } = asApiError(thrown);
  if (field === null || !(field in form.getValues())) return false;
  // The form's own names are the only ones that get here.
  form.setError(
    field as Path<Values>,
    { message: next === null ? message : `${message} ${next}` },
    { shouldFocus: true },
  );
  return true;
}
