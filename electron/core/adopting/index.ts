import type { AdoptionResult } from '#shared/model/adoption.ts';
import { orAudited } from '../auditing/failing.ts';
import { admit } from '../delivering/admission.ts';
import { type Document, encode, openDocument } from '../delivering/document.ts';
import { markedHash } from '../delivering/entry-hash.ts';
import { modeFor, modeText } from '../delivering/modes.ts';
import { pathsTo } from '../delivering/place.ts';
import { writeChange } from '../delivering/writing.ts';
import { keepWritten, withDots } from '../delivering/written.ts';
import { AppError } from '../errors.ts';
import type { ChangeRecord, DeliveryRecord } from '../ports/ledger.ts';
import type { AdoptingDeps } from './deps.ts';
import { listPlaintexts } from './finding.ts';
import { type AdoptionDraft, draftAdoption } from './planning.ts';
import type { AdoptingService } from './service.ts';

// A plan holds the file's bytes; a window that looks at many targets must not fill the memory.
const DRAFTS_MAX = 20;

/** Entries that somebody else wrote, with the value in the clear, into keys and deliveries. */
export function createAdopting(deps: AdoptingDeps): AdoptingService {
  const drafts = new Map<string, AdoptionDraft>();
  return {
    find: (place) => listPlaintexts(deps, place),
    plan: async (request) => {
      const draft = await draftAdoption(deps, request);
      drafts.set(draft.plan.plan, draft);
      for (const old of [...drafts.keys()].slice(0, -DRAFTS_MAX)) drafts.delete(old);
      return draft.plan;
    },
    adopt: async (id) => {
      const draft = drafts.get(id);
      if (draft === undefined) throw stale();
      drafts.delete(id);
      const about = `${draft.plan.target} ${draft.plan.file}`;
      const attempt = { what: 'key not adopted', subject: draft.plan.key.id, about };
      return orAudited(deps.audit, attempt, () => adopt(deps, draft));
    },
  };
}

async function adopt(deps: AdoptingDeps, draft: AdoptionDraft): Promise<AdoptionResult> {
  const { plan } = draft;
  deps.assertOpen();
  await keep(deps, draft);
  try {
    const { change, last } = await write(deps, draft);
    const { id: delivery, file, mode } = { id: draft.deliveryId, file: last.file, mode: draft.mode };
    return { change: change.id, delivery, key: plan.key.id, file, mode: modeText(mode) };
  } catch (error) {
    throw error instanceof AppError ? keptAlready(error, plan.key.name) : error;
  }
}

/** SECURITY: the value is kept before the file loses it (test: "killed between the key and the file"). */
async function keep(deps: AdoptingDeps, { plan, finding, entry, environmentId, sameValue }: AdoptionDraft) {
  const { id: keyId, name, isNew } = plan.key;
  const { secret } = finding.plaintext;
  const now = (await deps.holders(secret)).filter((row) => row.environmentId === environmentId);
  // Replaced or deleted since the preview, or kept by somebody else.
  if (isNew ? now.length > 0 : !now.some(({ id }) => id === keyId)) throw stale();
  if (!isNew) {
    admit(deps.ledger, { keyId, environmentId }, deps.clock.now());
    return;
  }
  await deps.keys.add({ environmentId, name, variable: entry.variable, sameValue }, secret, keyId);
}

/** @returns the change by which all of it is taken back, and the last */
async function write(deps: AdoptingDeps, draft: AdoptionDraft) {
  const { document } = draft.opened;
  const change = await (draft.isDelivered ? takeOut(deps, draft, document) : writeAdoption(deps, draft));
  if (draft.isDelivered || !draft.plan.removed) return { change, last: change };
  // A change of its own on top: one undo takes both back.
  return { change, last: await takeOut(deps, draft, await openDocument(deps.files, change.file)) };
}

async function writeAdoption(deps: AdoptingDeps, draft: AdoptionDraft): Promise<ChangeRecord> {
  const { opened, entry, environmentId, deliveryId, after, mode, text } = draft;
  const { exporter, document, scope } = opened;
  const { path: file } = document.snapshot;
  const { keyId, mechanism, server, variable } = entry;
  const written = mechanism === 'inline' ? withDots(after, draft.finding.plaintext.secret) : after;
  const delivery: DeliveryRecord = {
    id: deliveryId,
    target: exporter.id,
    keyId,
    environmentId,
    mechanism,
    file,
    server,
    variable,
    scope,
    reference: mechanism === 'reference' ? entry.reference : null,
    entryHash: await markedHash(deps, exporter, after, entry),
    written: await keepWritten(deps, deliveryId, written),
    companions: [],
    imported: false,
    createdAt: deps.clock.now().toISOString(),
  };
  const { snapshot } = document;
  return writeChange(deps, {
    kind: 'adopt',
    deliveryId,
    file,
    snapshot,
    after: encode(text),
    mode,
    delivery,
  });
}

async function takeOut(
  deps: AdoptingDeps,
  { opened, finding, deliveryId }: AdoptionDraft,
  { snapshot, text }: Document,
): Promise<ChangeRecord> {
  const { exporter, scope } = opened;
  const { path: file } = snapshot;
  const after = exporter.editor.remove(text, exporter.path(finding.entry));
  const paths = await pathsTo(deps, snapshot);
  const mode = modeFor(deps.ledger, snapshot, { paths, deliveryId, scope, mechanism: null });
  const delivery = null;
  return writeChange(deps, {
    kind: 'unexport',
    deliveryId,
    file,
    snapshot,
    after: encode(after),
    mode,
    delivery,
  });
}

const keptAlready = ({ code, message, next }: AppError, name: string) =>
  new AppError(code, {
    message: `${message} The value is kept, as the key "${name}".`,
    next: `${next ?? ''} Adopt again: that key is taken.`.trim(),
  });

const stale = () =>
  new AppError('not-found', {
    message: 'This preview was used or is no longer held, or the keys changed since.',
    next: 'Look at the changes again, then adopt.',
  });
