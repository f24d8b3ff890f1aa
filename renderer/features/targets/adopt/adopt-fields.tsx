import type { PlaintextRow } from '#shared/model/adoption.ts';
import { adoptText as text } from '../../../text/adopting.ts';
import { exportText } from '../../../text/targets.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { EnvironmentField } from '../../environments/environment-field.tsx';
import { MechanismPicker } from '../export/mechanism-picker.tsx';
import type { Adopting } from './use-adopt.ts';

interface Props {
  readonly adopting: Adopting;
  readonly found: PlaintextRow;
}

/** What the value becomes here, and how the program gets it from then on. */
export function AdoptFields({ adopting, found }: Props) {
  const { form, change, problems, planning, target } = adopting;
  const { plan } = planning;
  const held = plan !== null && !plan.key.isNew ? plan.key.name : null;
  return (
    <>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <EnvironmentField
          value={form.environmentId}
          onChange={(environmentId) => change({ environmentId, sameValue: false })}
        />
        <Field label={text.name} help={held === null ? text.nameHelp : text.held(held)} error={problems.name}>
          {(control) => (
            <TextInput
              {...control}
              disabled={held !== null}
              placeholder={plan?.key.name}
              value={held === null ? form.name : ''}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        {found.place === 'header' && (
          <Field label={text.variable} help={text.variableHelp} error={problems.variable}>
            {(control) => (
              <TextInput
                mono
                {...control}
                placeholder={plan?.variable}
                value={form.variable}
                onChange={(event) => change({ variable: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      {target?.takes === 'variable' && (
        <Checkbox
          label={text.remove}
          detail={text.removeHelp}
          checked={form.remove}
          onChange={(remove) => change({ remove })}
        />
      )}
      {!form.remove && (
        <MechanismPicker
          planning={planning}
          otherwise={target?.mechanisms ?? []}
          picked={form.mechanism}
          onPick={(mechanism) => change({ mechanism })}
        />
      )}
      <Reference adopting={adopting} />
    </>
  );
}

/** Only a reference names a variable that the program must see. */
function Reference({ adopting: { form, change, problems, planning } }: Pick<Props, 'adopting'>) {
  const planned = planning.plan?.reference ?? null;
  const isRefused = planning.state === 'failed' && planning.error.field === 'reference';
  const isMeant =
    form.mechanism === 'reference' || (form.mechanism === null && (planned !== null || isRefused));
  if (form.remove || !isMeant) return null;
  return (
    <Field label={exportText.reference} help={exportText.referenceHelp} error={problems.reference}>
      {(control) => (
        <TextInput
          mono
          {...control}
          placeholder={planned ?? undefined}
          value={form.reference}
          onChange={(event) => change({ reference: event.target.value })}
        />
      )}
    </Field>
  );
}
