import type { Audit } from '../auditing/audit.ts';
import { isAdopted } from '../delivering/history.ts';
import { AppError } from '../errors.ts';
import type { RunProgram } from '../ports/processes.ts';
import type { Looked, ScanReader } from '../ports/scanning.ts';
import { type Draft, type FileDeps, findingsInFile } from './file-findings.ts';
import { gitStates } from './git.ts';
import { closeFiles, repairsOf } from './modes.ts';
import { nextSteps } from './next-steps.ts';
import { ENV_FILE, machineFiles } from './places.ts';
import type { ScanFinding, ScanningService, ScanReport, ScanRequest, ScanRun } from './service.ts';
import { openVaultKeys, type VaultDeps } from './vault-keys.ts';

export interface ScanningDeps extends Omit<FileDeps, 'ledger' | 'serviceOf'>, Omit<VaultDeps, 'ledger'> {
  readonly ledger: FileDeps['ledger'] & VaultDeps['ledger'];
  readonly reader: ScanReader;
  readonly run: RunProgram;
  readonly audit: Audit;
  /** The services as they are now: read once for a whole scan. */
  readonly services: () => FileDeps['serviceOf'];
}

/** Looks for keys that stand somewhere in the clear. Values are looked at and let go of, a file at a time. */
export function createScanning(deps: ScanningDeps): ScanningService {
  const realPaths = new Map<string, string>();
  return {
    scan: async (request, run = {}) => {
      const { drafts, ...looked } = await lookThrough(deps, request, run);
      for (const { finding, realPath, hide } of drafts) realPaths.set(hide(finding.file), realPath);
      const states = await gitStates(deps, [...new Set(drafts.map(({ realPath }) => realPath))]);
      const findings = drafts.map((draft): ScanFinding => {
        const git = states.get(draft.realPath) ?? null;
        const { hide, finding } = draft;
        return {
          ...finding,
          git,
          file: hide(finding.file),
          name: finding.name === null ? null : hide(finding.name),
          hint: hide(finding.hint),
          next: stepsOf(deps, request, draft, git).map(hide),
        };
      });
      deps.audit('files scanned', null, `${looked.files} files, ${findings.length} findings`);
      return { ...looked, findings };
    },
    repairs: repairsOf,
    closeFiles: async (report) => {
      const repairs = repairsOf(report);
      await closeFiles(deps, repairs, (file) => realPaths.get(file) ?? file);
      return repairs;
    },
  };
}

type Through = Omit<ScanReport, 'findings'> & { readonly drafts: readonly Draft[] };

async function lookThrough(deps: ScanningDeps, request: ScanRequest, run: ScanRun): Promise<Through> {
  await assertThere(deps, request.paths);
  const vault = await openVaultKeys(deps);
  const ofFiles = { ...deps, serviceOf: deps.services() };
  const drafts: Draft[] = [];
  const passedOver: { path: string; why: string }[] = [];
  // Two ways may lead to one file.
  const done = new Set<string>();
  for await (const looked of everything(deps, request, run.signal)) {
    if (run.signal?.aborted === true) break;
    if (looked.state === 'passed-over') passedOver.push({ path: looked.path, why: looked.why });
    if (looked.state !== 'file' || done.has(looked.file.realPath)) continue;
    done.add(looked.file.realPath);
    drafts.push(...(await findingsInFile(ofFiles, vault, looked.file)));
    run.onProgress?.(done.size, drafts.length);
  }
  if (run.signal?.aborted === true) {
    throw new AppError('cancelled', { message: 'The scan was stopped. Nothing was changed.' });
  }
  return { files: done.size, drafts, passedOver, isCompared: vault.isCompared() };
}

async function assertThere({ reader }: ScanningDeps, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (await reader.exists(path)) continue;
    throw new AppError('not-found', {
      message: `There is nothing at ${path}.`,
      next: 'Name files or folders that are there.',
    });
  }
}

async function* everything(
  { reader, exporters, machine }: ScanningDeps,
  { paths, folder, isMachineWide }: ScanRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<Looked> {
  if (isMachineWide) {
    for (const path of [...machineFiles(exporters, machine), ...(await reader.named(folder, ENV_FILE))]) {
      const looked = await reader.file(path);
      if (looked !== null) yield looked;
    }
  }
  for (const path of paths) yield* reader.below(path, signal);
}

const HTTPS =
  'Use https, if the service has it: over http whoever is on the way can read what is sent, and the key with it.';

function stepsOf(
  { ledger, machine }: ScanningDeps,
  { home }: ScanRequest,
  draft: Draft,
  git: ScanFinding['git'],
): readonly string[] {
  const { finding } = draft;
  if (finding.what === 'address') return [HTTPS];
  if (finding.isDelivered && git !== 'tracked') return [];
  const open = ledger.environments.list().filter(({ archivedAt }) => archivedAt === null);
  const environment = finding.key?.environment ?? (open.length === 1 ? open[0]?.name : undefined) ?? 'ENV';
  const { platform } = machine;
  const { delivery } = draft;
  // What was adopted would be given back, with the value in it.
  const unexported =
    delivery === null || isAdopted(ledger.changes.ofDelivery(delivery.id), delivery.id) ? null : delivery.id;
  const { file, name } = finding;
  return nextSteps({ ...draft, file, name, git, environment, platform, home, unexported });
}
