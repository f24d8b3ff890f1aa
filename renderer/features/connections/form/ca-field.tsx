import { useFormContext } from 'react-hook-form';
import { api } from '../../../api/api.ts';
import { connectionSettingsText as text } from '../../../text/connection-settings.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextArea } from '../../../ui/text-input.tsx';
import { useAction } from '../../../ui/use-action.ts';
import type { ConnectionForm } from './connection-form.ts';

/** A certificate is no secret: it is pasted here, or read by main from a file that the user picks. */
export function CaField() {
  const { register, watch, setValue, formState } = useFormContext<ConnectionForm>();
  const { run, running, error } = useAction();
  const choose = async () => {
    const chosen = await run(() => api['connections.chooseCa']());
    if (chosen !== null) setValue('ca', chosen.pem, { shouldValidate: true });
  };
  return (
    <div className="grid gap-2">
      <Field label={text.ca} optional help={text.caHelp} error={formState.errors.ca?.message}>
        {(control) => (
          <TextArea
            {...control}
            {...register('ca')}
            rows={3}
            spellCheck={false}
            className="font-mono text-small"
            placeholder={text.caExample}
          />
        )}
      </Field>
      {error !== null && <ErrorNotice error={error} />}
      <div className="flex gap-2">
        <Button busy={running} onClick={() => void choose()}>
          {text.caChoose}
        </Button>
        {watch('ca') !== '' && (
          <Button look="quiet" onClick={() => setValue('ca', '', { shouldValidate: true })}>
            {text.caClear}
          </Button>
        )}
      </div>
    </div>
  );
}
