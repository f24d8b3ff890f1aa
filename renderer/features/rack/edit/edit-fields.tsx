import { useFormContext } from 'react-hook-form';
import { type Offer, offerOf } from '#shared/model/provider.ts';
import { editText } from '../../../text/operation-names.ts';
import { Field } from '../../../ui/field.tsx';
import { TextArea, TextInput } from '../../../ui/text-input.tsx';
import type { EditForm } from './edit-form.ts';

interface Props {
  /** null: a key that Keyrack alone knows. */
  readonly offers: readonly Offer[] | null;
}

/** What can be changed of a key. What the service cannot change is shown with its reason. */
export function EditFields({ offers }: Props) {
  const { register, formState } = useFormContext<EditForm>();
  const { errors } = formState;
  const edit = offers === null ? null : offerOf(offers, 'edit');
  const fixed = edit !== null && edit.way === null ? (edit.why ?? editText.fixed) : undefined;
  return (
    <div className="grid gap-4">
      <Field label={editText.name} help={fixed} error={errors.name?.message}>
        {(control) => (
          <TextInput
            {...control}
            {...register('name')}
            readOnly={fixed !== undefined}
            className={fixed === undefined ? '' : 'bg-canvas! text-muted!'}
            autoFocus
          />
        )}
      </Field>
      <Field label={editText.description} error={errors.description?.message} optional>
        {(control) => <TextArea {...control} {...register('description')} />}
      </Field>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Field label={editText.tags} help={editText.tagsHelp} error={errors.tags?.message} optional>
          {(control) => <TextInput {...control} {...register('tags')} />}
        </Field>
        <Field
          label={editText.variable}
          help={editText.variableHelp}
          error={errors.variable?.message}
          optional
        >
          {(control) => <TextInput mono {...control} {...register('variable')} />}
        </Field>
      </div>
      {offers !== null && <AllowedIpsField offer={offerOf(offers, 'allowIps')} />}
    </div>
  );
}

/** Only where the service knows such a list. The same field serves a key to be made. */
export function AllowedIpsField({ offer }: { readonly offer: Offer }) {
  const { register, formState } = useFormContext<Pick<EditForm, 'allowedIps'>>();
  if (offer.way === null) return null;
  return (
    <Field
      label={editText.allowedIps}
      help={editText.allowedIpsHelp}
      error={formState.errors.allowedIps?.message}
      optional
    >
      {(control) => (
        <TextArea
          {...control}
          {...register('allowedIps')}
          rows={2}
          spellCheck={false}
          className="font-mono text-small"
        />
      )}
    </Field>
  );
}
