import type { Planted } from './planted.ts';

export type Fence = { readonly refused: readonly Planted[]; readonly allowed: readonly Planted[] };

export const all = (at: string, lines: readonly string[]): readonly Planted[] =>
  lines.map((code) => ({ at, code }));

/** All ways to name a module: a fence that forgets one is no fence. */
export const waysTo = (module: string): readonly string[] => [
  `import { a } from '${module}';`,
  `import type { a } from "${module}";`,
  `import '${module}';`,
  `export { a } from '${module}';`,
  `export * from '${module}';`,
  `export const a = await import('${module}');`,
  `export type A = import('${module}').A;`,
];

const family = (name: string, inside: string): Fence => ({
  refused: [
    ...['keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground', 'ipc', 'app', 'cli']
      .filter((other) => other !== name)
      .flatMap((other) => [
        { at: `electron/${name}/${other}-*.ts`, code: `import { a } from '../${other}/b.ts';` },
        { at: `electron/${name}/deep/${other}-*.ts`, code: `export * from '../../${other}/deep/b.ts';` },
        { at: `electron/${name}/detour-${other}-*.ts`, code: `import '../${name}/../${other}/b.ts';` },
      ]),
  ],
  allowed: all(`electron/${name}/*.ts`, [
    `import { a } from './b.ts';`,
    `import { a } from '../${name}/b.ts';`,
    `import { a } from '#core/ports/files.ts';`,
    `import { a } from '#shared/model/key.ts';`,
    `import { a } from '${inside}';`,
  ]),
});

/** The arrows between the folders: a planted violation for each, and what must pass beside it. */
export const arrows: Readonly<Record<string, Fence>> = {
  'shared-alone': {
    refused: all('shared/model/*.ts', [
      ...waysTo('react'),
      ...waysTo('node:fs'),
      ...waysTo('#core/secret.ts'),
    ]),
    allowed: all('shared/model/*.ts', [
      `import { z } from 'zod';`,
      `import * as z from 'zod/mini';`,
      `import { a } from './key.ts';`,
      `import { a } from '../text/words.ts';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'shared-stays': {
    refused: all('shared/ipc/*.ts', [
      ...waysTo('../../electron/core/secret.ts'),
      `import { a } from '../../renderer/api/client.ts';`,
      `import { a } from '../../tests/fakes/clock.ts';`,
      `import { a } from '.././../bin/runtime.mjs';`,
    ]),
    allowed: all('shared/ipc/*.ts', [`import { a } from '../model/key.ts';`]),
  },
  'core-alone': {
    refused: all('electron/core/*.ts', [
      ...waysTo('electron'),
      ...waysTo('node:fs'),
      ...waysTo('undici'),
      `import keytar from 'keytar';`,
      `import { join } from 'path';`,
      `import { a } from '#tests/fakes/clock.ts';`,
    ]),
    allowed: all('electron/core/*.ts', [
      `import { Secret } from './secret.ts';`,
      `import { Secret } from '../core/secret.ts';`,
      `import { Secret } from '#core/secret.ts';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'core-inward': {
    refused: [
      'keychain',
      'providers',
      'exporters',
      'ledger',
      'platform',
      'playground',
      'ipc',
      'app',
      'cli',
    ].flatMap((other) => [
      { at: `electron/core/${other}-*.ts`, code: `import { a } from '../${other}/b.ts';` },
      { at: `electron/core/deep/${other}-*.ts`, code: `import type { a } from '../../${other}/b.ts';` },
    ]),
    allowed: all('electron/core/*.ts', [
      `import { a } from './ports/ledger.ts';`,
      `import { a } from '../core/b.ts';`,
    ]),
  },
  'renderer-unprivileged': {
    refused: all('renderer/features/rack/*.tsx', [
      ...waysTo('electron'),
      ...waysTo('node:fs'),
      ...waysTo('#core/secret.ts'),
      ...waysTo('../../../electron/core/secret.ts'),
      `import { a } from 'electron/renderer';`,
      `import { a } from '../../../tests/fakes/clock.ts';`,
    ]),
    allowed: all('renderer/features/rack/*.tsx', [
      `import { a } from '../../ui/button.tsx';`,
      `import { useState } from 'react';`,
      `import { a } from '#shared/model/key.ts';`,
    ]),
  },
  'contract-types': {
    refused: all('renderer/api/*.ts', [
      `import { mainWindow } from '#shared/ipc/contract/main-window.ts';`,
      `import { type MainWindow } from '#shared/ipc/contract/main-window.ts';`,
      `import * as contract from '../../shared/ipc/contract/main-window.ts';`,
      `import '#shared/ipc/events.ts';`,
      `export * from '#shared/ipc/errors.ts';`,
      `export const a = await import('#shared/ipc/define.ts');`,
    ]),
    allowed: all('renderer/api/*.ts', [
      `import type { MainClient } from '#shared/ipc/client.ts';`,
      `export type { Result } from '#shared/ipc/errors.ts';`,
      `import type * as contract from '#shared/ipc/client.ts';`,
      `import { keySchema } from '#shared/model/key.ts';`,
    ]),
  },
  'keychain-alone': family('keychain', 'node:crypto'),
  'providers-alone': family('providers', 'zod'),
  'exporters-alone': family('exporters', 'jsonc-parser'),
  'ledger-alone': family('ledger', 'node:sqlite'),
  'platform-alone': family('platform', 'electron'),
  'playground-alone': family('playground', 'node:http'),
  'plug-ins-ports': {
    refused: ['keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground'].flatMap((name) => [
      { at: `electron/${name}/a-*.ts`, code: `import { a } from '#core/vault.ts';` },
      { at: `electron/${name}/b-*.ts`, code: `export type { a } from '../core/vault.ts';` },
    ]),
    allowed: all('electron/keychain/*.ts', [
      `import type { a } from '#core/ports/secret-store.ts';`,
      `import { a } from '#core/secret.ts';`,
      `import { a } from '#core/errors.ts';`,
    ]),
  },
  'ipc-thin': {
    refused: ['app', 'cli', 'keychain', 'providers', 'exporters', 'ledger', 'platform', 'playground'].map(
      (other) => ({
        at: `electron/ipc/${other}-*.ts`,
        code: `import { a } from '../${other}/b.ts';`,
      }),
    ),
    allowed: all('electron/ipc/*.ts', [
      `import { a } from '#core/vault.ts';`,
      `import { a } from '#shared/ipc/define.ts';`,
      `import { a } from './dispatch.ts';`,
    ]),
  },
  'app-windows': {
    refused: ['cli', 'keychain', 'providers', 'exporters', 'ledger', 'playground'].map((other) => ({
      at: `electron/app/${other}-*.ts`,
      code: `import { a } from '../${other}/b.ts';`,
    })),
    allowed: all('electron/app/*.ts', [
      `import { app } from 'electron';`,
      `import { a } from '#core/secret.ts';`,
    ]),
  },
  'cli-no-app': {
    refused: all('electron/cli/*.ts', [
      ...waysTo('electron'),
      ...waysTo('../app/window.ts'),
      `import { a } from '../ipc/dispatch.ts';`,
      `import { a } from 'electron/main';`,
    ]),
    allowed: all('electron/cli/*.ts', [
      `import { a } from '../keychain/index.ts';`,
      `import { a } from '#core/vault.ts';`,
      `import { Command } from 'commander';`,
    ]),
  },
};
