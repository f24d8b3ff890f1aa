import { type Command, Option } from 'commander';
import { AppError } from '#core/errors.ts';
import type { Services } from '#core/services.ts';
import type { RotationState } from '#shared/model/rotation.ts';
import type { Storage, Tier } from '#shared/model/storage.ts';
import type { CommandContext } from '../context.ts';
import { parseDuration } from '../input.ts';
import { passphraseMissing, readPassphrase } from '../secret-input.ts';
import { fields } from '../table.ts';

const NO_APP_PASSPHRASE =
  'No app passphrase is set, so a key cannot be copied any more once it is confirmed as copied. Run this again in a terminal to set one.';

interface PassphraseOption {
  readonly passphraseFd?: string;
}

interface InitOptions extends PassphraseOption {
  readonly storage: Tier;
  readonly loseAuditKey?: boolean;
}

const FD_OPTION = ['--passphrase-fd <n>', 'read the passphrase from this open descriptor'] as const;

export function registerStorage(program: Command, context: CommandContext): void {
  program
    .command('init')
    .description('choose where secrets are kept')
    .addOption(
      new Option('--storage <keychain|passphrase>', 'the OS keychain, or files sealed by a passphrase')
        .choices(['keychain', 'passphrase'])
        .makeOptionMandatory(),
    )
    .option(...FD_OPTION)
    .option('--lose-audit-key', 'leave a storage that nothing opens; the audit can never be verified again')
    .action((options: InitOptions) => init(context, options));
  program
    .command('unlock')
    .description('open the passphrase storage for a while')
    .option('--for <duration>', 'such as 8h', '8h')
    .option(...FD_OPTION)
    .action((options: PassphraseOption & { readonly for: string }) => unlock(context, options));
  program
    .command('lock')
    .description('close the passphrase storage')
    .action(() => lock(context));
  program
    .command('status')
    .description('show the storage, the home folder, and how much is in it')
    .action(async () => show(context));
}

async function init(context: CommandContext, options: InitOptions) {
  const { storage } = await context.services();
  const isSealed = options.storage === 'passphrase';
  const passphrase = await readPassphrase(context, {
    descriptor: options.passphraseFd,
    what: isSealed
      ? 'a new passphrase'
      : 'an app passphrase, asked for when a key is copied later (empty: none)',
    isNew: true,
  });
  if (isSealed && passphrase === null) throw passphraseMissing();
  const { loseAuditKey } = options;
  await storage.choose(options.storage, passphrase, { loseAuditKey });
  await show(context);
  if (isSealed) context.tell('It closes with this command. Open it for the next ones with: keyrack unlock');
  else if (passphrase === null) context.tell(NO_APP_PASSPHRASE);
}

async function unlock(context: CommandContext, options: PassphraseOption & { readonly for: string }) {
  const forMs = parseDuration(options.for, '--for');
  const { storage, activity } = await context.services();
  const status = await storage.status();
  if (status.tier !== 'passphrase') {
    if (status.state !== 'ready') throw keychainClosed(status);
    context.tell('The keychain is open; it has no passphrase of ours.');
    return show(context);
  }
  const passphrase = await readPassphrase(context, {
    descriptor: options.passphraseFd,
    what: 'the passphrase',
    isNew: false,
  });
  if (passphrase === null) throw passphraseMissing();
  const agent = await context.agent();
  await activity.unlocking(() => agent.start(passphrase, forMs));
  await show(context);
}

async function lock(context: CommandContext): Promise<void> {
  const { storage } = await context.services();
  const { tier } = await storage.status();
  if (tier === 'passphrase') await storage.lock();
  else context.tell('The keychain is locked by your desktop, not by Keyrack.');
  await show(context);
}

const keychainClosed = (status: Storage) =>
  new AppError(status.state === 'locked' ? 'storage-locked' : 'storage-unavailable', {
    message: status.reason ?? 'The keychain cannot be used.',
    next: 'Unlock it in your desktop, or choose sealed files with: keyrack init --storage passphrase',
  });

async function show(context: CommandContext): Promise<void> {
  const services = await context.services();
  const { tier, chosen, state, reason, presence } = await services.storage.status();
  const agentUntil = await (await context.agent()).until();
  const counts = {
    environments: services.environments.list().length,
    connections: services.connections.list().length,
    keys: services.keys.list().length,
    deliveries: services.keys.list().flatMap(({ deliveries }) => deliveries).length,
  };
  const home = context.home();
  const rotations = standing(services);
  context.show({ home, tier, chosen, state, reason, presence, agentUntil, counts, rotations }, () =>
    fields({
      Storage: tier === null ? 'not chosen' : tier,
      State: reason === null ? state : `${state}: ${reason}`,
      'Unlocked until': agentUntil,
      'App passphrase': presence ? 'set' : 'not set',
      Home: home,
      Holds: Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
      Rotations: rotationWords(rotations),
    }),
  );
}

/** Rotations that go on, and those of them that stand still. */
function standing({ rotating }: Services) {
  const open = rotating.list().filter(({ endedAt }) => endedAt === null);
  const count = (wanted: RotationState) => open.filter(({ state }) => state === wanted).length;
  return { open: open.length, waiting: count('waiting'), retrying: count('retrying') };
}

function rotationWords({ open, waiting, retrying }: ReturnType<typeof standing>): string | null {
  if (open === 0) return null;
  const parts = [
    `${open} under way`,
    ...(waiting === 0 ? [] : [`${waiting} of them waiting for you`]),
    ...(retrying === 0 ? [] : [`${retrying} of them tried again`]),
  ];
  return `${parts.join(', ')}. See: keyrack rotations`;
}
