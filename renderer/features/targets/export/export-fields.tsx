import { TARGET_FAMILIES, type Target, type TargetScope } from '#shared/model/delivery.ts';
import { exportText } from '../../../text/targets.ts';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { CheckPackage, PackageFound, type PackageLook } from './check-package.tsx';
import { ConnectionField } from './connection-field.tsx';
import { type ExportForm, type ExportProblems, hasNoFile, startsCommand, takenBy } from './export-form.ts';
import { choicesOf, FormText, type FormTextProps } from './form-text.tsx';
import { OwnServer } from './own-server.tsx';
import type { Around } from './server-form.ts';
import { ServerVariables } from './server-variables.tsx';
import { ServiceFields } from './service-fields.tsx';

interface Props {
  readonly form: ExportForm;
  readonly around: Around;
  readonly targets: readonly Target[];
  /** Where it is written to as long as no file is typed; null: one has to be. */
  readonly ownFile: string | null;
  readonly problems: ExportProblems;
  readonly packageLook: PackageLook;
  /** The user has pressed Export: from then on an empty field is a mistake, before it is only empty. */
  readonly tried: boolean;
  readonly onChange: (changes: Partial<ExportForm>) => void;
}

const targetChoices = (targets: readonly Target[]) =>
  TARGET_FAMILIES.flatMap((family) =>
    targets
      .filter((each) => each.family === family)
      .map(({ id, name }) => ({ value: id, label: name, group: exportText.families[family] })),
  );

export function ExportFields(props: Props) {
  const { form, targets, onChange } = props;
  const target = targets.find(({ id }) => id === form.target);
  const project = target?.projectFile ?? null;
  const takes = takenBy(target ?? null);
  const isServer = takes === 'server';
  return (
    <div className="grid items-start gap-4 wide:grid-cols-2">
      <Field
        label={exportText.target}
        help={target === undefined || target.tried ? undefined : exportText.untried}
      >
        {(control) => (
          <Select
            control={control}
            value={form.target}
            choices={targetChoices(targets)}
            onChange={(chosen) => onChange({ target: chosen })}
          />
        )}
      </Field>
      <ConnectionField target={target ?? null} {...props} />
      {isServer && <ServerFields {...props} />}
      {takes === 'service' ? <ServiceFields {...props} /> : <FormText name="variable" {...props} />}
      {startsCommand(form, target ?? null) && (
        <div className="wide:col-span-2">
          <ServerVariables {...props} />
        </div>
      )}
      {/* A file of variables holds the value whoever it belongs to: its scope would change nothing. */}
      {isServer && project !== null && (
        <Field label={exportText.scope}>
          {(control) => (
            <Select
              control={control}
              value={form.scope}
              choices={choicesOf(exportText.scopes)}
              onChange={(scope) => onChange({ scope: scope as TargetScope })}
            />
          )}
        </Field>
      )}
      {form.connectionId === '' && (
        <div className="wide:col-span-2">
          <PlaceField target={target ?? null} {...props} />
        </div>
      )}
    </div>
  );
}

/** Where it is written to: a file, or a place at a service. */
function PlaceField({ target, ownFile, ...props }: Props & { readonly target: Target | null }) {
  if (hasNoFile(target)) {
    const { repositoryExample: example, repositoryHelp: help } = exportText;
    return <FormText name="repository" example={example} help={help} {...props} />;
  }
  const project = target?.projectFile ?? null;
  const isOfProject = props.form.scope === 'project' || takenBy(target) !== 'server';
  const example = project !== null && isOfProject ? exportText.projectExample(project) : ownFile;
  return <FormText name="file" example={example ?? undefined} {...props} />;
}

/** What is asked of a server, and of no variable alone. */
function ServerFields(props: Props) {
  const { form, onChange } = props;
  return (
    <>
      <FormText name="server" {...props} />
      <Field label={exportText.reach}>
        {(control) => (
          <Select
            control={control}
            value={form.reach}
            choices={choicesOf(exportText.reaches)}
            onChange={(reach) => onChange({ reach: reach as ExportForm['reach'] })}
          />
        )}
      </Field>
      {form.reach === 'command' ? (
        <CommandFields {...props} />
      ) : (
        <>
          <FormText name="url" example={exportText.urlExample} {...props} />
          <FormText name="header" help={exportText.headerHelp} {...props} />
        </>
      )}
    </>
  );
}

function CommandFields(props: Props) {
  const { packageLook: look } = props;
  return (
    <>
      <OwnServer {...props} />
      <div className="grid gap-2">
        <FormText name="command" example={exportText.commandExample} {...props} />
        <CheckPackage {...look} />
      </div>
      <PackageFound {...look} />
    </>
  );
}

/** The field that a reference has and no other mechanism: the variable that it names. @param planned until the user names another. @param refused it stands for another key */
export function ReferenceField({
  planned,
  refused,
  ...props
}: Omit<FormTextProps, 'name'> & { readonly planned: string | null; readonly refused: boolean }) {
  const { mechanism } = props.form;
  const isBest = mechanism === null && (planned !== null || refused);
  if (mechanism !== 'reference' && !isBest) return null;
  return (
    <FormText name="reference" example={planned ?? undefined} help={exportText.referenceHelp} {...props} />
  );
}
