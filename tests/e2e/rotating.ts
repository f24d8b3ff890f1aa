import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Mechanism } from '#shared/model/delivery.ts';
import type { Stage } from '#shared/model/environment.ts';
import type { Key } from '#shared/model/key.ts';
import { ask } from './bridge.ts';
import type { Place } from './fixtures.ts';
import { expect } from './fixtures.ts';
import { callingServer } from './mcp-servers.ts';
import { dialogOf, makeConfirmedKey } from './rack.ts';
import { rowOf } from './steps.ts';

const VARIABLE = 'PLAYGROUND_API_KEY';

/** A key that programs have: in one client's file, by a launcher in another's, in a `.env`. */
export interface Delivered {
  readonly key: Key;
  /** Where Playground says whether a key is good. */
  readonly url: string;
  readonly inline: string;
  readonly launched: string;
  readonly dotenv: string;
}

export async function deliver(window: Page, place: Place, name: string, stage?: Stage): Promise<Delivered> {
  const key = await makeConfirmedKey(window, name, stage);
  const { id: keyId, environmentId, connectionId } = key;
  const connection = (await ask(window, 'connections.list')).find(({ id }) => id === connectionId);
  const url = `${connection?.baseUrl}/v1/whoami`;
  const launched = join(place.config, 'project', '.cursor', 'mcp.json');
  const dotenv = join(place.config, 'project', '.env');
  const launch = { command: [...callingServer(VARIABLE, url)] };
  const common = { environmentId, keyId, variable: VARIABLE };
  const server = { ...common, server: 'calling', launch };
  const exporting = async (more: {
    target: string;
    mechanism: Mechanism;
    file?: string;
    scope?: 'project';
  }) => {
    const of = more.target === 'dotenv' ? common : server;
    const { plan } = await ask(window, 'targets.plan', { ...of, ...more });
    await ask(window, 'targets.export', { plan });
  };
  await exporting({ target: 'claude-desktop', mechanism: 'inline' });
  await exporting({ target: 'cursor', mechanism: 'launcher', scope: 'project', file: launched });
  await exporting({ target: 'dotenv', mechanism: 'inline', file: dotenv });
  return { key, url, inline: place.claude, launched, dotenv };
}

/** @returns the key as a program reads it from its `.env` */
export const inDotenv = ({ dotenv }: Delivered): string =>
  new RegExp(`^${VARIABLE}='?([^'\\n]+)'?$`, 'm').exec(readFileSync(dotenv, 'utf8'))?.[1] ?? '';

export const statusOf = async ({ url }: Delivered, value: string): Promise<number> =>
  (await fetch(url, { headers: { authorization: `Bearer ${value}` } })).status;

/** Opens `Rotate` on a row of the rack, by the shortcut, and waits for the plan. */
export async function openRotate(window: Page, key: string): Promise<Locator> {
  // Of a key that was replaced the old value has a row of its own, below.
  await rowOf(window, key).first().click();
  await window.keyboard.press('r');
  const dialog = dialogOf(window, 'Rotate');
  await expect(dialog.getByRole('button', { name: 'Rehearse' })).toBeVisible();
  return dialog;
}

export async function chooseSpan(window: Page, field: 'Overlap' | 'Watch', span: string): Promise<void> {
  await window.getByRole('combobox', { name: field }).click();
  await window.getByRole('option', { name: span, exact: true }).click();
}

export const runRow = (window: Page, key: string): Locator =>
  window.locator('tr[data-run]').filter({ hasText: key });

export const runDetail = (window: Page): Locator =>
  window.getByRole('complementary', { name: 'Rotation detail' });

export const runButton = (window: Page, name: string): Locator =>
  runDetail(window).getByRole('button', { name, exact: true });
