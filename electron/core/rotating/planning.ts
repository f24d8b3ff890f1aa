import type { Operation } from '#shared/model/provider.ts';
import type { Renewal, RotationPlan, RotationRequest, RotationStep } from '#shared/model/rotation.ts';
import { spanWords } from '#shared/text/span.ts';
import { AppError } from '../errors.ts';
import { environmentOf } from '../lifecycle/brought.ts';
import { tellsOfManagement } from '../lifecycle/consequences.ts';
import { retirementOf } from '../lifecycle/retiring.ts';
import { isByApi } from '../lifecycle/ways.ts';
import type { Service } from '../ports/provider.ts';
import { attendedBy, MANAGEMENT } from './attending.ts';
import { type Chosen, choose } from './choosing.ts';
import type { RotatingDeps } from './deps.ts';
import { sharing } from './needed.ts';
import { otherScopes } from './requesting.ts';
import { needsPerson, restartsOf } from './rewriting.ts';
import { withdrawalOf } from './undoing.ts';
import { canDisable } from './ways.ts';

type PlanStep = RotationPlan['steps'][number];

/** What a call would be, where that can be told without asking anybody. */
async function callsOf(deps: RotatingDeps, { connection, key }: Chosen) {
  let service: Service | null = null;
  try {
    service = connection === null ? null : await deps.reach.service(connection);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return (operation: Operation): string[] => {
    if (service === null || connection === null || !isByApi(deps, connection, operation)) return [];
    const { request } = service.preview(operation, key.remoteId);
    return [`${request.method} ${request.url}`];
  };
}

const NOTHING = 'Nothing was done: the old key goes on.';
const AGAIN = 'It is tried again until it succeeds, also after a restart, and you are told.';

const SPAN_WORDS = { none: 'no time', ...spanWords } as const;

type StepWords = Pick<PlanStep, 'text' | 'onFailure'>;

/** What a failure does before the old key ends: who takes the new one away. */
function backWords(deps: RotatingDeps, { connection }: Chosen): string {
  if (connection === null) return 'Files get the old value back, and the new one is forgotten.';
  return withdrawalOf(deps, connection) === null
    ? 'Files get the old value back, and you delete the new key in the console.'
    : 'Files get the old value back, and the new key is deleted at the service.';
}

/** Where no program asks, sees or retires: nothing is promised that cannot be kept. */
function byHandWords(
  deps: RotatingDeps,
  { connection, watch }: Chosen,
): Partial<Record<RotationStep, StepWords>> {
  const can = (operation: Operation) => connection !== null && isByApi(deps, connection, operation);
  const retirement = connection === null ? null : retirementOf(deps, connection);
  const unseen = 'Whether the old key is still in use cannot be seen.';
  const whoRetires =
    connection === null
      ? 'You take the old value away where it comes from, and say so.'
      : 'You revoke the old key in the console, and say so.';
  const unasked = (text: string): StepWords => ({ text, onFailure: 'There is nothing to fail.' });
  return {
    ...(can('verify')
      ? {}
      : {
          verify: unasked('The new key is taken as it is: no way is known to ask whether it is accepted.'),
          refuse: unasked('Whether the old value is refused cannot be asked.'),
        }),
    ...(can('list')
      ? {}
      : { watch: unasked(watch === 'none' ? unseen : `It waits for ${watch}. ${unseen}`) }),
    ...(retirement !== null && can(retirement)
      ? {}
      : { revoke: { text: whoRetires, onFailure: 'It waits for you.' } }),
  };
}

function wordsOf(deps: RotatingDeps, chosen: Chosen): Readonly<Record<RotationStep, StepWords>> {
  const { kind, overlap, watch, scopes } = chosen;
  const forward = kind === 'in-place' ? AGAIN : backWords(deps, chosen);
  const other = otherScopes(scopes);
  const there = scopes === null ? '' : `${other},`;
  const likewise = scopes === null ? ', scopes and description' : ` and description, and${other}`;
  return {
    enter: {
      text: `You make the new key in the console${there} and enter it.`,
      onFailure: NOTHING,
    },
    create: {
      text: `The service makes a new key with the same name${likewise}. Its value is kept before anything else.`,
      onFailure: `${NOTHING} After a lost answer the new key is looked for, and deleted.`,
    },
    regenerate: {
      text: 'The service gives the key a new value. The old one dies at once.',
      onFailure:
        'After a lost answer the old value is tried; where it is dead, a new one is asked for again.',
    },
    verify: { text: 'The service is asked whether it accepts the new key.', onFailure: forward },
    switch: { text: 'Launchers, helpers and scripts get the new value from Keyrack.', onFailure: forward },
    rewrite: {
      text: 'Every file that holds the value gets the new one, each with a sealed copy.',
      onFailure: forward,
    },
    reread: { text: 'Every file is read again.', onFailure: forward },
    people: { text: 'You see to the places that no program can write.', onFailure: 'It waits for you.' },
    overlap: {
      text: `Both keys work for ${SPAN_WORDS[overlap]}.`,
      onFailure: 'The old key goes on working.',
    },
    disable: { text: 'The old key is switched off, so that it can be switched on again.', onFailure: AGAIN },
    watch: {
      text:
        watch === 'none'
          ? 'The last use of the old key is looked at.'
          : `The old key is watched for ${SPAN_WORDS[watch]}.`,
      onFailure: 'Where the old key is still in use, it waits for you, and the key can be switched on again.',
    },
    revoke: { text: 'The old key is retired. From here on there is no way back.', onFailure: AGAIN },
    refuse: {
      text: 'The old value is tried once more: the service must refuse it.',
      onFailure: 'It is tried again for a while, and then you are alarmed.',
    },
    undo: { text: '', onFailure: '' },
    ...byHandWords(deps, chosen),
  };
}

function stepsOf(
  deps: RotatingDeps,
  chosen: Chosen,
  deliveries: readonly Renewal[],
): readonly RotationStep[] {
  const { kind, byHand, overlap, watch, connection } = chosen;
  const inPlace = kind === 'in-place';
  const has = (how: Renewal['how']) => deliveries.some((each) => each.how === how);
  const all: readonly (RotationStep | false)[] = [
    byHand && 'enter',
    !byHand && (inPlace ? 'regenerate' : 'create'),
    'verify',
    !inPlace && 'switch',
    ...(has('rewrite') ? (['rewrite', 'reread'] as const) : []),
    deliveries.some(needsPerson) && 'people',
    overlap !== 'none' && 'overlap',
    !inPlace && watch !== 'none' && canDisable(deps, connection) && 'disable',
    !inPlace && 'watch',
    !inPlace && 'revoke',
    'refuse',
  ];
  return all.filter((step) => step !== false);
}

const OPERATIONS: Partial<Record<RotationStep, Operation>> = {
  create: 'create',
  regenerate: 'regenerate',
  verify: 'verify',
  disable: 'disable',
  watch: 'list',
  refuse: 'verify',
};

/** What else in Keyrack lives of the key's value. */
interface Needed {
  readonly management: string | null;
  readonly shared: string | null;
}

function warningsOf(chosen: Chosen, deliveries: readonly Renewal[], needed: Needed): string[] {
  const { kind, key, reason } = chosen;
  return [
    kind === 'in-place'
      ? 'There is no overlap: programs fail from the moment that the value changes until their files are written.'
      : null,
    reason === 'leak' && kind !== 'in-place'
      ? 'There is no overlap: programs that Keyrack does not know stop working at once.'
      : null,
    reason === 'lost' && !key.held
      ? 'Keyrack does not have the old value, so whether the service refuses it in the end cannot be tried.'
      : null,
    needed.management,
    needed.shared,
    kind === 'in-place' && reason === 'planned' && needed.shared !== null
      ? 'A new value in place would end that at once, so a planned run is refused: delete the copy, or export the one key under both names.'
      : null,
    ...deliveries.map(({ running, file }) =>
      running === null ? null : `Quit ${running} first: it would write ${file} over.`,
    ),
  ].filter((one) => one !== null);
}

/** What a run would do. Nothing is done, no secret of a key is opened. */
export async function planOf(deps: RotatingDeps, request: RotationRequest): Promise<RotationPlan> {
  const chosen = choose(deps, request);
  const { key, connection, kind, byHand, reason, overlap, watch } = chosen;
  const environment = environmentOf(deps, key.environmentId);
  const deliveries = await deps.renewing.plan(key.id);
  const needed = {
    management: MANAGEMENT[await tellsOfManagement(deps, key)],
    shared: sharing(deps)(key),
  };
  const calls = await callsOf(deps, chosen);
  const words = wordsOf(deps, chosen);
  const retirement = connection === null ? null : retirementOf(deps, connection);
  const operations = { ...OPERATIONS, ...(retirement === null ? {} : { revoke: retirement }) };
  const guided =
    connection === null || !byHand
      ? null
      : deps.reach.offer(connection, kind === 'in-place' ? 'regenerate' : 'create');
  return {
    keyId: key.id,
    keyName: key.name,
    environment: environment.name,
    isProduction: environment.stage === 'production',
    service: connection === null ? null : deps.reach.plugin(connection.provider).summary.name,
    ...{ kind, reason, overlap, watch, byHand },
    consoleSteps: [...(guided?.steps ?? [])],
    steps: stepsOf(deps, chosen, deliveries).map((step) => {
      const operation = operations[step];
      return { step, ...words[step], calls: operation === undefined ? [] : calls(operation) };
    }),
    scopes: [...(chosen.scopes ?? chosen.key.scopes)],
    deliveries: [...deliveries],
    restarts: restartsOf(deliveries),
    warnings: warningsOf(chosen, deliveries, needed),
    attended: attendedBy(deps, chosen, { deliveries, needed: needed.management ?? needed.shared }),
  };
}
