import { useEffect, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { api } from '../../../api/api.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { operationWords } from '../../../text/diagnosis.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';
import type { ConnectionForm } from '../form/connection-form.ts';
import { inferredPaths } from './inferred-paths.ts';

/** Where an account uses other paths than the inferred ones: one field each, the default in grey. */
export function PathFields({ provider }: { readonly provider: string }) {
  const { register, formState } = useFormContext<ConnectionForm>();
  const [paths, setPaths] = useState<ReturnType<typeof inferredPaths> | null>(null);
  const { run, error } = useAction();
  useEffect(() => {
    void run(async () => setPaths(inferredPaths((await api['providers.manifest']({ id: provider })).text)));
  }, [provider, run]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (paths === null) return <p role="status">{text.pathsLoading}</p>;
  if (paths.length === 0) return <p className="text-muted">{text.noPaths}</p>;
  return (
    <div className="grid gap-3">
      <p className="text-small text-muted">{text.pathsText}</p>
      {paths.map(({ operation, method, path }) => (
        <Field
          key={operation}
          label={`${operationWords[operation]} (${method})`}
          error={formState.errors.paths?.[operation]?.message}
        >
          {(control) => (
            <TextInput mono {...control} {...register(`paths.${operation}`)} placeholder={path} />
          )}
        </Field>
      ))}
    </div>
  );
}
