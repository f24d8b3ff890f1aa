import { type FormEvent, useState } from 'react';
import { type ExportRequest, hasFileOfItsOwn, type Target } from '#shared/model/delivery.ts';
import type { Key } from '#shared/model/key.ts';
import { otherUses } from '#shared/model/other-uses.ts';
import { closeDialog, openDialog } from '../../../state/actions.ts';
import { listOf } from '../../../state/remote.ts';
import { useKey, useSurroundings } from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { exportText } from '../../../text/targets.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DialogSubject } from '../../../ui/dialog-subject.tsx';
import { Changes, type WaitingWords } from './changes.tsx';
import { isMissing, usePackageLook } from './check-package.tsx';
import { CopiedDocument, CopyDocument, useDocumentCopy } from './copy-document.tsx';
import { ExportFields, ReferenceField } from './export-fields.tsx';
import { type ExportForm, type ExportProblems, hasNoFile, startsCommand } from './export-form.ts';
import { MechanismPicker } from './mechanism-picker.tsx';
import { SecondTool } from './second-tool.tsx';
import { useExport } from './use-export.ts';

interface Props {
  readonly keyId: string;
  /** Keys whose copying was being asked for before: asked again afterwards. */
  readonly backTo: readonly string[] | null;
  /** The target to begin with; null: the first. */
  readonly target: string | null;
}

/** Puts a key into the config of a program, after showing exactly what changes there. */
export function Export({ keyId, backTo, target }: Props) {
  const key = useKey(keyId);
  const targets = useStore((state) => state.data.targets);
  if (key === null || targets.state === 'loading') return null;
  const leave = () => (backTo === null ? closeDialog() : openDialog({ kind: 'key-created', keyIds: backTo }));
  return <ExportDialog value={key} targets={listOf(targets)} first={target} onLeave={leave} />;
}

interface DialogProps {
  readonly value: Key;
  readonly targets: readonly Target[];
  readonly first: string | null;
  readonly onLeave: () => void;
}

function ExportDialog({ value, targets, first, onLeave }: DialogProps) {
  const start = targets.find(({ id }) => id === first) ?? targets[0] ?? null;
  const exporting = useExport(value, targets, start, onLeave);
  const { form, change, problems, planning, write, writing, error } = exporting;
  const [tried, setTried] = useState(false);
  const ignorable = planning.plan?.ignorable ?? null;
  const ready = planning.state === 'planned' && Object.keys(problems).length === 0;
  const copy = useDocumentCopy(exporting.copied);
  const copyable = exporting.target !== null && !hasFileOfItsOwn(exporting.target);
  const packageLook = usePackageLook(form.command);
  const isDoubtful = startsCommand(form, exporting.target) && isMissing(packageLook);
  const fields = { form, around: exporting.around, problems, tried, onChange: change };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (ready && !writing) void write();
  };
  return (
    <Dialog
      title={exportText.title}
      subject={<Subject value={value} />}
      wide
      onClose={onLeave}
      onSubmit={submit}
      footer={
        <>
          {copyable && <CopyDocument {...copy} unavailable={notCopied(exporting.copied, form)} />}
          <Button onClick={onLeave}>{common.cancel}</Button>
          <Button look="primary" type="submit" busy={writing || planning.state !== 'planned' || !ready}>
            {isDoubtful ? exportText.submitAnyway : exportText.submit}
          </Button>
        </>
      }
      beside={
        <div className="grid gap-4">
          <Changes planning={planning} error={error} waiting={waitingWords(problems, form, copyable)}>
            {ignorable !== null && (
              <Checkbox
                label={exportText.ignore}
                detail={ignorable}
                checked={form.ignored}
                onChange={(ignored) => change({ ignored })}
              />
            )}
          </Changes>
          {copyable && <CopiedDocument {...copy} />}
        </div>
      }
    >
      <div className="grid gap-4">
        <SecondTool
          key={`${form.target} ${form.file}`}
          value={value}
          uses={otherUses(value, {
            ...form,
            // What is typed counts before there is a plan.
            file: form.file.trim() === '' ? (exporting.file ?? '') : form.file,
          })}
          target={exporting.target}
        />
        <ExportFields targets={targets} ownFile={exporting.file} packageLook={packageLook} {...fields} />
        <MechanismPicker
          key={exporting.about}
          planning={planning}
          planless={copyable}
          keptBy={keptBy(exporting.target, form)}
          otherwise={exporting.target?.ways[form.reach] ?? []}
          picked={form.mechanism}
          onPick={(mechanism) => change({ mechanism })}
        />
        <ReferenceField
          planned={planning.plan?.reference ?? null}
          refused={planning.state === 'failed' && planning.error.field === 'reference'}
          {...fields}
        />
      </div>
    </Dialog>
  );
}

/** What is still to be done before there is a change to show. */
function waitingWords({ file }: ExportProblems, { mechanism }: ExportForm, copyable: boolean): WaitingWords {
  const unnamed = copyable ? exportText.waitingCopy : exportText.waitingFile;
  return {
    // Another field may be wrong as well, and says so itself; an empty file is no mistake until Export is pressed.
    field: file === undefined ? exportText.waiting : unnamed,
    mechanism: mechanism === null ? exportText.waitingMechanism : null,
  };
}

/** Why the document cannot be copied now; null: it can. */
function notCopied(request: ExportRequest | null, { mechanism }: ExportForm): string | null {
  if (mechanism === 'inline') return exportText.copyInline;
  return request === null ? exportText.copyUnready : null;
}

/** The program whose own store takes the key; null: a file does. */
const keptBy = (target: Target | null, { connectionId }: ExportForm): string | null =>
  target !== null && (connectionId !== '' || hasNoFile(target)) ? target.name : null;

function Subject({ value }: { readonly value: Key }) {
  const { environment } = useSurroundings(value);
  return <DialogSubject name={value.name} environment={environment} />;
}
