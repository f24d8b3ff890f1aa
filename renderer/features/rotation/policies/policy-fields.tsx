import { CRITICAL_DAYS, POLICY_DAYS, type Policy } from '#shared/model/policy.ts';
import { afterWords, policyText as text, unattendedWords, unusedWords } from '../../../text/policies.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type Inheritable, type Inherited, inherited, type Owner } from './inherited.ts';
import { afterOf, type PolicyForm, type PolicyProblems } from './policy-form.ts';

export interface FieldsProps {
  readonly owner: Owner;
  /** The nearest first. */
  readonly above: readonly Owner[];
  readonly policies: readonly Policy[];
  readonly form: PolicyForm;
  readonly problems: PolicyProblems;
  readonly onChange: (changes: Partial<PolicyForm>) => void;
}

export function PolicyFields(props: FieldsProps) {
  return (
    <>
      <AfterField {...props} />
      {props.owner.subject === 'key' && <CriticalField {...props} />}
      <UnusedField {...props} />
      <UnattendedField {...props} />
    </>
  );
}

/** What is inherited and from where; nothing where nothing stands above. */
function inheritedWords<K extends Inheritable>(
  found: Inherited<K> | null,
  above: readonly Owner[],
  words: (value: NonNullable<Policy[K]>) => string,
): string | undefined {
  if (above.length === 0) return undefined;
  return found === null
    ? text.inheritsNothing
    : text.inherits(words(found.value), found.from.subject, found.from.name);
}

function AfterField({ owner, above, policies, form, problems, onChange }: FieldsProps) {
  const isTop = owner.subject === 'environment';
  const help = inheritedWords(inherited('afterDays', above, policies), above, afterWords);
  return (
    <div className={`grid items-start gap-3 ${form.after === 'own' ? 'wide:grid-cols-2' : ''}`}>
      <Field label={text.after} help={form.after === 'inherit' ? help : undefined}>
        {(control) => (
          <Select
            control={control}
            value={form.after}
            onChange={(after) => onChange({ after })}
            choices={[
              { value: 'inherit', label: isTop ? text.none : text.inherit },
              ...(isTop ? [] : [{ value: 'never', label: text.never }]),
              ...POLICY_DAYS.map((days) => ({ value: String(days), label: text.days(days) })),
              { value: 'own', label: text.own },
            ]}
          />
        )}
      </Field>
      {form.after === 'own' && (
        <Field label={text.ownDays} error={problems.ownDays}>
          {(control) => (
            <TextInput
              {...control}
              name="ownDays"
              inputMode="numeric"
              value={form.ownDays}
              onChange={({ target }) => onChange({ ownDays: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function CriticalField({ above, policies, form, onChange }: FieldsProps) {
  const after = afterOf(form) ?? inherited('afterDays', above, policies)?.value ?? null;
  const days = after === 'never' ? null : after;
  const fits = days !== null && days >= CRITICAL_DAYS.least && days <= CRITICAL_DAYS.most;
  return (
    <div className="grid gap-2">
      <Checkbox
        label={text.critical}
        detail={text.criticalMeans}
        checked={form.critical}
        onChange={(critical) => onChange({ critical })}
      />
      {form.critical && !fits && <Notice>{text.criticalDiffers(days)}</Notice>}
    </div>
  );
}

function UnusedField({ owner, above, policies, form, problems, onChange }: FieldsProps) {
  const isTop = owner.subject === 'environment';
  const help = inheritedWords(inherited('unusedDays', above, policies), above, unusedWords);
  return (
    <div className={`grid items-start gap-3 ${form.unused === 'own' ? 'wide:grid-cols-2' : ''}`}>
      <Field label={text.unused} help={form.unused === 'inherit' ? help : undefined}>
        {(control) => (
          <Select
            control={control}
            value={form.unused}
            onChange={(unused) => onChange({ unused: unused as PolicyForm['unused'] })}
            choices={[
              { value: 'inherit', label: isTop ? text.unusedNever : text.inherit },
              ...(isTop ? [] : [{ value: 'never', label: text.unusedNever }]),
              { value: 'own', label: text.unusedAfter },
            ]}
          />
        )}
      </Field>
      {form.unused === 'own' && (
        <Field label={text.unusedDays} error={problems.unusedDays}>
          {(control) => (
            <TextInput
              {...control}
              name="unusedDays"
              inputMode="numeric"
              value={form.unusedDays}
              onChange={({ target }) => onChange({ unusedDays: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function UnattendedField({ owner, above, policies, form, problems, onChange }: FieldsProps) {
  const isTop = owner.subject === 'environment';
  const help = inheritedWords(inherited('unattendedAt', above, policies), above, unattendedWords);
  return (
    <div className="grid gap-1">
      <div className={`grid items-start gap-3 ${form.unattended === 'at' ? 'wide:grid-cols-2' : ''}`}>
        <Field label={text.unattended} help={form.unattended === 'inherit' ? help : undefined}>
          {(control) => (
            <Select
              control={control}
              value={form.unattended}
              onChange={(value) => onChange({ unattended: value as PolicyForm['unattended'] })}
              choices={[
                { value: 'inherit', label: isTop ? text.off : text.inherit },
                ...(isTop ? [] : [{ value: 'off', label: text.off }]),
                { value: 'at', label: text.at },
              ]}
            />
          )}
        </Field>
        {form.unattended === 'at' && (
          <Field label={text.time} error={problems.time}>
            {(control) => (
              <TextInput
                mono
                {...control}
                name="time"
                value={form.time}
                onChange={({ target }) => onChange({ time: target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <p className="text-small text-faint">{text.unattendedMeans}</p>
    </div>
  );
}
